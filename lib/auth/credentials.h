/* What the library's own layers may know of credentials. Making and reading them is public:
 * <xengage/credentials.h>. */
#ifndef XENG__AUTH_CREDENTIALS_H
#define XENG__AUTH_CREDENTIALS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xengage/credentials.h>

#include "base/buf.h"
#include "base/refcount.h"

/* Immutable once made. What a kind doesn't have is "", never NULL. */
struct xeng_credentials {
    xeng__refcount owners;
    int32_t kind;
    uint64_t user_id;
    char *consumer_key;
    char *consumer_secret;
    char *access_token;
    char *access_token_secret;
    char *bearer_token;
};

/* Holds credentials that came in as const: how many owners they have is no part of their value. */
xeng_credentials *xeng__credentials_hold(const xeng_credentials *credentials);

/* What is wrong with a secret, as words to follow its name ("is empty"), or NULL: it must be
 * non-empty UTF-8 without control characters, so that it can't break out of a header. */
const char *xeng__secret_problem(const char *text, size_t size);

/* The same for a bearer token, which must be visible ASCII. */
const char *xeng__bearer_problem(const char *text, size_t size);

/* The first 64 bits of a secret's SHA-256: tells secrets apart without giving them away. False if
 * OpenSSL fails. */
bool xeng__secret_digest(const char *secret, uint64_t *digest);

/* Credentials as JSON, and back. `where` says in errors where the text comes from: a path. Errors
 * have the code XENG_ERROR_CREDENTIALS_FILE and no secrets. */
int32_t xeng__credentials_write_json(const xeng_credentials *credentials, xeng__buf *json,
                                     xeng_error **error);
int32_t xeng__credentials_read_json(const char *text, size_t size, const char *where,
                                    xeng_credentials **credentials, xeng_error **error);

#endif
