/* Taking secrets out of lines of text. */
#include "base/redact.h"

#include <string.h>

#include "base/text.h"

/* How far the secret behind a marker goes, where it isn't in quotes. */
enum kind {
    HEADER, /* to the end of the line; a `:` or `=` must follow the marker */
    SCHEME, /* one word, blanks before it */
    VALUE,  /* to what ends a value in forms, headers and JSON */
    URL     /* to the `@` before the host, if there is one */
};

/* What announces a secret, in lower case. A name may go on behind its marker (`_secret`, say). */
static const struct {
    const char *marker;
    enum kind kind;
} markers[] = {
    {"authorization", HEADER},
    {"cookie", HEADER},
    {"bearer ", SCHEME},
    {"bearer\t", SCHEME},
    {"basic ", SCHEME},
    {"basic\t", SCHEME},
    {"oauth_consumer_key", VALUE},
    {"oauth_token", VALUE},
    {"oauth_signature", VALUE},
    {"oauth_verifier", VALUE},
    {"access_token", VALUE},
    {"bearer_token", VALUE},
    {"consumer_key", VALUE},
    {"consumer_secret", VALUE},
    {"token_secret", VALUE},
    {"client_secret", VALUE},
    {"refresh_token", VALUE},
    {"password", VALUE},
    {"://", URL},
};

static const char *const stops[] = {
    [HEADER] = "\r\n",
    [SCHEME] = " \t\"',;&\r\n}",
    [VALUE] = " \t&\r\n",
    [URL] = "",
};

static bool is_name(char c)
{
    return c == '_' || (xeng__lower(c) >= 'a' && xeng__lower(c) <= 'z') || (c >= '0' && c <= '9');
}

/* Never true for the NUL that ends the text. */
static bool is_one_of(char c, const char *set)
{
    return c != '\0' && strchr(set, c) != NULL;
}

/* The index in `markers` of the one at `text`, or -1; none is the beginning of another. */
static int marker_at(const char *text)
{
    for (size_t i = 0; i < sizeof markers / sizeof *markers; i++) {
        const char *marker = markers[i].marker;
        size_t at = 0;
        while (marker[at] != '\0' && xeng__lower(text[at]) == marker[at]) {
            at++;
        }
        if (marker[at] == '\0') {
            return (int)i;
        }
    }
    return -1;
}

/* Past the quote that ends a value which began behind one; a backslash takes the next character
 * with it, unless the quotes themselves have backslashes (JSON within JSON). */
static size_t quoted_size(const char *value, char quote, bool escaped)
{
    size_t at = 0;
    for (; value[at] != '\0' && value[at] != quote; at++) {
        if (value[at] == '\\' && value[at + 1] != '\0') {
            if (escaped && value[at + 1] == quote) {
                return at;
            }
            at++;
        }
    }
    return at;
}

/* The secret behind a marker: `*value` becomes its start. 0 if there is none. */
static size_t secret_size(enum kind kind, const char **value)
{
    const char *text = *value;
    bool sign = false;
    char quote = '\0';
    bool escaped = false;
    if (kind == URL) {
        size_t size = strcspn(text, "/?# \t\"'<>\r\n");
        while (size > 0 && text[size] != '@') {
            size--;
        }
        return size;
    }
    while (kind != SCHEME && is_name(*text)) {
        text++;
    }
    for (; is_one_of(*text, "=: \t\"'\\"); text++) {
        sign = sign || *text == '=' || *text == ':';
        if (*text == '"' || *text == '\'') {
            /* The quote that opens the value, rather than the one that ends the name. */
            quote = sign ? *text : '\0';
            escaped = text[-1] == '\\';
            if (quote != '\0') {
                text++;
                break;
            }
        }
    }
    if (kind == HEADER && !sign) {
        return 0;
    }
    *value = text;
    return quote != '\0' ? quoted_size(text, quote, escaped) : strcspn(text, stops[kind]);
}

void xeng__redact(xeng__buf *line)
{
    xeng__buf clean = XENG__BUF_SECRET;
    const char *text = xeng__buf_text(line);
    while (*text != '\0') {
        int found = marker_at(text);
        if (found < 0) {
            xeng__buf_append_char(&clean, *text++);
            continue;
        }
        const char *value = text + strlen(markers[found].marker);
        const char *after = value;
        size_t size = secret_size(markers[found].kind, &value);
        if (size == 0) {
            value = after;
        }
        xeng__buf_append(&clean, text, (size_t)(value - text));
        if (size > 0) {
            xeng__buf_append_text(&clean, XENG__REDACTED);
        }
        text = value + size;
    }
    if (line->failed) {
        clean.failed = true;
    }
    xeng__buf_free(line);
    *line = clean;
}
