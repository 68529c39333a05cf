/* OAuth 1.0a signatures with HMAC-SHA1 (RFC 5849): pure functions, a stage each, so that each stage
 * can be held against a golden file.
 *
 *   collect -> parameters -> base string -> signature -> header value
 *                            signing key ---^
 */
#ifndef XENG__AUTH_OAUTH1_H
#define XENG__AUTH_OAUTH1_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"

/* What is signed, and with what. Text is "" or NULL where there is none. */
typedef struct xeng__oauth1 {
    const char *method; /* in upper case */
    const char *url;    /* absolute; the parameters of its query are signed */
    const char *form;   /* the body, if it is application/x-www-form-urlencoded; else NULL */
    size_t form_size;
    const char *consumer_key;
    const char *consumer_secret;
    const char *token;        /* empty: oauth_token is left out, see oauth1.c */
    const char *token_secret; /* empty: the key ends in `&` */
    const char *callback;     /* NULL: no oauth_callback */
    const char *verifier;     /* NULL: no oauth_verifier */
    const char *version;      /* NULL: no oauth_version; RFC 5849 allows both */
    const char *nonce;
    int64_t timestamp;
} xeng__oauth1;

/* A parameter: encoded name and value, in `text` of the list that it is in. */
typedef struct xeng__oauth1_parameter {
    size_t name;
    size_t name_size;
    size_t value;
    size_t value_size;
    bool in_header; /* one of the protocol's own */
} xeng__oauth1_parameter;

/* All that is signed, encoded and in the order of RFC 5849, section 3.4.1.3.2. */
typedef struct xeng__oauth1_list {
    xeng__buf text;
    xeng__oauth1_parameter *items;
    size_t count;
    size_t capacity;
} xeng__oauth1_list;

#define XENG__OAUTH1_LIST_EMPTY      \
    {                                \
        XENG__BUF_SECRET, NULL, 0, 0 \
    }

/* Room for a signature, 20 bytes in base64, with its NUL. */
#define XENG__OAUTH1_SIGNATURE_SIZE 29

/* Fills an empty list. XENG_ERROR_INVALID_ARGUMENT if the query or the form is malformed. Whatever
 * it returns, the list is to be freed. */
int32_t xeng__oauth1_collect(const xeng__oauth1 *input, xeng__oauth1_list *list,
                             xeng_error **error);
void xeng__oauth1_list_free(xeng__oauth1_list *list);

/* The stages append to their buffer; that memory ran out is in its `failed`. */

/* `a=1&b=2`. */
void xeng__oauth1_parameters(const xeng__oauth1_list *list, xeng__buf *parameters);

/* `METHOD&uri&parameters`. XENG_ERROR_INVALID_ARGUMENT if the URL is malformed. */
int32_t xeng__oauth1_base_string(const xeng__oauth1 *input, const xeng__buf *parameters,
                                 xeng__buf *base_string, xeng_error **error);

/* The base string URI of RFC 5849, section 3.4.1.2: scheme and host in lower case, no default port,
 * path as it is, no query. */
int32_t xeng__oauth1_base_uri(const char *url, xeng__buf *uri, xeng_error **error);

/* `consumer secret&token secret`. */
void xeng__oauth1_key(const xeng__oauth1 *input, xeng__buf *key);

/* base64(HMAC-SHA1(key, base string)). XENG_ERROR_CRYPTO if OpenSSL fails. */
int32_t xeng__oauth1_signature(const xeng__buf *key, const xeng__buf *base_string,
                               char signature[XENG__OAUTH1_SIGNATURE_SIZE], xeng_error **error);

/* `OAuth name="value", ...`. */
void xeng__oauth1_header(const xeng__oauth1_list *list, const char *signature, xeng__buf *value);

/* All stages: appends what follows "Authorization: ". */
int32_t xeng__oauth1_sign(const xeng__oauth1 *input, xeng__buf *value, xeng_error **error);

#endif
