/* Text and bytes: a growing buffer, percent-encoding, base64, hashing, parsing. */
#include "text.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/crypto.h>
#include <openssl/evp.h>

void sim_die(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("xengage-sim: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    exit(2);
}

void *sim_alloc(size_t size)
{
    void *memory = calloc(1, size == 0 ? 1 : size);
    if (memory == NULL) {
        sim_die("out of memory");
    }
    return memory;
}

void *sim_grow(void *memory, size_t size)
{
    void *grown = realloc(memory, size == 0 ? 1 : size);
    if (grown == NULL) {
        sim_die("out of memory");
    }
    return grown;
}

char *sim_strndup(const char *text, size_t size)
{
    char *copy = sim_alloc(size + 1);
    memcpy(copy, text, size);
    return copy;
}

char *sim_strdup(const char *text)
{
    return sim_strndup(text, strlen(text));
}

void sim_buf_free(sim_buf *buf)
{
    free(buf->data);
    *buf = (sim_buf){0};
}

void sim_buf_reserve(sim_buf *buf, size_t more)
{
    size_t need = buf->size + more + 1;
    if (need <= buf->capacity) {
        return;
    }
    size_t capacity = buf->capacity * 2 < 256 ? 256 : buf->capacity * 2;
    buf->capacity = capacity < need ? need : capacity;
    buf->data = sim_grow(buf->data, buf->capacity);
}

void sim_buf_add(sim_buf *buf, const void *data, size_t size)
{
    sim_buf_reserve(buf, size);
    if (size > 0) {
        memcpy(buf->data + buf->size, data, size);
    }
    buf->size += size;
    buf->data[buf->size] = '\0';
}

void sim_buf_adds(sim_buf *buf, const char *text)
{
    sim_buf_add(buf, text, strlen(text));
}

void sim_buf_addc(sim_buf *buf, char c)
{
    sim_buf_add(buf, &c, 1);
}

void sim_buf_addu(sim_buf *buf, uint64_t value)
{
    /* By hand: a large answer has hundreds of thousands of these. */
    char digits[20];
    size_t at = sizeof(digits);
    do {
        digits[--at] = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    sim_buf_add(buf, digits + at, sizeof(digits) - at);
}

void sim_buf_addi(sim_buf *buf, int64_t value)
{
    if (value < 0) {
        sim_buf_addc(buf, '-');
        sim_buf_addu(buf, 0 - (uint64_t)value);
    } else {
        sim_buf_addu(buf, (uint64_t)value);
    }
}

void sim_buf_addf(sim_buf *buf, const char *format, ...)
{
    /* A first try in what room there is; most texts fit. */
    sim_buf_reserve(buf, 128);
    size_t room = buf->capacity - buf->size;
    va_list args;
    va_start(args, format);
    int size = vsnprintf(buf->data + buf->size, room, format, args);
    va_end(args);
    if (size > 0 && (size_t)size >= room) {
        sim_buf_reserve(buf, (size_t)size);
        va_start(args, format);
        vsnprintf(buf->data + buf->size, (size_t)size + 1, format, args);
        va_end(args);
    }
    buf->size += size > 0 ? (size_t)size : 0;
}

void sim_buf_add_json(sim_buf *buf, const char *text)
{
    sim_buf_addc(buf, '"');
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '"' || *c == '\\') {
            sim_buf_addc(buf, '\\');
            sim_buf_addc(buf, *c);
        } else if ((unsigned char)*c < 0x20) {
            sim_buf_addf(buf, "\\u%04x", (unsigned)(unsigned char)*c);
        } else {
            sim_buf_addc(buf, *c);
        }
    }
    sim_buf_addc(buf, '"');
}

static bool is_unreserved(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

void sim_buf_add_encoded(sim_buf *buf, const char *text)
{
    static const char hex[] = "0123456789ABCDEF";
    for (const char *c = text; *c != '\0'; c++) {
        if (is_unreserved(*c)) {
            sim_buf_addc(buf, *c);
        } else {
            unsigned char byte = (unsigned char)*c;
            char escape[3] = {'%', hex[byte >> 4], hex[byte & 15]};
            sim_buf_add(buf, escape, 3);
        }
    }
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

char *sim_decode(const char *text, size_t size, bool plus_is_space)
{
    char *out = sim_alloc(size + 1);
    size_t n = 0;
    for (size_t i = 0; i < size; i++) {
        if (text[i] == '%') {
            int high = i + 2 < size ? hex_value(text[i + 1]) : -1;
            int low = high >= 0 ? hex_value(text[i + 2]) : -1;
            if (low < 0 || high * 16 + low == 0) {
                free(out);
                return NULL;
            }
            out[n++] = (char)(high * 16 + low);
            i += 2;
        } else {
            out[n++] = plus_is_space && text[i] == '+' ? ' ' : text[i];
        }
    }
    return out;
}

char *sim_base64_decode(const char *text)
{
    size_t size = strlen(text);
    if (size == 0 || size % 4 != 0 || size > 65536) {
        return NULL;
    }
    unsigned char *out = sim_alloc(size);
    int n = EVP_DecodeBlock(out, (const unsigned char *)text, (int)size);
    if (n < 0) {
        free(out);
        return NULL;
    }
    n -= (text[size - 1] == '=') + (text[size - 2] == '=');
    out[n] = '\0';
    if (strlen((char *)out) != (size_t)n) {
        free(out);
        return NULL;
    }
    return (char *)out;
}

void sim_base64_encode(const void *data, size_t size, sim_buf *out)
{
    sim_buf_reserve(out, size / 3 * 4 + 5);
    int n = EVP_EncodeBlock((unsigned char *)out->data + out->size, data, (int)size);
    out->size += (size_t)n;
}

uint64_t sim_mix(uint64_t value)
{
    value += UINT64_C(0x9E3779B97F4A7C15);
    value = (value ^ (value >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    value = (value ^ (value >> 27)) * UINT64_C(0x94D049BB133111EB);
    return value ^ (value >> 31);
}

uint64_t sim_hash_text(const char *text, uint64_t seed)
{
    uint64_t hash = UINT64_C(0xCBF29CE484222325) ^ sim_mix(seed);
    for (; *text != '\0'; text++) {
        hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001B3);
    }
    return sim_mix(hash);
}

bool sim_same_text(const char *a, const char *b)
{
    size_t size = strlen(a);
    return size == strlen(b) && CRYPTO_memcmp(a, b, size) == 0;
}

bool sim_parse_u64(const char *text, uint64_t *value)
{
    uint64_t result = 0;
    if (*text == '\0') {
        return false;
    }
    for (; *text != '\0'; text++) {
        if (*text < '0' || *text > '9') {
            return false;
        }
        uint64_t digit = (uint64_t)(*text - '0');
        if (result > (UINT64_MAX - digit) / 10) {
            return false;
        }
        result = result * 10 + digit;
    }
    *value = result;
    return true;
}
