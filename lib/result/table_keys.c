/* Keys of a tree as columns: one key for many leaves is spread out over their rows. */
#include "base/iso8601.h"
#include "result/table_parts.h"

/* A level of a tree, whose keys are to be spread out. */
typedef struct level_of {
    const xeng__tree *tree;
    size_t level;
    const uint32_t *keys;
    const xeng__key *known; /* what they mean */
    size_t first;           /* nodes */
    size_t end;
} level_of;

/* The nodes of a dimension's level that are below nodes of the first level. */
static level_of find_level(const xeng__tree *tree, int32_t dimension, size_t first, size_t end)
{
    size_t level = xeng__tree_level_of(tree, dimension);
    xeng__descend(tree, 1, level, &first, &end);
    const xeng__level *found = &tree->levels[level - 1];
    return (level_of){tree, level, found->keys, found->dictionary->keys, first, end};
}

static bool is_leaf_level(const level_of *from)
{
    return from->level == from->tree->depth;
}

static size_t leaves_below(const level_of *from, size_t node)
{
    return xeng__first_leaf(from->tree, from->level, node + 1) -
           xeng__first_leaf(from->tree, from->level, node);
}

/* The loops below are simple, so that compilers make vectors of them. */

static void spread_ids(const level_of *from, int64_t *out)
{
    for (size_t i = from->first; i < from->end; i++) {
        int64_t id = from->known[from->keys[i]].number;
        size_t count = leaves_below(from, i);
        for (size_t k = 0; k < count; k++) {
            out[k] = id;
        }
        out += count;
    }
}

static void spread_words(const level_of *from, const int32_t *word_of_key, int32_t *out)
{
    for (size_t i = from->first; i < from->end; i++) {
        uint32_t key = from->keys[i];
        int32_t word = word_of_key == NULL ? (int32_t)key : word_of_key[key];
        size_t count = leaves_below(from, i);
        for (size_t k = 0; k < count; k++) {
            out[k] = word;
        }
        out += count;
    }
}

static void spread_days(const level_of *from, int32_t *out)
{
    for (size_t i = from->first; i < from->end; i++) {
        int32_t day = (int32_t)from->known[from->keys[i]].number;
        size_t count = leaves_below(from, i);
        for (size_t k = 0; k < count; k++) {
            out[k] = day;
        }
        out += count;
    }
}

/* The hours are numbered by themselves (xeng__dictionary_add). */
static void spread_hours(const level_of *from, int8_t *out)
{
    if (is_leaf_level(from)) {
        for (size_t i = 0; i < from->end - from->first; i++) {
            out[i] = (int8_t)from->keys[from->first + i];
        }
        return;
    }
    for (size_t i = from->first; i < from->end; i++) {
        size_t count = leaves_below(from, i);
        memset(out, (int)from->keys[i], count);
        out += count;
    }
}

/* The seconds that a day or an hour of a level adds to a time. */
static int64_t seconds(const level_of *from, bool hours, size_t node)
{
    uint32_t key = from->keys[node];
    return hours ? key * XENG__SECONDS_AN_HOUR : from->known[key].number * XENG__SECONDS_A_DAY;
}

/* Times of the leaves below nodes `first` to `end` - 1 of the lower one of the two levels. */
static int64_t *spread_lower(const level_of *lower, bool hours, size_t first, size_t end,
                             int64_t base, int64_t *out)
{
    const uint32_t *keys = lower->keys + first;
    if (hours && is_leaf_level(lower)) {
        for (size_t i = 0; i < end - first; i++) {
            out[i] = base + keys[i] * XENG__SECONDS_AN_HOUR;
        }
        return out + (end - first);
    }
    for (size_t i = first; i < end; i++) {
        int64_t time = base + seconds(lower, hours, i);
        size_t count = leaves_below(lower, i);
        for (size_t k = 0; k < count; k++) {
            out[k] = time;
        }
        out += count;
    }
    return out;
}

/* Times are made of days and hours, whichever are above the others. */
static void spread_times(const xeng__tree *tree, size_t first, size_t end, int64_t *out)
{
    level_of upper = find_level(tree, XENG_DIMENSION_ENGAGEMENT_DAY, first, end);
    level_of lower = find_level(tree, XENG_DIMENSION_ENGAGEMENT_HOUR, first, end);
    bool hours_below = upper.level < lower.level;
    if (!hours_below) {
        level_of swapped = upper;
        upper = lower;
        lower = swapped;
    }
    for (size_t i = upper.first; i < upper.end; i++) {
        size_t from = i;
        size_t to = i + 1;
        xeng__descend(tree, upper.level, lower.level, &from, &to);
        out = spread_lower(&lower, hours_below, from, to, seconds(&upper, !hours_below, i), out);
    }
}

void xeng__table_spread(const xeng__table_plan *plan, const xeng__column *column,
                        const int32_t *word_of_key, const xeng__step *step, size_t row)
{
    if (step->first == step->end) {
        return;
    }
    char *out = (char *)column->made + row * xeng__column_width(column->type);
    level_of from = find_level(plan->tree, column->dimension, step->first, step->end);
    switch (column->type) {
    case XENG_COLUMN_INT64:
        spread_ids(&from, (int64_t *)(void *)out);
        break;
    case XENG_COLUMN_INT8:
        spread_hours(&from, (int8_t *)out);
        break;
    case XENG_COLUMN_DAY:
        spread_days(&from, (int32_t *)(void *)out);
        break;
    case XENG_COLUMN_TIME:
        spread_times(plan->tree, step->first, step->end, (int64_t *)(void *)out);
        break;
    default:
        spread_words(&from, word_of_key, (int32_t *)(void *)out);
        break;
    }
}
