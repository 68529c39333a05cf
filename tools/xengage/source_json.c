/* A JSON document in the server's shape: one that xengage wrote, or an answer as it came. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include <xengage/metric.h>
#include <xengage/post.h>
#include <xengage/result.h>

#include "source_parts.h"

static const char too_old[] = "the Post is too old for some of the metrics";

/* The lists of ids that xengage adds to those of the server. */
static const struct {
    const char *name;
    const char *state;
    const char *reason;
} lists[] = {
    {"unavailable_tweet_ids", "unavailable", ""},
    {"forbidden_tweet_ids", "forbidden", ""},
    {"unsupported_for_impressions_engagements_tweet_ids", "unsupported", too_old},
    {"unsupported_for_video_views_tweet_ids", "unsupported", too_old},
    {"missing_tweet_ids", "failed", "the server said nothing about this Post"},
    {"failed_tweet_ids", "failed", ""},
    {"not_asked_tweet_ids", "not asked", ""},
};

enum {
    LISTS = sizeof lists / sizeof lists[0]
};

/* Tells of the ids of a list. Those whose fate the result knows are told by that. */
static size_t tell_list(const cli_place *place, size_t list, const json_t *ids,
                        const xeng_result *result, const cli_sink *sink)
{
    if (!json_is_array(ids)) {
        cli_place_die(place, "%s is no list", lists[list].name);
    }
    for (size_t i = 0; i < json_array_size(ids); i++) {
        uint64_t id = 0;
        const char *text = json_string_value(json_array_get(ids, i));
        if (text == NULL || xeng_post_id_parse(text, &id, NULL) != XENG_OK) {
            cli_place_die(place, "%s has something in it that is no Post id", lists[list].name);
        }
        int32_t state = xeng_result_id_state(result, id);
        if (state == 0 || state == XENG_ID_DELIVERED) {
            sink->fate(sink->context, id, lists[list].state, lists[list].reason);
        }
    }
    return json_array_size(ids);
}

static size_t list_of(const char *name)
{
    size_t list = 0;
    while (list < LISTS && strcmp(lists[list].name, name) != 0) {
        list++;
    }
    return list;
}

/* What only xengage writes is unknown to the library. */
static void tell_extras(const cli_place *place, const xeng_result *result, const cli_sink *sink)
{
    for (size_t i = 0; i < xeng_result_extra_count(result); i++) {
        size_t list = list_of(xeng_result_extra_name(result, i));
        if (list < LISTS) {
            json_t *ids = json_loads(xeng_result_extra_json(result, i), 0, NULL);
            (void)tell_list(place, list, ids, result, sink);
            json_decref(ids);
        }
    }
}

static void tell_states(const xeng_result *result, const cli_sink *sink)
{
    for (size_t i = 0; i < xeng_result_id_count(result); i++) {
        uint64_t id = xeng_result_id_at(result, i);
        int32_t state = xeng_result_id_state(result, id);
        if (state != XENG_ID_DELIVERED) {
            sink->fate(sink->context, id, xeng_id_state_name(state),
                       state == XENG_ID_UNSUPPORTED ? too_old : "");
        }
    }
}

/* A document without counts may hold nothing but what became of ids, which the library takes for an
 * answer that is an error. */
static void tell_lists_only(const cli_place *place, const char *text, size_t size,
                            const xeng_error *error, const cli_sink *sink)
{
    size_t told = 0;
    json_t *document = json_loadb(text, size, 0, NULL);
    for (size_t i = 0; i < LISTS; i++) {
        const json_t *ids = json_object_get(document, lists[i].name);
        if (ids != NULL) {
            told += tell_list(place, i, ids, NULL, sink);
        }
    }
    json_decref(document);
    if (told == 0) {
        cli_place_die_error(place, error);
    }
}

/* Whether the keys of a grouping are Posts, metrics or times on any level: any JSON may have
 * objects with numbers in them. */
static bool is_grouping(const xeng_result *result, size_t grouping)
{
    size_t depth = xeng_result_depth(result, grouping);
    for (size_t level = 1; level <= depth; level++) {
        if (xeng_result_dimension(result, grouping, level) != XENG_DIMENSION_OTHER) {
            return true;
        }
    }
    return depth == 0;
}

static void check(const cli_place *place, const xeng_result *result)
{
    bool good = xeng_result_grouping_count(result) > 0 || xeng_result_id_count(result) > 0;
    for (size_t i = 0; good && i < xeng_result_grouping_count(result); i++) {
        good = is_grouping(result, i);
    }
    if (!good) {
        cli_place_die(place, "it is JSON, but no answer of the Engagement API");
    }
}

void cli_source_json(cli_bytes *bytes, const cli_sink *sink)
{
    size_t size = 0;
    const char *text = cli_bytes_all(bytes, &size);
    xeng_result *result = NULL;
    xeng_error *error = NULL;
    int32_t code = xeng_result_from_json(text, size, &result, &error);
    if (code >= XENG_ERROR_BAD_REQUEST) {
        tell_lists_only(&bytes->place, text, size, error, sink);
        xeng_error_unref(error);
        return;
    }
    if (code != XENG_OK) {
        cli_place_die_error(&bytes->place, error);
    }
    check(&bytes->place, result);
    sink->result(sink->context, result);
    tell_states(result, sink);
    tell_extras(&bytes->place, result, sink);
    xeng_result_unref(result);
}
