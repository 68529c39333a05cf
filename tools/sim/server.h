/* The HTTP server: libmicrohttpd, from its callbacks to sim_route(). */
#ifndef SIM_SERVER_H
#define SIM_SERVER_H

#include <stdbool.h>

#include "text.h"

/* Starts serving; the base URL goes to url. False with a message on stderr. */
bool sim_server_start(sim_buf *url);
void sim_server_stop(void);

#endif
