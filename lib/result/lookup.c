/* Finding nodes by their keys: a hash gives the key's number, a search among siblings the node. */
#include <string.h>

#include <xengage/result.h>

#include "base/iso8601.h"
#include "base/text.h"
#include "result/siblings.h"
#include "result/tree.h"

/* Moves a place to the child of a key; false if there is none. */
static bool enter(xeng__place *place, const char *text, size_t size)
{
    size_t first;
    size_t end;
    xeng__children(place->tree, place->level, place->index, &first, &end);
    if (first == end) {
        return false;
    }
    const xeng__level *level = &place->tree->levels[place->level];
    uint32_t key = xeng__dictionary_find(level->dictionary, text, size);
    size_t found = key == XENG__KEY_NONE ? SIZE_MAX : xeng__find_sibling(level, first, end, key);
    place->level++;
    place->index = found;
    return found != SIZE_MAX;
}

xeng_node xeng_result_find(const xeng_result *result, xeng_node node, const char *const *keys,
                           size_t count)
{
    xeng__place place = xeng__place_of(result, node);
    if (place.tree == NULL || (keys == NULL && count > 0)) {
        return XENG_NODE_NONE;
    }
    for (size_t i = 0; i < count; i++) {
        if (keys[i] == NULL || !enter(&place, keys[i], strlen(keys[i]))) {
            return XENG_NODE_NONE;
        }
    }
    return xeng__node(place.grouping, place.level, place.index);
}

xeng_node xeng_result_child(const xeng_result *result, xeng_node node, const char *key)
{
    return xeng_result_find(result, node, &key, 1);
}

/* The child of a key, on a level of the key's dimension. */
static xeng_node find_child(const xeng_result *result, xeng_node node, int32_t dimension,
                            const char *key)
{
    xeng__place place = xeng__place_of(result, node);
    if (place.tree == NULL || place.level == place.tree->depth ||
        xeng__level_dimension(place.tree, place.level + 1) != dimension) {
        return XENG_NODE_NONE;
    }
    return xeng_result_child(result, node, key);
}

xeng_node xeng_result_child_by_id(const xeng_result *result, xeng_node node, uint64_t id)
{
    char text[XENG__U64_SIZE];
    return find_child(result, node, XENG_DIMENSION_TWEET_ID, xeng__format_u64(id, text));
}

xeng_node xeng_result_child_by_metric(const xeng_result *result, xeng_node node, int32_t metric)
{
    const char *name = xeng_metric_name(metric);
    return name == NULL ? XENG_NODE_NONE
                        : find_child(result, node, XENG_DIMENSION_ENGAGEMENT_TYPE, name);
}

xeng_node xeng_result_child_by_day(const xeng_result *result, xeng_node node, int32_t day)
{
    char text[XENG__ISO8601_SIZE];
    xeng__format_day(day, text);
    return find_child(result, node, XENG_DIMENSION_ENGAGEMENT_DAY, text);
}

xeng_node xeng_result_child_by_hour(const xeng_result *result, xeng_node node, int32_t hour)
{
    if (hour < 0 || hour > 23) {
        return XENG_NODE_NONE;
    }
    char text[] = {(char)('0' + hour / 10), (char)('0' + hour % 10), '\0'};
    return find_child(result, node, XENG_DIMENSION_ENGAGEMENT_HOUR, text);
}
