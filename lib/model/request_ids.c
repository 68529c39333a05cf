/* The Post ids of a request: valid, distinct, no more than the endpoint takes. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "model/post.h"
#include "model/request.h"
#include "model/request_fields.h"

_Static_assert(XENG__ID_SLOTS >= 2 * XENG__MAX_IDS, "the hash table must not fill up");

/* The slot that holds an id, or the free one where it belongs. */
static uint16_t *find_slot(xeng_request *request, uint64_t id)
{
    /* Every bit of the id reaches the upper bits of the product, and those are kept. */
    size_t at = (size_t)(id * UINT64_C(0x9E3779B97F4A7C15) >> (64 - XENG__ID_SLOT_BITS));
    while (request->id_slots[at] != 0 && request->ids[request->id_slots[at] - 1] != id) {
        at = (at + 1) % XENG__ID_SLOTS;
    }
    return &request->id_slots[at];
}

static int32_t refuse_one_too_many(const xeng_request *request, uint64_t id, xeng_error **error)
{
    char value[24];
    size_t limit = request->endpoint->max_ids;
    (void)snprintf(value, sizeof value, "%" PRIu64, id);
    return xeng__fail_rule(error, XENG_RULE_TOO_MANY_IDS, (int64_t)limit, value,
                           "a request to %s takes at most %zu Post ids, and %s would be one more: "
                           "spread them over several requests",
                           request->endpoint->name, limit, value);
}

static int32_t add_one(xeng_request *request, uint64_t id, xeng_error **error)
{
    if (!xeng__post_id_valid(id)) {
        return xeng__post_id_refuse(id, error);
    }
    uint16_t *slot = find_slot(request, id);
    if (*slot != 0) {
        return XENG_OK;
    }
    if (request->id_count >= request->endpoint->max_ids) {
        return refuse_one_too_many(request, id, error);
    }
    request->ids[request->id_count++] = id;
    *slot = (uint16_t)request->id_count;
    return XENG_OK;
}

static void truncate_to(xeng_request *request, size_t count)
{
    memset(request->id_slots, 0, sizeof request->id_slots);
    for (size_t i = 0; i < count; i++) {
        *find_slot(request, request->ids[i]) = (uint16_t)(i + 1);
    }
    memset(request->ids + count, 0, (request->id_count - count) * sizeof *request->ids);
    request->id_count = count;
}

int32_t xeng_request_add_ids(xeng_request *request, const uint64_t *ids, size_t count,
                             xeng_error **error)
{
    xeng__error_clear(error);
    if (request == NULL || (ids == NULL && count != 0)) {
        return xeng__fail_argument(error, request == NULL ? "request is NULL" : "ids is NULL");
    }
    size_t before = request->id_count;
    for (size_t i = 0; i < count; i++) {
        int32_t code = add_one(request, ids[i], error);
        if (code != XENG_OK) {
            truncate_to(request, before);
            return code;
        }
    }
    return XENG_OK;
}

int32_t xeng_request_add_id(xeng_request *request, uint64_t id, xeng_error **error)
{
    return xeng_request_add_ids(request, &id, 1, error);
}

int32_t xeng_request_add_id_text(xeng_request *request, const char *text, xeng_error **error)
{
    uint64_t id = 0;
    int32_t code = xeng_post_id_parse(text, &id, error);
    return code == XENG_OK ? xeng_request_add_id(request, id, error) : code;
}

size_t xeng_request_id_count(const xeng_request *request)
{
    return request == NULL ? 0 : request->id_count;
}

uint64_t xeng_request_id_at(const xeng_request *request, size_t index)
{
    return request == NULL || index >= request->id_count ? 0 : request->ids[index];
}
