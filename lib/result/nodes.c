/* Walking a result: groupings, nodes, keys, counts. */
#include <string.h>

#include <xengage/result.h>

#include "result/tree.h"

size_t xeng_result_grouping_count(const xeng_result *result)
{
    return result == NULL ? 0 : result->tree_count;
}

static const xeng__tree *tree_at(const xeng_result *result, size_t grouping)
{
    return grouping < xeng_result_grouping_count(result) ? &result->trees[grouping] : NULL;
}

const char *xeng_result_grouping_name(const xeng_result *result, size_t grouping)
{
    const xeng__tree *tree = tree_at(result, grouping);
    return tree == NULL ? NULL : tree->name;
}

xeng_node xeng_result_root(const xeng_result *result, size_t grouping)
{
    return tree_at(result, grouping) == NULL ? XENG_NODE_NONE : xeng__node(grouping, 0, 0);
}

xeng_node xeng_result_root_by_name(const xeng_result *result, const char *name)
{
    for (size_t i = 0; name != NULL && i < xeng_result_grouping_count(result); i++) {
        if (strcmp(result->trees[i].name, name) == 0) {
            return xeng__node(i, 0, 0);
        }
    }
    return XENG_NODE_NONE;
}

size_t xeng_result_depth(const xeng_result *result, size_t grouping)
{
    const xeng__tree *tree = tree_at(result, grouping);
    return tree == NULL ? 0 : tree->depth;
}

int32_t xeng_result_dimension(const xeng_result *result, size_t grouping, size_t level)
{
    const xeng__tree *tree = tree_at(result, grouping);
    return tree == NULL || level < 1 || level > tree->depth ? XENG_DIMENSION_OTHER
                                                            : xeng__level_dimension(tree, level);
}

size_t xeng_result_leaf_count(const xeng_result *result, size_t grouping)
{
    const xeng__tree *tree = tree_at(result, grouping);
    return tree == NULL || !tree->has_leaves ? 0 : tree->levels[tree->depth - 1].count;
}

size_t xeng_result_node_grouping(const xeng_result *result, xeng_node node)
{
    xeng__place place = xeng__place_of(result, node);
    return place.tree == NULL ? SIZE_MAX : place.grouping;
}

size_t xeng_result_node_level(const xeng_result *result, xeng_node node)
{
    xeng__place place = xeng__place_of(result, node);
    return place.tree == NULL ? SIZE_MAX : place.level;
}

int32_t xeng_result_node_dimension(const xeng_result *result, xeng_node node)
{
    xeng__place place = xeng__place_of(result, node);
    return place.tree == NULL || place.level == 0 ? XENG_DIMENSION_OTHER
                                                  : xeng__level_dimension(place.tree, place.level);
}

xeng_node xeng_result_parent(const xeng_result *result, xeng_node node)
{
    xeng__place place = xeng__place_of(result, node);
    if (place.tree == NULL || place.level == 0) {
        return XENG_NODE_NONE;
    }
    return xeng__node(place.grouping, place.level - 1,
                      xeng__parent_index(place.tree, place.level, place.index));
}

size_t xeng_result_child_count(const xeng_result *result, xeng_node node)
{
    xeng__place place = xeng__place_of(result, node);
    size_t first = 0;
    size_t end = 0;
    if (place.tree != NULL) {
        xeng__children(place.tree, place.level, place.index, &first, &end);
    }
    return end - first;
}

xeng_node xeng_result_child_at(const xeng_result *result, xeng_node node, size_t index)
{
    xeng__place place = xeng__place_of(result, node);
    size_t first = 0;
    size_t end = 0;
    if (place.tree != NULL) {
        xeng__children(place.tree, place.level, place.index, &first, &end);
    }
    return index < end - first ? xeng__node(place.grouping, place.level + 1, first + index)
                               : XENG_NODE_NONE;
}

/* The key of a node that has one, and its dictionary; NULL if it hasn't. */
static const xeng__key *key_of(const xeng_result *result, xeng_node node,
                               const xeng__dictionary **dictionary)
{
    xeng__place place = xeng__place_of(result, node);
    if (place.tree == NULL || place.level == 0) {
        return NULL;
    }
    const xeng__level *level = &place.tree->levels[place.level - 1];
    *dictionary = level->dictionary;
    return &level->dictionary->keys[level->keys[place.index]];
}

const char *xeng_result_key(const xeng_result *result, xeng_node node)
{
    const xeng__dictionary *dictionary;
    const xeng__key *key = key_of(result, node, &dictionary);
    if (key != NULL) {
        return dictionary->texts.data + key->offset;
    }
    return xeng__place_of(result, node).tree == NULL ? NULL : "";
}

/* What a key of a dimension means as a number; `none` for the keys of others. */
static int64_t key_number(const xeng_result *result, xeng_node node, int32_t dimension,
                          int64_t none)
{
    const xeng__dictionary *dictionary;
    const xeng__key *key = key_of(result, node, &dictionary);
    return key == NULL || dictionary->dimension != dimension ? none : key->number;
}

uint64_t xeng_result_key_id(const xeng_result *result, xeng_node node)
{
    return (uint64_t)key_number(result, node, XENG_DIMENSION_TWEET_ID, 0);
}

int32_t xeng_result_key_metric(const xeng_result *result, xeng_node node)
{
    return (int32_t)key_number(result, node, XENG_DIMENSION_ENGAGEMENT_TYPE, 0);
}

int32_t xeng_result_key_day(const xeng_result *result, xeng_node node)
{
    return (int32_t)key_number(result, node, XENG_DIMENSION_ENGAGEMENT_DAY, XENG_DAY_NONE);
}

int32_t xeng_result_key_hour(const xeng_result *result, xeng_node node)
{
    return (int32_t)key_number(result, node, XENG_DIMENSION_ENGAGEMENT_HOUR, -1);
}

int32_t xeng_result_value(const xeng_result *result, xeng_node node, int64_t *value)
{
    xeng__place place = xeng__place_of(result, node);
    int64_t count = 0;
    int32_t kind = XENG_VALUE_NO_LEAF;
    if (place.tree != NULL && place.tree->has_leaves && place.level == place.tree->depth) {
        bool missing = xeng__leaf_missing(place.tree, place.index);
        kind = missing ? XENG_VALUE_NOT_DELIVERED : XENG_VALUE_DELIVERED;
        count = missing ? 0 : place.tree->values[place.index];
    }
    if (value != NULL) {
        *value = count;
    }
    return kind;
}
