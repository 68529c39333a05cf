/* The request and its rules, for the layers above. Building one is public: <xengage/request.h>. */
#ifndef XENG__MODEL_REQUEST_H
#define XENG__MODEL_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xengage/request.h>

#include "model/table.h"

/* Like xeng_request_new() with the kind of the credentials (0 for unknown) and a pinned present
 * (XENG_TIME_UNSET for none). */
int32_t xeng__request_new(int32_t endpoint, int32_t credentials_kind, int64_t now,
                          xeng_request **request, xeng_error **error);

/* Like the public functions of these names, with the present as an argument. */
int32_t xeng__request_set_window(xeng_request *request, int64_t start, int64_t end, int64_t now,
                                 xeng_error **error);
int32_t xeng__request_set_window_text(xeng_request *request, const char *start, const char *end,
                                      int64_t now, xeng_error **error);
int32_t xeng__request_warnings(const xeng_request *request, int64_t now, xeng_warnings **warnings,
                               xeng_error **error);

/* Windows of any length, by the same rules but for the limit. Sides that are given are widened to
 * whole hours, one that is open (not both may be) is filled in. */
int32_t xeng__window_settle(int64_t *start, int64_t *end, int64_t now, xeng_error **error);
/* Reads both sides; NULL leaves one open. */
int32_t xeng__window_parse(const char *start, const char *end, int64_t *first, int64_t *last,
                           xeng_error **error);
/* Whether an endpoint takes a window. */
int32_t xeng__window_check_endpoint(const xeng__endpoint *endpoint, xeng_error **error);

/* Like xeng_request_copy(), without the metrics that Posts with these XENG_UNSUPPORTED_ flags are
 * too old for: perhaps without any. */
int32_t xeng__request_copy_without(const xeng_request *request, uint32_t unsupported,
                                   xeng_request **copy, xeng_error **error);

/* The XENG_UNSUPPORTED_ flags that metrics of the request have, all in all. `*ageless`, unless it
 * is NULL, is set to whether there are others. */
uint32_t xeng__request_age_flags(const xeng_request *request, bool *ageless);

/* The present as the caller pinned it; XENG_TIME_UNSET if they didn't. */
int64_t xeng__request_pinned_now(const xeng_request *request);
/* The present as the caller pinned it, else as a clock has it. */
int64_t xeng__request_present(const xeng_request *request, int64_t clock);

/* Whether credentials of a kind can read all that the request asks for: for credentials that are
 * known only when it is sent. XENG_ERROR_RULE if they can't. */
int32_t xeng__request_check_credentials(const xeng_request *request, int32_t credentials_kind,
                                        xeng_error **error);

/* What the request holds; indices are in range. */
int32_t xeng__request_endpoint(const xeng_request *request);
size_t xeng__request_metric_count(const xeng_request *request);
int32_t xeng__request_metric_at(const xeng_request *request, size_t index);
size_t xeng__request_grouping_count(const xeng_request *request);
const char *xeng__request_grouping_name(const xeng_request *request, size_t index);
size_t xeng__request_grouping_dimensions(const xeng_request *request, size_t index,
                                         const int32_t **dimensions);
/* Whether a grouping has a dimension. */
bool xeng__request_groups_by(const xeng_request *request, size_t index, int32_t dimension);
/* Whether a grouping has no `tweet.id`, so that it sums over Posts. */
bool xeng__request_sums_up(const xeng_request *request);
uint32_t xeng__request_deadline_ms(const xeng_request *request);

#endif
