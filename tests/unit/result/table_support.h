/* Tables as text, and checked against the trees that they are made of. */
#ifndef XENG__TESTS_RESULT_TABLE_SUPPORT_H
#define XENG__TESTS_RESULT_TABLE_SUPPORT_H

#include <inttypes.h>
#include <stdbool.h>

#include "result/support.h"

/* A call whose last argument is spelt `error`, and which must be refused with words that have
 * `text` in them. */
#define ASSERT_REFUSED(text, call)                                 \
    do {                                                           \
        xeng_error *refusal = NULL;                                \
        xeng_error **error = &refusal;                             \
        assert_int_equal((call), XENG_ERROR_INVALID_ARGUMENT);     \
        if (strstr(xeng_error_message(refusal), (text)) == NULL) { \
            fail_msg("%s", xeng_error_message(refusal));           \
        }                                                          \
        xeng_error_unref(refusal);                                 \
    } while (0)

static inline xeng_table *make_table(const xeng_result *result, size_t grouping, int32_t form)
{
    xeng_table *table;
    xeng_error *error = NULL;
    if (xeng_table_new(result, grouping, form, &table, &error) != XENG_OK) {
        fail_msg("%s", xeng_error_message(error));
    }
    return table;
}

static inline bool has_value(const xeng_table *table, size_t column, size_t row)
{
    const uint8_t *bits = xeng_table_column_validity(table, column);
    return bits == NULL || (bits[row / 8] >> (row % 8) & 1) != 0;
}

/* A value of a column that is no word, as a number. */
static inline int64_t number_at(const xeng_table *table, size_t column, size_t row)
{
    const void *data = xeng_table_column_data(table, column);
    switch (xeng_table_column_type(table, column)) {
    case XENG_COLUMN_INT8:
        return ((const int8_t *)data)[row];
    case XENG_COLUMN_INT64:
    case XENG_COLUMN_TIME:
        return ((const int64_t *)data)[row];
    default:
        return ((const int32_t *)data)[row];
    }
}

static inline const char *word_at(const xeng_table *table, size_t column, size_t row)
{
    return xeng_table_word(table, column, (size_t)number_at(table, column, row));
}

static inline void append_row(const xeng_table *table, size_t row, xeng__buf *out)
{
    for (size_t i = 0; i < xeng_table_column_count(table); i++) {
        xeng__buf_append_text(out, i == 0 ? "" : " ");
        if (!has_value(table, i, row)) {
            assert_int_equal(number_at(table, i, row), 0);
            xeng__buf_append_text(out, "-");
        } else if (xeng_table_column_type(table, i) == XENG_COLUMN_WORD) {
            const char *word = word_at(table, i, row);
            xeng__buf_append_text(out, *word == '\0' ? "''" : word);
        } else {
            xeng__buf_printf(out, "%" PRId64, number_at(table, i, row));
        }
    }
}

/* A table in a line: "id type value: 1 favorites 2; 3 favorites -". */
static inline void assert_table(const xeng_table *table, const char *expected)
{
    xeng__buf text = XENG__BUF_EMPTY;
    for (size_t i = 0; i < xeng_table_column_count(table); i++) {
        xeng__buf_append_text(&text, i == 0 ? "" : " ");
        xeng__buf_append_text(&text, xeng_table_column_name(table, i));
    }
    for (size_t row = 0; row < xeng_table_row_count(table); row++) {
        xeng__buf_append_text(&text, row == 0 ? ": " : "; ");
        append_row(table, row, &text);
    }
    assert_string_equal(xeng__buf_text(&text), expected);
    xeng__buf_free(&text);
}

/* Bits behind the last row are zeros, and as many rows have no value as it says. */
static inline void assert_validity(const xeng_table *table)
{
    size_t rows = xeng_table_row_count(table);
    for (size_t i = 0; i < xeng_table_column_count(table); i++) {
        const uint8_t *bits = xeng_table_column_validity(table, i);
        size_t nulls = 0;
        for (size_t row = 0; row < rows; row++) {
            nulls += !has_value(table, i, row);
        }
        assert_int_equal(xeng_table_column_null_count(table, i), nulls);
        assert_true((bits == NULL) == (nulls == 0));
        for (size_t bit = rows; bits != NULL && bit < (rows + 63) / 64 * 64; bit++) {
            assert_false(bits[bit / 8] >> (bit % 8) & 1);
        }
    }
}

/* What a row should have in a column, by the path to a leaf. */
static inline void assert_key(const xeng_table *table, size_t column, size_t row,
                              const xeng_result *result, const xeng_cursor *cursor, xeng_node leaf)
{
    const char *name = xeng_table_column_name(table, column);
    int32_t day = XENG_DAY_NONE;
    int32_t hour = -1;
    for (size_t level = 1; level <= xeng_result_node_level(result, leaf); level++) {
        xeng_node node = xeng_cursor_node(cursor, level);
        int32_t dimension = xeng_result_node_dimension(result, node);
        if (dimension == XENG_DIMENSION_TWEET_ID && strcmp(name, "tweet_id") == 0) {
            assert_true(number_at(table, column, row) == (int64_t)xeng_result_key_id(result, node));
            return;
        }
        if ((dimension == XENG_DIMENSION_ENGAGEMENT_TYPE && strcmp(name, "engagement_type") == 0) ||
            (dimension == XENG_DIMENSION_OTHER && strcmp(name, "key") == 0)) {
            assert_string_equal(word_at(table, column, row), xeng_result_key(result, node));
            return;
        }
        if (dimension == XENG_DIMENSION_ENGAGEMENT_DAY) {
            day = xeng_result_key_day(result, node);
        } else if (dimension == XENG_DIMENSION_ENGAGEMENT_HOUR) {
            hour = xeng_result_key_hour(result, node);
        }
    }
    if (strcmp(name, "day") == 0) {
        assert_int_equal(number_at(table, column, row), day);
    } else {
        assert_string_equal(name, "hour");
        int64_t base = day == XENG_DAY_NONE ? 0 : (int64_t)day * 86400;
        assert_true(number_at(table, column, row) ==
                    (day == XENG_DAY_NONE ? hour : base + (int64_t)hour * 3600));
    }
}

/* The first rows of a long table are the leaves of its tree, as they are met on a walk. */
static inline size_t assert_leaves(const xeng_table *table, const xeng_result *result,
                                   size_t grouping)
{
    xeng_cursor *cursor;
    size_t row = 0;
    size_t values = xeng_table_column_by_name(table, "value");
    assert_int_equal(xeng_cursor_new(result, xeng_result_root(result, grouping), &cursor, NULL),
                     XENG_OK);
    for (xeng_node leaf = xeng_cursor_next_leaf(cursor); leaf != XENG_NODE_NONE;
         leaf = xeng_cursor_next_leaf(cursor), row++) {
        int64_t value;
        int32_t kind = xeng_result_value(result, leaf, &value);
        assert_true(row < xeng_table_row_count(table));
        assert_int_equal(has_value(table, values, row), kind == XENG_VALUE_DELIVERED);
        assert_true(xeng_table_values(table)[row] == value);
        for (size_t i = 0; i < values; i++) {
            assert_key(table, i, row, result, cursor, leaf);
        }
    }
    xeng_cursor_unref(cursor);
    assert_validity(table);
    return row;
}

/* Whether two rows of two tables have the same keys in the first `keys` columns of the one, found
 * by name in the other. */
static inline bool same_keys(const xeng_table *one, size_t row, size_t keys,
                             const xeng_table *other, size_t other_row)
{
    for (size_t i = 0; i < keys; i++) {
        size_t same = xeng_table_column_by_name(other, xeng_table_column_name(one, i));
        if (xeng_table_column_type(one, i) == XENG_COLUMN_WORD
                ? strcmp(word_at(one, i, row), word_at(other, same, other_row)) != 0
                : number_at(one, i, row) != number_at(other, same, other_row)) {
            return false;
        }
    }
    return true;
}

/* A wide table has the counts of the long one, whose rows must have a column: each once, its rows
 * in the order in which the long one has their first. */
static inline void assert_widened(const xeng_table *wide, const xeng_table *tall)
{
    size_t keys = xeng_table_column_count(tall) - 2;
    size_t types = xeng_table_column_by_name(tall, "engagement_type");
    size_t delivered = 0;
    size_t next = 0;
    for (size_t row = 0; row < xeng_table_row_count(tall); row++) {
        size_t column = xeng_table_column_by_name(wide, word_at(tall, types, row));
        size_t at = 0;
        while (at < next && !same_keys(wide, at, keys, tall, row)) {
            at++;
        }
        next += at == next;
        assert_true(at < xeng_table_row_count(wide) && column != SIZE_MAX);
        assert_true(same_keys(wide, at, keys, tall, row));
        assert_int_equal(has_value(wide, column, at), has_value(tall, keys + 1, row));
        assert_true(number_at(wide, column, at) == xeng_table_values(tall)[row]);
        delivered += has_value(tall, keys + 1, row);
    }
    assert_int_equal(xeng_table_row_count(wide), next);
    for (size_t i = keys; i < xeng_table_column_count(wide); i++) {
        delivered -= next - xeng_table_column_null_count(wide, i);
        assert_int_equal(xeng_table_column_metric(wide, i),
                         xeng_metric_by_name(xeng_table_column_name(wide, i)));
    }
    assert_int_equal(delivered, 0);
    assert_validity(wide);
}

#endif
