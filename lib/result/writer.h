/* Writers: results as text. The public functions are in <xengage/writer.h>.
 *
 * A writer turns tables into text one after another. Where they come from is a source: a result, or
 * a piece, which is a matter of a layer above. */
#ifndef XENG__RESULT_WRITER_H
#define XENG__RESULT_WRITER_H

#include <stddef.h>
#include <stdint.h>

#include <xengage/writer.h>

#include "result/writer_layout.h"

/* Where tables come from. `held` is what it was added with. */
typedef struct xeng__writer_source {
    /* Makes the table of a grouping, by its place in the layout; NULL if there is nothing of it to
     * be written. */
    int32_t (*table)(const void *held, const xeng__layout *layout, size_t grouping,
                     xeng_table **table, xeng_error **error);
    /* Makes the table of what became of ids. */
    int32_t (*fates)(const void *held, xeng_table **table, xeng_error **error);
    void (*release)(void *held);
} xeng__writer_source;

/* XENG_ERROR_STATE if nothing can be added to a writer now. */
int32_t xeng__writer_check(const xeng_writer *writer, xeng_error **error);

/* Adds a source to a writer to which one can be added: takes over `held`. */
void xeng__writer_add(xeng_writer *writer, const xeng__writer_source *source, void *held);

/* A writer's columns. */
const xeng__layout *xeng__writer_layout(const xeng_writer *writer);

#endif
