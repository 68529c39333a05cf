/* The client: requests over the engine, blocking or in an event loop. */
#include "client/client.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/log.h"
#include "client/ledger.h"
#include "model/request.h"
#include "model/table.h"
#include "wire/request_call.h"

struct xeng_client {
    xeng__refcount owners;
    xeng__engine *engine;
    char *base_url;
    char *auth_url;
    uint32_t max_concurrency;
    xeng_ledger *ledger; /* NULL: none */
    xeng__log log;
};

static const char no_client[] = "client is NULL";

xeng__engine *xeng__client_engine(xeng_client *client)
{
    return client->engine;
}

const char *xeng__client_auth_url(const xeng_client *client)
{
    return client->auth_url;
}

const char *xeng__client_base_url(const xeng_client *client)
{
    return client->base_url;
}

uint32_t xeng__client_max_concurrency(const xeng_client *client)
{
    return client->max_concurrency;
}

int32_t xeng__client_admit(xeng_client *client, const xeng_credentials *credentials,
                           xeng_error **error)
{
    return client->ledger == NULL
               ? XENG_OK
               : xeng__ledger_admit(client->ledger, credentials, &client->log, error);
}

static int32_t set_up(xeng_client *client, const xeng__settings *settings, xeng_error **error)
{
    client->max_concurrency = settings->max_concurrency;
    client->base_url = xeng__strdup(settings->base_url);
    client->auth_url = xeng__strdup(settings->auth_url);
    if (client->base_url == NULL || client->auth_url == NULL) {
        return xeng__fail_no_memory(error);
    }
    client->log = (xeng__log){
        .fn = settings->log,
        .context = settings->log_context,
        .level = settings->log_level,
        .stderr_level = xeng__log_level_by_name(getenv("XENGAGE_LOG")),
    };
    return xeng__engine_new(settings, &client->log, &client->engine, error);
}

int32_t xeng_client_new(const xeng_options *options, xeng_client **client, xeng_error **error)
{
    xeng__error_clear(error);
    if (client == NULL) {
        return xeng__fail_argument(error, no_client);
    }
    *client = NULL;
    xeng_client *made = xeng__calloc(1, sizeof *made);
    if (made == NULL) {
        return xeng__fail_no_memory(error);
    }
    xeng__refcount_init(&made->owners);
    int32_t code;
    if (options != NULL) {
        made->ledger = xeng_ledger_ref(options->ledger);
        code = set_up(made, &options->settings, error);
    } else {
        xeng__settings defaults;
        code = xeng__settings_init(&defaults, error);
        if (code == XENG_OK) {
            code = set_up(made, &defaults, error);
            xeng__settings_free(&defaults);
        }
    }
    if (code != XENG_OK) {
        xeng_client_unref(made);
        return code;
    }
    *client = made;
    return XENG_OK;
}

xeng_client *xeng_client_ref(xeng_client *client)
{
    if (client != NULL) {
        xeng__refcount_add(&client->owners);
    }
    return client;
}

void xeng_client_unref(xeng_client *client)
{
    if (client == NULL || !xeng__refcount_drop(&client->owners)) {
        return;
    }
    xeng__engine_free(client->engine);
    xeng_ledger_unref(client->ledger);
    xeng__free(client->base_url);
    xeng__free(client->auth_url);
    xeng__free(client);
}

static int32_t submit(xeng_client *client, const xeng_credentials *credentials,
                      const xeng_request *request, bool claimed, uint64_t *operation,
                      xeng_error **error)
{
    if (client == NULL || credentials == NULL || request == NULL) {
        return xeng__fail_argument(error, client == NULL        ? no_client
                                          : credentials == NULL ? "credentials is NULL"
                                                                : "request is NULL");
    }
    xeng__call call = XENG__CALL_EMPTY;
    int32_t code = xeng__request_call(client->base_url, credentials, request, &call, error);
    /* Last, so that what can't be sent doesn't count. */
    code = code != XENG_OK ? code : xeng__client_admit(client, credentials, error);
    if (code == XENG_OK) {
        const xeng__submission submission = {
            .call = &call,
            .expected = request,
            .what = xeng__endpoint_find(xeng__request_endpoint(request))->name,
            .deadline_ms = xeng__request_deadline_ms(request),
            .claimed = claimed,
        };
        code = xeng__engine_submit(client->engine, &submission, operation, error);
    }
    xeng__call_free(&call);
    return code;
}

int32_t xeng_client_fetch(xeng_client *client, const xeng_credentials *credentials,
                          const xeng_request *request, xeng_result **result, xeng_error **error)
{
    xeng__error_clear(error);
    if (result == NULL) {
        return xeng__fail_argument(error, "result is NULL");
    }
    *result = NULL;
    uint64_t operation;
    int32_t code = submit(client, credentials, request, true, &operation, error);
    return code != XENG_OK ? code
                           : xeng__engine_wait(client->engine, operation, result, NULL, error);
}

int32_t xeng_client_submit(xeng_client *client, const xeng_credentials *credentials,
                           const xeng_request *request, xeng_operation *operation,
                           xeng_error **error)
{
    xeng__error_clear(error);
    if (operation == NULL) {
        return xeng__fail_argument(error, "operation is NULL");
    }
    *operation = XENG_OPERATION_NONE;
    return submit(client, credentials, request, false, operation, error);
}

int32_t xeng_client_wait(xeng_client *client, xeng_operation operation, xeng_result **result,
                         xeng_error **error)
{
    xeng__error_clear(error);
    if (result == NULL) {
        return xeng__fail_argument(error, "result is NULL");
    }
    *result = NULL;
    if (client == NULL) {
        return xeng__fail_argument(error, no_client);
    }
    return xeng__engine_wait(client->engine, operation, result, NULL, error);
}

int32_t xeng_client_fd(const xeng_client *client)
{
    return client == NULL ? -1 : xeng__engine_fd(client->engine);
}

int32_t xeng_client_dispatch(xeng_client *client, int32_t timeout_ms, xeng_error **error)
{
    xeng__error_clear(error);
    if (client == NULL) {
        return xeng__fail_argument(error, no_client);
    }
    if (timeout_ms < -1) {
        return xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT,
                          "a timeout of %d ms can't be: 0 is not to wait at all, -1 is to wait as "
                          "long as it takes",
                          (int)timeout_ms);
    }
    return xeng__engine_dispatch(client->engine, timeout_ms, error);
}

int32_t xeng_client_next_completion(xeng_client *client, xeng_operation *operation,
                                    xeng_result **result, xeng_error **error)
{
    xeng__error_clear(error);
    if (operation == NULL || result == NULL) {
        return xeng__fail_argument(error,
                                   operation == NULL ? "operation is NULL" : "result is NULL");
    }
    *operation = XENG_OPERATION_NONE;
    *result = NULL;
    if (client == NULL) {
        return xeng__fail_argument(error, no_client);
    }
    return xeng__engine_next_completion(client->engine, operation, result, error);
}

void xeng_client_cancel(xeng_client *client, xeng_operation operation)
{
    if (client != NULL) {
        xeng__engine_cancel(client->engine, operation);
    }
}

void xeng_client_cancel_all(xeng_client *client)
{
    if (client != NULL) {
        xeng__engine_cancel_all(client->engine);
    }
}
