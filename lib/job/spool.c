/* The ids of a job: taking them in, reading them and what became of them. */
#include "job/spool.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/error.h"
#include "job/spool_parts.h"
#include "model/post.h"

enum {
    AT_ONCE = 256 /* ids that are made keys before they go to the store */
};

_Static_assert(sizeof(xeng__fate) == 4, "a fate takes four bytes of the file");
_Static_assert(XENG__LANE_KINDS <= 1 << XENG__SPOOL_KIND_BITS, "kinds must fit into their bits");
_Static_assert(XENG__SPOOL_ACCOUNT_BITS + XENG__SPOOL_KIND_BITS + XENG__SPOOL_SEQUENCE_BITS +
                       XENG__SPOOL_ID_BITS ==
                   128,
               "a key has 128 bits");

static const char *choose_folder(const char *folder)
{
    const char *chosen = folder == NULL ? getenv("TMPDIR") : folder;
    return chosen == NULL || *chosen == '\0' ? "/tmp" : chosen;
}

int32_t xeng__spool_new(const char *folder, xeng__spool **spool, xeng_error **error)
{
    *spool = NULL;
    xeng__spool *made = xeng__calloc(1, sizeof *made);
    char *copy = xeng__strdup(choose_folder(folder));
    if (made == NULL || copy == NULL) {
        xeng__free(made);
        xeng__free(copy);
        return xeng__fail_no_memory(error);
    }
    made->folder = copy;
    xeng__store_init(&made->given, copy, XENG__SPOOL_IN_MEMORY * sizeof(xeng__sort_key));
    xeng__store_init(&made->laned, copy, XENG__SPOOL_IN_MEMORY * sizeof(xeng__sort_key));
    xeng__store_init(&made->ids, copy, XENG__SPOOL_IN_MEMORY * sizeof(uint64_t));
    xeng__store_init(&made->fates, copy, XENG__SPOOL_IN_MEMORY * sizeof(xeng__fate));
    *spool = made;
    return XENG_OK;
}

void xeng__spool_free(xeng__spool *spool)
{
    if (spool != NULL) {
        xeng__store_free(&spool->given);
        xeng__store_free(&spool->laned);
        xeng__store_free(&spool->ids);
        xeng__store_free(&spool->fates);
        xeng__free(spool->lanes);
        xeng__free(spool->folder);
        xeng__free(spool);
    }
}

static int32_t check(const xeng__spool *spool, uint32_t account, const uint64_t *ids, size_t count,
                     xeng_error **error)
{
    if (spool->is_laned) {
        return xeng__fail(error, XENG_ERROR_STATE,
                          "the job's ids are arranged already: none can be added any more");
    }
    if (account > xeng__spool_low_bits(XENG__SPOOL_ACCOUNT_BITS)) {
        return xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT,
                          "a job takes at most %" PRIu64 " accounts; spread them over several jobs",
                          xeng__spool_low_bits(XENG__SPOOL_ACCOUNT_BITS) + 1);
    }
    if (count > xeng__spool_low_bits(XENG__SPOOL_SEQUENCE_BITS) - spool->given_count) {
        return xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT,
                          "a job takes at most %" PRIu64 " ids; spread them over several jobs",
                          xeng__spool_low_bits(XENG__SPOOL_SEQUENCE_BITS));
    }
    for (size_t i = 0; i < count; i++) {
        if (!xeng__post_id_valid(ids[i])) {
            return xeng__post_id_refuse(ids[i], error);
        }
    }
    return XENG_OK;
}

int32_t xeng__spool_add(xeng__spool *spool, uint32_t account, const uint64_t *ids, size_t count,
                        xeng_error **error)
{
    xeng__sort_key keys[AT_ONCE];
    uint64_t before = spool->given_count;
    int32_t code = check(spool, account, ids, count, error);
    for (size_t done = 0; done < count && code == XENG_OK;) {
        size_t now = count - done < AT_ONCE ? count - done : AT_ONCE;
        for (size_t i = 0; i < now; i++) {
            keys[i].high = ids[done + i];
            keys[i].low = (spool->given_count + i) << XENG__SPOOL_ACCOUNT_BITS | account;
        }
        code = xeng__store_append(&spool->given, keys, now * sizeof *keys, error);
        spool->given_count += now;
        done += now;
    }
    if (code != XENG_OK) {
        xeng__spool_rewind(spool, before);
    }
    return code;
}

uint64_t xeng__spool_given(const xeng__spool *spool)
{
    return spool->given_count;
}

void xeng__spool_rewind(xeng__spool *spool, uint64_t given)
{
    if (!spool->is_laned) {
        xeng__store_cut(&spool->given, given * sizeof(xeng__sort_key));
        spool->given_count = given;
    }
}

size_t xeng__spool_lanes(const xeng__spool *spool, const xeng__lane **lanes)
{
    *lanes = spool->lanes;
    return spool->lane_count;
}

uint64_t xeng__spool_count(const xeng__spool *spool)
{
    return spool->ids.size / sizeof(uint64_t);
}

int32_t xeng__spool_read(xeng__spool *spool, uint64_t first, size_t count, uint64_t *ids,
                         xeng_error **error)
{
    return xeng__store_read(&spool->ids, first * sizeof *ids, ids, count * sizeof *ids, error);
}

int32_t xeng__spool_read_fates(xeng__spool *spool, uint64_t first, size_t count, xeng__fate *fates,
                               xeng_error **error)
{
    return xeng__store_read(&spool->fates, first * sizeof *fates, fates, count * sizeof *fates,
                            error);
}

int32_t xeng__spool_write_fates(xeng__spool *spool, uint64_t first, size_t count,
                                const xeng__fate *fates, xeng_error **error)
{
    return xeng__store_write(&spool->fates, first * sizeof *fates, fates, count * sizeof *fates,
                             error);
}
