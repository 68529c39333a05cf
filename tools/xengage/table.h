/* Tables for people. */
#ifndef CLI_TABLE_H
#define CLI_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "output.h"

enum {
    CLI_COUNT_SIZE = 32 /* room for what cli_count_text() writes */
};

/* A count with a comma every three digits, whatever the locale; "-" where it wasn't delivered. */
void cli_count_text(bool delivered, int64_t value, char text[CLI_COUNT_SIZE]);

/* How many characters a text of UTF-8 has; 0 for NULL. */
size_t cli_text_width(const char *text);

/* Writes a text with blanks before or behind it. */
void cli_text_padded(FILE *file, const char *text, size_t width, bool right);

/* One row a Post, one column a metric, most seen first, sums below. */
void cli_table_posts(const cli_output *output);

/* One row a count. */
void cli_table_rows(const cli_output *output);

#endif
