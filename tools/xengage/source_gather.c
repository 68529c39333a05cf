/* Counts that are read one by one become results. */
#include "source_gather.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <xengage/metric.h>

#include "memory.h"

enum {
    /* Counts that are kept before any is handed over: more than a request's worth of Posts has in a
     * few years of hours, so that Posts whose counts don't lie together are seen in time. */
    BATCH = 256 * 1024,
};

static const char not_delivered[] = "not delivered";
static const char in_part[] = "delivered in part";

void cli_gather_begin(cli_gather *gather, const cli_place *place, const cli_sink *sink, bool whole)
{
    *gather = (cli_gather){.place = place, .sink = sink, .whole = whole};
}

static unsigned has_of(const cli_read_count *count)
{
    return (count->id != 0 ? CLI_HAS_POST : 0U) | (count->type != CLI_NO_WORD ? CLI_HAS_TYPE : 0U) |
           (count->day != 0 ? CLI_HAS_DAY : 0U) | (count->hour >= 0 ? CLI_HAS_HOUR : 0U) |
           (count->key != CLI_NO_WORD ? CLI_HAS_KEY : 0U);
}

static uint32_t add_shape(cli_gather *gather, const cli_read_count *count)
{
    if (has_of(count) == 0) {
        cli_place_die(gather->place, "a count of nothing: no Post, metric, day or hour");
    }
    if (gather->shape_count == CLI_SHAPES) {
        cli_place_die(gather->place, "there are over %d groupings", CLI_SHAPES);
    }
    gather->shapes[gather->shape_count] = (cli_shape){count->grouping, has_of(count)};
    gather->whole |= count->id == 0;
    return (uint32_t)gather->shape_count++;
}

/* A grouping's counts are all of the same kind. */
static uint32_t find_shape(cli_gather *gather, const cli_read_count *count)
{
    for (size_t i = 0; i < gather->shape_count; i++) {
        if (gather->shapes[i].grouping != count->grouping) {
            continue;
        }
        if (gather->shapes[i].has != has_of(count)) {
            cli_place_die(gather->place,
                          "not the same columns are filled in as in the lines "
                          "above%s",
                          count->grouping == CLI_NO_WORD ? "" : " of this grouping");
        }
        return (uint32_t)i;
    }
    return add_shape(gather, count);
}

/* What was made of counts must be what they say: keys are told by their look alone. */
static void check_result(const cli_gather *gather, const xeng_result *result, size_t groupings)
{
    if (xeng_result_grouping_count(result) != groupings) {
        cli_place_die(gather->place, "a grouping has a name that the API keeps for itself");
    }
    for (size_t i = 0; i < groupings; i++) {
        const char *name = xeng_result_grouping_name(result, i);
        for (size_t j = 0; j < gather->shape_count; j++) {
            const cli_shape *shape = &gather->shapes[j];
            bool same = shape->grouping == CLI_NO_WORD ||
                        strcmp(gather->words.at[shape->grouping].text, name) == 0;
            if (same && (shape->has & CLI_HAS_POST) != 0 &&
                xeng_result_dimension(result, i, 1) != XENG_DIMENSION_TWEET_ID) {
                cli_place_die(gather->place, "all ids have two digits: they can't be told from "
                                             "hours");
            }
        }
    }
}

/* Hands over the counts that are kept. */
static void hand_over(cli_gather *gather)
{
    size_t size = 0;
    size_t groupings = 0;
    xeng_result *result = NULL;
    xeng_error *error = NULL;
    cli_gather_sort(gather);
    char *json = cli_gather_json(gather, &size, &groupings);
    if (groupings > 0) {
        if (xeng_result_from_json(json, size, &result, &error) != XENG_OK) {
            cli_place_die_error(gather->place, error);
        }
        check_result(gather, result, groupings);
        gather->sink->result(gather->sink->context, result);
        xeng_result_unref(result);
    }
    free(json);
    for (size_t i = 0; i < gather->count; i++) {
        if (gather->shapes[gather->kept[i].shape].has & CLI_HAS_POST) {
            gather->posts.flags[gather->kept[i].post] |= CLI_POST_SETTLED;
        }
    }
    gather->count = 0;
}

/* The first count of a Post, or the first after another's. */
static void change_post(cli_gather *gather, uint64_t id)
{
    uint32_t post = cli_posts_place(&gather->posts, id);
    uint8_t flags = gather->posts.flags[post];
    if (flags & CLI_POST_SETTLED) {
        cli_place_die(gather->place,
                      "the counts of Post %" PRIu64 " aren't together: there are some far above; "
                      "sort the lines by tweet_id",
                      id);
    }
    if (flags & CLI_POST_COUNTED) {
        gather->whole = true;
    } else if (!gather->whole && gather->count >= BATCH) {
        hand_over(gather);
    }
    gather->id = id;
    gather->post = post;
}

void cli_gather_count(cli_gather *gather, const cli_read_count *count)
{
    uint32_t shape = find_shape(gather, count);
    if (count->id != 0) {
        if (count->id != gather->id) {
            change_post(gather, count->id);
        }
        gather->posts.flags[gather->post] |=
            CLI_POST_COUNTED | (count->delivered ? CLI_POST_DELIVERED : CLI_POST_LACKING);
    }
    gather->kept = cli_grow(gather->kept, &gather->room, gather->count, sizeof *gather->kept);
    gather->kept[gather->count++] = (cli_kept_count){
        .shape = shape,
        .post = count->id == 0 ? 0 : gather->post,
        .type = count->type,
        .day = count->day,
        .hour = count->hour,
        .key = count->key,
        .delivered = count->delivered,
        .value = count->value,
    };
}

void cli_gather_fate(cli_gather *gather, uint64_t id, const char *state, const char *reason)
{
    uint32_t post = cli_posts_place(&gather->posts, id);
    gather->posts.flags[post] |= CLI_POST_TOLD;
    gather->sink->fate(gather->sink->context, id, state, reason);
}

void cli_gather_end(cli_gather *gather)
{
    hand_over(gather);
    for (size_t i = 0; i < gather->posts.count; i++) {
        uint8_t flags = gather->posts.flags[i];
        if ((flags & CLI_POST_LACKING) != 0 && (flags & CLI_POST_TOLD) == 0) {
            gather->sink->fate(gather->sink->context, gather->posts.ids[i],
                               flags & CLI_POST_DELIVERED ? in_part : not_delivered, "");
        }
    }
    cli_words_free(&gather->words);
    cli_posts_free(&gather->posts);
    free(gather->kept);
    *gather = (cli_gather){0};
}
