/* Walks a whole tree: the last 28 hours, hour by hour, of the Posts given as arguments. */
#include <inttypes.h>
#include <stdio.h>
#include <xengage/xengage.h>

/* Asks for up to 25 Posts; what goes wrong is in *error. */
static xeng_result *fetch(int count, char **ids, xeng_error **error)
{
    xeng_options *options = NULL;
    xeng_client *client = NULL;
    xeng_credentials *owner = NULL;
    xeng_request *request = NULL;
    xeng_result *result = NULL;
    const int32_t dimensions[] = {XENG_DIMENSION_TWEET_ID, XENG_DIMENSION_ENGAGEMENT_TYPE,
                                  XENG_DIMENSION_ENGAGEMENT_DAY, XENG_DIMENSION_ENGAGEMENT_HOUR};

    int failed = xeng_options_new(&options, error) || xeng_options_from_env(options, error) ||
                 xeng_client_new(options, &client, error) ||
                 xeng_credentials_from_env(&owner, error) ||
                 xeng_request_new(XENG_ENDPOINT_28HR, owner, &request, error) ||
                 xeng_request_add_all_metrics(request, error) ||
                 xeng_request_add_grouping(request, "hours", dimensions, 4, error);
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

/* Prints every count: the keys on the way to it, then the count; nothing where there is none. */
static int print_counts(const xeng_result *result, xeng_error **error)
{
    xeng_cursor *cursor = NULL;
    xeng_node leaf;
    if (xeng_cursor_new(result, xeng_result_root_by_name(result, "hours"), &cursor, error)) {
        return 1;
    }
    while ((leaf = xeng_cursor_next_leaf(cursor)) != XENG_NODE_NONE) {
        int64_t value = 0;
        for (size_t level = 1; level <= xeng_result_node_level(result, leaf); level++) {
            printf("%s,", xeng_result_key(result, xeng_cursor_node(cursor, level)));
        }
        if (xeng_result_value(result, leaf, &value) == XENG_VALUE_DELIVERED) {
            printf("%" PRId64, value);
        }
        printf("\n");
    }
    xeng_cursor_unref(cursor);
    return 0;
}

static const char *state_in_words(int32_t state)
{
    switch (state) {
    case XENG_ID_DELIVERED:
        return "delivered";
    case XENG_ID_UNAVAILABLE:
        return "deleted, protected or otherwise unavailable";
    case XENG_ID_FORBIDDEN:
        return "somebody else's";
    case XENG_ID_UNSUPPORTED:
        return "too old for some of the metrics";
    case XENG_ID_MISSING:
        return "left out by the server without a word";
    default:
        return "in a state that this program doesn't know";
    }
}

/* Says what became of each Post, and what else the server had to say. */
static void print_states(const xeng_result *result)
{
    for (size_t i = 0; i < xeng_result_id_count(result); i++) {
        uint64_t id = xeng_result_id_at(result, i);
        fprintf(stderr, "%" PRIu64 " is %s\n", id,
                state_in_words(xeng_result_id_state(result, id)));
    }
    for (size_t i = 0; i < xeng_result_message_count(result); i++) {
        fprintf(stderr, "the server says: %s\n", xeng_result_message(result, i));
    }
}

static void print_error(const xeng_error *error)
{
    fprintf(stderr, "%s\n", xeng_error_message(error));
    for (size_t i = 0; i < xeng_error_id_count(error); i++) {
        fprintf(stderr, "it is about %" PRIu64 "\n", xeng_error_id_at(error, i));
    }
}

int main(int argc, char **argv)
{
    xeng_error *error = NULL;
    xeng_result *result = fetch(argc - 1, argv + 1, &error);
    int failed = result == NULL || print_counts(result, &error);
    if (failed) {
        print_error(error);
    } else {
        print_states(result);
    }
    xeng_error_unref(error);
    xeng_result_unref(result);
    return failed;
}
