/* One request on its way through the simulator, and the reply it gets. */
#ifndef SIM_CALL_H
#define SIM_CALL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <microhttpd.h>

#include "text.h"

enum {
    SIM_HEADERS_MAX = 16,
    SIM_BODY_MAX = 8 << 20,
};

typedef struct {
    char *name;
    char *value;
} sim_header;

typedef struct {
    unsigned status;
    sim_buf body;
    const char *type;
    bool plain; /* never gzipped */
    sim_header headers[SIM_HEADERS_MAX];
    size_t header_count;
} sim_reply;

typedef enum {
    SIM_AUTH_NONE,
    SIM_AUTH_USER, /* OAuth 1.0a with a user's token */
    SIM_AUTH_APP,  /* OAuth 1.0a with an empty token, or none */
    SIM_AUTH_BEARER,
    SIM_AUTH_BASIC,
} sim_auth_kind;

/* What the request log tells. */
typedef struct {
    sim_auth_kind auth;
    int account; /* SIM_NO_ACCOUNT, or the number */
    char nonce[72];
    char timestamp[24];
    size_t id_count;
    uint64_t *ids; /* only with --log-ids */
    uint64_t metrics;
    sim_buf groupings;    /* JSON object, or empty */
    sim_buf window;       /* JSON members, or empty */
    uint64_t rate_window; /* which one since the start, from 1; 0: there is no limit */
    uint64_t rate_used;   /* what was let through of it, this one included */
    const char *fault;    /* the spec of the fault that struck, or NULL */
} sim_note;

struct sim_fault;
struct sim_fault_set;

typedef struct sim_call {
    struct MHD_Connection *connection;
    char *uri;   /* as it came, cut at the '?' */
    char *query; /* what followed it; "" if nothing did */
    const char *method;
    const char *version;
    const char *host;
    const char *authorization;
    const char *accept_encoding;
    const char *content_type;
    const char *content_encoding;
    const char *via;
    bool https;
    bool started;
    bool too_large;
    bool delayed;
    uint64_t connection_number;
    sim_buf body;
    sim_reply reply;
    sim_note note;
    const struct sim_fault *fault;
    struct sim_fault_set *fault_set; /* keeps the fault alive */
} sim_call;

void sim_reply_header(sim_reply *reply, const char *name, const char *value);
void sim_reply_free(sim_reply *reply);
/* {"errors":["text"]}, or the object form with --object-errors. */
void sim_reply_error(sim_reply *reply, unsigned status, const char *text);
void sim_reply_errorf(sim_reply *reply, unsigned status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* {"errors":[{"message":"text","code":code}]} */
void sim_reply_object_error(sim_reply *reply, unsigned status, int code, const char *text);
/* Adds one element of an errors array. */
void sim_add_error(sim_buf *body, int code, const char *text);

/* Fills in call->reply. */
void sim_route(sim_call *call);
void sim_serve_insights(sim_call *call);
/* False where the path is none of theirs. */
bool sim_serve_tokens(sim_call *call);
bool sim_serve_control(sim_call *call);

#endif
