/* The keys of a dictionary as JSON has them before a value. */
#include "result/write_keys.h"

#include "base/alloc.h"
#include "wire/json_text.h"

bool xeng__written_keys_make(xeng__written_keys *keys, const xeng__dictionary *dictionary)
{
    *keys = (xeng__written_keys){.text = XENG__BUF_EMPTY};
    keys->offsets = xeng__malloc(((size_t)dictionary->count + 1) * sizeof *keys->offsets);
    if (keys->offsets == NULL) {
        return false;
    }
    for (uint32_t key = 0; key < dictionary->count; key++) {
        size_t begin = keys->text.size;
        keys->offsets[key] = begin;
        xeng__json_append_string(&keys->text, xeng__dictionary_text(dictionary, key),
                                 dictionary->keys[key].size);
        xeng__buf_append_char(&keys->text, ':');
        size_t size = keys->text.size - begin;
        keys->longest = size > keys->longest ? size : keys->longest;
    }
    keys->offsets[dictionary->count] = keys->text.size;
    return !keys->text.failed;
}

void xeng__written_keys_free(xeng__written_keys *keys)
{
    xeng__buf_free(&keys->text);
    xeng__free(keys->offsets);
    keys->offsets = NULL;
}
