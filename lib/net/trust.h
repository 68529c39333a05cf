/* Which certificates to trust where nobody named a file: libcurl's own where they exist, else what
 * the environment names as OpenSSL does, else where distributions keep theirs. A library that was
 * built on one distribution so runs on another, whose files have other names. */
#ifndef XENG__NET_TRUST_H
#define XENG__NET_TRUST_H

#include <stdbool.h>

/* Where to look, in this order; each may be NULL, and "" is as good as NULL. */
typedef struct xeng__trust_places {
    const char *built_in_file; /* libcurl's own */
    const char *built_in_folder;
    const char *named_file;    /* SSL_CERT_FILE */
    const char *named_folders; /* SSL_CERT_DIR: several, with colons between them */
    const char *root;          /* put before the names that distributions use; "" but in tests */
    const char *fallback;      /* a file that is taken where there is nothing else */
} xeng__trust_places;

/* One of them at most; neither: what libcurl was built to use. */
typedef struct xeng__trust {
    char *file;
    char *folder;
} xeng__trust;

/* The places of this machine. `fallback` is kept, not copied. */
xeng__trust_places xeng__trust_places_here(const char *fallback);

/* What is there. False, with nothing to free, when memory runs out. */
bool xeng__trust_find(const xeng__trust_places *places, xeng__trust *trust);

void xeng__trust_free(xeng__trust *trust);

#endif
