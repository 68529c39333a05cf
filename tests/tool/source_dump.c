/* What report and plot are given: source_dump FILE..., or source_dump --run COMMAND OPTION...
 * The same as the library writes it: source_dump --write csv|jsonl long|wide plain|gzip FILE
 *
 * A line a count: grouping, Post, metric, day, hour, value, "-" for what isn't there. A line a Post
 * that wasn't delivered in full: "fate", Post, state, reason. A line a result: "result". */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <xengage/metric.h>
#include <xengage/writer.h>

#include "source.h"

enum {
    KINDS = 5 /* as many as XENG_DIMENSION_ numbers */
};

static void print_leaf(const xeng_result *result, size_t grouping, const xeng_cursor *cursor,
                       xeng_node leaf)
{
    const char *keys[KINDS] = {"-", "-", "-", "-", "-"};
    int64_t value = 0;
    for (size_t level = 1; level <= xeng_result_depth(result, grouping); level++) {
        xeng_node node = xeng_cursor_node(cursor, level);
        keys[xeng_result_node_dimension(result, node)] = xeng_result_key(result, node);
    }
    printf("%s\t%s\t%s\t%s\t%s\t%s\t", xeng_result_grouping_name(result, grouping),
           keys[XENG_DIMENSION_TWEET_ID], keys[XENG_DIMENSION_ENGAGEMENT_TYPE],
           keys[XENG_DIMENSION_ENGAGEMENT_DAY], keys[XENG_DIMENSION_ENGAGEMENT_HOUR],
           keys[XENG_DIMENSION_OTHER]);
    if (xeng_result_value(result, leaf, &value) == XENG_VALUE_DELIVERED) {
        printf("%" PRId64 "\n", value);
    } else {
        puts("null");
    }
}

static void print_result(void *context, const xeng_result *result)
{
    (void)context;
    puts("result");
    for (size_t i = 0; i < xeng_result_grouping_count(result); i++) {
        xeng_cursor *cursor = NULL;
        xeng_node leaf;
        if (xeng_cursor_new(result, xeng_result_root(result, i), &cursor, NULL) != XENG_OK) {
            return;
        }
        while ((leaf = xeng_cursor_next_leaf(cursor)) != XENG_NODE_NONE) {
            print_leaf(result, i, cursor, leaf);
        }
        xeng_cursor_unref(cursor);
    }
}

static void print_fate(void *context, uint64_t id, const char *state, const char *reason)
{
    (void)context;
    printf("fate\t%" PRIu64 "\t%s\t%s\n", id, state, reason);
}

static int run(int argc, char **argv, const cli_sink *sink)
{
    cli_args args;
    bool any = false;
    cli_args_read(argc, argv, &args);
    int status = cli_source_run(&args, sink, &any);
    printf("any\t%s\n", any ? "yes" : "no");
    cli_args_free(&args);
    return status;
}

/* Counts results only: for how fast it is, and how much memory it takes. */
static void count_result(void *context, const xeng_result *result)
{
    size_t *count = context;
    for (size_t i = 0; i < xeng_result_grouping_count(result); i++) {
        *count += xeng_result_leaf_count(result, i);
    }
}

static void skip_fate(void *context, uint64_t id, const char *state, const char *reason)
{
    (void)context;
    (void)id;
    (void)state;
    (void)reason;
}

/* How results are written. */
typedef struct {
    int32_t format;
    int32_t form;
    uint32_t flags;
} writing;

static int32_t take_all(xeng_writer *writer)
{
    const void *bytes;
    size_t size;
    int32_t code;
    while ((code = xeng_writer_next(writer, &bytes, &size, NULL)) == XENG_OK && size > 0) {
        (void)fwrite(bytes, 1, size, stdout);
    }
    return code;
}

static void write_result(void *context, const xeng_result *result)
{
    const writing *how = context;
    xeng_writer *writer = NULL;
    if (xeng_writer_new_for_result(result, how->format, how->form, how->flags, &writer, NULL) ||
        xeng_writer_add_result(writer, result, NULL) || take_all(writer) ||
        xeng_writer_finish(writer, NULL) || take_all(writer)) {
        abort();
    }
    xeng_writer_unref(writer);
}

static int write_file(char **words)
{
    writing how = {
        .format = strcmp(words[0], "csv") == 0 ? XENG_WRITE_CSV : XENG_WRITE_JSON_LINES,
        .form = strcmp(words[1], "wide") == 0 ? XENG_FORM_WIDE : XENG_FORM_LONG,
        .flags = strcmp(words[2], "gzip") == 0 ? XENG_WRITE_GZIP : 0,
    };
    const cli_sink sink = {write_result, skip_fate, &how};
    cli_source_read(words[3], "--from", &sink);
    return 0;
}

int main(int argc, char **argv)
{
    const cli_sink sink = {print_result, print_fate, NULL};
    size_t leaves = 0;
    const cli_sink counting = {count_result, skip_fate, &leaves};
    if (argc > 1 && strcmp(argv[1], "--run") == 0) {
        return run(argc - 1, argv + 1, &sink);
    }
    if (argc == 6 && strcmp(argv[1], "--write") == 0) {
        return write_file(argv + 2);
    }
    bool quiet = argc > 1 && strcmp(argv[1], "--count") == 0;
    for (int i = quiet ? 2 : 1; i < argc; i++) {
        cli_source_read(argv[i], "--from", quiet ? &counting : &sink);
    }
    if (quiet) {
        printf("%zu\n", leaves);
    }
    return 0;
}
