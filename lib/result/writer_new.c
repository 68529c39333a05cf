/* Writers: made, held, let go. */
#include "base/alloc.h"
#include "base/error.h"
#include "result/writer_parts.h"

static int32_t check_numbers(int32_t format, int32_t form, uint32_t flags, xeng_error **error)
{
    if (format != XENG_WRITE_CSV && format != XENG_WRITE_JSON_LINES) {
        return xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT,
                          "there is no format %d: take XENG_WRITE_CSV or XENG_WRITE_JSON_LINES",
                          (int)format);
    }
    if ((flags & ~(XENG_WRITE_GZIP | XENG_WRITE_NO_HEADER)) != 0) {
        return xeng__fail(
            error, XENG_ERROR_INVALID_ARGUMENT,
            "there are no flags %u: take XENG_WRITE_GZIP, XENG_WRITE_NO_HEADER, both, "
            "or 0",
            (unsigned)flags);
    }
    return xeng__table_check_form(form, error);
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

void xeng_writer_unref(xeng_writer *writer)
{
    if (writer == NULL || !xeng__refcount_drop(&writer->owners)) {
        return;
    }
    xeng__writer_close_table(writer);
    xeng__writer_close_source(writer);
    xeng__layout_free(&writer->layout);
    xeng__deflate_free(writer->deflater);
    xeng__buf_free(&writer->text);
    xeng__buf_free(&writer->packed);
    xeng__free(writer);
}
