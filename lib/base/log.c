/* Log lines, with secrets redacted. */
#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/redact.h"
#include "base/text.h"

static const struct {
    const char *name;
    int32_t level;
} levels[] = {
    {"error", XENG_LOG_ERROR}, {"warn", XENG_LOG_WARN},   {"info", XENG_LOG_INFO},
    {"debug", XENG_LOG_DEBUG}, {"trace", XENG_LOG_TRACE},
};

int32_t xeng__log_level_by_name(const char *name)
{
    for (size_t i = 0; name != NULL && i < sizeof levels / sizeof *levels; i++) {
        if (xeng__equal_nocase(name, levels[i].name)) {
            return levels[i].level;
        }
    }
    return XENG_LOG_OFF;
}

static const char *level_name(int32_t level)
{
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        if (levels[i].level == level) {
            return levels[i].name;
        }
    }
    return "log";
}

bool xeng__log_wants(const xeng__log *log, int32_t level)
{
    return log != NULL && ((log->fn != NULL && level <= log->level) || level <= log->stderr_level);
}

void xeng__log_write(const xeng__log *log, int32_t level, const char *format, ...)
{
    if (!xeng__log_wants(log, level)) {
        return;
    }
    xeng__buf line = XENG__BUF_SECRET;
    va_list arguments;
    va_start(arguments, format);
    xeng__buf_vprintf(&line, format, arguments);
    va_end(arguments);
    /* Before redaction, so that no line break in a header hides the end of a secret from it. */
    xeng__flatten(line.data, line.size);
    xeng__redact(&line);
    /* A line that memory ran out for could be half redacted: it is dropped. */
    if (!line.failed) {
        if (log->fn != NULL && level <= log->level) {
            log->fn(log->context, level, xeng__buf_text(&line));
        }
        if (level <= log->stderr_level) {
            (void)fprintf(stderr, "xengage: %s: %s\n", level_name(level), xeng__buf_text(&line));
        }
    }
    xeng__buf_free(&line);
}
