/* The request log, one JSON line a request, and the running figures. */
#ifndef SIM_LOG_H
#define SIM_LOG_H

#include <stddef.h>

#include "call.h"

void sim_log_open(void);
void sim_log_close(void);
/* Logs and counts; before the answer goes out, so that who has the answer finds the line. */
void sim_log_call(const sim_call *call, size_t bytes_out);
void sim_stats_connection(bool opened);
void sim_stats_add(sim_buf *json);
void sim_stats_reset(void);

#endif
