/* A piece as a source of what is written. */
#include <string.h>

#include "base/error.h"
#include "job/piece.h"
#include "job/piece_table.h"
#include "model/request.h"
#include "result/writer.h"

static int32_t make_table(const void *held, const xeng__layout *layout, size_t grouping,
                          xeng_table **table, xeng_error **error)
{
    const xeng_piece *piece = held;
    *table = NULL;
    if (!xeng__layout_groups_by(&layout->groupings[grouping], XENG_DIMENSION_TWEET_ID)) {
        return XENG_OK;
    }
    const xeng__job_columns columns = {piece->request, grouping,
                                       layout->wide ? XENG_FORM_WIDE : XENG_FORM_LONG, false};
    return xeng__piece_table(&columns, piece, table, error);
}

static int32_t make_fates(const void *held, xeng_table **table, xeng_error **error)
{
    return xeng_table_of_piece_ids(held, table, error);
}

static void release(void *held)
{
    xeng_piece_unref(held);
}

static const xeng__writer_source source = {make_table, make_fates, release};

/* Whether a grouping is the same in both. */
static bool same_grouping(const xeng__layout_grouping *grouping, const xeng_request *request,
                          size_t place)
{
    const int32_t *dimensions;
    size_t count = xeng__request_grouping_dimensions(request, place, &dimensions);
    return count == grouping->dimension_count &&
           memcmp(dimensions, grouping->dimensions, count * sizeof *dimensions) == 0 &&
           strcmp(xeng__request_grouping_name(request, place), grouping->name) == 0;
}

/* Whether a job's request is the one that a text is laid out for. */
static bool fits(const xeng__layout *layout, const xeng_request *request)
{
    if (request == NULL || xeng__request_grouping_count(request) != layout->grouping_count ||
        xeng__request_metric_count(request) != layout->metric_count) {
        return false;
    }
    for (size_t i = 0; i < layout->grouping_count; i++) {
        if (!same_grouping(&layout->groupings[i], request, i)) {
            return false;
        }
    }
    for (size_t i = 0; i < layout->metric_count; i++) {
        if (!xeng__layout_has_metric(layout, xeng__request_metric_at(request, i))) {
            return false;
        }
    }
    return true;
}

int32_t xeng_writer_add_piece(xeng_writer *writer, const xeng_piece *piece, xeng_error **error)
{
    xeng__error_clear(error);
    if (writer == NULL || piece == NULL) {
        return xeng__fail_argument(error, writer == NULL ? "xeng_writer_add_piece: writer is NULL"
                                                         : "xeng_writer_add_piece: piece is NULL");
    }
    int32_t code = xeng__writer_check(writer, error);
    if (code == XENG_OK && !fits(xeng__writer_layout(writer), piece->request)) {
        code = xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT,
                          "the piece is of a job with other groupings or metrics than the "
                          "writer's: use a writer of the job's request");
    }
    if (code == XENG_OK) {
        xeng__writer_add(writer, &source, xeng_piece_ref((xeng_piece *)(uintptr_t)piece));
    }
    return code;
}
