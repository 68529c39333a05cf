/* Users of a ledger: what they are called, and sets of them. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "auth/credentials.h"
#include "base/alloc.h"
#include "base/error.h"
#include "base/text.h"
#include "client/ledger.h"

enum {
    DIGEST_DIGITS = 16,
    FIRST_CAPACITY = 64
};

static const char token_mark[] = "token:";

/* Ids are less than 2^63, so that one bit tells digests from them; two digests that differ in this
 * bit alone won't be met. */
static uint64_t digest_key(uint64_t digest)
{
    return digest | UINT64_C(1) << 63;
}

int32_t xeng__user_of(const xeng_credentials *credentials, xeng__user *user, xeng_error **error)
{
    if (credentials->user_id != 0) {
        user->key = credentials->user_id;
        (void)snprintf(user->name, sizeof user->name, "%" PRIu64, credentials->user_id);
        return XENG_OK;
    }
    uint64_t start;
    if (!xeng__secret_digest(credentials->access_token, &start)) {
        return xeng__fail(error, XENG_ERROR_CRYPTO,
                          "OpenSSL can't compute SHA-256, which the ledger needs for a token "
                          "without a user's id");
    }
    user->key = digest_key(start);
    (void)snprintf(user->name, sizeof user->name, "%s%016" PRIx64, token_mark, start);
    return XENG_OK;
}

bool xeng__user_read(const char *text, size_t size, uint64_t *key)
{
    const size_t mark = sizeof token_mark - 1;
    if (size != mark + DIGEST_DIGITS || memcmp(text, token_mark, mark) != 0) {
        return xeng__parse_id(text, size, key);
    }
    uint64_t start = 0;
    for (size_t i = mark; i < size; i++) {
        static const char digits[] = "0123456789abcdef";
        const char *digit = text[i] == '\0' ? NULL : strchr(digits, text[i]);
        if (digit == NULL) {
            return false;
        }
        start = start << 4 | (uint64_t)(digit - digits);
    }
    *key = digest_key(start);
    return true;
}

/* The slot that holds a key, or the free one where it belongs. */
static size_t slot_of(const xeng__user_set *set, uint64_t key)
{
    /* The odd constant is 2^64 over the golden ratio: it spreads ids that follow each other. */
    uint64_t mixed = key * UINT64_C(0x9E3779B97F4A7C15);
    size_t at = (size_t)(mixed >> 32) & (set->capacity - 1);
    while (set->slots[at] != 0 && set->slots[at] != key) {
        at = (at + 1) & (set->capacity - 1);
    }
    return at;
}

bool xeng__user_set_has(const xeng__user_set *set, uint64_t key)
{
    return set->capacity > 0 && set->slots[slot_of(set, key)] == key;
}

bool xeng__user_set_reserve(xeng__user_set *set)
{
    if ((set->count + 1) * 2 <= set->capacity) {
        return true;
    }
    xeng__user_set larger = {.capacity = set->capacity == 0 ? FIRST_CAPACITY : set->capacity * 2};
    larger.slots = xeng__calloc(larger.capacity, sizeof *larger.slots);
    if (larger.slots == NULL) {
        return false;
    }
    for (size_t i = 0; i < set->capacity; i++) {
        if (set->slots[i] != 0) {
            xeng__user_set_add(&larger, set->slots[i]);
        }
    }
    xeng__user_set_free(set);
    *set = larger;
    return true;
}

void xeng__user_set_add(xeng__user_set *set, uint64_t key)
{
    size_t at = slot_of(set, key);
    set->count += set->slots[at] == 0;
    set->slots[at] = key;
}

void xeng__user_set_free(xeng__user_set *set)
{
    xeng__free(set->slots);
    *set = (xeng__user_set){.slots = NULL};
}
