/* What the URLs of the API may look like. */
#include "net/url.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"

static const char https[] = "https://";
static const char http[] = "http://";

static bool starts_with(const char *text, const char *start)
{
    return xeng__find_nocase(text, start) == text;
}

/* Where the host begins; NULL for another scheme. */
static const char *authority(const char *url)
{
    if (starts_with(url, https)) {
        return url + sizeof https - 1;
    }
    return starts_with(url, http) ? url + sizeof http - 1 : NULL;
}

/* How long the host at `text` is, its brackets included; 0 if it is none. */
static size_t host_size(const char *text)
{
    if (*text == '[') {
        size_t size = 1 + strspn(text + 1, "0123456789abcdefABCDEF:.");
        return size > 2 && text[size] == ']' ? size + 1 : 0;
    }
    return strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_");
}

bool xeng__url_is_https(const char *url)
{
    return starts_with(url, https);
}

void xeng__url_host(const char *url, xeng__buf *host)
{
    const char *text = authority(url);
    size_t size = text == NULL ? 0 : host_size(text);
    for (size_t i = 0; i < size; i++) {
        if (text[i] != '[' && text[i] != ']') {
            xeng__buf_append_char(host, xeng__lower(text[i]));
        }
    }
}

/* Exactly four decimal numbers up to 255, the first of them 127: a name such as 127.example.com
 * must not pass for an address. */
static bool is_127(const char *host)
{
    for (int part = 0; part < 4; part++) {
        size_t size = strspn(host, "0123456789");
        uint64_t number;
        if (size > 3 || !xeng__parse_u64(host, size, &number) || number > 255 ||
            (part == 0 && number != 127)) {
            return false;
        }
        host += size;
        if (*host++ != (part == 3 ? '\0' : '.')) {
            return false;
        }
    }
    return true;
}

bool xeng__host_is_loopback(const char *host)
{
    return strcmp(host, "localhost") == 0 || strcmp(host, "::1") == 0 || is_127(host);
}

bool xeng__url_is_x(const char *url)
{
    static const char *const domains[] = {"x.com", "twitter.com"};
    const char *host = authority(url);
    size_t size = host == NULL ? 0 : host_size(host);
    for (size_t i = 0; i < sizeof domains / sizeof *domains; i++) {
        size_t length = strlen(domains[i]);
        if (size >= length && (size == length || host[size - length - 1] == '.') &&
            starts_with(host + size - length, domains[i])) {
            return true;
        }
    }
    return false;
}

/* What is wrong with what follows the host, or NULL. */
static const char *tail_problem(const char *tail)
{
    if (*tail == ':') {
        size_t size = strspn(tail + 1, "0123456789");
        uint64_t port;
        if (!xeng__parse_u64(tail + 1, size, &port) || port == 0 || port > 65535) {
            return "its port is not a number from 1 to 65535";
        }
        tail += 1 + size;
    }
    return *tail == '\0' || *tail == '/' ? NULL : "its host has a character that no host has";
}

/* What is wrong with a URL, or NULL. */
static const char *problem(const char *url)
{
    if (*url == '\0') {
        return "it is empty";
    }
    if (!xeng__is_visible_ascii(url)) {
        return "it has blanks, control characters or letters beyond ASCII";
    }
    const char *host = authority(url);
    if (host == NULL) {
        return "it must begin with https://, or with http:// for a loopback address";
    }
    if (strpbrk(url, "?#") != NULL) {
        return "it must have no query and no fragment";
    }
    if (strpbrk(url, "\\\"<>^`{|}") != NULL) {
        return "it has characters that a URL can't have";
    }
    size_t authority_size = strcspn(host, "/");
    if (memchr(host, '@', authority_size) != NULL) {
        return "it must have no user name and no password";
    }
    size_t size = host_size(host);
    return size == 0 ? "it has no host" : tail_problem(host + size);
}

int32_t xeng__url_check(const char *what, const char *url, xeng_error **error)
{
    const char *wrong = problem(url);
    if (wrong != NULL) {
        /* The URL itself is not shown where it may hold a password or could garble a terminal. */
        bool showable = xeng__is_visible_ascii(url) && strchr(url, '@') == NULL && *url != '\0';
        return xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT, "the %s%s%s can't be used: %s", what,
                          showable ? " " : "", showable ? url : "", wrong);
    }
    xeng__buf host = XENG__BUF_EMPTY;
    xeng__url_host(url, &host);
    int32_t code = XENG_OK;
    if (host.failed) {
        code = xeng__fail_no_memory(error);
    } else if (!xeng__url_is_https(url) && !xeng__host_is_loopback(xeng__buf_text(&host))) {
        code = xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT,
                          "the %s %s can't be used: plain http would show the credentials to "
                          "others, and is for loopback addresses only; use https",
                          what, url);
    }
    xeng__buf_free(&host);
    return code;
}
