/* OAuth 1.0a: the base string URI (RFC 5849, section 3.4.1.2). */
#include "auth/oauth1.h"

#include <string.h>

#include "base/text.h"

static void append_lower(xeng__buf *to, const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        xeng__buf_append_char(to, xeng__lower(text[i]));
    }
}

/* Reads the scheme and its default port; 0 if it is neither http nor https. */
static uint64_t default_port(const char *url, size_t *scheme_size)
{
    if (xeng__find_nocase(url, "https://") == url) {
        *scheme_size = sizeof "https://" - 1;
        return 443;
    }
    if (xeng__find_nocase(url, "http://") == url) {
        *scheme_size = sizeof "http://" - 1;
        return 80;
    }
    return 0;
}

/* The size of the host in an authority: all before the `:` of the port, an IPv6 address in brackets
 * being full of others. */
static size_t host_size(const char *authority, size_t size)
{
    const char *bracket = *authority == '[' ? memchr(authority, ']', size) : NULL;
    size_t from = bracket == NULL ? 0 : (size_t)(bracket - authority);
    const char *colon = memchr(authority + from, ':', size - from);
    return colon == NULL ? size : (size_t)(colon - authority);
}

int32_t xeng__oauth1_base_uri(const char *url, xeng__buf *uri, xeng_error **error)
{
    size_t scheme_size = 0;
    uint64_t usual_port = default_port(url, &scheme_size);
    if (usual_port == 0) {
        return xeng__fail_argument(error, "the URL to sign is neither http nor https");
    }
    const char *authority = url + scheme_size;
    size_t size = strcspn(authority, "/?#");
    if (memchr(authority, '@', size) != NULL) {
        return xeng__fail_argument(error, "the URL to sign holds a user name");
    }
    size_t host = host_size(authority, size);
    uint64_t port = usual_port;
    if (host == 0 ||
        (size > host + 1 &&
         (!xeng__parse_u64(authority + host + 1, size - host - 1, &port) || port > 65535))) {
        return xeng__fail_argument(error, "the URL to sign has no proper host and port");
    }
    append_lower(uri, url, scheme_size);
    append_lower(uri, authority, host);
    if (port != usual_port) {
        xeng__buf_append_char(uri, ':');
        xeng__buf_append_u64(uri, port);
    }
    const char *path = authority + size;
    if (*path != '/') {
        xeng__buf_append_char(uri, '/');
    }
    xeng__buf_append(uri, path, strcspn(path, "?#"));
    return XENG_OK;
}
