/* The types of a table's columns as an ArrowSchema.
 *
 * A consumer may move a child elsewhere and release it later than its parent, so each frees what is
 * its own, and the parent what the children lie in. */
#include <string.h>

#include "base/alloc.h"
#include "result/arrow.h"

static const char *format_of(const xeng__column *column)
{
    switch (column->type) {
    case XENG_COLUMN_INT8:
        return "c";
    case XENG_COLUMN_DAY:
        return "tdD";
    case XENG_COLUMN_TIME:
        return "tss:UTC";
    case XENG_COLUMN_WORD:
        return "i";
    default:
        return "l";
    }
}

static void release_words(struct ArrowSchema *schema)
{
    schema->release = NULL;
}

/* The words are behind the column that they are of. */
static void release_column(struct ArrowSchema *schema)
{
    if (schema->dictionary != NULL && schema->dictionary->release != NULL) {
        schema->dictionary->release(schema->dictionary);
    }
    xeng__free(schema->private_data);
    schema->release = NULL;
}

static void release_table(struct ArrowSchema *schema)
{
    for (int64_t i = 0; i < schema->n_children; i++) {
        if (schema->children[i]->release != NULL) {
            schema->children[i]->release(schema->children[i]);
        }
    }
    xeng__free(schema->private_data);
    schema->release = NULL;
}

static bool export_column(const xeng__column *column, struct ArrowSchema *schema)
{
    *schema = (struct ArrowSchema){.format = format_of(column),
                                   .name = column->name,
                                   .flags = column->nullable ? ARROW_FLAG_NULLABLE : 0};
    if (column->type == XENG_COLUMN_WORD) {
        struct ArrowSchema *words = xeng__malloc(sizeof *words);
        if (words == NULL) {
            return false;
        }
        *words = (struct ArrowSchema){.format = "u", .name = "", .release = release_words};
        schema->dictionary = words;
        schema->private_data = words;
    }
    schema->release = release_column;
    return true;
}

bool xeng__arrow_schema(const xeng_table *table, struct ArrowSchema *schema)
{
    size_t count = table->column_count;
    struct ArrowSchema *children = xeng__calloc(count, sizeof *children + sizeof(void *));
    if (children == NULL) {
        return false;
    }
    struct ArrowSchema **pointers = (struct ArrowSchema **)(void *)(children + count);
    *schema = (struct ArrowSchema){.format = "+s",
                                   .name = "",
                                   .n_children = (int64_t)count,
                                   .children = pointers,
                                   .release = release_table,
                                   .private_data = children};
    bool fits = true;
    for (size_t i = 0; i < count; i++) {
        pointers[i] = &children[i];
        fits = fits && export_column(&table->columns[i], &children[i]);
    }
    if (!fits) {
        schema->release(schema);
    }
    return fits;
}
