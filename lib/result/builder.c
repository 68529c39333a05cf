/* A tree while it is built. */
#include "result/builder.h"

#include "base/alloc.h"
#include "base/error.h"
#include "result/builder_parts.h"
#include "wire/json_number.h"

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
        return xeng__builder_refuse_node(
            builder,
            "is a count, but on another level than the grouping's other counts, or "
            "than was asked for",
            error);
    }
    builder->leaf_level = at + 1;
    builder->deepest = at + 1;
    xeng__free(level->children);
    level->children = NULL;
    if (!xeng__builder_grow_level(builder, at) || !grow_values(builder)) {
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

/* Sees to it that the node whose key came last is a leaf, with room for its count. */
static int32_t begin_leaf(xeng__builder *builder, size_t *index, xeng_error **error)
{
    if (builder->open + 1 != builder->leaf_level) {
        int32_t code = begin_leaves(builder, error);
        if (code != XENG_OK) {
            return code;
        }
    }
    *index = builder->tree->levels[builder->open].count - 1;
    return *index < builder->value_capacity || grow_values(builder) ? XENG_OK
                                                                    : xeng__fail_no_memory(error);
}

int32_t xeng__builder_count(xeng__builder *builder, const char *text, size_t size, bool string,
                            xeng_error **error)
{
    int64_t count;
    size_t index;
    if (!read_count(text, size, &count)) {
        return xeng__builder_refuse_count(builder, text, size, string, error);
    }
    int32_t code = begin_leaf(builder, &index, error);
    if (code == XENG_OK) {
        builder->tree->values[index] = count;
    }
    return code;
}

int32_t xeng__builder_no_count(xeng__builder *builder, xeng_error **error)
{
    size_t index;
    int32_t code = begin_leaf(builder, &index, error);
    return code != XENG_OK || add_empty(builder, index) ? code : xeng__fail_no_memory(error);
}

void xeng__builder_object_begin(xeng__builder *builder)
{
    size_t at = builder->open;
    xeng__level *level = &builder->tree->levels[at];
    builder->open++;
    if (builder->open == XENG__MAX_LEVELS) {
        return;
    }
    size_t first = level[1].count;
    if (level->children != NULL) {
        level->children[level->count - 1] = (uint32_t)first;
    }
    builder->siblings[at + 1].guess = builder->siblings[at + 1].first;
    builder->siblings[at + 1].first = first;
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
