/* Rows of a table as text: which columns there are, and what stands around a key. */
#include "result/writer_rows.h"

#include <string.h>

#include "base/alloc.h"
#include "base/iso8601.h"
#include "base/text.h"
#include "result/writer_text.h"
#include "wire/json_text.h"

enum {
    /* A key that is no word, with its separator: an id, a day, an hour. */
    KEY_ROOM = XENG__ISO8601_SIZE
};

/* Appends `"name":` to the texts. */
static size_t add_name(xeng__rows *rows, const char *name)
{
    size_t begin = rows->texts.size;
    if (rows->json) {
        xeng__json_append_string(&rows->texts, name, strlen(name));
        xeng__buf_append_char(&rows->texts, ':');
    }
    return begin;
}

/* Renders the words of a column, with all that stands around them. */
static bool add_words(xeng__rows *rows, xeng__row_field *field, const char *name)
{
    const xeng__column *column = field->column;
    size_t count = rows->offset_count + column->word_count + 1;
    uint32_t *offsets = xeng__realloc(rows->offsets, count * sizeof *offsets);
    if (offsets == NULL) {
        return false;
    }
    rows->offsets = offsets;
    field->word = rows->offset_count;
    for (size_t i = 0; i < column->word_count; i++) {
        size_t begin = rows->texts.size;
        offsets[rows->offset_count++] = (uint32_t)begin;
        (void)add_name(rows, name);
        if (rows->json) {
            xeng__json_append_string(&rows->texts, column->words[i], strlen(column->words[i]));
        } else {
            xeng__csv_append_field(&rows->texts, column->words[i]);
        }
        xeng__buf_append_char(&rows->texts, ',');
        size_t size = rows->texts.size - begin;
        field->most = size > field->most ? size : field->most;
    }
    offsets[rows->offset_count++] = (uint32_t)rows->texts.size;
    return rows->texts.size < UINT32_MAX;
}

/* Adds a column of the text, which a table may not have. */
static bool add_field(xeng__rows *rows, const char *name, const xeng__column *column,
                      int32_t dimension)
{
    xeng__row_field *field = &rows->fields[rows->field_count++];
    *field = (xeng__row_field){.column = column, .most = 1};
    if (column == NULL) {
        return true;
    }
    if (column->type == XENG_COLUMN_WORD) {
        return add_words(rows, field, name);
    }
    field->is_hour = dimension == XENG_DIMENSION_ENGAGEMENT_HOUR;
    field->lead = add_name(rows, name);
    if (rows->json) {
        xeng__buf_append_char(&rows->texts, '"');
    }
    field->lead_size = rows->texts.size - field->lead;
    field->most = field->lead_size + KEY_ROOM;
    return true;
}

static void add_count(xeng__rows *rows, const char *name, const xeng__column *column)
{
    xeng__row_count *count = &rows->counts[rows->count_count];
    count->values = column == NULL ? NULL : column->data;
    count->validity = column == NULL ? NULL : column->validity;
    count->lead = rows->texts.size;
    if (rows->count_count++ > 0) {
        xeng__buf_append_char(&rows->texts, ',');
    }
    (void)add_name(rows, name);
    count->lead_size = rows->texts.size - count->lead;
}

/* Makes room for the longest line and row, and writes what stands before all keys. */
static bool begin_line(xeng__rows *rows, const char *name)
{
    if (rows->json) {
        xeng__buf_append_char(&rows->line, '{');
    }
    if (name != NULL && rows->json) {
        xeng__buf_append_text(&rows->line, "\"grouping\":");
        xeng__json_append_string(&rows->line, name, strlen(name));
    } else if (name != NULL) {
        xeng__csv_append_field(&rows->line, name);
    }
    if (name != NULL) {
        xeng__buf_append_char(&rows->line, ',');
    }
    rows->most = rows->line.size;
    for (size_t i = 0; i < rows->field_count; i++) {
        rows->fields[i].start = rows->line.size;
        rows->most += rows->fields[i].most;
    }
    if (!xeng__buf_reserve(&rows->line, rows->most)) {
        return false;
    }
    for (size_t i = 0; i < rows->count_count; i++) {
        rows->most += rows->counts[i].lead_size + XENG__PUT_ROOM;
    }
    rows->most += 2; /* the end of the line */
    return !rows->texts.failed;
}

static const xeng__column *by_dimension(const xeng_table *table, int32_t dimension)
{
    for (size_t i = 0; i < table->column_count; i++) {
        if (table->columns[i].dimension == dimension) {
            return &table->columns[i];
        }
    }
    return NULL;
}

static const xeng__column *by_name(const xeng_table *table, const char *name)
{
    size_t place = xeng_table_column_by_name(table, name);
    return place == SIZE_MAX ? NULL : &table->columns[place];
}

/* The column of a table with a grouping's keys of a dimension: keys of another kind that came in
 * their place are in the column of those. */
static const xeng__column *find_keys(const xeng_table *table, const xeng__layout_grouping *grouping,
                                     int32_t dimension)
{
    const xeng__column *column = by_dimension(table, dimension);
    if (column == NULL && xeng__layout_groups_by(grouping, dimension)) {
        column = by_dimension(table, XENG_DIMENSION_OTHER);
    }
    return column;
}

bool xeng__rows_begin(xeng__rows *rows, const xeng_table *table, const xeng__layout *layout,
                      const xeng__layout_grouping *grouping, bool json)
{
    *rows = (xeng__rows){.table = table, .json = json};
    for (size_t i = 0; i < layout->dimension_count; i++) {
        int32_t dimension = layout->dimensions[i];
        const xeng__column *column = find_keys(table, grouping, dimension);
        if (!add_field(rows, xeng__column_name(dimension), column, dimension)) {
            return false;
        }
    }
    for (size_t i = 0; layout->wide && i < XENG__METRIC_COUNT; i++) {
        const xeng__metric *metric = xeng__metric_row(i);
        if (xeng__layout_has_metric(layout, metric->metric)) {
            add_count(rows, metric->name, by_name(table, metric->name));
        }
    }
    if (!layout->wide) {
        add_count(rows, "value", by_name(table, "value"));
    }
    return begin_line(rows, layout->grouping_count > 1 ? grouping->name : NULL);
}

bool xeng__rows_begin_fates(xeng__rows *rows, const xeng_table *table)
{
    *rows = (xeng__rows){.table = table, .json = true, .silent = -1};
    for (size_t i = 0; i < table->column_count; i++) {
        const xeng__column *column = &table->columns[i];
        if (!add_field(rows, column->name, column, column->dimension)) {
            return false;
        }
    }
    rows->states = by_name(table, "state");
    for (size_t i = 0; rows->states != NULL && i < rows->states->word_count; i++) {
        if (strcmp(rows->states->words[i], "delivered") == 0) {
            rows->silent = (int32_t)i;
        }
    }
    return begin_line(rows, NULL);
}

void xeng__rows_end(xeng__rows *rows)
{
    xeng__buf_free(&rows->texts);
    xeng__buf_free(&rows->line);
    xeng__free(rows->offsets);
    *rows = (xeng__rows){0};
}

void xeng__rows_header(const xeng__layout *layout, xeng__buf *out)
{
    if (layout->grouping_count > 1) {
        xeng__buf_append_text(out, "grouping,");
    }
    for (size_t i = 0; i < layout->dimension_count; i++) {
        xeng__buf_append_text(out, xeng__column_name(layout->dimensions[i]));
        xeng__buf_append_char(out, ',');
    }
    if (!layout->wide) {
        xeng__buf_append_text(out, "value,");
    }
    for (size_t i = 0; layout->wide && i < XENG__METRIC_COUNT; i++) {
        const xeng__metric *metric = xeng__metric_row(i);
        if (xeng__layout_has_metric(layout, metric->metric)) {
            xeng__buf_append_text(out, metric->name);
            xeng__buf_append_char(out, ',');
        }
    }
    if (!out->failed) {
        out->data[out->size - 1] = '\n';
    }
}
