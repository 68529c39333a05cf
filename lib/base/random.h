/* Randomness. Only lib/net and lib/client call these; the layers between take nonces and random
 * numbers as arguments. Safe in threads and across fork(). */
#ifndef XENG__BASE_RANDOM_H
#define XENG__BASE_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

/* Room for a nonce with its NUL. */
#define XENG__NONCE_SIZE 33

/* Writes 32 hexadecimal digits of 128 random bits; false if the source of randomness fails. */
bool xeng__random_nonce(char nonce[XENG__NONCE_SIZE]);

/* 64 random bits, for jitter; not for secrets: it falls back on the clock if the source fails. */
uint64_t xeng__random_u64(void);

#endif
