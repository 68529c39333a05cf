/* Rows of a table as text: lines of CSV or of JSON.
 *
 * What stands before the counts changes little from row to row: it is kept as a line, of which only
 * what changed is written anew. */
#ifndef XENG__RESULT_WRITER_ROWS_H
#define XENG__RESULT_WRITER_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "result/table.h"
#include "result/writer_layout.h"

/* A key's column of the text, with what has to stand around each key. */
typedef struct xeng__row_field {
    const xeng__column *column;
    bool is_hour; /* of a column of times, the hour of the day is wanted */
    size_t lead;  /* in `texts`, with `lead_size` bytes: what stands before a key */
    size_t lead_size;
    size_t word;  /* in `offsets`: where the words of a column of words begin in `texts` */
    size_t most;  /* bytes of the longest key, with all around it */
    size_t start; /* where its text begins in the line */
    size_t until; /* the row that has another key */
} xeng__row_field;

/* A count's column of the text. */
typedef struct xeng__row_count {
    const int64_t *values; /* NULL: there is none in the table */
    const uint8_t *validity;
    size_t lead; /* in `texts`, with `lead_size` bytes */
    size_t lead_size;
} xeng__row_count;

enum {
    XENG__ROW_FIELDS = XENG__DIMENSIONS,
    XENG__ROW_COUNTS = XENG__METRIC_COUNT
};

typedef struct xeng__rows {
    const xeng_table *table;
    bool json;
    size_t row; /* the next to be written */
    xeng__row_field fields[XENG__ROW_FIELDS];
    size_t field_count;
    xeng__row_count counts[XENG__ROW_COUNTS];
    size_t count_count;
    xeng__buf texts;   /* leads and words, ready to be copied */
    uint32_t *offsets; /* of the words, and one more behind the last of each column */
    size_t offset_count;
    xeng__buf line;             /* what stands before the counts in the present row */
    size_t most;                /* bytes of the longest row */
    const xeng__column *states; /* rows of this word aren't written; NULL for all */
    int32_t silent;
} xeng__rows;

/* Begins with the rows of a table, which has to live on: counts of a grouping. */
bool xeng__rows_begin(xeng__rows *rows, const xeng_table *table, const xeng__layout *layout,
                      const xeng__layout_grouping *grouping, bool json);

/* Begins with the rows of a table of ids and what became of them, in JSON: of those that weren't
 * delivered in full. */
bool xeng__rows_begin_fates(xeng__rows *rows, const xeng_table *table);

/* Appends whole rows, at least one, up to about `most` bytes in all; false if memory runs out. */
bool xeng__rows_write(xeng__rows *rows, xeng__buf *out, size_t most);

bool xeng__rows_done(const xeng__rows *rows);

/* Frees what it has; all zeros has nothing. */
void xeng__rows_end(xeng__rows *rows);

/* Appends the header of CSV. */
void xeng__rows_header(const xeng__layout *layout, xeng__buf *out);

#endif
