/* The public functions of requests that need more than their arguments: the machine's clock, a
 * layer above the model. */
#include <xengage/request.h>

#include "base/clock.h"
#include "base/error.h"
#include "model/request.h"
#include "wire/request_json.h"

static int64_t present(const xeng_request *request)
{
    return xeng__request_present(request, xeng__clock_unix());
}

int32_t xeng_request_new(int32_t endpoint, const xeng_credentials *credentials,
                         xeng_request **request, xeng_error **error)
{
    xeng__error_clear(error);
    if (request == NULL) {
        return xeng__fail_argument(error, "request is NULL: it says where the request goes");
    }
    *request = NULL;
    return xeng__request_new(endpoint, xeng_credentials_kind(credentials), XENG_TIME_UNSET, request,
                             error);
}

int32_t xeng_request_set_window(xeng_request *request, int64_t start, int64_t end,
                                xeng_error **error)
{
    xeng__error_clear(error);
    if (request == NULL) {
        return xeng__fail_argument(error, "request is NULL");
    }
    return xeng__request_set_window(request, start, end, present(request), error);
}

int32_t xeng_request_set_window_text(xeng_request *request, const char *start, const char *end,
                                     xeng_error **error)
{
    xeng__error_clear(error);
    if (request == NULL) {
        return xeng__fail_argument(error, "request is NULL");
    }
    return xeng__request_set_window_text(request, start, end, present(request), error);
}

int32_t xeng_request_warnings(const xeng_request *request, xeng_warnings **warnings,
                              xeng_error **error)
{
    xeng__error_clear(error);
    if (warnings == NULL) {
        return xeng__fail_argument(error, "warnings is NULL: it says where the list goes");
    }
    *warnings = NULL;
    if (request == NULL) {
        return xeng__fail_argument(error, "request is NULL");
    }
    return xeng__request_warnings(request, present(request), warnings, error);
}

int32_t xeng_request_to_json(const xeng_request *request, char **json, xeng_error **error)
{
    xeng__error_clear(error);
    if (json == NULL) {
        return xeng__fail_argument(error, "json is NULL: it says where the text goes");
    }
    *json = NULL;
    xeng__buf text = XENG__BUF_EMPTY;
    int32_t code = xeng__request_json(request, &text, error);
    if (code != XENG_OK) {
        xeng__buf_free(&text);
        return code;
    }
    *json = xeng__buf_take(&text);
    return *json == NULL ? xeng__fail_no_memory(error) : XENG_OK;
}
