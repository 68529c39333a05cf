/* Counts as columns: the last 28 hours of the Posts given as arguments, wide, as CSV; and, from the
 * same result, the sum of each metric and its best hour. */
#include <inttypes.h>
#include <stdio.h>
#include <xengage/xengage.h>

/* Asks for up to 25 Posts, hour by hour; what goes wrong is in *error. */
static xeng_result *fetch(int count, char **ids, xeng_error **error)
{
    xeng_options *options = NULL;
    xeng_client *client = NULL;
    xeng_credentials *owner = NULL;
    xeng_request *request = NULL;
    xeng_result *result = NULL;

    int failed =
        xeng_options_new(&options, error) || xeng_options_from_env(options, error) ||
        xeng_client_new(options, &client, error) || xeng_credentials_from_env(&owner, error) ||
        xeng_request_new(XENG_ENDPOINT_28HR, owner, &request, error) ||
        xeng_request_add_all_metrics(request, error) ||
        xeng_request_add_grouping_text(
            request, "hours", "tweet.id,engagement.type,engagement.day,engagement.hour", error);
    for (int i = 0; i < count && !failed; i++) {
        failed = xeng_request_add_id_text(request, ids[i], error);
    }
    if (!failed) {
        xeng_client_fetch(client, owner, request, &result, error);
    }
    xeng_request_unref(request);
    xeng_credentials_unref(owner);
    xeng_client_unref(client);
    xeng_options_unref(options);
    return result;
}

/* Takes what the writer has, until there is no more for now. */
static int drain(xeng_writer *writer, xeng_error **error)
{
    const void *bytes = NULL;
    size_t size = 0;
    int32_t code;
    while ((code = xeng_writer_next(writer, &bytes, &size, error)) == XENG_OK && size > 0) {
        fwrite(bytes, 1, size, stdout);
    }
    return code != XENG_OK;
}

static int write_csv(const xeng_result *result, xeng_error **error)
{
    xeng_writer *writer = NULL;
    int failed =
        xeng_writer_new_for_result(result, XENG_WRITE_CSV, XENG_FORM_WIDE, 0, &writer, error) ||
        xeng_writer_add_result(writer, result, error) || drain(writer, error) ||
        xeng_writer_finish(writer, error) || drain(writer, error);
    xeng_writer_unref(writer);
    return failed;
}

/* A wide table has an array for each metric: nothing but adding up is left to do. */
static int print_sums(const xeng_result *result, xeng_error **error)
{
    xeng_table *table = NULL;
    if (xeng_table_new(result, 0, XENG_FORM_WIDE, &table, error)) {
        return 1;
    }
    const int64_t *times = xeng_table_times(table);
    for (size_t column = 0; column < xeng_table_column_count(table); column++) {
        const int64_t *counts = xeng_table_column_data(table, column);
        size_t best = 0;
        int64_t sum = 0;
        if (xeng_table_column_metric(table, column) == 0 || counts == NULL || times == NULL) {
            continue;
        }
        for (size_t row = 0; row < xeng_table_row_count(table); row++) {
            sum += counts[row];
            best = counts[row] > counts[best] ? row : best;
        }
        fprintf(stderr, "%s: %" PRId64 ", most of it, %" PRId64 ", in the hour of %02d:00\n",
                xeng_table_column_name(table, column), sum, counts[best],
                (int)(times[best] / 3600 % 24));
    }
    xeng_table_unref(table);
    return 0;
}

int main(int argc, char **argv)
{
    xeng_error *error = NULL;
    xeng_result *result = fetch(argc - 1, argv + 1, &error);
    int failed = result == NULL || write_csv(result, &error) || print_sums(result, &error);
    if (failed) {
        fprintf(stderr, "%s\n", xeng_error_message(error));
    }
    xeng_error_unref(error);
    xeng_result_unref(result);
    return failed;
}
