/* Log lines, with secrets redacted at every level. */
#ifndef XENG__BASE_LOG_H
#define XENG__BASE_LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xengage/options.h>

#include "base/buf.h"

/* Where log lines go: the caller's function, stderr, both or nowhere. Immutable once set up. */
typedef struct xeng__log {
    xeng_log_fn fn;
    void *context;
    int32_t level;        /* finest level for `fn` */
    int32_t stderr_level; /* finest level for stderr; XENG_LOG_OFF unless XENGAGE_LOG asks */
} xeng__log;

/* The level of a name as XENGAGE_LOG has it ("error" ... "trace"); XENG_LOG_OFF for others, NULL.
 */
int32_t xeng__log_level_by_name(const char *name);

/* Whether anybody wants lines of this level: ask before costly formatting. */
bool xeng__log_wants(const xeng__log *log, int32_t level);

/* Writes one line, whatever a server put into it; what looks like a secret is replaced by
 * "<redacted>". `log` may be NULL. */
void xeng__log_write(const xeng__log *log, int32_t level, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
