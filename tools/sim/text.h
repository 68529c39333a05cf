/* Text and bytes: a growing buffer, percent-encoding, base64, hashing, gzip. */
#ifndef SIM_TEXT_H
#define SIM_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Always ends in a NUL that isn't counted. A simulator without memory is of no use to anyone, so
 * running out of it ends the program: no caller has to check. */
typedef struct {
    char *data;
    size_t size;
    size_t capacity;
} sim_buf;

void sim_buf_free(sim_buf *buf);
void sim_buf_reserve(sim_buf *buf, size_t more);
void sim_buf_add(sim_buf *buf, const void *data, size_t size);
void sim_buf_adds(sim_buf *buf, const char *text);
void sim_buf_addc(sim_buf *buf, char c);
void sim_buf_addi(sim_buf *buf, int64_t value);
void sim_buf_addu(sim_buf *buf, uint64_t value);
void sim_buf_addf(sim_buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Adds text as a JSON string, quotes included. */
void sim_buf_add_json(sim_buf *buf, const char *text);
/* Adds text percent-encoded as RFC 5849 section 3.6 wants it. */
void sim_buf_add_encoded(sim_buf *buf, const char *text);

void *sim_alloc(size_t size); /* zeroed */
void *sim_grow(void *memory, size_t size);
char *sim_strdup(const char *text);
char *sim_strndup(const char *text, size_t size);
_Noreturn void sim_die(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Decodes %XX, and '+' as a space if plus_is_space. NULL for a broken escape or an encoded NUL. */
char *sim_decode(const char *text, size_t size, bool plus_is_space);
/* NULL where text isn't base64 or holds a NUL. */
char *sim_base64_decode(const char *text);
void sim_base64_encode(const void *data, size_t size, sim_buf *out);

/* The mixing step of splitmix64: the one source of chance in the simulator. */
uint64_t sim_mix(uint64_t value);
uint64_t sim_hash_text(const char *text, uint64_t seed);
bool sim_same_text(const char *a, const char *b); /* in constant time */

void sim_gzip(const void *data, size_t size, int level, sim_buf *out);
/* False where data isn't gzip or would inflate beyond limit. */
bool sim_gunzip(const void *data, size_t size, size_t limit, sim_buf *out);
/* A gzip stream of a JSON object that inflates to about size bytes. */
void sim_gzip_bomb(uint64_t size, sim_buf *out);

bool sim_parse_u64(const char *text, uint64_t *value);
/* The whole file, with a NUL after it; NULL with a message on stderr. */
char *sim_read_file(const char *path, size_t *size);
/* Written beside and renamed, so that whoever waits for the file finds it whole. */
bool sim_write_file(const char *path, const char *data, size_t size, unsigned mode);

#endif
