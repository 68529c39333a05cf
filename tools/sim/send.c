/* Sends a reply, with whatever the fault does to it. */
#include "send.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

#include "config.h"
#include "fault.h"
#include "log.h"
#include "timer.h"
#include "when.h"

/* A body that is on its way in pieces. */
typedef struct {
    struct MHD_Connection *connection;
    sim_buf body;
    int64_t drip_bytes;
    int64_t drip_ms;
    int64_t cut;
    int64_t reset;
    bool rested; /* the pause before the next drip is over */
} stream;

static void reset_connection(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    if (info == NULL) {
        return;
    }
    struct linger at_once = {.l_onoff = 1, .l_linger = 0};
    setsockopt(info->connect_fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
#ifdef __linux__
    /* The server shuts a socket down before it closes it, and the peer would see an orderly end.
     * Dissolving the association sends the reset first. */
    struct sockaddr nowhere = {.sa_family = AF_UNSPEC};
    (void)connect(info->connect_fd, &nowhere, sizeof(nowhere));
#endif
}

static int64_t lesser(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static ssize_t read_stream(void *context, uint64_t position, char *out, size_t max)
{
    stream *from = context;
    int64_t at = (int64_t)position;
    int64_t n = lesser((int64_t)max, (int64_t)from->body.size - at);
    if (from->reset != SIM_UNSET) {
        if (at >= from->reset) {
            reset_connection(from->connection);
            return MHD_CONTENT_READER_END_WITH_ERROR;
        }
        n = lesser(n, from->reset - at);
    }
    if (from->cut != SIM_UNSET) {
        if (at >= from->cut) {
            return MHD_CONTENT_READER_END_WITH_ERROR;
        }
        n = lesser(n, from->cut - at);
    }
    if (n == 0) {
        return MHD_CONTENT_READER_END_OF_STREAM;
    }
    if (from->drip_bytes != SIM_UNSET) {
        if (at > 0 && !from->rested) {
            from->rested = true;
            sim_pause(from->connection, from->drip_ms);
            return 0;
        }
        from->rested = false;
        n = lesser(n, from->drip_bytes);
    }
    memcpy(out, from->body.data + at, (size_t)n);
    return (ssize_t)n;
}

static void free_stream(void *context)
{
    stream *from = context;
    sim_buf_free(&from->body);
    free(from);
}

static struct MHD_Response *respond_in_pieces(sim_call *call)
{
    const sim_fault *fault = call->fault;
    stream *from = sim_alloc(sizeof(*from));
    from->connection = call->connection;
    from->body = call->reply.body;
    call->reply.body = (sim_buf){0};
    from->drip_bytes = fault->drip_bytes;
    from->drip_ms = fault->drip_ms;
    from->cut = fault->cut;
    from->reset = fault->reset;
    uint64_t size = fault->chunked ? MHD_SIZE_UNKNOWN : from->body.size;
    return MHD_create_response_from_callback(size, 16384, read_stream, from, free_stream);
}

static struct MHD_Response *respond_at_once(sim_call *call)
{
    sim_buf *body = &call->reply.body;
    struct MHD_Response *response =
        MHD_create_response_from_buffer(body->size, body->data, MHD_RESPMEM_MUST_FREE);
    if (response != NULL) {
        *body = (sim_buf){0};
    }
    return response;
}

static bool goes_in_pieces(const sim_fault *fault)
{
    return fault != NULL && (fault->drip_bytes != SIM_UNSET || fault->cut != SIM_UNSET ||
                             fault->reset > 0 || fault->chunked);
}

static void flip(sim_buf *body, int64_t place)
{
    if (place != SIM_UNSET && body->size > 0) {
        size_t last = body->size - 1;
        body->data[(size_t)place < last ? (size_t)place : last] ^= 0x15;
    }
}

static void compress(sim_call *call)
{
    sim_reply *reply = &call->reply;
    bool plain = reply->plain || (sim_conf.plain_errors && reply->status >= 400) ||
                 call->accept_encoding == NULL || strcasestr(call->accept_encoding, "gzip") == NULL;
    if (!plain && reply->body.size > 0) {
        sim_buf packed = {0};
        sim_gzip(reply->body.data, reply->body.size, (int)sim_conf.gzip_level, &packed);
        sim_buf_free(&reply->body);
        reply->body = packed;
        sim_reply_header(reply, "Content-Encoding", "gzip");
    }
}

static void add_fault_headers(sim_call *call)
{
    const sim_fault *fault = call->fault;
    for (size_t i = 0; i < fault->header_count; i++) {
        sim_reply_header(&call->reply, fault->headers[i].name, fault->headers[i].value);
        if (strcasecmp(fault->headers[i].name, "Content-Type") == 0) {
            call->reply.type = NULL;
        }
    }
    if (fault->retry_after != SIM_UNSET) {
        char seconds[24];
        snprintf(seconds, sizeof(seconds), "%lld", (long long)fault->retry_after);
        sim_reply_header(&call->reply, "Retry-After", seconds);
    }
}

/* What the fault does to the body, before and after compression. */
static void shape_body(sim_call *call)
{
    const sim_fault *fault = call->fault;
    if (fault == NULL) {
        compress(call);
        return;
    }
    add_fault_headers(call);
    flip(&call->reply.body, fault->garble);
    compress(call);
    flip(&call->reply.body, fault->corrupt);
    if (fault->truncate != SIM_UNSET) {
        size_t keep =
            fault->truncate == SIM_HALF ? call->reply.body.size / 2 : (size_t)fault->truncate;
        call->reply.body.size = keep < call->reply.body.size ? keep : call->reply.body.size;
    }
}

static void add_headers(struct MHD_Response *response, const sim_call *call)
{
    char date[40];
    bool own_date = false;
    for (size_t i = 0; i < call->reply.header_count; i++) {
        const sim_header *header = &call->reply.headers[i];
        own_date = own_date || strcasecmp(header->name, "Date") == 0;
        MHD_add_response_header(response, header->name, header->value);
    }
    if (!own_date) {
        sim_http_date(sim_clock(), date);
        MHD_add_response_header(response, "Date", date);
    }
    if (call->reply.type != NULL) {
        MHD_add_response_header(response, "Content-Type", call->reply.type);
    }
}

/* Bytes of the body that will go out, as far as it's in our hands. */
static size_t planned_size(const sim_call *call)
{
    size_t size = call->reply.body.size;
    const sim_fault *fault = call->fault;
    if (fault != NULL && fault->cut != SIM_UNSET && (size_t)fault->cut < size) {
        size = (size_t)fault->cut;
    }
    if (fault != NULL && fault->reset != SIM_UNSET && (size_t)fault->reset < size) {
        size = (size_t)fault->reset;
    }
    return size;
}

enum MHD_Result sim_send(sim_call *call)
{
    if (call->reply.type == NULL) {
        call->reply.type = "application/json; charset=utf-8";
    }
    shape_body(call);
    sim_log_call(call, planned_size(call));
    if (call->fault != NULL && call->fault->reset == 0) {
        reset_connection(call->connection);
        return MHD_NO;
    }
    struct MHD_Response *response =
        goes_in_pieces(call->fault) ? respond_in_pieces(call) : respond_at_once(call);
    if (response == NULL) {
        return MHD_NO;
    }
    add_headers(response, call);
    enum MHD_Result result = MHD_queue_response(call->connection, call->reply.status, response);
    MHD_destroy_response(response);
    return result;
}
