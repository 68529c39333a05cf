/* Tables: their life, and what they are asked. */
#include "result/table.h"

#include <string.h>

#include "base/alloc.h"
#include "base/iso8601.h"
#include "result/table_parts.h"

xeng_table *xeng__table_alloc(size_t columns, size_t rows)
{
    xeng_table *table = xeng__calloc(1, sizeof *table);
    if (table == NULL) {
        return NULL;
    }
    xeng__refcount_init(&table->owners);
    atomic_init(&table->metrics, NULL);
    atomic_init(&table->times, NULL);
    table->row_count = rows;
    table->columns = xeng__calloc(columns, sizeof *table->columns);
    if (table->columns == NULL) {
        xeng_table_unref(table);
        return NULL;
    }
    return table;
}

size_t xeng__column_width(int32_t type)
{
    switch (type) {
    case XENG_COLUMN_INT8:
        return 1;
    case XENG_COLUMN_DAY:
    case XENG_COLUMN_WORD:
        return 4;
    default:
        return sizeof(int64_t);
    }
}

void *xeng__column_make(xeng__column *column, size_t rows)
{
    size_t width = xeng__column_width(column->type);
    column->made = rows > SIZE_MAX / width ? NULL : xeng__malloc(rows * width);
    column->data = column->made;
    return column->made;
}

void *xeng__table_add(xeng_table *table, const char *name, int32_t type)
{
    xeng__column *column = &table->columns[table->column_count++];
    *column = (xeng__column){.name = name, .type = type, .dimension = -1};
    return xeng__column_make(column, table->row_count);
}

bool xeng__column_begin_validity(xeng__column *column, size_t rows)
{
    size_t size = (rows + 63) / 64 * 8;
    column->validity = xeng__malloc(size);
    if (column->validity == NULL) {
        return false;
    }
    memset(column->validity, 0xFF, rows / 8);
    memset(column->validity + rows / 8, 0, size - rows / 8);
    if (rows % 8 != 0) {
        column->validity[rows / 8] = (uint8_t)((1U << (rows % 8)) - 1);
    }
    return true;
}

xeng_table *xeng_table_ref(xeng_table *table)
{
    if (table != NULL) {
        xeng__refcount_add(&table->owners);
    }
    return table;
}

void xeng_table_unref(xeng_table *table)
{
    if (table == NULL || !xeng__refcount_drop(&table->owners)) {
        return;
    }
    for (size_t i = 0; i < table->column_count; i++) {
        xeng__free(table->columns[i].made);
        xeng__free(table->columns[i].made_words);
        xeng__free(table->columns[i].validity);
    }
    xeng__free(table->columns);
    xeng__free(atomic_load(&table->metrics));
    xeng__free(atomic_load(&table->times));
    xeng_result_unref(table->result);
    if (table->piece != NULL) {
        table->release_piece(table->piece);
    }
    xeng__free(table);
}

size_t xeng_table_row_count(const xeng_table *table)
{
    return table == NULL ? 0 : table->row_count;
}

size_t xeng_table_column_count(const xeng_table *table)
{
    return table == NULL ? 0 : table->column_count;
}

size_t xeng_table_column_by_name(const xeng_table *table, const char *name)
{
    for (size_t i = 0; name != NULL && i < xeng_table_column_count(table); i++) {
        if (strcmp(table->columns[i].name, name) == 0) {
            return i;
        }
    }
    return SIZE_MAX;
}

/* What is known of a column that there isn't. */
static const xeng__column *column_at(const xeng_table *table, size_t column)
{
    static const xeng__column none = {0};
    return column < xeng_table_column_count(table) ? &table->columns[column] : &none;
}

const char *xeng_table_column_name(const xeng_table *table, size_t column)
{
    return column_at(table, column)->name;
}

int32_t xeng_table_column_type(const xeng_table *table, size_t column)
{
    return column_at(table, column)->type;
}

int32_t xeng_table_column_metric(const xeng_table *table, size_t column)
{
    return column_at(table, column)->metric;
}

const void *xeng_table_column_data(const xeng_table *table, size_t column)
{
    return xeng_table_row_count(table) == 0 ? NULL : column_at(table, column)->data;
}

const uint8_t *xeng_table_column_validity(const xeng_table *table, size_t column)
{
    return column_at(table, column)->validity;
}

size_t xeng_table_column_null_count(const xeng_table *table, size_t column)
{
    return column_at(table, column)->null_count;
}

size_t xeng_table_word_count(const xeng_table *table, size_t column)
{
    return column_at(table, column)->word_count;
}

const char *xeng_table_word(const xeng_table *table, size_t column, size_t word)
{
    const xeng__column *about = column_at(table, column);
    return word < about->word_count ? about->words[word] : NULL;
}

/* The column of a dimension; NULL if there is none. */
static const xeng__column *find_dimension(const xeng_table *table, int32_t dimension)
{
    for (size_t i = 0; i < xeng_table_column_count(table); i++) {
        if (table->columns[i].dimension == dimension) {
            return &table->columns[i];
        }
    }
    return NULL;
}

const int64_t *xeng_table_ids(const xeng_table *table)
{
    return xeng_table_column_data(table, xeng_table_column_by_name(table, "tweet_id"));
}

const int64_t *xeng_table_values(const xeng_table *table)
{
    return xeng_table_column_data(table, xeng_table_column_by_name(table, "value"));
}

/* Two threads may make them at once; the one that comes second keeps what the first has made. */
static const void *metrics_of(xeng_table *table, const xeng__column *types)
{
    int32_t *numbers = xeng__malloc(types->word_count * sizeof *numbers);
    int32_t *made = xeng__malloc(table->row_count * sizeof *made);
    int32_t *there = NULL;
    if (numbers != NULL && made != NULL) {
        const int32_t *words = types->data;
        for (size_t i = 0; i < types->word_count; i++) {
            numbers[i] = xeng_metric_by_name(types->words[i]);
        }
        for (size_t i = 0; i < table->row_count; i++) {
            made[i] = numbers[words[i]];
        }
        if (atomic_compare_exchange_strong(&table->metrics, &there, made)) {
            there = made;
            made = NULL;
        }
    }
    xeng__free(numbers);
    xeng__free(made);
    return there;
}

const int32_t *xeng_table_metrics(const xeng_table *table)
{
    const xeng__column *types = find_dimension(table, XENG_DIMENSION_ENGAGEMENT_TYPE);
    if (types == NULL || table->row_count == 0) {
        return NULL;
    }
    /* What was looked up once is no part of what the table is. */
    xeng_table *own = (xeng_table *)(uintptr_t)table;
    const int32_t *there = atomic_load(&own->metrics);
    return there != NULL ? there : metrics_of(own, types);
}

static const int64_t *times_of(xeng_table *table, const xeng__column *days)
{
    int64_t *made = xeng__malloc(table->row_count * sizeof *made);
    int64_t *there = NULL;
    if (made == NULL) {
        return NULL;
    }
    const int32_t *numbers = days->data;
    for (size_t i = 0; i < table->row_count; i++) {
        made[i] = numbers[i] * XENG__SECONDS_A_DAY;
    }
    if (atomic_compare_exchange_strong(&table->times, &there, made)) {
        return made;
    }
    xeng__free(made);
    return there;
}

const int64_t *xeng_table_times(const xeng_table *table)
{
    const xeng__column *hours = find_dimension(table, XENG_DIMENSION_ENGAGEMENT_HOUR);
    const xeng__column *days = find_dimension(table, XENG_DIMENSION_ENGAGEMENT_DAY);
    if (days == NULL || table->row_count == 0) {
        return NULL;
    }
    if (hours != NULL) {
        return hours->data;
    }
    xeng_table *own = (xeng_table *)(uintptr_t)table;
    const int64_t *there = atomic_load(&own->times);
    return there != NULL ? there : times_of(own, days);
}
