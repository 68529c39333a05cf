/* Tables as Arrow data: what the caller sees. */
#include "result/arrow.h"

#include <string.h>

#include "base/error.h"

static int32_t export(xeng_table *table, struct ArrowSchema *schema, struct ArrowArray *array,
                      xeng_error **error)
{
    if (schema != NULL && !xeng__arrow_schema(table, schema)) {
        return xeng__fail_no_memory(error);
    }
    if (array != NULL && !xeng__arrow_array(table, array)) {
        if (schema != NULL) {
            schema->release(schema);
        }
        return xeng__fail_no_memory(error);
    }
    return XENG_OK;
}

/* Makes both known as released. */
static void clear(struct ArrowSchema *schema, struct ArrowArray *array)
{
    if (schema != NULL) {
        memset(schema, 0, sizeof *schema);
    }
    if (array != NULL) {
        memset(array, 0, sizeof *array);
    }
}

int32_t xeng_table_to_arrow(const xeng_table *table, struct ArrowSchema *schema,
                            struct ArrowArray *array, xeng_error **error)
{
    xeng__error_clear(error);
    clear(schema, array);
    if (table == NULL) {
        return xeng__fail_argument(error, "xeng_table_to_arrow: table is NULL");
    }
    /* Only the count of its owners changes. */
    return export((xeng_table *)(uintptr_t)table, schema, array, error);
}

int32_t xeng_result_to_arrow(const xeng_result *result, size_t grouping, int32_t form,
                             struct ArrowSchema *schema, struct ArrowArray *array,
                             xeng_error **error)
{
    xeng_table *table;
    xeng__error_clear(error);
    clear(schema, array);
    if (result == NULL) {
        return xeng__fail_argument(error, "xeng_result_to_arrow: result is NULL");
    }
    int32_t code = xeng_table_new(result, grouping, form, &table, error);
    if (code == XENG_OK) {
        code = export(table, schema, array, error);
        xeng_table_unref(table);
    }
    return code;
}
