/* A process that ends while its threads still fetch. OpenSSL takes itself apart then, and whoever
 * uses it meanwhile crashes: so engines stop before, and calls that wait come back, but late. */
#ifndef XENG__NET_EXIT_H
#define XENG__NET_EXIT_H

#include <stdbool.h>
#include <stdint.h>

#include "net/engine.h"

/* Once a process, after libcurl and OpenSSL were made ready: what is registered last runs first. */
bool xeng__exit_prepare(void);

/* Engines that are to stop. */
void xeng__exit_watch(xeng__engine *engine);
void xeng__exit_forget(xeng__engine *engine);

/* Whether the process is ending: nothing of libcurl or OpenSSL may be called any more. */
bool xeng__exit_has_begun(void);

/* XENG_ERROR_CANCELLED, and why. */
int32_t xeng__exit_fail(xeng_error **error);

/* Keeps a thread here for a second, unless it is the one that ends the process: by then that is
 * over, or waits for this thread. One that ends just while OpenSSL takes itself apart crashes, too.
 * Not with an engine's lock. */
void xeng__exit_linger(void);

#endif
