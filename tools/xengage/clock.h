/* Times: the machine's steady clock, and instants as people and the API write them. */
#ifndef CLI_CLOCK_H
#define CLI_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

enum {
    CLI_TIME_SIZE = 32, /* room for what cli_time_text() writes */
    CLI_SPAN_SIZE = 32, /* and cli_span_text() */
};

/* Milliseconds on a clock that nobody sets. */
int64_t cli_monotonic_ms(void);

/* Reads 2026-11-24 or 2026-11-24T12:00:00Z into Unix seconds. */
bool cli_time_parse(const char *text, int64_t *seconds);

/* Writes Unix seconds as 2026-11-24T12:00:00Z. */
void cli_time_text(int64_t seconds, char text[CLI_TIME_SIZE]);

/* Writes a time by the clock of the user's place, such as 14:05:09. */
void cli_time_of_day(int64_t seconds, char text[CLI_TIME_SIZE]);

/* Writes a length of time as people read it: 0.8 s, 42 s, 3 min 5 s, 2 h 10 min, 4 days 3 h. */
void cli_span_text(int64_t ms, char text[CLI_SPAN_SIZE]);

#endif
