/* Times as text, UTC only, proleptic Gregorian calendar. */
#ifndef XENG__BASE_ISO8601_H
#define XENG__BASE_ISO8601_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Room for any text that the functions below write, with its NUL. */
#define XENG__ISO8601_SIZE 48

/* POSIX time has no leap seconds. */
#define XENG__SECONDS_A_DAY   INT64_C(86400)
#define XENG__SECONDS_AN_HOUR INT64_C(3600)

/* Days since 1970-01-01 of a date, and back. */
int64_t xeng__days_from_civil(int64_t year, unsigned month, unsigned day);
void xeng__civil_from_days(int64_t days, int64_t *year, unsigned *month, unsigned *day);

/* Reads exactly `YYYY-MM-DD`; false if it is no date. */
bool xeng__parse_day(const char *text, size_t size, int32_t *days);

/* Reads `YYYY-MM-DD`, `YYYY-MM-DDTHH:MMZ`, `YYYY-MM-DDTHH:MM:SSZ`, a fraction of a second
 * (dropped), and `+00:00` for `Z`; false for everything else, other offsets included. */
bool xeng__parse_time(const char *text, size_t size, int64_t *unix_seconds);

/* Writes `YYYY-MM-DD` and `YYYY-MM-DDTHH:MM:SSZ` into XENG__ISO8601_SIZE bytes. */
void xeng__format_day(int64_t days, char *text);
void xeng__format_time(int64_t unix_seconds, char *text);

#endif
