/* The contract's rate limit: fixed windows, one or two pools. */
#ifndef SIM_LIMIT_H
#define SIM_LIMIT_H

#include <stdbool.h>

#include "call.h"

/* Counts the request and adds the headers. False, with a 429 in the reply, where it's too many. */
bool sim_limit_pass(sim_call *call);
void sim_limit_refuse(sim_reply *reply); /* the body of a 429 */
void sim_limits_reset(void);

#endif
