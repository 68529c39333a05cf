/* Walks a whole tree: the hours of the last 28, of each metric, of the Posts given as arguments. */
#include <inttypes.h>
#include <stdio.h>
#include <xengage/xengage.h>

/* Asks for the Posts; what goes wrong is in *error. */
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
        failed = xeng_client_fetch(client, owner, request, &result, error);
    }
    xeng_request_unref(request);
    xeng_credentials_unref(owner);
    xeng_client_unref(client);
    xeng_options_unref(options);
    return result;
}

/* Prints what has a count other than zero: its keys, one a column, then the count. */
static int print(const xeng_result *result, xeng_error **error)
{
    xeng_cursor *cursor = NULL;
    xeng_node leaf;
    if (xeng_cursor_new(result, xeng_result_root(result, 0), &cursor, error)) {
        return 1;
    }
    while ((leaf = xeng_cursor_next_leaf(cursor)) != XENG_NODE_NONE) {
        int64_t value = 0;
        if (xeng_result_value(result, leaf, &value) != XENG_VALUE_DELIVERED || value == 0) {
            continue;
        }
        for (size_t level = 1; level <= xeng_result_node_level(result, leaf); level++) {
            printf("%s ", xeng_result_key(result, xeng_cursor_node(cursor, level)));
        }
        printf("%" PRId64 "\n", value);
    }
    xeng_cursor_unref(cursor);
    return 0;
}

/* Says what became of those Posts that weren't delivered. */
static void report(const xeng_result *result)
{
    for (size_t i = 0; i < xeng_result_id_count(result); i++) {
        uint64_t id = xeng_result_id_at(result, i);
        if (xeng_result_id_state(result, id) == XENG_ID_UNAVAILABLE) {
            fprintf(stderr, "%" PRIu64 " is deleted, protected or otherwise unavailable\n", id);
        } else if (xeng_result_id_state(result, id) != XENG_ID_DELIVERED) {
            fprintf(stderr, "%" PRIu64 " was not delivered in full\n", id);
        }
    }
}

int main(int argc, char **argv)
{
    xeng_error *error = NULL;
    xeng_result *result = fetch(argc - 1, argv + 1, &error);
    int failed = result == NULL || print(result, &error);
    if (failed) {
        fprintf(stderr, "%s\n", xeng_error_message(error));
    } else {
        report(result);
    }
    xeng_error_unref(error);
    xeng_result_unref(result);
    return failed;
}
