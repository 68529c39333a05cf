/* Nonces that have been used: each may be used once by a key and token. */
#ifndef SIM_NONCE_H
#define SIM_NONCE_H

#include <stdbool.h>
#include <stdint.h>

/* False where it was used before. */
bool sim_nonce_use(const char *key, const char *token, const char *nonce, int64_t now);
void sim_nonces_clear(void);

#endif
