/* Merging trees: what the sources' keys are in the merged result. */
#include <string.h>

#include "base/alloc.h"
#include "result/merge_parts.h"

static bool is_lost(const xeng__merger *self, uint64_t id)
{
    size_t low = 0;
    size_t high = self->rules->lost_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (self->rules->lost[middle] < id) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < self->rules->lost_count && self->rules->lost[low] == id;
}

/* Sees to it that `children` has a place for a key. */
static bool make_room(xeng__merger *self, uint32_t key)
{
    size_t wanted = key < 64 ? 64 : (size_t)key + key / 2;
    if (key < self->child_capacity) {
        return true;
    }
    xeng__child *grown = xeng__realloc(self->children, wanted * sizeof *grown);
    if (grown == NULL) {
        return false;
    }
    memset(grown + self->child_capacity, 0, (wanted - self->child_capacity) * sizeof *grown);
    self->children = grown;
    self->child_capacity = wanted;
    return true;
}

uint32_t xeng__merger_learn_key(xeng__merger *self, const xeng__source *from, size_t at,
                                uint32_t key)
{
    const xeng__dictionary *known = from->tree->levels[at].dictionary;
    const xeng__key *entry = &known->keys[key];
    uint32_t number = XENG__KEY_DROPPED;
    if (known->dimension != XENG_DIMENSION_TWEET_ID || !is_lost(self, (uint64_t)entry->number)) {
        number = xeng__dictionary_add(xeng__merger_dictionary(self, at),
                                      xeng__dictionary_text(known, key), entry->size);
        if (number >= XENG__KEY_DROPPED || !make_room(self, number)) {
            return XENG__KEY_NONE;
        }
    }
    from->keys[key] = number;
    return number;
}

bool xeng__merger_begin_keys(xeng__merger *self, size_t at)
{
    for (size_t i = 0; i < self->source_count; i++) {
        xeng__source *from = &self->sources[i];
        if (at < from->levels) {
            size_t size = from->tree->levels[at].dictionary->count * sizeof *from->keys;
            from->keys = xeng__malloc(size);
            if (from->keys == NULL) {
                return false;
            }
            memset(from->keys, 0xFF, size);
        }
    }
    return true;
}

void xeng__merger_end_keys(xeng__merger *self)
{
    for (size_t i = 0; i < self->source_count; i++) {
        xeng__free(self->sources[i].keys);
        self->sources[i].keys = NULL;
    }
}
