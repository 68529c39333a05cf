/* The ten lines of the README: how often was this Post liked? */
#include <inttypes.h>
#include <stdio.h>
#include <xengage/xengage.h>

int main(void)
{
    xeng_options *options = NULL;
    xeng_client *client = NULL;
    xeng_credentials *owner = NULL;
    xeng_request *request = NULL;
    xeng_result *result = NULL;
    xeng_error *error = NULL;
    const char *path[] = {"850006245121695744", "favorites"};
    int64_t favorites = 0;

    if (xeng_options_new(&options, &error) || xeng_options_from_env(options, &error) ||
        xeng_client_new(options, &client, &error) || xeng_credentials_from_env(&owner, &error) ||
        xeng_request_new(XENG_ENDPOINT_TOTALS, owner, &request, &error) ||
        xeng_request_add_id_text(request, path[0], &error) ||
        xeng_request_add_metric_name(request, path[1], &error) ||
        xeng_request_add_grouping_text(request, "posts", "tweet.id,engagement.type", &error) ||
        xeng_client_fetch(client, owner, request, &result, &error)) {
        fprintf(stderr, "%s\n", xeng_error_message(error));
    } else if (xeng_result_value(result,
                                 xeng_result_find(result, xeng_result_root(result, 0), path, 2),
                                 &favorites) == XENG_VALUE_DELIVERED) {
        printf("%s was liked %" PRId64 " times\n", path[0], favorites);
    }

    int status = xeng_error_code(error) != XENG_OK;
    xeng_error_unref(error);
    xeng_result_unref(result);
    xeng_request_unref(request);
    xeng_credentials_unref(owner);
    xeng_client_unref(client);
    xeng_options_unref(options);
    return status;
}
