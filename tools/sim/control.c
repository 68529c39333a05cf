/* The control endpoint: re-scripts a running server from a test. */
#include "call.h"

#include <string.h>

#include <jansson.h>

#include "accounts.h"
#include "fault.h"
#include "limit.h"
#include "log.h"
#include "nonce.h"
#include "when.h"

static void done(sim_reply *reply)
{
    reply->status = 200;
    sim_buf_adds(&reply->body, "{\"ok\":true}");
}

static void set_faults(sim_call *call)
{
    char problem[200];
    const char *text = call->body.size == 0 ? "" : call->body.data;
    if (sim_faults_replace(text, call->body.size, problem, sizeof(problem))) {
        done(&call->reply);
    } else {
        sim_reply_error(&call->reply, 400, problem);
    }
}

/* {"offset": SECONDS, "now": "TIME" or null} */
static void set_clock(sim_call *call)
{
    int64_t now;
    json_t *root =
        call->body.size == 0 ? NULL : json_loadb(call->body.data, call->body.size, 0, NULL);
    const json_t *offset = json_object_get(root, "offset");
    const json_t *frozen = json_object_get(root, "now");
    bool good_offset = offset == NULL || json_is_integer(offset);
    bool good_now = frozen == NULL || json_is_null(frozen) ||
                    (json_is_string(frozen) && sim_parse_time(json_string_value(frozen), &now));
    if (json_is_object(root) && good_offset && good_now) {
        if (offset != NULL) {
            sim_set_clock_offset(json_integer_value(offset));
        }
        if (json_is_string(frozen)) {
            sim_freeze_now(now);
        } else if (frozen != NULL) {
            sim_unfreeze_now();
        }
        done(&call->reply);
    } else {
        sim_reply_error(&call->reply, 400, "wants {\"offset\":SECONDS,\"now\":\"TIME\" or null}");
    }
    json_decref(root);
}

static void reset_all(sim_call *call)
{
    sim_faults_reset();
    sim_limits_reset();
    sim_nonces_clear();
    sim_tokens_reset();
    sim_stats_reset();
    done(&call->reply);
}

static bool asks(const sim_call *call, const char *method, const char *path)
{
    return strcmp(call->method, method) == 0 && strcmp(call->uri, path) == 0;
}

bool sim_serve_control(sim_call *call)
{
    if (asks(call, "POST", "/sim/faults")) {
        set_faults(call);
    } else if (asks(call, "POST", "/sim/clock")) {
        set_clock(call);
    } else if (asks(call, "POST", "/sim/reset")) {
        reset_all(call);
    } else if (asks(call, "GET", "/sim/stats")) {
        call->reply.status = 200;
        sim_stats_add(&call->reply.body);
    } else {
        return false;
    }
    return true;
}
