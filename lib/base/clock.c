/* The machine's clocks. */
#include "base/clock.h"

#include <time.h>

static int64_t read_ms(clockid_t id)
{
    struct timespec now;
    (void)clock_gettime(id, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t xeng__clock_unix_ms(void)
{
    return read_ms(CLOCK_REALTIME);
}

int64_t xeng__clock_unix(void)
{
    /* Floors: no machine's clock is before 1970. */
    return xeng__clock_unix_ms() / 1000;
}

int64_t xeng__clock_monotonic_ms(void)
{
    return read_ms(CLOCK_MONOTONIC);
}
