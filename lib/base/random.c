/* Randomness, from OpenSSL's generator, which reseeds itself in the child of a fork(). */
#include "base/random.h"

#include <openssl/rand.h>

#include "base/clock.h"

bool xeng__random_nonce(char nonce[XENG__NONCE_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    unsigned char bytes[(XENG__NONCE_SIZE - 1) / 2];
    if (RAND_bytes(bytes, (int)sizeof bytes) != 1) {
        return false;
    }
    for (size_t i = 0; i < sizeof bytes; i++) {
        nonce[2 * i] = digits[bytes[i] >> 4];
        nonce[2 * i + 1] = digits[bytes[i] & 15];
    }
    nonce[XENG__NONCE_SIZE - 1] = '\0';
    return true;
}

uint64_t xeng__random_u64(void)
{
    uint64_t number;
    if (RAND_bytes((unsigned char *)&number, (int)sizeof number) != 1) {
        number = (uint64_t)xeng__clock_monotonic_ms() * 0x9E3779B97F4A7C15U;
    }
    return number;
}
