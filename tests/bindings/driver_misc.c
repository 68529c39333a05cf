/* Cases without counts: what an id tells, the words of the API, and whether a secret is shown. */
#include <stdio.h>
#include <stdlib.h>

#include "driver.h"

json_t *do_post(const json_t *one)
{
    uint64_t id;
    xeng_error *error = NULL;
    if (xeng_post_id_parse(text_of(one, "id"), &id, &error) != XENG_OK) {
        return show_error(error);
    }
    int64_t created = xeng_post_created_ms(id);
    return json_pack("{s:o, s:o}", "id", decimal_id(id), "created_ms",
                     created == XENG_POST_CREATED_UNKNOWN ? json_null() : decimal(created));
}

json_t *do_names(const json_t *one)
{
    (void)one;
    json_t *metrics = json_array();
    for (size_t i = 0; i < xeng_metric_count(); i++) {
        json_array_append_new(metrics, json_string(xeng_metric_name(xeng_metric_at(i))));
    }
    json_t *endpoints = json_array();
    for (int32_t i = XENG_ENDPOINT_TOTALS; i <= XENG_ENDPOINT_HISTORICAL; i++) {
        json_array_append_new(endpoints, json_string(xeng_endpoint_name(i)));
    }
    return json_pack("{s:o, s:o, s:s}", "metrics", metrics, "endpoints", endpoints, "version",
                     xeng_version());
}

/* What the library has said so far; more than fits is not looked at. */
typedef struct {
    char text[65536];
    size_t size;
} shown;

static void keep(void *context, int32_t level, const char *line)
{
    shown *self = context;
    int size = snprintf(self->text + self->size, sizeof self->text - self->size, "%d %s\n",
                        (int)level, line);
    if (size > 0 && (size_t)size < sizeof self->text - self->size) {
        self->size += (size_t)size;
    }
}

/* All that C shows of an object is what is logged of its use. */
static int32_t use(const char *as, shown *log, xeng_error **error)
{
    xeng_options *options = NULL;
    xeng_client *client = NULL;
    xeng_credentials *credentials = NULL;
    xeng_request *request = NULL;
    xeng_result *result = NULL;
    int32_t code = xeng_options_new(&options, error);
    code = code ? code : xeng_options_from_env(options, error);
    if (code == XENG_OK) {
        xeng_options_set_log(options, XENG_LOG_TRACE, keep, log);
    }
    code = code ? code : xeng_client_new(options, &client, error);
    code = code ? code : make_credentials(as, &credentials, error);
    code = code ? code : xeng_request_new(XENG_ENDPOINT_TOTALS, credentials, &request, error);
    code = code ? code : xeng_request_add_id_text(request, "1541815603606036480", error);
    code = code ? code : xeng_request_add_metric(request, XENG_METRIC_FAVORITES, error);
    code = code ? code : xeng_request_add_grouping_text(request, "posts", "tweet.id", error);
    code = code ? code : xeng_client_fetch(client, credentials, request, &result, error);
    xeng_result_unref(result);
    xeng_request_unref(request);
    xeng_credentials_unref(credentials);
    xeng_client_unref(client);
    xeng_options_unref(options);
    return code;
}

json_t *do_secrets(const json_t *one)
{
    (void)one;
    xeng_error *error = NULL;
    shown *log = calloc(1, sizeof *log);
    if (log == NULL) {
        give_up("out of memory");
    }
    int32_t code = use("user", log, &error);
    code = code ? code : use("bearer", log, &error);
    json_t *outcome = code ? show_error(error) : json_pack("{s:s}", "shown", log->text);
    free(log);
    return outcome;
}
