/* The call that a request comes to. */
#include "wire/request_call.h"

#include "auth/credentials.h"
#include "base/error.h"
#include "model/request.h"
#include "model/table.h"
#include "wire/request_json.h"

int32_t xeng__request_call(const char *base_url, const xeng_credentials *credentials,
                           const xeng_request *request, xeng__call *call, xeng_error **error)
{
    int32_t kind = xeng_credentials_kind(credentials);
    int32_t code = xeng_request_check(request, error);
    code = code != XENG_OK ? code : xeng__request_check_credentials(request, kind, error);
    if (code != XENG_OK) {
        return code;
    }
    const xeng__endpoint *endpoint = xeng__endpoint_find(xeng__request_endpoint(request));
    call->method = "POST";
    call->content_type = "application/json";
    call->credentials = xeng__credentials_hold(credentials);
    call->body.secret = false;
    xeng__buf_append_text(&call->url, base_url);
    xeng__buf_append_text(&call->url, endpoint->path);
    return call->url.failed ? xeng__fail_no_memory(error)
                            : xeng__request_json(request, &call->body, error);
}
