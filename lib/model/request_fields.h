/* What a request is made of; for the files that build one, and nobody else. */
#ifndef XENG__MODEL_REQUEST_FIELDS_H
#define XENG__MODEL_REQUEST_FIELDS_H

#include "base/refcount.h"
#include "model/table.h"

/* A table that is never more than half full keeps probing short. */
#define XENG__ID_SLOT_BITS 9
#define XENG__ID_SLOTS     (1U << XENG__ID_SLOT_BITS)

typedef struct xeng__grouping {
    char *name;
    int32_t dimensions[XENG_MAX_DIMENSIONS];
    size_t count;
} xeng__grouping;

struct xeng_request {
    xeng__refcount owners;
    const xeng__endpoint *endpoint;
    int32_t credentials_kind; /* 0 for unknown */
    uint32_t deadline_ms;
    int64_t now;   /* pinned; XENG_TIME_UNSET if not */
    int64_t start; /* of the window as it will be sent; both XENG_TIME_UNSET if it has none */
    int64_t end;
    uint64_t ids[XENG__MAX_IDS]; /* in the order in which they came */
    size_t id_count;
    uint16_t id_slots[XENG__ID_SLOTS]; /* hashed: index in `ids` plus 1, or 0 */
    int32_t metrics[XENG__METRIC_COUNT];
    size_t metric_count;
    xeng__grouping groupings[XENG_MAX_GROUPINGS];
    size_t grouping_count;
};

/* Whether credentials of a kind can read a metric from an endpoint that has it. */
int32_t xeng__metric_check_credentials(const xeng__endpoint *endpoint, int32_t metric,
                                       int32_t credentials_kind, xeng_error **error);

#endif
