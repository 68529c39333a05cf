/* A job's ids: from memory, from a source, from a file. */
#include <xengage/post.h>

#include "base/error.h"
#include "job/ids_file.h"
#include "job/job.h"

enum {
    BLOCK = 1024
};

/* Where ids go. */
typedef struct destination {
    xeng_job *job;
    uint32_t account;
} destination;

static int32_t open_account(xeng_job *job, uint32_t account, xeng_error **error)
{
    int32_t code = xeng__job_check_open(job, error);
    if (code != XENG_OK) {
        return code;
    }
    if (account >= job->account_count) {
        return xeng__fail(
            error, XENG_ERROR_INVALID_ARGUMENT,
            "there is no account %u: the job has %zu, numbered from 0; add credentials "
            "first",
            (unsigned)account, job->account_count);
    }
    return job->spool != NULL ? XENG_OK : xeng__spool_new(job->folder, &job->spool, error);
}

static int32_t take(void *context, const uint64_t *ids, size_t count, xeng_error **error)
{
    const destination *to = context;
    for (size_t i = 0; i < count; i++) {
        if (ids[i] == 0 || ids[i] > INT64_MAX) {
            return xeng__fail_rule(error, XENG_RULE_BAD_ID, INT64_MAX, NULL,
                                   "%llu is no Post id: ids are 1 to 2^63 - 1",
                                   (unsigned long long)ids[i]);
        }
    }
    return xeng__spool_add(to->job->spool, to->account, ids, count, error);
}

int32_t xeng_job_add_ids(xeng_job *job, uint32_t account, const uint64_t *ids, size_t count,
                         xeng_error **error)
{
    xeng__error_clear(error);
    int32_t code = open_account(job, account, error);
    if (code != XENG_OK) {
        return code;
    }
    if (ids == NULL && count > 0) {
        return xeng__fail_argument(error, "ids is NULL");
    }
    destination to = {job, account};
    return count == 0 ? XENG_OK : take(&to, ids, count, error);
}

/* Reads a source to its end. */
static int32_t drain(destination *to, xeng_ids_fn next, void *context, xeng_error **error)
{
    uint64_t ids[BLOCK];
    for (;;) {
        size_t count = 0;
        int32_t said = next(context, ids, BLOCK, &count);
        if (said != XENG_OK) {
            return xeng__fail(error, XENG_ERROR_CANCELLED, "the source of ids gave up (code %d)",
                              (int)said);
        }
        if (count == 0) {
            return XENG_OK;
        }
        if (count > BLOCK) {
            return xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT,
                              "the source says that it gave %zu ids, where there was room for %d",
                              count, BLOCK);
        }
        int32_t code = take(to, ids, count, error);
        if (code != XENG_OK) {
            return code;
        }
    }
}

int32_t xeng_job_add_ids_from(xeng_job *job, uint32_t account, xeng_ids_fn next, void *context,
                              xeng_error **error)
{
    xeng__error_clear(error);
    int32_t code = open_account(job, account, error);
    if (code != XENG_OK) {
        return code;
    }
    if (next == NULL) {
        return xeng__fail_argument(error, "next is NULL");
    }
    destination to = {job, account};
    uint64_t before = xeng__spool_given(job->spool);
    code = drain(&to, next, context, error);
    if (code != XENG_OK) {
        xeng__spool_rewind(job->spool, before);
    }
    return code;
}

int32_t xeng_job_add_ids_file(xeng_job *job, uint32_t account, const char *path, int32_t format,
                              const char *field, xeng_error **error)
{
    xeng__error_clear(error);
    int32_t code = open_account(job, account, error);
    if (code != XENG_OK) {
        return code;
    }
    if (path == NULL) {
        return xeng__fail_argument(error, "path is NULL");
    }
    destination to = {job, account};
    uint64_t before = xeng__spool_given(job->spool);
    code = xeng__ids_file_read(path, format, field, take, &to, error);
    if (code != XENG_OK) {
        xeng__spool_rewind(job->spool, before);
    }
    return code;
}
