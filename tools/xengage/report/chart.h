/* Line charts as SVG that fits any width: lines are stretched with it, texts and strokes aren't. */
#ifndef CLI_REPORT_CHART_H
#define CLI_REPORT_CHART_H

#include <stdio.h>

#include "axis.h"
#include "text.h"

typedef struct {
    const xeng_series *series;
    unsigned style; /* of colour and dashes, 0 to CLI_LINES_MOST - 1 */
    char label[CLI_WORD_SIZE];
} cli_line;

typedef struct {
    cli_span span;
    const cli_line *lines;
    size_t count;
    int32_t offset_s;
    bool logarithmic;
    bool small;       /* few marks, no names */
    const char *name; /* in a word, for what finds it */
    const char *says; /* what is to be seen, for those who don't see it */
} cli_chart;

void cli_chart_write(FILE *file, const cli_chart *chart);

/* A short piece of a line in its style. */
void cli_chart_swatch(FILE *file, unsigned style);

/* The seconds of a step that the window covers, as the lines know it. */
int64_t cli_chart_covered(const cli_chart *chart, size_t index);

#endif
