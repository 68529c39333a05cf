/* A table as an ArrowArray: its arrays as they are, which it is held for.
 *
 * A consumer may move a child elsewhere and release it later than its parent, on any thread, so
 * each holds the table. */
#include <string.h>

#include "base/alloc.h"
#include "result/arrow.h"

/* Words as Arrow has them: one behind the other, and where each begins. */
typedef struct words {
    const void *buffers[3];
    int32_t *offsets;
    char *text;
} words;

/* What a column needs. */
typedef struct holder {
    xeng_table *table;
    const void *buffers[2];
    struct ArrowArray dictionary;
} holder;

/* In the place of arrays without elements, which may not be NULL. */
static const int64_t nothing = 0;

static void release_words(struct ArrowArray *array)
{
    words *own = array->private_data;
    xeng__free(own->offsets);
    xeng__free(own->text);
    xeng__free(own);
    array->release = NULL;
}

static void release_column(struct ArrowArray *array)
{
    holder *own = array->private_data;
    if (own->dictionary.release != NULL) {
        own->dictionary.release(&own->dictionary);
    }
    xeng_table_unref(own->table);
    xeng__free(own);
    array->release = NULL;
}

static void release_table(struct ArrowArray *array)
{
    for (int64_t i = 0; i < array->n_children; i++) {
        if (array->children[i]->release != NULL) {
            array->children[i]->release(array->children[i]);
        }
    }
    xeng__free(array->private_data);
    array->release = NULL;
}

/* Lays words one behind the other. */
static bool lay_out(const xeng__column *column, words *own)
{
    size_t size = 0;
    for (size_t i = 0; i < column->word_count; i++) {
        size += strlen(column->words[i]);
    }
    own->offsets =
        size > INT32_MAX ? NULL : xeng__malloc((column->word_count + 1) * sizeof *own->offsets);
    own->text = own->offsets == NULL ? NULL : xeng__malloc(size);
    if (own->text == NULL) {
        return false;
    }
    size_t at = 0;
    for (size_t i = 0; i < column->word_count; i++) {
        size_t length = strlen(column->words[i]);
        own->offsets[i] = (int32_t)at;
        memcpy(own->text + at, column->words[i], length);
        at += length;
    }
    own->offsets[column->word_count] = (int32_t)at;
    return true;
}

static bool export_words(const xeng__column *column, struct ArrowArray *array)
{
    words *own = xeng__calloc(1, sizeof *own);
    if (own == NULL || !lay_out(column, own)) {
        xeng__free(own == NULL ? NULL : own->offsets);
        xeng__free(own);
        return false;
    }
    own->buffers[1] = own->offsets;
    own->buffers[2] = own->text;
    *array = (struct ArrowArray){.length = (int64_t)column->word_count,
                                 .n_buffers = 3,
                                 .buffers = own->buffers,
                                 .release = release_words,
                                 .private_data = own};
    return true;
}

static bool export_column(xeng_table *table, const xeng__column *column, struct ArrowArray *array)
{
    holder *own = xeng__calloc(1, sizeof *own);
    if (own == NULL) {
        return false;
    }
    own->buffers[0] = column->null_count == 0 ? NULL : column->validity;
    own->buffers[1] = table->row_count == 0 ? (const void *)&nothing : column->data;
    *array = (struct ArrowArray){.length = (int64_t)table->row_count,
                                 .null_count = (int64_t)column->null_count,
                                 .n_buffers = 2,
                                 .buffers = own->buffers,
                                 .release = release_column,
                                 .private_data = own};
    own->table = xeng_table_ref(table);
    if (column->type == XENG_COLUMN_WORD) {
        if (!export_words(column, &own->dictionary)) {
            array->release(array);
            return false;
        }
        array->dictionary = &own->dictionary;
    }
    return true;
}

bool xeng__arrow_array(xeng_table *table, struct ArrowArray *array)
{
    size_t count = table->column_count;
    size_t size = sizeof(struct ArrowArray) + sizeof(struct ArrowArray *);
    struct ArrowArray *children = xeng__calloc(1, count * size + sizeof(void *));
    if (children == NULL) {
        return false;
    }
    struct ArrowArray **pointers = (struct ArrowArray **)(void *)(children + count);
    /* Its only buffer, of validity, is NULL: all rows are there. */
    const void **buffers = (const void **)(void *)(pointers + count);
    *array = (struct ArrowArray){.length = (int64_t)table->row_count,
                                 .n_buffers = 1,
                                 .n_children = (int64_t)count,
                                 .buffers = buffers,
                                 .children = pointers,
                                 .release = release_table,
                                 .private_data = children};
    bool fits = true;
    for (size_t i = 0; i < count; i++) {
        pointers[i] = &children[i];
        fits = fits && export_column(table, &table->columns[i], &children[i]);
    }
    if (!fits) {
        array->release(array);
    }
    return fits;
}
