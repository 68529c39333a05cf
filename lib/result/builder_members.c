/* Rows of short counts that have the keys of the row before, straight from the bytes: nearly all of
 * a large response is such rows. */
#include "result/builder.h"

enum {
    MEMBER_SIZE = 16 /* bytes that a member of a short count takes at most besides its key */
};

/* Whether bytes begin with a key and what stands between it and its string's text. */
static inline bool begins_with(const char *bytes, const xeng__key *key, const char *texts)
{
    if ((xeng__swar_load(bytes) & key->opening_mask) != key->opening) {
        return false;
    }
    return key->size <= 4 ||
           (memcmp(bytes + 8, texts + key->offset + 7, key->size < 7 ? 0 : key->size - 7) == 0 &&
            memcmp(bytes + 1 + key->size, "\":\"", 3) == 0);
}

size_t xeng__builder_members(xeng__builder *builder, const char *bytes, size_t size)
{
    size_t at = builder->open;
    if (at + 1 != builder->leaf_level) {
        return 0;
    }
    xeng__level *level = &builder->tree->levels[at];
    uint32_t *numbers = level->keys;
    int64_t *values = builder->tree->values;
    const xeng__key *keys = level->dictionary->keys;
    const char *texts = level->dictionary->texts.data;
    size_t readable = level->dictionary->longest + (size_t)MEMBER_SIZE;
    size_t guess = builder->siblings[at].guess;
    size_t guess_end = builder->siblings[at].first;
    size_t room =
        level->capacity < builder->value_capacity ? level->capacity : builder->value_capacity;
    size_t count = level->count;
    const char *next = bytes;
    if (size < readable) {
        return 0;
    }
    const char *last = bytes + (size - readable);
    while (next <= last && guess < guess_end && count < room) {
        uint32_t number = numbers[guess];
        const xeng__key *key = &keys[number];
        if (!begins_with(next, key, texts)) {
            break;
        }
        const char *text = next + 4 + key->size;
        uint64_t word = xeng__swar_load(text);
        uint64_t not_digits = xeng__swar_not_digits(word);
        size_t digits = not_digits == 0 ? 0 : xeng__swar_first(not_digits);
        /* How many digits there are can't be foreseen, so nothing may branch on it. */
        bool leading_zero = (*text == '0') & (digits > 1);
        if ((digits == 0) | (text[digits] != '"') | leading_zero) {
            break;
        }
        numbers[count] = number;
        values[count] = xeng__swar_decimal(word, digits);
        count++;
        guess++;
        next = text + digits + 2;
        if (next[-1] != ',') {
            next--;
            break;
        }
    }
    level->count = count;
    builder->siblings[at].guess = guess;
    return (size_t)(next - bytes);
}
