/* The cases that send single requests: one, many, one that is cancelled, one beside the closing of
 * another client. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "driver.h"

enum {
    MOST_REQUESTS = 1000,
};

/* What a request takes. */
typedef struct {
    xeng_client *client;
    xeng_credentials *credentials;
    xeng_request *request;
} question;

static int32_t begin(question *self, const json_t *one, xeng_error **error)
{
    int32_t code = make_client(&self->client, error);
    return code ? code : make_credentials(text_of(one, "as"), &self->credentials, error);
}

static int32_t make(question *self, const json_t *one, xeng_error **error)
{
    int32_t code = begin(self, one, error);
    return code ? code
                : make_request(json_object_get(one, "request"), self->credentials, &self->request,
                               error);
}

static void end(question *self)
{
    xeng_request_unref(self->request);
    xeng_credentials_unref(self->credentials);
    xeng_client_unref(self->client);
}

json_t *do_fetch(const json_t *one)
{
    question self = {0};
    xeng_result *result = NULL;
    xeng_error *error = NULL;
    if (make(&self, one, &error) == XENG_OK) {
        xeng_client_fetch(self.client, self.credentials, self.request, &result, &error);
    }
    end(&self);
    return show_either(result, error);
}

/* Puts one of several requests on its way; its outcome is there already if that fails. */
static json_t *send(question *self, const json_t *from, xeng_operation *operation)
{
    xeng_request *request = NULL;
    xeng_error *error = NULL;
    *operation = XENG_OPERATION_NONE;
    int32_t code = make_request(from, self->credentials, &request, &error);
    if (code == XENG_OK) {
        code = xeng_client_submit(self->client, self->credentials, request, operation, &error);
    }
    xeng_request_unref(request);
    return code == XENG_OK ? json_null() : show_error(error);
}

static json_t *take(xeng_client *client, xeng_operation operation)
{
    xeng_result *result = NULL;
    xeng_error *error = NULL;
    xeng_client_wait(client, operation, &result, &error);
    return show_either(result, error);
}

json_t *do_fetch_many(const json_t *one)
{
    question self = {0};
    xeng_error *error = NULL;
    if (begin(&self, one, &error) != XENG_OK) {
        end(&self);
        return show_error(error);
    }
    const json_t *requests = json_object_get(one, "requests");
    xeng_operation operations[MOST_REQUESTS];
    size_t count = json_array_size(requests);
    if (count > MOST_REQUESTS) {
        give_up("too many requests in a case");
    }
    json_t *outcomes = json_array();
    for (size_t i = 0; i < count; i++) {
        json_array_append_new(outcomes, send(&self, json_array_get(requests, i), &operations[i]));
    }
    for (size_t i = 0; i < count; i++) {
        if (operations[i] != XENG_OPERATION_NONE) {
            json_array_set_new(outcomes, i, take(self.client, operations[i]));
        }
    }
    end(&self);
    return json_pack("{s:o}", "outcomes", outcomes);
}

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Lets a client work for some time. */
static int32_t work(xeng_client *client, int64_t for_ms, xeng_error **error)
{
    int64_t until = now_ms() + for_ms;
    int32_t code = XENG_OK;
    for (int64_t now = now_ms(); code == XENG_OK && now < until; now = now_ms()) {
        code = xeng_client_dispatch(client, (int32_t)(until - now), error);
    }
    return code;
}

json_t *do_cancel(const json_t *one)
{
    question self = {0};
    xeng_operation operation = XENG_OPERATION_NONE;
    xeng_result *result = NULL;
    xeng_error *error = NULL;
    int64_t after_ms = json_integer_value(json_object_get(one, "after_ms"));
    if (make(&self, one, &error) == XENG_OK &&
        xeng_client_submit(self.client, self.credentials, self.request, &operation, &error) ==
            XENG_OK &&
        work(self.client, after_ms, &error) == XENG_OK) {
        xeng_client_cancel(self.client, operation);
        xeng_client_wait(self.client, operation, &result, &error);
    }
    end(&self);
    return show_either(result, error);
}

json_t *do_two_clients(const json_t *one)
{
    question self = {0};
    xeng_client *first = NULL;
    xeng_operation operation = XENG_OPERATION_NONE;
    xeng_result *result = NULL;
    xeng_error *error = NULL;
    if (make_client(&first, &error) == XENG_OK && make(&self, one, &error) == XENG_OK &&
        xeng_client_submit(self.client, self.credentials, self.request, &operation, &error) ==
            XENG_OK &&
        xeng_client_dispatch(self.client, 0, &error) == XENG_OK) {
        xeng_client_unref(first);
        first = NULL;
        xeng_client_wait(self.client, operation, &result, &error);
    }
    xeng_client_unref(first);
    end(&self);
    return show_either(result, error);
}
