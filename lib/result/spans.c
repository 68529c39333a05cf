/* Time that is covered: spans of it, united. */
#include "result/spans.h"

#include <string.h>

#include "base/alloc.h"

bool xeng__spans_reserve(xeng__spans *spans)
{
    return xeng__grow((void **)&spans->list, &spans->capacity, spans->count, sizeof *spans->list);
}

/* The first span that ends at a time or later; `count` if there is none. */
static size_t first_ending_at(const xeng__spans *spans, int64_t time)
{
    size_t low = 0;
    size_t high = spans->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (spans->list[middle].end < time) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

void xeng__spans_add(xeng__spans *spans, xeng__span added)
{
    /* Those that it touches become one with it. */
    size_t first = first_ending_at(spans, added.start);
    size_t end = first;
    while (end < spans->count && spans->list[end].start <= added.end) {
        end++;
    }
    if (first < end) {
        const xeng__span *lowest = &spans->list[first];
        const xeng__span *highest = &spans->list[end - 1];
        added.start = lowest->start < added.start ? lowest->start : added.start;
        added.end = highest->end > added.end ? highest->end : added.end;
    }
    if (end < spans->count) {
        memmove(&spans->list[first + 1], &spans->list[end],
                (spans->count - end) * sizeof *spans->list);
    }
    spans->list[first] = added;
    spans->count -= end - first;
    spans->count++;
}

int64_t xeng__spans_within(const xeng__spans *spans, xeng__span of)
{
    int64_t covered = 0;
    for (size_t i = first_ending_at(spans, of.start); i < spans->count; i++) {
        const xeng__span *span = &spans->list[i];
        if (span->start >= of.end) {
            break;
        }
        covered += (span->end < of.end ? span->end : of.end) -
                   (span->start > of.start ? span->start : of.start);
    }
    return covered;
}

void xeng__spans_free(xeng__spans *spans)
{
    xeng__free(spans->list);
}
