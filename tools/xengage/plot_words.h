/* What is said above and below a plot, wrapped to its width. */
#ifndef CLI_PLOT_WORDS_H
#define CLI_PLOT_WORDS_H

#include <stdio.h>

#include "plot_columns.h"
#include "plot_data.h"
#include "plot_look.h"

/* Writes a text, broken between words. What isn't fit for the plot's characters becomes '?'. */
void cli_words_write(FILE *file, const cli_look *look, const char *text);

/* Writes the title, and what is drawn. */
void cli_words_above(FILE *file, const cli_look *look, const cli_plot_data *data);

/* Writes a line's total, its maximum, and how many points lack. */
void cli_words_line(FILE *file, const cli_look *look, const cli_plot_data *data, size_t line);

/* Writes what the characters mean, as far as they don't say so themselves, and how many Posts
 * lack. */
void cli_words_below(FILE *file, const cli_look *look, cli_plot_data *data,
                     const cli_columns *columns);

#endif
