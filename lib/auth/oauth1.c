/* OAuth 1.0a: the stages from parameters to header. */
#include "auth/oauth1.h"

#include <limits.h>
#include <string.h>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "auth/percent.h"
#include "base/alloc.h"

/* Enough for what is signed as a rule, so that buffers don't grow by small steps. */
enum {
    USUAL_SIZE = 512
};

void xeng__oauth1_parameters(const xeng__oauth1_list *list, xeng__buf *parameters)
{
    const char *text = xeng__buf_text(&list->text);
    for (size_t i = 0; i < list->count; i++) {
        const xeng__oauth1_parameter *parameter = &list->items[i];
        if (i > 0) {
            xeng__buf_append_char(parameters, '&');
        }
        xeng__buf_append(parameters, text + parameter->name, parameter->name_size);
        xeng__buf_append_char(parameters, '=');
        xeng__buf_append(parameters, text + parameter->value, parameter->value_size);
    }
}

int32_t xeng__oauth1_base_string(const xeng__oauth1 *input, const xeng__buf *parameters,
                                 xeng__buf *base_string, xeng_error **error)
{
    xeng__buf uri = XENG__BUF_EMPTY;
    int32_t code = xeng__oauth1_base_uri(input->url, &uri, error);
    if (code == XENG_OK && uri.failed) {
        code = xeng__fail_no_memory(error);
    }
    if (code == XENG_OK) {
        xeng__percent_encode(base_string, input->method, strlen(input->method));
        xeng__buf_append_char(base_string, '&');
        xeng__percent_encode(base_string, uri.data, uri.size);
        xeng__buf_append_char(base_string, '&');
        xeng__percent_encode(base_string, xeng__buf_text(parameters), parameters->size);
    }
    xeng__buf_free(&uri);
    return code;
}

void xeng__oauth1_key(const xeng__oauth1 *input, xeng__buf *key)
{
    xeng__percent_encode(key, input->consumer_secret, strlen(input->consumer_secret));
    xeng__buf_append_char(key, '&');
    if (input->token_secret != NULL) {
        xeng__percent_encode(key, input->token_secret, strlen(input->token_secret));
    }
}

int32_t xeng__oauth1_signature(const xeng__buf *key, const xeng__buf *base_string,
                               char signature[XENG__OAUTH1_SIGNATURE_SIZE], xeng_error **error)
{
    unsigned char mac[EVP_MAX_MD_SIZE];
    unsigned int mac_size = 0;
    if (key->size > INT_MAX ||
        HMAC(EVP_sha1(), key->data, (int)key->size, (const unsigned char *)base_string->data,
             base_string->size, mac, &mac_size) == NULL ||
        mac_size != 20) {
        return xeng__fail(error, XENG_ERROR_CRYPTO,
                          "OpenSSL could not make the HMAC-SHA1 signature that OAuth 1.0a needs; "
                          "its configuration may forbid SHA-1");
    }
    (void)EVP_EncodeBlock((unsigned char *)signature, mac, (int)mac_size);
    return XENG_OK;
}

static void append_field(xeng__buf *value, const char *separator, const char *name,
                         size_t name_size, const char *text, size_t text_size)
{
    xeng__buf_append_text(value, separator);
    xeng__buf_append(value, name, name_size);
    xeng__buf_append(value, "=\"", 2);
    xeng__buf_append(value, text, text_size);
    xeng__buf_append_char(value, '"');
}

void xeng__oauth1_header(const xeng__oauth1_list *list, const char *signature, xeng__buf *value)
{
    static const char name[] = "oauth_signature";
    const char *text = xeng__buf_text(&list->text);
    const char *separator = "OAuth ";
    for (size_t i = 0; i < list->count; i++) {
        const xeng__oauth1_parameter *parameter = &list->items[i];
        if (parameter->in_header) {
            append_field(value, separator, text + parameter->name, parameter->name_size,
                         text + parameter->value, parameter->value_size);
            separator = ", ";
        }
    }
    xeng__buf encoded = XENG__BUF_EMPTY;
    xeng__percent_encode(&encoded, signature, strlen(signature));
    append_field(value, separator, name, sizeof name - 1, xeng__buf_text(&encoded), encoded.size);
    value->failed = value->failed || encoded.failed;
    xeng__buf_free(&encoded);
}

static int32_t sign(const xeng__oauth1 *input, xeng__oauth1_list *list, xeng__buf *parameters,
                    xeng__buf *base_string, xeng__buf *key, xeng__buf *value, xeng_error **error)
{
    (void)xeng__buf_reserve(&list->text, USUAL_SIZE);
    (void)xeng__buf_reserve(parameters, USUAL_SIZE);
    (void)xeng__buf_reserve(base_string, 2 * USUAL_SIZE);
    (void)xeng__buf_reserve(value, USUAL_SIZE);
    int32_t code = xeng__oauth1_collect(input, list, error);
    if (code != XENG_OK) {
        return code;
    }
    xeng__oauth1_parameters(list, parameters);
    code = xeng__oauth1_base_string(input, parameters, base_string, error);
    if (code != XENG_OK) {
        return code;
    }
    xeng__oauth1_key(input, key);
    if (parameters->failed || base_string->failed || key->failed) {
        return xeng__fail_no_memory(error);
    }
    char signature[XENG__OAUTH1_SIGNATURE_SIZE];
    code = xeng__oauth1_signature(key, base_string, signature, error);
    if (code != XENG_OK) {
        return code;
    }
    xeng__oauth1_header(list, signature, value);
    return value->failed ? xeng__fail_no_memory(error) : XENG_OK;
}

int32_t xeng__oauth1_sign(const xeng__oauth1 *input, xeng__buf *value, xeng_error **error)
{
    xeng__oauth1_list list = XENG__OAUTH1_LIST_EMPTY;
    xeng__buf parameters = XENG__BUF_SECRET;
    xeng__buf base_string = XENG__BUF_SECRET;
    xeng__buf key = XENG__BUF_SECRET;
    int32_t code = sign(input, &list, &parameters, &base_string, &key, value, error);
    xeng__oauth1_list_free(&list);
    xeng__buf_free(&parameters);
    xeng__buf_free(&base_string);
    xeng__buf_free(&key);
    return code;
}
