/* Rows of a table as text: line by line. */
#include <string.h>

#include "base/iso8601.h"
#include "base/text.h"
#include "result/writer_rows.h"

static const char *lead_of(const xeng__rows *rows, size_t lead)
{
    return rows->texts.data + lead;
}

/* The row after `row` from which on a column has another key, or that may have: a key that isn't
 * there is looked at each time. */
static size_t run_end(const xeng__column *column, size_t row, size_t count)
{
    size_t end = row + 1;
    if (column->validity != NULL) {
        return end;
    }
    if (column->type == XENG_COLUMN_INT8) {
        const int8_t *keys = column->data;
        while (end < count && keys[end] == keys[row]) {
            end++;
        }
    } else if (column->type == XENG_COLUMN_WORD || column->type == XENG_COLUMN_DAY) {
        const int32_t *keys = column->data;
        while (end < count && keys[end] == keys[row]) {
            end++;
        }
    } else {
        const int64_t *keys = column->data;
        while (end < count && keys[end] == keys[row]) {
            end++;
        }
    }
    return end;
}

static char *put_pair(char *to, unsigned number)
{
    *to++ = (char)('0' + number / 10);
    *to++ = (char)('0' + number % 10);
    return to;
}

/* Days come from keys that have four digits for the year. */
static char *put_day(char *to, int32_t days)
{
    int64_t year;
    unsigned month;
    unsigned day;
    xeng__civil_from_days(days, &year, &month, &day);
    xeng__put_four(to, xeng__four_digits((uint32_t)year));
    to[4] = '-';
    to = put_pair(to + 5, month);
    *to++ = '-';
    return put_pair(to, day);
}

/* A key that is no word. */
static char *put_key(char *to, const xeng__row_field *field, size_t row)
{
    const xeng__column *column = field->column;
    if (column->type == XENG_COLUMN_DAY) {
        return put_day(to, ((const int32_t *)column->data)[row]);
    }
    if (column->type == XENG_COLUMN_INT8) {
        return put_pair(to, (unsigned)((const int8_t *)column->data)[row]);
    }
    int64_t number = ((const int64_t *)column->data)[row];
    if (!field->is_hour) {
        return xeng__put_i64(to, number);
    }
    int64_t second = number % XENG__SECONDS_A_DAY;
    second += second < 0 ? XENG__SECONDS_A_DAY : 0;
    return put_pair(to, (unsigned)(second / XENG__SECONDS_AN_HOUR));
}

/* A key with all that stands around it. */
static char *put_field(char *to, const xeng__rows *rows, const xeng__row_field *field, size_t row)
{
    const xeng__column *column = field->column;
    if (column == NULL || !xeng__column_has(column, row)) {
        /* An empty field in CSV, none in JSON. */
        if (!rows->json) {
            *to++ = ',';
        }
        return to;
    }
    if (column->type == XENG_COLUMN_WORD) {
        size_t word = field->word + (size_t)((const int32_t *)column->data)[row];
        size_t size = rows->offsets[word + 1] - rows->offsets[word];
        memcpy(to, lead_of(rows, rows->offsets[word]), size);
        return to + size;
    }
    if (!rows->json) {
        to = put_key(to, field, row);
    } else {
        memcpy(to, lead_of(rows, field->lead), field->lead_size);
        to = put_key(to + field->lead_size, field, row);
        *to++ = '"';
    }
    *to++ = ',';
    return to;
}

/* Writes the line anew from the first key on that is another in this row. */
static void renew_line(xeng__rows *rows)
{
    size_t first = 0;
    while (first < rows->field_count && rows->fields[first].until > rows->row) {
        first++;
    }
    if (first == rows->field_count) {
        return;
    }
    char *to = rows->line.data + rows->fields[first].start;
    for (size_t i = first; i < rows->field_count; i++) {
        xeng__row_field *field = &rows->fields[i];
        field->start = (size_t)(to - rows->line.data);
        if (field->until <= rows->row) {
            field->until = field->column == NULL
                               ? SIZE_MAX
                               : run_end(field->column, rows->row, rows->table->row_count);
        }
        to = put_field(to, rows, field, rows->row);
    }
    rows->line.size = (size_t)(to - rows->line.data);
}

static bool has_count(const xeng__row_count *count, size_t row)
{
    return count->values != NULL &&
           (count->validity == NULL || (count->validity[row / 8] >> (row % 8) & 1) != 0);
}

static char *put_counts_csv(char *to, const xeng__rows *rows)
{
    /* Kept at hand: for all that the compiler knows, `to` points to `rows`. */
    const size_t row = rows->row;
    const xeng__row_count *end = rows->counts + rows->count_count;
    for (const xeng__row_count *count = rows->counts; count < end; count++) {
        if (has_count(count, row)) {
            to = xeng__put_i64(to, count->values[row]);
        }
        *to++ = ',';
    }
    return to - 1; /* the last is none */
}

static char *put_counts_json(char *to, const xeng__rows *rows)
{
    const size_t row = rows->row;
    const xeng__row_count *end = rows->counts + rows->count_count;
    for (const xeng__row_count *count = rows->counts; count < end; count++) {
        memcpy(to, lead_of(rows, count->lead), count->lead_size);
        to += count->lead_size;
        if (has_count(count, row)) {
            to = xeng__put_i64(to, count->values[row]);
        } else {
            memcpy(to, "null", 4);
            to += 4;
        }
    }
    return to;
}

/* Writes the present row, for which there is room. */
static char *put_row(char *to, xeng__rows *rows)
{
    const char *begin = to;
    renew_line(rows);
    memcpy(to, rows->line.data, rows->line.size);
    to += rows->line.size;
    if (rows->count_count == 0) {
        to--; /* the separator of the last key */
    }
    if (rows->json) {
        to = put_counts_json(to, rows);
        *to++ = '}';
    } else {
        to = put_counts_csv(to, rows);
    }
    if (to == begin) {
        /* An only field that is empty: readers of CSV skip empty lines. */
        *to++ = '"';
        *to++ = '"';
    }
    *to++ = '\n';
    return to;
}

static bool is_silent(const xeng__rows *rows)
{
    return rows->states != NULL && ((const int32_t *)rows->states->data)[rows->row] == rows->silent;
}

bool xeng__rows_write(xeng__rows *rows, xeng__buf *out, size_t most)
{
    size_t wanted = most > out->size + rows->most ? most : out->size + rows->most;
    if (!xeng__buf_reserve(out, wanted)) {
        return false;
    }
    char *to = out->data + out->size;
    const char *last = out->data + wanted - rows->most;
    for (; !xeng__rows_done(rows) && to <= last; rows->row++) {
        if (!is_silent(rows)) {
            to = put_row(to, rows);
        }
    }
    out->size = (size_t)(to - out->data);
    *to = '\0';
    return true;
}

bool xeng__rows_done(const xeng__rows *rows)
{
    return rows->row >= rows->table->row_count;
}
