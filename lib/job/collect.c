/* The whole of a job as one result, and the sums over its Posts. */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "job/job.h"
#include "model/request.h"
#include "result/asked.h"
#include "result/tree.h"

enum {
    AT_ONCE = 64 /* results that are merged at once */
};

/* Results that are still to be merged; the first is the merged one so far. */
typedef struct heap {
    xeng_result *results[AT_ONCE];
    size_t count;
} heap;

static int32_t merge_heap(heap *all, xeng_error **error)
{
    xeng_result *merged = NULL;
    int32_t code =
        xeng_result_merge((const xeng_result *const *)all->results, all->count, &merged, error);
    if (code == XENG_OK) {
        for (size_t i = 0; i < all->count; i++) {
            xeng_result_unref(all->results[i]);
        }
        all->results[0] = merged;
        all->count = 1;
    }
    return code;
}

static int32_t add_piece(xeng_job *job, heap *all, xeng_piece *piece, xeng_error **error)
{
    int32_t code = all->count < AT_ONCE ? XENG_OK : merge_heap(all, error);
    if (code == XENG_OK && piece->result != NULL) {
        all->results[all->count++] = xeng_result_ref(piece->result);
    }
    return code != XENG_OK ? code : xeng_job_ack(job, piece, 0, error);
}

/* A result with the job's groupings, or those without `tweet.id` only, and no counts. */
static int32_t make_empty(const xeng_job *job, bool sums_only, xeng_result **result,
                          xeng_error **error)
{
    *result = xeng__result_new();
    for (size_t i = 0; *result != NULL && i < xeng__request_grouping_count(job->request); i++) {
        const char *name = xeng__request_grouping_name(job->request, i);
        bool by_id = xeng__request_groups_by(job->request, i, XENG_DIMENSION_TWEET_ID);
        if ((!sums_only || !by_id) && xeng__result_add_tree(*result, name, strlen(name)) == NULL) {
            xeng_result_unref(*result);
            *result = NULL;
        }
    }
    if (*result == NULL) {
        return xeng__fail_no_memory(error);
    }
    xeng__result_note_asked(*result, job->request);
    return XENG_OK;
}

static int32_t collect(xeng_job *job, heap *all, xeng_error **error)
{
    for (;;) {
        xeng_piece *piece = NULL;
        int32_t code = xeng_job_next(job, -1, &piece, error);
        if (code != XENG_OK || piece == NULL) {
            return code;
        }
        code = add_piece(job, all, piece, error);
        xeng_piece_unref(piece);
        if (code != XENG_OK) {
            return code;
        }
    }
}

int32_t xeng_job_collect(xeng_job *job, xeng_result **result, xeng_error **error)
{
    xeng__error_clear(error);
    if (result == NULL || job == NULL) {
        return xeng__fail_argument(error, result == NULL ? "result is NULL" : "job is NULL");
    }
    *result = NULL;
    if (job->handed > 0 || job->done_count > 0 || job->journal_path != NULL || job->keep != NULL) {
        return xeng__fail(
            error, XENG_ERROR_STATE,
            "the whole of a job can't be had when pieces were taken from it, or with a "
            "journal: take its pieces, and merge their results");
    }
    heap all = {.count = 0};
    int32_t code = collect(job, &all, error);
    if (code == XENG_OK && xeng_job_state(job) != XENG_JOB_COMPLETE) {
        code = xeng__fail(error, XENG_ERROR_CANCELLED, "the job was stopped before its end");
    }
    if (code == XENG_OK && all.count > 1) {
        code = merge_heap(&all, error);
    }
    if (code == XENG_OK) {
        code = all.count == 1 ? XENG_OK : make_empty(job, false, &all.results[0], error);
        *result = code == XENG_OK ? all.results[0] : NULL;
        all.count = 0;
    }
    for (size_t i = 0; i < all.count; i++) {
        xeng_result_unref(all.results[i]);
    }
    return code;
}

int32_t xeng_job_sums(xeng_job *job, xeng_result **result, xeng_error **error)
{
    xeng__error_clear(error);
    if (result == NULL || job == NULL) {
        return xeng__fail_argument(error, result == NULL ? "result is NULL" : "job is NULL");
    }
    *result = NULL;
    if (!job->begun) {
        return xeng__fail(error, XENG_ERROR_STATE, "the job hasn't begun");
    }
    if (job->sums != NULL) {
        *result = xeng_result_ref(job->sums);
        return XENG_OK;
    }
    return make_empty(job, true, result, error);
}
