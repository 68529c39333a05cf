/* The keys of a tree while it is built: what a level is, and which dictionary its keys are in. */
#include "base/alloc.h"
#include "base/error.h"
#include "result/builder_parts.h"

bool xeng__builder_grow_level(xeng__builder *builder, size_t at)
{
    xeng__level *level = &builder->tree->levels[at];
    size_t wanted = level->capacity < 8 ? 8 : level->capacity + level->capacity / 2;
    if (builder->leaf_level == at + 1 && wanted < builder->estimate) {
        wanted = builder->estimate;
    }
    if (wanted >= UINT32_MAX) {
        return false;
    }
    uint32_t *keys = xeng__realloc(level->keys, wanted * sizeof *keys);
    if (keys == NULL) {
        return false;
    }
    level->keys = keys;
    if (builder->leaf_level != at + 1) {
        uint32_t *children = xeng__realloc(level->children, (wanted + 1) * sizeof *children);
        if (children == NULL) {
            return false;
        }
        level->children = children;
    }
    level->capacity = wanted;
    return true;
}

static bool expects(const xeng__builder *builder, int32_t dimension)
{
    for (size_t i = 0; i < builder->dimension_count; i++) {
        if (builder->dimensions[i] == dimension) {
            return true;
        }
    }
    return false;
}

/* The server may put days above hours that alone were asked for. */
static void insert_day(xeng__builder *builder, size_t at)
{
    for (size_t i = builder->dimension_count; i > at; i--) {
        builder->dimensions[i] = builder->dimensions[i - 1];
    }
    builder->dimensions[at] = XENG_DIMENSION_ENGAGEMENT_DAY;
    builder->dimension_count++;
}

/* Finds out by its first key what a level is. False if it is one that wasn't asked for. */
static bool choose_dictionary(xeng__builder *builder, size_t at, const char *text, size_t size)
{
    bool expecting = builder->dimension_count > 0;
    if (expecting && at >= builder->dimension_count) {
        return false;
    }
    int32_t expected = expecting ? builder->dimensions[at] : XENG_DIMENSION_OTHER;
    int32_t dimension = xeng__key_dimension(text, size, expected);
    if (expected == XENG_DIMENSION_ENGAGEMENT_HOUR && dimension == XENG_DIMENSION_ENGAGEMENT_DAY &&
        !expects(builder, XENG_DIMENSION_ENGAGEMENT_DAY)) {
        insert_day(builder, at);
    }
    builder->tree->levels[at].dictionary = &builder->result->dictionaries[dimension];
    return true;
}

/* Moves a level's keys to another dictionary; false if memory runs out. */
static bool move_level(xeng__builder *builder, xeng__level *level, int32_t dimension)
{
    const xeng__dictionary *from = level->dictionary;
    xeng__dictionary *to = &builder->result->dictionaries[dimension];
    for (size_t i = 0; i < level->count; i++) {
        uint32_t key = level->keys[i];
        uint32_t moved =
            xeng__dictionary_add(to, xeng__dictionary_text(from, key), from->keys[key].size);
        if (moved == XENG__KEY_NONE) {
            /* What was moved up to here can't be told from the rest, but nobody looks any more. */
            return false;
        }
        level->keys[i] = moved;
    }
    level->dictionary = to;
    return true;
}

/* The dimension that a level has to be of, now that it gets this key too. */
static int32_t widen(const xeng__level *level, const char *text, size_t size)
{
    int32_t dimension = level->dictionary->dimension;
    if (xeng__key_dimension(text, size, dimension) == dimension) {
        return dimension;
    }
    if (dimension == XENG_DIMENSION_OTHER) {
        bool metric = xeng__key_dimension(text, size, dimension) == XENG_DIMENSION_ENGAGEMENT_TYPE;
        return metric ? XENG_DIMENSION_ENGAGEMENT_TYPE : dimension;
    }
    if (xeng__key_dimension(text, size, XENG_DIMENSION_TWEET_ID) != XENG_DIMENSION_TWEET_ID) {
        return XENG_DIMENSION_OTHER;
    }
    for (size_t i = 0; i < level->count; i++) {
        uint32_t key = level->keys[i];
        if (xeng__key_dimension(xeng__dictionary_text(level->dictionary, key),
                                level->dictionary->keys[key].size,
                                XENG_DIMENSION_TWEET_ID) != XENG_DIMENSION_TWEET_ID) {
            return XENG_DIMENSION_OTHER;
        }
    }
    return XENG_DIMENSION_TWEET_ID;
}

/* A key that isn't the one that was guessed. */
static int32_t add_key(xeng__builder *builder, size_t at, const char *text, size_t size,
                       xeng_error **error)
{
    if (at >= builder->deepest) {
        return xeng__builder_refuse_level(builder, text, size, error);
    }
    xeng__level *level = &builder->tree->levels[at];
    if (level->count == level->capacity && !xeng__builder_grow_level(builder, at)) {
        return xeng__fail_no_memory(error);
    }
    if (level->dictionary == NULL && !choose_dictionary(builder, at, text, size)) {
        return xeng__builder_refuse_level(builder, text, size, error);
    }
    uint32_t key = xeng__dictionary_find(level->dictionary, text, size);
    if (key == XENG__KEY_NONE) {
        int32_t dimension = widen(level, text, size);
        if (dimension != level->dictionary->dimension && !move_level(builder, level, dimension)) {
            return xeng__fail_no_memory(error);
        }
        key = xeng__dictionary_add(&builder->result->dictionaries[dimension], text, size);
        if (key == XENG__KEY_NONE) {
            return xeng__fail_no_memory(error);
        }
    }
    level->keys[level->count++] = key;
    return XENG_OK;
}

int32_t xeng__builder_key(xeng__builder *builder, const char *text, size_t size, xeng_error **error)
{
    size_t at = builder->open;
    if (at < builder->deepest) {
        xeng__level *level = &builder->tree->levels[at];
        size_t guess = builder->siblings[at].guess;
        if (guess < builder->siblings[at].first && level->count < level->capacity) {
            uint32_t key = level->keys[guess];
            uint64_t head = xeng__swar_head(xeng__swar_load(text), size);
            builder->siblings[at].guess = guess + 1;
            if (xeng__dictionary_is(level->dictionary, key, head, text, size)) {
                level->keys[level->count++] = key;
                return XENG_OK;
            }
        }
    }
    return add_key(builder, at, text, size, error);
}
