/* Suspended connections and when they go on. */
#ifndef SIM_TIMER_H
#define SIM_TIMER_H

#include <stdint.h>

#include <microhttpd.h>

void sim_timer_start(void);
/* Everything goes on at once, and nothing is suspended from now on. */
void sim_timer_stop(void);
/* Suspends the connection for so long. Only from within one of its callbacks. */
void sim_pause(struct MHD_Connection *connection, int64_t ms);

#endif
