/* Writers: results as text. */
#include "result/writer.h"

#include <stdbool.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/refcount.h"
#include "result/table.h"
#include "result/writer_rows.h"
#include "wire/deflate.h"

enum {
    CHUNK = 64 * 1024
};

struct xeng_writer {
    xeng__refcount owners;
    xeng__layout layout;
    bool json;
    bool gzip;
    bool goes_on; /* where a text ends: no header */
    bool header_due;
    bool finished;
    bool failed;
    const xeng__writer_source *source; /* NULL if all that was added is written */
    void *held;
    size_t next;       /* the grouping that comes next; behind the last, fates */
    xeng_table *table; /* whose rows are being written, or NULL */
    xeng__rows rows;
    xeng__buf text;
    xeng__deflate *deflater; /* with gzip */
    xeng__buf packed;
    bool in_member;
    bool has_member;
    bool ending; /* the member that is under way ends behind what was added */
};

static int32_t refuse_number(const char *what, uint32_t number, const char *right,
                             xeng_error **error)
{
    return xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT, "%s is %u: a writer takes %s", what,
                      (unsigned)number, right);
}

static int32_t check_numbers(int32_t format, int32_t form, uint32_t flags, xeng_error **error)
{
    if (format != XENG_WRITE_CSV && format != XENG_WRITE_JSON_LINES) {
        return refuse_number("format", (uint32_t)format, "XENG_WRITE_CSV and XENG_WRITE_JSON_LINES",
                             error);
    }
    if (form != XENG_FORM_LONG && form != XENG_FORM_WIDE) {
        return refuse_number("form", (uint32_t)form, "XENG_FORM_LONG and XENG_FORM_WIDE", error);
    }
    if ((flags & ~(XENG_WRITE_GZIP | XENG_WRITE_NO_HEADER)) != 0) {
        return refuse_number("flags", flags, "XENG_WRITE_GZIP, XENG_WRITE_NO_HEADER, both, and 0",
                             error);
    }
    return XENG_OK;
}

/* What a writer is made for: a request or, where that is NULL, a result. */
static int32_t set_up(const xeng_request *request, const xeng_result *result, bool wide,
                      xeng_writer *made, xeng_error **error)
{
    int32_t code = request != NULL ? xeng__layout_of_request(&made->layout, request, wide, error)
                                   : xeng__layout_of_result(&made->layout, result, wide, error);
    return code == XENG_OK && made->gzip ? xeng__deflate_new(&made->deflater, error) : code;
}

static int32_t make_writer(const xeng_request *request, const xeng_result *result, int32_t format,
                           int32_t form, uint32_t flags, xeng_writer **writer, xeng_error **error)
{
    int32_t code = check_numbers(format, form, flags, error);
    if (code != XENG_OK) {
        return code;
    }
    xeng_writer *made = xeng__calloc(1, sizeof *made);
    if (made == NULL) {
        return xeng__fail_no_memory(error);
    }
    xeng__refcount_init(&made->owners);
    made->json = format == XENG_WRITE_JSON_LINES;
    made->gzip = (flags & XENG_WRITE_GZIP) != 0;
    made->goes_on = (flags & XENG_WRITE_NO_HEADER) != 0;
    made->header_due = !made->json && !made->goes_on;
    code = set_up(request, result, form == XENG_FORM_WIDE, made, error);
    if (code != XENG_OK) {
        xeng_writer_unref(made);
        return code;
    }
    *writer = made;
    return XENG_OK;
}

int32_t xeng_writer_new(const xeng_request *request, int32_t format, int32_t form, uint32_t flags,
                        xeng_writer **writer, xeng_error **error)
{
    xeng__error_clear(error);
    if (writer == NULL) {
        return xeng__fail_argument(error, "xeng_writer_new: writer is NULL");
    }
    *writer = NULL;
    return request == NULL ? xeng__fail_argument(error, "xeng_writer_new: request is NULL")
                           : make_writer(request, NULL, format, form, flags, writer, error);
}

int32_t xeng_writer_new_for_result(const xeng_result *result, int32_t format, int32_t form,
                                   uint32_t flags, xeng_writer **writer, xeng_error **error)
{
    xeng__error_clear(error);
    if (writer == NULL) {
        return xeng__fail_argument(error, "xeng_writer_new_for_result: writer is NULL");
    }
    *writer = NULL;
    return result == NULL ? xeng__fail_argument(error, "xeng_writer_new_for_result: result is NULL")
                          : make_writer(NULL, result, format, form, flags, writer, error);
}

xeng_writer *xeng_writer_ref(xeng_writer *writer)
{
    if (writer != NULL) {
        xeng__refcount_add(&writer->owners);
    }
    return writer;
}

static void close_table(xeng_writer *writer)
{
    xeng__rows_end(&writer->rows);
    xeng_table_unref(writer->table);
    writer->table = NULL;
}

static void close_source(xeng_writer *writer)
{
    if (writer->source != NULL) {
        writer->source->release(writer->held);
    }
    writer->source = NULL;
    writer->held = NULL;
}

void xeng_writer_unref(xeng_writer *writer)
{
    if (writer == NULL || !xeng__refcount_drop(&writer->owners)) {
        return;
    }
    close_table(writer);
    close_source(writer);
    xeng__layout_free(&writer->layout);
    xeng__deflate_free(writer->deflater);
    xeng__buf_free(&writer->text);
    xeng__buf_free(&writer->packed);
    xeng__free(writer);
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
        close_source(writer);
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
        close_table(writer);
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
