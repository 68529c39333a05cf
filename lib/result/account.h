/* What became of the ids, once all is known that the server said. */
#ifndef XENG__RESULT_ACCOUNT_H
#define XENG__RESULT_ACCOUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xengage/error.h>

#include "result/tree.h"
#include "wire/server_words.h"

/* What was asked for, as far as it is known. */
typedef struct xeng__asked {
    uint64_t *ids;
    size_t id_count;
    bool by_id; /* a grouping has a level of ids */
} xeng__asked;

/* Gives each id of the request, and then each other one that the server named, its state. */
int32_t xeng__result_account(xeng_result *result, const xeng__asked *asked,
                             const xeng__server_words *words, xeng_error **error);

/* Gives each id of several results the gravest of its states. */
int32_t xeng__result_account_merged(xeng_result *merged, const xeng_result *const *results,
                                    size_t count, xeng_error **error);

/* The flag of the ids that are too old for a metric; 0 if there is none. */
uint32_t xeng__unsupported_flag(int32_t metric);

/* Marks the counts that the server has only a zero for as not delivered: those of metrics that a
 * Post is too old for. Sums over Posts are marked where no other Post can be in them. Goes by what
 * xeng__result_account() found. */
int32_t xeng__result_mark_unsupported(xeng_result *result, const xeng__asked *asked,
                                      const xeng__server_words *words, xeng_error **error);

#endif
