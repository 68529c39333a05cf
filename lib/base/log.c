/* Log lines, with secrets redacted. */
#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"

static const struct {
    const char *name;
    int32_t level;
} levels[] = {
    {"error", XENG_LOG_ERROR}, {"warn", XENG_LOG_WARN},   {"info", XENG_LOG_INFO},
    {"debug", XENG_LOG_DEBUG}, {"trace", XENG_LOG_TRACE},
};

/* What announces a secret, in lower case. The value behind it ends at one of `stops`. */
static const struct {
    const char *marker;
    const char *stops;
} secrets[] = {
    {"authorization:", "\r\n"},         {"authorization: ", "\r\n"},
    {"bearer ", " \"',\r\n"},           {"basic ", " \"',\r\n"},
    {"oauth_consumer_key", "&,\r\n }"}, {"oauth_token", "&,\r\n }"},
    {"oauth_signature", "&,\r\n }"},    {"oauth_verifier", "&,\r\n }"},
    {"access_token", "&,\r\n }"},       {"bearer_token", "&,\r\n }"},
    {"consumer_key", "&,\r\n }"},       {"consumer_secret", "&,\r\n }"},
    {"token_secret", "&,\r\n }"},
};

static const char mask[] = "<redacted>";

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* The index in `secrets` of the longest marker at `text`, or -1. */
static int secret_at(const char *text)
{
    int best = -1;
    size_t best_size = 0;
    for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++) {
        const char *marker = secrets[i].marker;
        size_t size = 0;
        while (marker[size] != '\0' && lower(text[size]) == marker[size]) {
            size++;
        }
        if (marker[size] == '\0' && size > best_size) {
            best = (int)i;
            best_size = size;
        }
    }
    return best;
}

/* Past the rest of a name, blanks, quotes and the sign between name and value. */
static const char *value_start(const char *text)
{
    while (*text == '_' || (lower(*text) >= 'a' && lower(*text) <= 'z')) {
        text++;
    }
    while (*text != '\0' && strchr("=:\" '", *text) != NULL) {
        text++;
    }
    return text;
}

void xeng__redact(xeng__buf *line)
{
    xeng__buf clean = XENG__BUF_SECRET;
    const char *text = xeng__buf_text(line);
    while (*text != '\0') {
        int found = secret_at(text);
        if (found < 0) {
            xeng__buf_append_char(&clean, *text++);
            continue;
        }
        const char *marker = secrets[found].marker;
        const char *value = text + strlen(marker);
        char last = value[-1];
        if (last != ':' && last != ' ') {
            value = value_start(value);
        }
        xeng__buf_append(&clean, text, (size_t)(value - text));
        size_t size = strcspn(value, secrets[found].stops);
        if (size > 0) {
            xeng__buf_append(&clean, mask, sizeof mask - 1);
        }
        text = value + size;
    }
    xeng__buf_free(line);
    *line = clean;
}

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
