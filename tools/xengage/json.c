/* JSON: one document in the server's own shape, as if one request had taken all ids. */
#include <inttypes.h>
#include <stdlib.h>

#include <xengage/metric.h>

#include "json_writer.h"
#include "memory.h"
#include "output.h"

typedef struct {
    cli_json json;
    const cli_plan *plan;
    const cli_grouping *grouping;
    const cli_batch *batches;
    size_t count;
} writing;

/* A node of one of the answers. */
typedef struct {
    const xeng_result *result;
    xeng_node node;
} source;

static void write_value(cli_json *json, const char *key, int32_t found, int64_t value)
{
    if (found == XENG_VALUE_DELIVERED) {
        char text[24];
        (void)snprintf(text, sizeof text, "%" PRId64, value);
        cli_json_text(json, key, text);
    } else {
        cli_json_null(json, key);
    }
}

/* A Post's level that lacks metrics that were asked for: the server has no counts of them. */
static void write_missing_metrics(writing *to, const xeng_result *result, xeng_node post)
{
    for (size_t i = 0; i < to->plan->metric_count; i++) {
        int32_t metric = to->plan->metrics[i];
        if (xeng_result_child_by_metric(result, post, metric) == XENG_NODE_NONE) {
            cli_json_null(&to->json, xeng_metric_name(metric));
        }
    }
}

/* Posts above metrics, and nothing else. */
static bool is_posts_metrics(const cli_grouping *grouping)
{
    return grouping->count == 2 && grouping->dimensions[0] == XENG_DIMENSION_TWEET_ID &&
           grouping->dimensions[1] == XENG_DIMENSION_ENGAGEMENT_TYPE;
}

static bool is_metrics_posts(const cli_grouping *grouping)
{
    return grouping->count == 2 && grouping->dimensions[0] == XENG_DIMENSION_ENGAGEMENT_TYPE &&
           grouping->dimensions[1] == XENG_DIMENSION_TWEET_ID;
}

/* A node that one answer alone has, with all below it. */
static void write_node(writing *to, const xeng_result *result, xeng_node node)
{
    const char *key = xeng_result_key(result, node);
    int64_t value = 0;
    int32_t found = xeng_result_value(result, node, &value);
    if (found != XENG_VALUE_NO_LEAF) {
        write_value(&to->json, key, found, value);
        return;
    }
    cli_json_open(&to->json, key, '{');
    for (size_t i = 0; i < xeng_result_child_count(result, node); i++) {
        write_node(to, result, xeng_result_child_at(result, node, i));
    }
    if (is_posts_metrics(to->grouping)) {
        write_missing_metrics(to, result, node);
    }
    cli_json_close(&to->json, '}');
}

/* Posts on the first level: in the order in which they were asked for. */
static void write_posts(writing *to)
{
    for (size_t i = 0; i < to->count; i++) {
        const cli_batch *batch = &to->batches[i];
        for (size_t place = 0; place < batch->count; place++) {
            const xeng_result *result = cli_batch_result(batch, place);
            xeng_node root = result == NULL ? XENG_NODE_NONE
                                            : xeng_result_root_by_name(result, to->grouping->name);
            xeng_node post = xeng_result_child_by_id(result, root, batch->ids[place]);
            if (post != XENG_NODE_NONE) {
                write_node(to, result, post);
            }
        }
    }
}

/* Below a metric: null for the Posts that are too old for it, so that the server wasn't asked. */
static void write_too_old(writing *to, int32_t metric)
{
    for (size_t i = 0; i < to->count; i++) {
        const cli_batch *batch = &to->batches[i];
        for (size_t place = 0; place < batch->count; place++) {
            const xeng_result *result = cli_batch_result(batch, place);
            if (result == NULL || batch->fates[place].state != XENG_ID_UNSUPPORTED) {
                continue;
            }
            xeng_node root = xeng_result_root_by_name(result, to->grouping->name);
            xeng_node above = xeng_result_child_by_metric(result, root, metric);
            if (xeng_result_child_by_id(result, above, batch->ids[place]) == XENG_NODE_NONE) {
                char text[24];
                (void)snprintf(text, sizeof text, "%" PRIu64, batch->ids[place]);
                cli_json_null(&to->json, text);
            }
        }
    }
}

static void write_merged(writing *to, const source *sources, size_t count);

/* One key of several answers: their nodes of that key become one. */
static void write_key(writing *to, const source *sources, size_t count, const char *key)
{
    source *below = cli_alloc(count, sizeof *below);
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        xeng_node node = xeng_result_child(sources[i].result, sources[i].node, key);
        if (node != XENG_NODE_NONE) {
            below[found++] = (source){sources[i].result, node};
        }
    }
    cli_json_open(&to->json, key, '{');
    write_merged(to, below, found);
    if (is_metrics_posts(to->grouping)) {
        write_too_old(to, xeng_metric_by_name(key));
    }
    cli_json_close(&to->json, '}');
    free(below);
}

static bool has_key(const source *sources, size_t count, const char *key)
{
    for (size_t i = 0; i < count; i++) {
        if (xeng_result_child(sources[i].result, sources[i].node, key) != XENG_NODE_NONE) {
            return true;
        }
    }
    return false;
}

/* What is below nodes of the same path in several answers. A Post is in one answer only; other keys
 * are written where they come first. */
static void write_merged(writing *to, const source *sources, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const xeng_result *result = sources[i].result;
        for (size_t place = 0; place < xeng_result_child_count(result, sources[i].node); place++) {
            xeng_node child = xeng_result_child_at(result, sources[i].node, place);
            const char *key = xeng_result_key(result, child);
            if (xeng_result_node_dimension(result, child) == XENG_DIMENSION_TWEET_ID ||
                xeng_result_child_count(result, child) == 0) {
                write_node(to, result, child);
            } else if (!has_key(sources, i, key)) {
                write_key(to, sources + i, count - i, key);
            }
        }
    }
}

/* Metrics that no answer has, since all Posts are too old for them. */
static void write_unasked_metrics(writing *to, const source *roots, size_t count)
{
    for (size_t i = 0; i < to->plan->metric_count; i++) {
        const char *name = xeng_metric_name(to->plan->metrics[i]);
        if (!has_key(roots, count, name)) {
            cli_json_open(&to->json, name, '{');
            write_too_old(to, to->plan->metrics[i]);
            cli_json_close(&to->json, '}');
        }
    }
}

static size_t count_pieces(const writing *to)
{
    size_t pieces = 0;
    for (size_t i = 0; i < to->count; i++) {
        pieces += to->batches[i].piece_count;
    }
    return pieces;
}

static void write_others(writing *to)
{
    source *roots = cli_alloc(count_pieces(to), sizeof *roots);
    size_t found = 0;
    for (size_t i = 0; i < to->count; i++) {
        for (size_t piece = 0; piece < to->batches[i].piece_count; piece++) {
            const xeng_result *result = to->batches[i].pieces[piece];
            xeng_node root = xeng_result_root_by_name(result, to->grouping->name);
            if (root != XENG_NODE_NONE) {
                roots[found++] = (source){result, root};
            }
        }
    }
    write_merged(to, roots, found);
    if (is_metrics_posts(to->grouping) && found > 0) {
        write_unasked_metrics(to, roots, found);
    }
    free(roots);
}

static void write_groupings(writing *to)
{
    for (size_t i = 0; i < to->plan->grouping_count; i++) {
        to->grouping = &to->plan->groupings[i];
        cli_json_open(&to->json, to->grouping->name, '{');
        if (to->grouping->dimensions[0] == XENG_DIMENSION_TWEET_ID) {
            write_posts(to);
        } else {
            write_others(to);
        }
        cli_json_close(&to->json, '}');
    }
}

void cli_json_write(const cli_output *output, const cli_batch *batches, size_t count)
{
    writing to = {
        .json = {.file = output->file},
        .plan = output->plan,
        .batches = batches,
        .count = count,
    };
    cli_json_open(&to.json, NULL, '{');
    cli_json_window(&to.json, batches, count);
    write_groupings(&to);
    cli_json_outcome(&to.json, batches, count);
    cli_json_close(&to.json, '}');
    putc('\n', output->file);
}
