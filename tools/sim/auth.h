/* Who is asking: the three ways to authenticate at the insights endpoints. */
#ifndef SIM_AUTH_H
#define SIM_AUTH_H

#include <stdbool.h>

#include "call.h"
#include "oauth.h"

/* Fills in call->note. False with a 401 or 403 in the reply. */
bool sim_authenticate(sim_call *call, bool needs_user);
/* Notes what an OAuth header says of itself, for the log. */
void sim_auth_note(sim_call *call, const sim_params *params);
/* "Basic" credentials of the app. */
bool sim_is_basic(const sim_call *call);
bool sim_basic_is_right(const sim_call *call);
const char *sim_auth_kind_name(sim_auth_kind kind);

#endif
