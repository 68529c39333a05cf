/* JSON: one document in the server's own shape, as if one request had taken all ids. */
#include <inttypes.h>
#include <stdlib.h>

#include <xengage/metric.h>

#include "json_writer.h"
#include "memory.h"
#include "output.h"

typedef struct {
    cli_json json;
    const cli_query *query;
    const cli_grouping *grouping;
    xeng_piece *const *pieces;
    size_t count;
    const xeng_result *sums; /* of the groupings without Posts; NULL if there is none */
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
    for (size_t i = 0; i < to->query->metric_count; i++) {
        int32_t metric = to->query->metrics[i];
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

/* The root of the grouping in a piece. */
static source root_in(const writing *to, const xeng_piece *piece)
{
    source root = {xeng_piece_result(piece), XENG_NODE_NONE};
    if (root.result != NULL) {
        root.node = xeng_result_root_by_name(root.result, to->grouping->name);
    }
    return root;
}

/* Posts on the first level: in the order in which they were asked for. */
static void write_posts(writing *to)
{
    for (size_t i = 0; i < to->count; i++) {
        const xeng_piece *piece = to->pieces[i];
        source root = root_in(to, piece);
        for (size_t place = 0; place < xeng_piece_id_count(piece); place++) {
            xeng_node post =
                xeng_result_child_by_id(root.result, root.node, xeng_piece_id_at(piece, place));
            if (post != XENG_NODE_NONE) {
                write_node(to, root.result, post);
            }
        }
    }
}

/* Below a metric: null for the Posts that are too old for it, so that the server wasn't asked. */
static void write_too_old(writing *to, int32_t metric)
{
    for (size_t i = 0; i < to->count; i++) {
        const xeng_piece *piece = to->pieces[i];
        source root = root_in(to, piece);
        xeng_node above = xeng_result_child_by_metric(root.result, root.node, metric);
        for (size_t place = 0; place < xeng_piece_id_count(piece); place++) {
            uint64_t id = xeng_piece_id_at(piece, place);
            if (xeng_piece_id_state(piece, place) == XENG_ID_UNSUPPORTED &&
                xeng_result_child_by_id(root.result, above, id) == XENG_NODE_NONE) {
                char text[24];
                (void)snprintf(text, sizeof text, "%" PRIu64, id);
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
    int32_t metric = is_metrics_posts(to->grouping) ? xeng_metric_by_name(key) : 0;
    if (metric != 0) {
        write_too_old(to, metric);
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
    for (size_t i = 0; i < to->query->metric_count; i++) {
        const char *name = xeng_metric_name(to->query->metrics[i]);
        if (!has_key(roots, count, name)) {
            cli_json_open(&to->json, name, '{');
            write_too_old(to, to->query->metrics[i]);
            cli_json_close(&to->json, '}');
        }
    }
}

/* Posts on a later level, or none: the pieces are merged where their keys meet. */
static void write_others(writing *to)
{
    source *roots = cli_alloc(to->count, sizeof *roots);
    size_t found = 0;
    for (size_t i = 0; i < to->count; i++) {
        source root = root_in(to, to->pieces[i]);
        if (root.node != XENG_NODE_NONE) {
            roots[found++] = root;
        }
    }
    write_merged(to, roots, found);
    if (is_metrics_posts(to->grouping) && found > 0) {
        write_unasked_metrics(to, roots, found);
    }
    free(roots);
}

static void write_sums(writing *to)
{
    source root = {to->sums, xeng_result_root_by_name(to->sums, to->grouping->name)};
    write_merged(to, &root, root.node == XENG_NODE_NONE ? 0 : 1);
}

static void write_groupings(writing *to)
{
    for (size_t i = 0; i < to->query->grouping_count; i++) {
        to->grouping = &to->query->groupings[i];
        cli_json_open(&to->json, to->grouping->name, '{');
        if (!cli_grouping_has_posts(to->grouping)) {
            write_sums(to);
        } else if (to->grouping->dimensions[0] == XENG_DIMENSION_TWEET_ID) {
            write_posts(to);
        } else {
            write_others(to);
        }
        cli_json_close(&to->json, '}');
    }
}

void cli_json_write(const cli_output *output)
{
    xeng_result *sums = cli_job_sums(output->job);
    writing to = {
        .json = {.file = output->file},
        .query = output->query,
        .pieces = output->held,
        .count = output->held_count,
        .sums = sums,
    };
    cli_json_open(&to.json, NULL, '{');
    cli_json_window(&to.json, output);
    write_groupings(&to);
    cli_json_outcome(&to.json, output);
    cli_json_close(&to.json, '}');
    putc('\n', output->file);
    xeng_result_unref(sums);
}
