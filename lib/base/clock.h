/* The machine's clocks. Only lib/net, lib/job and lib/client call these; the layers between take
 * the time as an argument. */
#ifndef XENG__BASE_CLOCK_H
#define XENG__BASE_CLOCK_H

#include <stdint.h>

/* Unix seconds, and milliseconds, by the wall clock, which may be wrong and may jump. */
int64_t xeng__clock_unix(void);
int64_t xeng__clock_unix_ms(void);

/* Milliseconds that only ever go forward, from an arbitrary start. */
int64_t xeng__clock_monotonic_ms(void);

#endif
