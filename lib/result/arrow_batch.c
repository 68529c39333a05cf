/* A table as a stream of Arrow data that has one batch: many consumers take nothing but streams. */
#include <errno.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "result/arrow.h"

typedef struct batch {
    xeng_table *table;
    bool given;
} batch;

static int get_schema(struct ArrowArrayStream *stream, struct ArrowSchema *out)
{
    const batch *self = stream->private_data;
    if (!xeng__arrow_schema(self->table, out)) {
        memset(out, 0, sizeof *out);
        return ENOMEM;
    }
    return 0;
}

static int get_next(struct ArrowArrayStream *stream, struct ArrowArray *out)
{
    batch *self = stream->private_data;
    if (self->given || !xeng__arrow_array(self->table, out)) {
        memset(out, 0, sizeof *out);
        return self->given ? 0 : ENOMEM;
    }
    self->given = true;
    return 0;
}

/* Nothing else can go wrong. */
static const char *get_last_error(struct ArrowArrayStream *stream)
{
    (void)stream;
    return "out of memory";
}

static void release(struct ArrowArrayStream *stream)
{
    batch *self = stream->private_data;
    xeng_table_unref(self->table);
    xeng__free(self);
    stream->release = NULL;
}

int32_t xeng_table_to_arrow_stream(const xeng_table *table, struct ArrowArrayStream *stream,
                                   xeng_error **error)
{
    xeng__error_clear(error);
    if (stream == NULL) {
        return xeng__fail_argument(error, "xeng_table_to_arrow_stream: stream is NULL");
    }
    memset(stream, 0, sizeof *stream);
    if (table == NULL) {
        return xeng__fail_argument(error, "xeng_table_to_arrow_stream: table is NULL");
    }
    batch *self = xeng__calloc(1, sizeof *self);
    if (self == NULL) {
        return xeng__fail_no_memory(error);
    }
    /* Only the count of its owners changes. */
    self->table = xeng_table_ref((xeng_table *)(uintptr_t)table);
    *stream = (struct ArrowArrayStream){get_schema, get_next, get_last_error, release, self};
    return XENG_OK;
}
