/* Texts of a report's page: escaped, and numbers and times as people read them, whatever the
 * locale. */
#ifndef CLI_REPORT_TEXT_H
#define CLI_REPORT_TEXT_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum {
    CLI_WORD_SIZE = 48, /* room for what the functions below write into an array */
};

/* Writes a text so that it is nothing but text, in an element or in a quoted attribute: whatever
 * isn't UTF-8, or controls a terminal or the direction of writing, becomes U+FFFD. */
void cli_html_text(FILE *file, const char *text);

/* Writes a count with a comma every three digits. */
void cli_html_count(FILE *file, int64_t value);

/* Three digits and a unit: 1.23M. */
void cli_compact_text(int64_t value, char text[CLI_WORD_SIZE]);

/* A part of a whole above 0 in percent, with so many decimals, of 0 to 2; `sign`: also a plus. */
void cli_percent_text(int64_t part, int64_t whole, unsigned decimals, int sign,
                      char text[CLI_WORD_SIZE]);

/* A sum divided by a number above 0, with one decimal where it is small. */
void cli_mean_text(int64_t sum, int64_t over, char text[CLI_WORD_SIZE]);

/* A metric as people call it: "URL clicks". */
void cli_metric_label(size_t place, char text[CLI_WORD_SIZE]);

/* A time some seconds ahead of UTC: 24 Nov 2026, 24 Nov 2026 14:00, 24 Nov, 14:00. */
void cli_date_text(int64_t time, int32_t offset_s, char text[CLI_WORD_SIZE]);
void cli_moment_text(int64_t time, int32_t offset_s, char text[CLI_WORD_SIZE]);
void cli_short_date_text(int64_t time, int32_t offset_s, char text[CLI_WORD_SIZE]);
void cli_clock_text(int64_t time, int32_t offset_s, char text[CLI_WORD_SIZE]);

/* UTC, UTC+02:00. */
void cli_offset_text(int32_t offset_s, char text[CLI_WORD_SIZE]);

#endif
