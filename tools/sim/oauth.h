/* OAuth 1.0a: takes an Authorization header apart and checks its signature (RFC 5849). */
#ifndef SIM_OAUTH_H
#define SIM_OAUTH_H

#include <stdbool.h>
#include <stddef.h>

#include "call.h"

/* Decoded parameters; oauth_* ones from the header, the others from query and form. */
typedef struct {
    char *name;
    char *value;
    bool from_header;
} sim_param;

typedef struct {
    sim_param *list;
    size_t count;
} sim_params;

void sim_params_free(sim_params *params);
const char *sim_param_get(const sim_params *params, const char *name);
/* False where an escape is broken. */
bool sim_params_add_form(sim_params *params, const char *text, size_t size);
/* Header (if it is OAuth), query, and the body where it's form-encoded. */
bool sim_params_collect(sim_params *params, const sim_call *call);

/* The text to sign: METHOD&URL&PARAMETERS. */
void sim_oauth_base_string(const sim_call *call, const sim_params *params, sim_buf *out);
void sim_oauth_sign(const sim_buf *base, const char *consumer_secret, const char *token_secret,
                    sim_buf *out);
/* NULL where all is well, else the reason. The nonce is used up only by a proper signature, so
 * nobody can spoil someone else's. */
const char *sim_oauth_verify(const sim_call *call, const sim_params *params,
                             const char *token_secret);

#endif
