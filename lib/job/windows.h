/* A long window, cut into windows that the API takes. Pure. */
#ifndef XENG__JOB_WINDOWS_H
#define XENG__JOB_WINDOWS_H

#include <stddef.h>
#include <stdint.h>

#include <xengage/error.h>

typedef struct xeng__window {
    int64_t start; /* Unix seconds; XENG_TIME_UNSET where the server chooses */
    int64_t end;   /* exclusive */
} xeng__window;

/* Cuts [start, end), both in whole hours but for an `end` within the present hour, into as few
 * windows as the API allows, in order. Cuts are at midnight UTC wherever that takes no window more,
 * so that days stay whole. `*windows` is the caller's to xeng__free(). */
int32_t xeng__windows_cut(int64_t start, int64_t end, xeng__window **windows, size_t *count,
                          xeng_error **error);

#endif
