/* Times: the machine's steady clock, and instants as people and the API write them. */
#ifndef CLI_CLOCK_H
#define CLI_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

enum {
    CLI_TIME_SIZE = 32 /* room for what cli_time_text() writes */
};

/* Milliseconds on a clock that nobody sets. */
int64_t cli_monotonic_ms(void);

/* Reads 2026-11-24 or 2026-11-24T12:00:00Z into Unix seconds. */
bool cli_time_parse(const char *text, int64_t *seconds);

/* Writes Unix seconds as 2026-11-24T12:00:00Z. */
void cli_time_text(int64_t seconds, char text[CLI_TIME_SIZE]);

#endif
