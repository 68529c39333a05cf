/* In an event loop: one request a Post, all at once, beside whatever else the program polls. */
#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <xengage/xengage.h>

/* Puts the question after one Post on its way. Nothing is waited for here. */
static int ask(xeng_client *client, const xeng_credentials *owner, const char *id,
               xeng_error **error)
{
    xeng_request *request = NULL;
    xeng_operation operation;
    int failed = xeng_request_new(XENG_ENDPOINT_TOTALS, owner, &request, error) ||
                 xeng_request_add_id_text(request, id, error) ||
                 xeng_request_add_metric(request, XENG_METRIC_FAVORITES, error) ||
                 xeng_request_add_grouping_text(request, "posts", "tweet.id", error) ||
                 xeng_client_submit(client, owner, request, &operation, error);
    xeng_request_unref(request);
    return failed;
}

static void print(const xeng_result *result)
{
    xeng_node root = xeng_result_root(result, 0);
    uint64_t id = xeng_result_id_at(result, 0);
    int64_t favorites = 0;
    if (xeng_result_value(result, xeng_result_child_by_id(result, root, id), &favorites) ==
        XENG_VALUE_DELIVERED) {
        printf("%" PRIu64 " was liked %" PRId64 " times\n", id, favorites);
    } else {
        printf("%" PRIu64 " was not delivered\n", id);
    }
}

/* Takes everything that is finished; returns how much that was. */
static int take_finished(xeng_client *client)
{
    int taken = 0;
    for (;;) {
        xeng_operation operation;
        xeng_result *result = NULL;
        xeng_error *error = NULL;
        int32_t code = xeng_client_next_completion(client, &operation, &result, &error);
        if (operation == XENG_OPERATION_NONE) {
            return taken;
        }
        taken++;
        if (code == XENG_OK) {
            print(result);
        } else {
            fprintf(stderr, "%s\n", xeng_error_message(error));
        }
        xeng_result_unref(result);
        xeng_error_unref(error);
    }
}

/* The loop: the client is one descriptor among those that a program polls. */
static int loop(xeng_client *client, int pending, xeng_error **error)
{
    while (pending > 0) {
        struct pollfd watched[] = {{.fd = xeng_client_fd(client), .events = POLLIN}};
        if (poll(watched, 1, -1) < 0 && errno != EINTR) {
            perror("poll");
            return 1;
        }
        if (xeng_client_dispatch(client, 0, error)) {
            return 1;
        }
        pending -= take_finished(client);
    }
    return 0;
}

int main(int argc, char **argv)
{
    xeng_options *options = NULL;
    xeng_client *client = NULL;
    xeng_credentials *owner = NULL;
    xeng_error *error = NULL;

    int failed = xeng_options_new(&options, &error) || xeng_options_from_env(options, &error) ||
                 xeng_client_new(options, &client, &error) ||
                 xeng_credentials_from_env(&owner, &error);
    for (int i = 1; i < argc && !failed; i++) {
        failed = ask(client, owner, argv[i], &error);
    }
    failed = failed || loop(client, argc - 1, &error);
    if (error != NULL) {
        fprintf(stderr, "%s\n", xeng_error_message(error));
    }
    xeng_error_unref(error);
    xeng_credentials_unref(owner);
    xeng_client_unref(client);
    xeng_options_unref(options);
    return failed;
}
