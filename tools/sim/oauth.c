/* OAuth 1.0a: checks a signature (RFC 5849), with no code in common with the library. */
#include "oauth.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "config.h"
#include "nonce.h"
#include "when.h"

enum {
    CLOCK_TOLERANCE = 300,
};

/* A parameter as it goes into the base string: both halves encoded. */
typedef struct {
    sim_buf name;
    sim_buf value;
} pair;

static int by_encoding(const void *a, const void *b)
{
    const pair *left = a;
    const pair *right = b;
    int order = strcmp(left->name.data, right->name.data);
    return order != 0 ? order : strcmp(left->value.data, right->value.data);
}

/* RFC 5849 section 3.4.1.3.2. */
static void add_normalized(const sim_params *params, sim_buf *out)
{
    pair *pairs = sim_alloc(params->count * sizeof(*pairs));
    size_t count = 0;
    for (size_t i = 0; i < params->count; i++) {
        const sim_param *param = &params->list[i];
        bool left_out = param->from_header && (strcmp(param->name, "oauth_signature") == 0 ||
                                               strcmp(param->name, "realm") == 0);
        if (!left_out) {
            sim_buf_adds(&pairs[count].name, "");
            sim_buf_adds(&pairs[count].value, "");
            sim_buf_add_encoded(&pairs[count].name, param->name);
            sim_buf_add_encoded(&pairs[count++].value, param->value);
        }
    }
    qsort(pairs, count, sizeof(*pairs), by_encoding);
    for (size_t i = 0; i < count; i++) {
        sim_buf_adds(out, i == 0 ? "" : "&");
        sim_buf_add(out, pairs[i].name.data, pairs[i].name.size);
        sim_buf_addc(out, '=');
        sim_buf_add(out, pairs[i].value.data, pairs[i].value.size);
        sim_buf_free(&pairs[i].name);
        sim_buf_free(&pairs[i].value);
    }
    free(pairs);
}

/* RFC 5849 section 3.4.1.2: lower case, no default port. */
static void add_base_uri(const sim_call *call, sim_buf *out)
{
    const char *port = call->https ? ":443" : ":80";
    size_t at;
    sim_buf_adds(out, call->https ? "https://" : "http://");
    at = out->size;
    sim_buf_adds(out, call->host == NULL ? "" : call->host);
    for (size_t i = at; i < out->size; i++) {
        if (out->data[i] >= 'A' && out->data[i] <= 'Z') {
            out->data[i] = (char)(out->data[i] + ('a' - 'A'));
        }
    }
    size_t size = strlen(port);
    if (out->size - at > size && strcmp(out->data + out->size - size, port) == 0) {
        out->size -= size;
    }
    sim_buf_adds(out, call->uri);
}

void sim_oauth_base_string(const sim_call *call, const sim_params *params, sim_buf *out)
{
    sim_buf part = {0};
    sim_buf_adds(out, call->method);
    sim_buf_addc(out, '&');
    add_base_uri(call, &part);
    sim_buf_add_encoded(out, part.data);
    sim_buf_addc(out, '&');
    part.size = 0;
    sim_buf_adds(&part, "");
    add_normalized(params, &part);
    sim_buf_add_encoded(out, part.data);
    sim_buf_free(&part);
}

void sim_oauth_sign(const sim_buf *base, const char *consumer_secret, const char *token_secret,
                    sim_buf *out)
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    sim_buf key = {0};
    sim_buf_adds(&key, "");
    sim_buf_add_encoded(&key, consumer_secret);
    sim_buf_addc(&key, '&');
    sim_buf_add_encoded(&key, token_secret);
    HMAC(EVP_sha1(), key.data, (int)key.size, (const unsigned char *)base->data, base->size, digest,
         &size);
    sim_base64_encode(digest, size, out);
    sim_buf_free(&key);
}

static bool signature_is_right(const sim_call *call, const sim_params *params, const char *secret)
{
    sim_buf base = {0};
    sim_buf signature = {0};
    sim_oauth_base_string(call, params, &base);
    sim_oauth_sign(&base, sim_conf.consumer_secret, secret, &signature);
    bool right = sim_same_text(signature.data, sim_param_get(params, "oauth_signature"));
    sim_buf_free(&base);
    sim_buf_free(&signature);
    return right;
}

static bool is_ascii(const char *text)
{
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text >= 0x80) {
            return false;
        }
    }
    return true;
}

static const char *check_timestamp(const char *text)
{
    uint64_t stamp;
    if (!sim_parse_u64(text, &stamp) || stamp > INT64_MAX) {
        return "Timestamp is not a number";
    }
    int64_t off = (int64_t)stamp - sim_clock();
    return off > CLOCK_TOLERANCE || off < -CLOCK_TOLERANCE ? "Timestamp out of bounds" : NULL;
}

const char *sim_oauth_verify(const sim_call *call, const sim_params *params, const char *secret)
{
    const char *key = sim_param_get(params, "oauth_consumer_key");
    const char *token = sim_param_get(params, "oauth_token");
    const char *method = sim_param_get(params, "oauth_signature_method");
    const char *version = sim_param_get(params, "oauth_version");
    const char *nonce = sim_param_get(params, "oauth_nonce");
    const char *stamp = sim_param_get(params, "oauth_timestamp");
    if (key == NULL || method == NULL || nonce == NULL || stamp == NULL ||
        sim_param_get(params, "oauth_signature") == NULL) {
        return "A parameter of OAuth is missing";
    }
    if (!sim_same_text(key, sim_conf.consumer_key)) {
        return "Consumer key not found";
    }
    if (strcmp(method, "HMAC-SHA1") != 0) {
        return "Unsupported signature method";
    }
    if (version != NULL && strcmp(version, "1.0") != 0) {
        return "Unsupported version";
    }
    if (nonce[0] == '\0' || !is_ascii(nonce)) {
        return "Nonce is empty or not ASCII";
    }
    if (!signature_is_right(call, params, secret)) {
        return "Bad signature";
    }
    const char *problem = check_timestamp(stamp);
    if (problem != NULL) {
        return problem;
    }
    return sim_nonce_use(key, token == NULL ? "" : token, nonce, sim_clock())
               ? NULL
               : "Nonce already used";
}
