/* The fields of a line of CSV, JSON lines or a table: from text to counts. */
#include "source_cells.h"

#include <inttypes.h>
#include <string.h>

#include <xengage/metric.h>

enum {
    DIGITS_MOST = 19, /* of 2^63 - 1 */
    SHOWN_MOST = 40,  /* bytes of a field that are shown */
};

static const char *const names[] = {
    [CLI_CELL_GROUPING] = "grouping",
    [CLI_CELL_POST] = "tweet_id",
    [CLI_CELL_TYPE] = "engagement_type",
    [CLI_CELL_DAY] = "day",
    [CLI_CELL_HOUR] = "hour",
    [CLI_CELL_KEY] = "key",
    [CLI_CELL_VALUE] = "value",
    [CLI_CELL_STATE] = "state",
    [CLI_CELL_REASON] = "reason",
};

static bool is(const char *text, const char *name, size_t size)
{
    return strlen(text) == size && memcmp(text, name, size) == 0;
}

/* The cell of a name; -1 if it is none, or a metric. */
static int find_cell(const char *name, size_t size)
{
    for (int i = 0; i < CLI_CELL_METRIC; i++) {
        if (is(names[i], name, size)) {
            return i;
        }
    }
    return -1;
}

static bool is_metric(const char *name, size_t size)
{
    for (size_t i = 0; i < xeng_metric_count(); i++) {
        if (is(xeng_metric_name(xeng_metric_at(i)), name, size)) {
            return true;
        }
    }
    return false;
}

bool cli_cell_is_column(const char *name, size_t size)
{
    return find_cell(name, size) >= 0 || is_metric(name, size);
}

bool cli_cell_column(cli_gather *gather, const char *name, size_t size, cli_column *column)
{
    int cell = find_cell(name, size);
    if (cell >= 0) {
        *column = (cli_column){.cell = (cli_cell)cell};
        return true;
    }
    if (is_metric(name, size)) {
        *column = (cli_column){CLI_CELL_METRIC, cli_words_place(&gather->words, name, size)};
        return true;
    }
    return false;
}

void cli_line_begin(cli_line *line)
{
    line->count = (cli_read_count){
        .grouping = CLI_NO_WORD, .type = CLI_NO_WORD, .key = CLI_NO_WORD, .hour = -1};
    line->value_count = 0;
    line->wide = false;
}

static _Noreturn void refuse(const cli_gather *gather, const char *what, const char *text,
                             size_t size)
{
    cli_place_die(gather->place, "'%.*s' is no %s", (int)(size < SHOWN_MOST ? size : SHOWN_MOST),
                  text, what);
}

/* Reads digits and nothing else, up to 2^63 of them; false if they are something else. */
static bool read_digits(const char *text, size_t size, uint64_t *number)
{
    *number = 0;
    for (size_t i = 0; i < size; i++) {
        unsigned digit = (unsigned char)text[i] - (unsigned)'0';
        if (digit > 9) {
            return false;
        }
        *number = *number * 10 + digit;
    }
    return size > 0 && size <= DIGITS_MOST;
}

static uint64_t read_id(const cli_gather *gather, const char *text, size_t size)
{
    uint64_t id;
    if (!read_digits(text, size, &id) || id > INT64_MAX || *text == '0') {
        refuse(gather, "Post id", text, size);
    }
    return id;
}

static int64_t read_value(const cli_gather *gather, const char *text, size_t size)
{
    bool negative = *text == '-';
    uint64_t number;
    uint64_t most = (uint64_t)INT64_MAX + negative;
    if (!read_digits(text + negative, size - negative, &number) || number > most) {
        refuse(gather, "count", text, size);
    }
    return negative ? (int64_t)-number : (int64_t)number;
}

static int32_t days_of(int32_t year, int32_t month)
{
    static const int32_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[month - 1] + (month == 2 && leap);
}

/* Reads 2026-11-20 as 20261120. */
static int32_t read_day(const cli_gather *gather, const char *text, size_t size)
{
    uint64_t year = 0;
    uint64_t month = 0;
    uint64_t day = 0;
    bool good = size == 10 && text[4] == '-' && text[7] == '-' && read_digits(text, 4, &year) &&
                read_digits(text + 5, 2, &month) && read_digits(text + 8, 2, &day);
    if (!good || year == 0 || month < 1 || month > 12 || day < 1 ||
        (int32_t)day > days_of((int32_t)year, (int32_t)month)) {
        refuse(gather, "day such as 2026-11-20", text, size);
    }
    return (int32_t)(year * 10000 + month * 100 + day);
}

static int32_t read_hour(const cli_gather *gather, const char *text, size_t size)
{
    uint64_t hour;
    if (size > 2 || !read_digits(text, size, &hour) || hour > 23) {
        refuse(gather, "hour from 00 to 23", text, size);
    }
    return (int32_t)hour;
}

static void add_value(const cli_gather *gather, cli_line *line, const cli_column *column,
                      bool delivered, int64_t value)
{
    bool wide = column->cell == CLI_CELL_METRIC;
    if (line->value_count > 0 && (line->wide != wide || !wide)) {
        cli_place_die(gather->place, "it has both long and wide form");
    }
    line->wide = wide;
    line->values[line->value_count].metric = wide ? column->metric : CLI_NO_WORD;
    line->values[line->value_count].delivered = delivered;
    line->values[line->value_count].value = value;
    line->value_count++;
}

void cli_line_set(cli_gather *gather, cli_line *line, const cli_column *column, const char *text,
                  size_t size)
{
    cli_read_count *count = &line->count;
    switch (column->cell) {
    case CLI_CELL_GROUPING:
        count->grouping = cli_words_place(&gather->words, text, size);
        break;
    case CLI_CELL_POST:
        count->id = read_id(gather, text, size);
        break;
    case CLI_CELL_TYPE:
        count->type = cli_words_place(&gather->words, text, size);
        break;
    case CLI_CELL_DAY:
        count->day = read_day(gather, text, size);
        break;
    case CLI_CELL_HOUR:
        count->hour = read_hour(gather, text, size);
        break;
    case CLI_CELL_KEY:
        count->key = cli_words_place(&gather->words, text, size);
        break;
    case CLI_CELL_VALUE:
    case CLI_CELL_METRIC:
        add_value(gather, line, column, true, read_value(gather, text, size));
        break;
    case CLI_CELL_STATE:
    case CLI_CELL_REASON:
        break;
    }
}

void cli_line_set_none(cli_gather *gather, cli_line *line, const cli_column *column)
{
    add_value(gather, line, column, false, 0);
}

void cli_line_end(cli_gather *gather, cli_line *line)
{
    if (line->value_count == 0) {
        cli_place_die(gather->place, "there is no value");
    }
    if (line->wide && line->count.type != CLI_NO_WORD) {
        cli_place_die(gather->place, "it has both long and wide form");
    }
    for (size_t i = 0; i < line->value_count; i++) {
        if (line->wide) {
            line->count.type = line->values[i].metric;
        }
        line->count.delivered = line->values[i].delivered;
        line->count.value = line->values[i].value;
        cli_gather_count(gather, &line->count);
    }
}
