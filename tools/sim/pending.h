/* Request tokens of the three-legged flow, between request_token and access_token. */
#ifndef SIM_PENDING_H
#define SIM_PENDING_H

void sim_pending_clear(void);

#endif
