/* Replies: headers, error bodies, and which handler a path belongs to. */
#include "call.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "catalog.h"
#include "config.h"

void sim_reply_header(sim_reply *reply, const char *name, const char *value)
{
    if (reply->header_count < SIM_HEADERS_MAX) {
        sim_header *added = &reply->headers[reply->header_count++];
        added->name = sim_strdup(name);
        added->value = sim_strdup(value);
    }
}

void sim_reply_free(sim_reply *reply)
{
    for (size_t i = 0; i < reply->header_count; i++) {
        free(reply->headers[i].name);
        free(reply->headers[i].value);
    }
    sim_buf_free(&reply->body);
    *reply = (sim_reply){0};
}

void sim_add_error(sim_buf *body, int code, const char *text)
{
    if (sim_conf.object_errors) {
        sim_buf_addf(body, "{\"code\":%d,\"message\":", code);
        sim_buf_add_json(body, text);
        sim_buf_addc(body, '}');
    } else {
        sim_buf_add_json(body, text);
    }
}

void sim_reply_error(sim_reply *reply, unsigned status, const char *text)
{
    reply->status = status;
    reply->body.size = 0;
    sim_buf_adds(&reply->body, "{\"errors\":[");
    sim_add_error(&reply->body, (int)status, text);
    sim_buf_adds(&reply->body, "]}");
}

void sim_reply_errorf(sim_reply *reply, unsigned status, const char *format, ...)
{
    char text[512];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    sim_reply_error(reply, status, text);
}

void sim_reply_object_error(sim_reply *reply, unsigned status, int code, const char *text)
{
    reply->status = status;
    reply->body.size = 0;
    sim_buf_adds(&reply->body, "{\"errors\":[{\"message\":");
    sim_buf_add_json(&reply->body, text);
    sim_buf_addf(&reply->body, ",\"code\":%d}]}", code);
}

void sim_route(sim_call *call)
{
    if (call->too_large) {
        sim_reply_error(&call->reply, 413, "The request body is too large");
    } else if (sim_find_endpoint(call->uri) != SIM_ENDPOINTS && strcmp(call->method, "POST") == 0) {
        sim_serve_insights(call);
    } else if (!sim_serve_tokens(call) && !sim_serve_control(call)) {
        sim_reply_object_error(&call->reply, 404, 34, "Sorry, that page does not exist");
    }
}
