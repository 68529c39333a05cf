/* The counts of a piece as rows: what a database and the plain table are made of. */
#include "rows.h"

#include <inttypes.h>
#include <stdio.h>

#include <xengage/metric.h>

#include "fate.h"

typedef struct {
    const cli_query *query;
    const xeng_piece *piece; /* NULL for sums */
    const cli_grouping *grouping;
    cli_row row;
    cli_row_fn *take;
    void *context;
} cli_walk;

/* The dimension of a node's key; where the key is none that the library knows, what was asked for
 * on that level. */
static int32_t dimension_of(const cli_walk *walk, const xeng_result *result, xeng_node node)
{
    int32_t dimension = xeng_result_node_dimension(result, node);
    size_t level = xeng_result_node_level(result, node);
    if (dimension == XENG_DIMENSION_OTHER && level >= 1 && level <= walk->grouping->count) {
        dimension = walk->grouping->dimensions[level - 1];
    }
    return dimension;
}

/* All counts at and below a node, which isn't the root. No tree is deeper than five levels. */
static void take_node(cli_walk *walk, const xeng_result *result, xeng_node node)
{
    int32_t dimension = dimension_of(walk, result, node);
    walk->row.keys[dimension] = xeng_result_key(result, node);
    int32_t found = xeng_result_value(result, node, &walk->row.value);
    if (found != XENG_VALUE_NO_LEAF) {
        walk->row.delivered = found == XENG_VALUE_DELIVERED;
        walk->take(walk->context, &walk->row);
    }
    for (size_t i = 0; i < xeng_result_child_count(result, node); i++) {
        take_node(walk, result, xeng_result_child_at(result, node, i));
    }
    walk->row.keys[dimension] = NULL;
}

static xeng_node root_of(const cli_walk *walk, const xeng_result *result)
{
    return result == NULL ? XENG_NODE_NONE : xeng_result_root_by_name(result, walk->grouping->name);
}

xeng_node cli_rows_find(const cli_grouping *grouping, const xeng_result *result, uint64_t id,
                        int32_t metric)
{
    if (result == NULL) {
        return XENG_NODE_NONE;
    }
    xeng_node node = xeng_result_root_by_name(result, grouping->name);
    for (size_t i = 0; i < grouping->count; i++) {
        node = grouping->dimensions[i] == XENG_DIMENSION_TWEET_ID
                   ? xeng_result_child_by_id(result, node, id)
                   : xeng_result_child_by_metric(result, node, metric);
    }
    return node;
}

/* A row for each metric of a Post, or of all Posts, that the server left out. */
static void take_missing(cli_walk *walk, const xeng_result *result, uint64_t id)
{
    const cli_query *query = walk->query;
    bool types = cli_grouping_has(walk->grouping, XENG_DIMENSION_ENGAGEMENT_TYPE);
    char text[24];
    (void)snprintf(text, sizeof text, "%" PRIu64, id);
    walk->row.delivered = false;
    walk->row.value = 0;
    for (size_t i = 0; i < (types ? query->metric_count : 1); i++) {
        if (cli_rows_find(walk->grouping, result, id, query->metrics[i]) != XENG_NODE_NONE) {
            continue;
        }
        walk->row.keys[XENG_DIMENSION_TWEET_ID] = id == 0 ? NULL : text;
        walk->row.keys[XENG_DIMENSION_ENGAGEMENT_TYPE] =
            types ? xeng_metric_name(query->metrics[i]) : NULL;
        walk->take(walk->context, &walk->row);
    }
    walk->row.keys[XENG_DIMENSION_TWEET_ID] = NULL;
    walk->row.keys[XENG_DIMENSION_ENGAGEMENT_TYPE] = NULL;
}

static void take_children(cli_walk *walk, const xeng_result *result)
{
    xeng_node root = root_of(walk, result);
    for (size_t i = 0; i < xeng_result_child_count(result, root); i++) {
        take_node(walk, result, xeng_result_child_at(result, root, i));
    }
}

/* Posts on the first level: in the order in which they were asked for. */
static void take_by_post(cli_walk *walk, bool timeless)
{
    const xeng_result *result = xeng_piece_result(walk->piece);
    xeng_node root = root_of(walk, result);
    for (size_t i = 0; i < xeng_piece_id_count(walk->piece); i++) {
        if (!cli_fate_known(walk->piece, i)) {
            continue;
        }
        uint64_t id = xeng_piece_id_at(walk->piece, i);
        xeng_node post = xeng_result_child_by_id(result, root, id);
        if (post != XENG_NODE_NONE) {
            take_node(walk, result, post);
        }
        if (timeless) {
            take_missing(walk, result, id);
        }
    }
}

/* Posts on a later level: as the server has it, then what it left out. */
static void take_as_sent(cli_walk *walk, bool timeless)
{
    const xeng_result *result = xeng_piece_result(walk->piece);
    take_children(walk, result);
    for (size_t i = 0; timeless && i < xeng_piece_id_count(walk->piece); i++) {
        if (cli_fate_known(walk->piece, i)) {
            take_missing(walk, result, xeng_piece_id_at(walk->piece, i));
        }
    }
}

void cli_rows_each(const cli_query *query, const xeng_piece *piece, size_t grouping,
                   cli_row_fn *take, void *context)
{
    cli_walk walk = {
        .query = query,
        .piece = piece,
        .grouping = &query->groupings[grouping],
        .row = {.grouping = grouping},
        .take = take,
        .context = context,
    };
    bool timeless = cli_grouping_timeless(walk.grouping);
    if (walk.grouping->dimensions[0] == XENG_DIMENSION_TWEET_ID) {
        take_by_post(&walk, timeless);
    } else {
        take_as_sent(&walk, timeless);
    }
}

void cli_rows_sums(const cli_query *query, const xeng_result *sums, size_t grouping,
                   cli_row_fn *take, void *context)
{
    cli_walk walk = {
        .query = query,
        .grouping = &query->groupings[grouping],
        .row = {.grouping = grouping},
        .take = take,
        .context = context,
    };
    take_children(&walk, sums);
    if (cli_grouping_timeless(walk.grouping)) {
        take_missing(&walk, sums, 0);
    }
}
