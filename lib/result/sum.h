/* A sum that may pass through more than 64 bits on its way to one that fits. */
#ifndef XENG__RESULT_SUM_H
#define XENG__RESULT_SUM_H

#include <stdbool.h>
#include <stdint.h>

typedef struct xeng__sum {
    int64_t value;  /* what it is modulo 2^64 */
    int64_t beyond; /* times 2^64 that it is more than `value` */
} xeng__sum;

static inline void xeng__sum_add(xeng__sum *sum, int64_t number)
{
    if (__builtin_add_overflow(sum->value, number, &sum->value)) {
        sum->beyond += number < 0 ? -1 : 1;
    }
}

static inline void xeng__sum_take(xeng__sum *sum, int64_t number)
{
    if (__builtin_sub_overflow(sum->value, number, &sum->value)) {
        sum->beyond += number < 0 ? 1 : -1;
    }
}

/* Whether 64 bits hold it; then it is `value`. */
static inline bool xeng__sum_fits(const xeng__sum *sum)
{
    return sum->beyond == 0;
}

#endif
