/* Time: ISO 8601, HTTP dates, the server's clock and the time that data rules go by. */
#ifndef SIM_WHEN_H
#define SIM_WHEN_H

#include <stdbool.h>
#include <stdint.h>

#include "text.h"

enum {
    SIM_HOUR = 3600,
    SIM_DAY = 86400,
};

/* YYYY-MM-DD, or YYYY-MM-DDTHH:MM[:SS[.fraction]]Z. */
bool sim_parse_time(const char *text, int64_t *seconds);
void sim_add_time(sim_buf *buf, int64_t seconds); /* 2026-11-24T12:00:00Z */
void sim_add_time_ms(sim_buf *buf, int64_t ms);   /* 2026-11-24T12:00:00.123Z */
void sim_add_day(sim_buf *buf, int64_t seconds);  /* 2026-11-24 */
void sim_http_date(int64_t seconds, char out[40]);

int64_t sim_floor_hour(int64_t seconds);
int64_t sim_ceil_hour(int64_t seconds);

/* The server's own clock: real time plus the offset. */
int64_t sim_clock_ms(void);
int64_t sim_clock(void);
void sim_set_clock_offset(int64_t seconds);
/* The time by which ages, windows and "the future" are judged: frozen, or the server's clock. */
int64_t sim_now(void);
void sim_freeze_now(int64_t seconds);
void sim_unfreeze_now(void);
int64_t sim_monotonic_ms(void);

#endif
