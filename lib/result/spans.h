/* Time that is covered: spans of it, united. */
#ifndef XENG__RESULT_SPANS_H
#define XENG__RESULT_SPANS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* From `start` to before `end`, in Unix seconds. */
typedef struct xeng__span {
    int64_t start;
    int64_t end;
} xeng__span;

/* Ascending, with gaps between them: so they are as many as there are gaps, however many were
 * added. */
typedef struct xeng__spans {
    xeng__span *list;
    size_t count;
    size_t capacity;
} xeng__spans;

/* Makes room for one more; false if memory runs out. */
bool xeng__spans_reserve(xeng__spans *spans);

/* Adds a span that isn't empty; there is room for it. */
void xeng__spans_add(xeng__spans *spans, xeng__span added);

/* How many seconds of a span are covered. */
int64_t xeng__spans_within(const xeng__spans *spans, xeng__span of);

void xeng__spans_free(xeng__spans *spans);

#endif
