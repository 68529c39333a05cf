/* A tree while it is built. */
#include "result/builder.h"

#include "base/alloc.h"
#include "base/error.h"
#include "model/show.h"
#include "result/builder_finish.h"
#include "wire/json_number.h"

enum {
    MEMBER_SIZE = 16 /* bytes that a member of a short count takes at most besides its key */
};

void xeng__builder_begin(xeng__builder *builder, xeng_result *result, xeng__tree *tree,
                         const int32_t *dimensions, size_t count, size_t estimate)
{
    xeng__builder_free(builder);
    builder->result = result;
    builder->tree = tree;
    builder->dimension_count = count;
    builder->deepest = XENG__MAX_LEVELS;
    builder->estimate = estimate;
    for (size_t i = 0; i < count; i++) {
        builder->dimensions[i] = dimensions[i];
    }
}

void xeng__builder_free(xeng__builder *builder)
{
    xeng__free(builder->empties);
    memset(builder, 0, sizeof *builder);
}

/* Appends the grouping's name and the keys down to a level. */
static void append_path(xeng__buf *out, const xeng__builder *builder, size_t levels)
{
    xeng__show(out, builder->tree->name, strlen(builder->tree->name));
    for (size_t i = 0; i < levels && i < XENG__MAX_LEVELS; i++) {
        const xeng__level *level = &builder->tree->levels[i];
        uint32_t key = level->keys[level->count - 1];
        xeng__buf_append_char(out, '/');
        xeng__show(out, xeng__dictionary_text(level->dictionary, key),
                   level->dictionary->keys[key].size);
    }
}

/* The error for what is wrong with the node whose key came last. */
static int32_t refuse_node(const xeng__builder *builder, const char *what, xeng_error **error)
{
    xeng__buf path = XENG__BUF_EMPTY;
    append_path(&path, builder, builder->open + 1);
    int32_t code = path.failed ? xeng__fail_no_memory(error)
                               : xeng__fail(error, XENG_ERROR_PROTOCOL, "the answer's %s %s",
                                            xeng__buf_text(&path), what);
    xeng__buf_free(&path);
    return code;
}

static int32_t refuse_level(const xeng__builder *builder, const char *text, size_t size,
                            xeng_error **error)
{
    xeng__buf path = XENG__BUF_EMPTY;
    append_path(&path, builder, builder->open);
    xeng__buf_append_char(&path, '/');
    xeng__show(&path, text, size);
    int32_t code =
        path.failed
            ? xeng__fail_no_memory(error)
            : xeng__fail(error, XENG_ERROR_PROTOCOL,
                         "the answer's %s lies deeper than the grouping's other counts, or than "
                         "was asked for",
                         xeng__buf_text(&path));
    xeng__buf_free(&path);
    return code;
}

int32_t xeng__builder_refuse(const xeng__builder *builder, const char *what, xeng_error **error)
{
    xeng__buf text = XENG__BUF_EMPTY;
    xeng__buf_printf(&text, "is %s, where a whole number or an object should be", what);
    int32_t code = text.failed ? xeng__fail_no_memory(error)
                               : refuse_node(builder, xeng__buf_text(&text), error);
    xeng__buf_free(&text);
    return code;
}

/* Room for one more node on a level, and for where the children of each begin unless they are
 * leaves. */
static bool grow_level(xeng__builder *builder, size_t at)
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
        return refuse_level(builder, text, size, error);
    }
    xeng__level *level = &builder->tree->levels[at];
    if (level->count == level->capacity && !grow_level(builder, at)) {
        return xeng__fail_no_memory(error);
    }
    if (level->dictionary == NULL && !choose_dictionary(builder, at, text, size)) {
        return refuse_level(builder, text, size, error);
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

/* Makes the values as many as their keys have room for. */
static bool grow_values(xeng__builder *builder)
{
    size_t wanted = builder->tree->levels[builder->leaf_level - 1].capacity;
    int64_t *values = xeng__realloc(builder->tree->values, wanted * sizeof *values);
    if (values == NULL) {
        return false;
    }
    builder->tree->values = values;
    builder->value_capacity = wanted;
    return true;
}

/* Notes that a leaf has no count. */
static bool add_empty(xeng__builder *builder, size_t index)
{
    if (!xeng__grow((void **)&builder->empties, &builder->empty_capacity, builder->empty_count,
                    sizeof *builder->empties)) {
        return false;
    }
    builder->empties[builder->empty_count++] = (uint32_t)index;
    builder->tree->values[index] = 0;
    return true;
}

/* The first leaf of all shows on which level the leaves are. */
static int32_t begin_leaves(xeng__builder *builder, xeng_error **error)
{
    size_t at = builder->open;
    xeng__level *level = &builder->tree->levels[at];
    bool inner = at + 1 < XENG__MAX_LEVELS && builder->tree->levels[at + 1].count > 0;
    bool expected = builder->dimension_count == 0 || builder->dimension_count == at + 1;
    if (builder->leaf_level != 0 || inner || !expected) {
        return refuse_node(builder,
                           "is a count, but on another level than the grouping's other counts, or "
                           "than was asked for",
                           error);
    }
    builder->leaf_level = at + 1;
    builder->deepest = at + 1;
    xeng__free(level->children);
    level->children = NULL;
    if (!grow_level(builder, at) || !grow_values(builder)) {
        return xeng__fail_no_memory(error);
    }
    /* Nodes before it can only have been empty objects. */
    for (size_t i = 0; i + 1 < level->count; i++) {
        if (!add_empty(builder, i)) {
            return xeng__fail_no_memory(error);
        }
    }
    return XENG_OK;
}

static inline bool read_count(const char *text, size_t size, int64_t *count)
{
    if (size >= 1 && size <= 8 && (size == 1 || *text != '0')) {
        uint64_t word = xeng__swar_load(text);
        if (xeng__swar_head(xeng__swar_not_digits(word), size) == 0) {
            *count = xeng__swar_decimal(word, size);
            return true;
        }
    }
    return xeng__parse_count(text, size, count);
}

static int32_t refuse_count(const xeng__builder *builder, const char *text, size_t size,
                            bool string, xeng_error **error)
{
    xeng__buf shown = XENG__BUF_EMPTY;
    xeng__buf_append_text(&shown, string ? "\"" : "");
    xeng__show(&shown, text, size);
    xeng__buf_append_text(&shown, string ? "\"" : "");
    int32_t code = shown.failed ? xeng__fail_no_memory(error)
                                : xeng__builder_refuse(builder, xeng__buf_text(&shown), error);
    xeng__buf_free(&shown);
    return code;
}

int32_t xeng__builder_count(xeng__builder *builder, const char *text, size_t size, bool string,
                            xeng_error **error)
{
    int64_t count;
    if (!read_count(text, size, &count)) {
        return refuse_count(builder, text, size, string, error);
    }
    if (builder->open + 1 != builder->leaf_level) {
        int32_t code = begin_leaves(builder, error);
        if (code != XENG_OK) {
            return code;
        }
    }
    size_t index = builder->tree->levels[builder->open].count - 1;
    if (index >= builder->value_capacity && !grow_values(builder)) {
        return xeng__fail_no_memory(error);
    }
    builder->tree->values[index] = count;
    return XENG_OK;
}

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

int32_t xeng__builder_object_begin(xeng__builder *builder, xeng_error **error)
{
    size_t at = builder->open;
    (void)error;
    xeng__level *level = &builder->tree->levels[at];
    builder->open++;
    if (builder->open == XENG__MAX_LEVELS) {
        return XENG_OK;
    }
    size_t first = level[1].count;
    if (level->children != NULL) {
        level->children[level->count - 1] = (uint32_t)first;
    }
    builder->siblings[at + 1].guess = builder->siblings[at + 1].first;
    builder->siblings[at + 1].first = first;
    return XENG_OK;
}

int32_t xeng__builder_object_end(xeng__builder *builder, bool *done, xeng_error **error)
{
    *done = builder->open == 0;
    if (*done) {
        return xeng__builder_finish(builder, error);
    }
    bool leaf = builder->open == builder->leaf_level;
    builder->open--;
    if (!leaf) {
        return XENG_OK;
    }
    /* An empty object in a leaf's place: there is no count. */
    size_t index = builder->tree->levels[builder->open].count - 1;
    if ((index >= builder->value_capacity && !grow_values(builder)) || !add_empty(builder, index)) {
        return xeng__fail_no_memory(error);
    }
    return XENG_OK;
}
