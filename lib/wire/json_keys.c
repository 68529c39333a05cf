/* The keys of open JSON objects. */
#include "wire/json_keys.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

struct xeng__json_key {
    size_t offset; /* in `texts` */
    size_t size;
    const char *text; /* set for sorting only: `texts` moves as it grows */
};

void xeng__json_keys_open(xeng__json_keys *keys)
{
    keys->firsts[keys->depth++] = keys->count;
}

bool xeng__json_keys_add(xeng__json_keys *keys, const char *text, size_t size)
{
    if (!xeng__grow((void **)&keys->keys, &keys->capacity, keys->count, sizeof *keys->keys)) {
        return false;
    }
    keys->keys[keys->count] =
        (struct xeng__json_key){.offset = keys->texts.size, .size = size, .text = NULL};
    xeng__buf_append(&keys->texts, text, size);
    if (keys->texts.failed) {
        return false;
    }
    keys->count++;
    return true;
}

static int compare(const void *a, const void *b)
{
    const struct xeng__json_key *left = a;
    const struct xeng__json_key *right = b;
    if (left->size != right->size) {
        return left->size < right->size ? -1 : 1;
    }
    return memcmp(left->text, right->text, left->size);
}

bool xeng__json_keys_close(xeng__json_keys *keys, const char **repeated, size_t *size)
{
    size_t first = keys->firsts[--keys->depth];
    size_t count = keys->count - first;
    if (count == 0) {
        return true;
    }
    struct xeng__json_key *own = keys->keys + first;
    size_t texts_before = own[0].offset;
    for (size_t i = 0; i < count; i++) {
        own[i].text = keys->texts.data + own[i].offset;
    }
    qsort(own, count, sizeof *own, compare);
    keys->count = first;
    keys->texts.size = texts_before;
    for (size_t i = 1; i < count; i++) {
        if (compare(&own[i - 1], &own[i]) == 0) {
            *repeated = own[i].text;
            *size = own[i].size;
            return false;
        }
    }
    return true;
}

void xeng__json_keys_free(xeng__json_keys *keys)
{
    xeng__free(keys->keys);
    xeng__buf_free(&keys->texts);
    memset(keys, 0, sizeof *keys);
}
