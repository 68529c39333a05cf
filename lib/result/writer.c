/* Writers: from tables to bytes. */
#include "base/error.h"
#include "result/writer_parts.h"

enum {
    CHUNK = 64 * 1024
};

void xeng__writer_close_table(xeng_writer *writer)
{
    xeng__rows_end(&writer->rows);
    xeng_table_unref(writer->table);
    writer->table = NULL;
}

void xeng__writer_close_source(xeng_writer *writer)
{
    if (writer->source != NULL) {
        writer->source->release(writer->held);
    }
    writer->source = NULL;
    writer->held = NULL;
}

const xeng__layout *xeng__writer_layout(const xeng_writer *writer)
{
    return &writer->layout;
}

/* XENG_ERROR_STATE if nothing more can be written. */
static int32_t check_alive(const xeng_writer *writer, xeng_error **error)
{
    if (writer->failed) {
        return xeng__fail(error, XENG_ERROR_STATE,
                          "the writer has failed before, and is of no use any more");
    }
    if (writer->finished) {
        return xeng__fail(error, XENG_ERROR_STATE, "the writer was finished: make another one");
    }
    return XENG_OK;
}

int32_t xeng__writer_check(const xeng_writer *writer, xeng_error **error)
{
    int32_t code = check_alive(writer, error);
    if (code == XENG_OK && (writer->source != NULL || (writer->ending && writer->in_member))) {
        return xeng__fail(error, XENG_ERROR_STATE,
                          "what was added before is not all taken: call xeng_writer_next() until "
                          "it gives nothing, and add then");
    }
    return code;
}

void xeng__writer_add(xeng_writer *writer, const xeng__writer_source *source, void *held)
{
    writer->source = source;
    writer->held = held;
    writer->next = 0;
    writer->ending = false;
}

int32_t xeng_writer_flush(xeng_writer *writer, xeng_error **error)
{
    xeng__error_clear(error);
    if (writer == NULL) {
        return xeng__fail_argument(error, "xeng_writer_flush: writer is NULL");
    }
    int32_t code = check_alive(writer, error);
    writer->ending = code == XENG_OK && (writer->in_member || writer->source != NULL);
    return code;
}

int32_t xeng_writer_finish(xeng_writer *writer, xeng_error **error)
{
    xeng__error_clear(error);
    if (writer == NULL) {
        return xeng__fail_argument(error, "xeng_writer_finish: writer is NULL");
    }
    int32_t code = check_alive(writer, error);
    writer->finished = true;
    return code;
}

/* Begins with the rows of the source's next table; at its end lets go of it. */
static int32_t open_table(xeng_writer *writer, xeng_error **error)
{
    const xeng__layout *layout = &writer->layout;
    size_t place = writer->next++;
    bool fates = place == layout->grouping_count;
    if (place > layout->grouping_count || (fates && !writer->json)) {
        xeng__writer_close_source(writer);
        return XENG_OK;
    }
    int32_t code = fates
                       ? writer->source->fates(writer->held, &writer->table, error)
                       : writer->source->table(writer->held, layout, place, &writer->table, error);
    if (code != XENG_OK || writer->table == NULL) {
        return code;
    }
    bool begun = fates ? xeng__rows_begin_fates(&writer->rows, writer->table)
                       : xeng__rows_begin(&writer->rows, writer->table, layout,
                                          &layout->groupings[place], writer->json);
    return begun ? XENG_OK : xeng__fail_no_memory(error);
}

/* Writes the next plain text, a chunk at most; none at the end of what was added. */
static int32_t write_text(xeng_writer *writer, xeng_error **error)
{
    int32_t code = XENG_OK;
    xeng__buf_clear(&writer->text);
    if (writer->header_due && (writer->source != NULL || writer->finished)) {
        xeng__rows_header(&writer->layout, &writer->text);
        writer->header_due = false;
    }
    while (code == XENG_OK && writer->source != NULL && !writer->text.failed) {
        if (writer->table == NULL) {
            code = open_table(writer, error);
            continue;
        }
        if (xeng__rows_write(&writer->rows, &writer->text, CHUNK) &&
            !xeng__rows_done(&writer->rows)) {
            break;
        }
        xeng__writer_close_table(writer);
    }
    return code == XENG_OK && writer->text.failed ? xeng__fail_no_memory(error) : code;
}

/* Ends a member that is to end; of an output without any, the only one. */
static int32_t end_member(xeng_writer *writer, xeng_error **error)
{
    bool due = writer->in_member ? writer->ending || writer->finished
                                 : writer->finished && !writer->has_member && !writer->goes_on;
    if (!due) {
        return XENG_OK;
    }
    writer->in_member = false;
    writer->has_member = true;
    writer->ending = false;
    return xeng__deflate_end_member(writer->deflater, &writer->packed, error);
}

/* Packs the next text, until a chunk has come out or there is no more. */
static int32_t pack_text(xeng_writer *writer, xeng_error **error)
{
    xeng__buf_clear(&writer->packed);
    while (writer->packed.size < CHUNK) {
        int32_t code = write_text(writer, error);
        if (code == XENG_OK && writer->text.size == 0) {
            return end_member(writer, error);
        }
        code = code != XENG_OK ? code
                               : xeng__deflate_feed(writer->deflater, writer->text.data,
                                                    writer->text.size, &writer->packed, error);
        if (code != XENG_OK) {
            return code;
        }
        writer->in_member = true;
    }
    return XENG_OK;
}

int32_t xeng_writer_next(xeng_writer *writer, const void **bytes, size_t *size, xeng_error **error)
{
    xeng__error_clear(error);
    if (bytes == NULL || size == NULL) {
        return xeng__fail_argument(error, bytes == NULL ? "xeng_writer_next: bytes is NULL"
                                                        : "xeng_writer_next: size is NULL");
    }
    *bytes = NULL;
    *size = 0;
    if (writer == NULL) {
        return xeng__fail_argument(error, "xeng_writer_next: writer is NULL");
    }
    if (writer->failed) {
        return check_alive(writer, error);
    }
    int32_t code = writer->gzip ? pack_text(writer, error) : write_text(writer, error);
    if (code != XENG_OK) {
        writer->failed = true;
        return code;
    }
    const xeng__buf *out = writer->gzip ? &writer->packed : &writer->text;
    *bytes = out->size == 0 ? NULL : out->data;
    *size = out->size;
    return XENG_OK;
}
