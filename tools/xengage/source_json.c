/* A JSON document in the server's shape: one that xengage wrote, or an answer as it came. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include <xengage/metric.h>
#include <xengage/post.h>
#include <xengage/result.h>

#include "source_parts.h"
#include "source_posts.h"

static const char too_old[] = "the Post is too old for some of the metrics";

/* The lists of ids, the gravest first: the server's, and those that xengage adds. */
static const struct {
    const char *name;
    const char *state;
    const char *reason;
} lists[] = {
    {"unavailable_tweet_ids", "unavailable", ""},
    {"forbidden_tweet_ids", "forbidden", ""},
    {"missing_tweet_ids", "failed", "the server said nothing about this Post"},
    {"failed_tweet_ids", "failed", ""},
    {"not_asked_tweet_ids", "not asked", ""},
    {"unsupported_for_impressions_engagements_tweet_ids", "unsupported", too_old},
    {"unsupported_for_video_views_tweet_ids", "unsupported", too_old},
};

enum {
    LISTS = sizeof lists / sizeof lists[0]
};

/* A document that is read. */
typedef struct {
    const cli_place *place;
    const cli_sink *sink;
    cli_posts told; /* of which the sink knows what became of them */
} cli_document;

/* Tells what became of an id, once. */
static void tell(cli_document *document, uint64_t id, const char *state, const char *reason)
{
    uint32_t post = cli_posts_place(&document->told, id);
    if ((document->told.flags[post] & CLI_POST_TOLD) == 0) {
        document->told.flags[post] |= CLI_POST_TOLD;
        document->sink->fate(document->sink->context, id, state, reason);
    }
}

/* Tells of the ids of a list. */
static size_t tell_list(cli_document *document, size_t list, const json_t *ids)
{
    const cli_place *place = document->place;
    if (!json_is_array(ids)) {
        cli_place_die(place, "%s is no list", lists[list].name);
    }
    for (size_t i = 0; i < json_array_size(ids); i++) {
        uint64_t id = 0;
        const char *text = json_string_value(json_array_get(ids, i));
        if (text == NULL || xeng_post_id_parse(text, &id, NULL) != XENG_OK) {
            cli_place_die(place, "%s has something in it that is no Post id", lists[list].name);
        }
        tell(document, id, lists[list].state, lists[list].reason);
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
static void tell_extras(cli_document *document, const xeng_result *result)
{
    for (size_t i = 0; i < xeng_result_extra_count(result); i++) {
        size_t list = list_of(xeng_result_extra_name(result, i));
        if (list < LISTS) {
            json_t *ids = json_loads(xeng_result_extra_json(result, i), 0, NULL);
            (void)tell_list(document, list, ids);
            json_decref(ids);
        }
    }
}

static void tell_states(cli_document *document, const xeng_result *result)
{
    for (size_t i = 0; i < xeng_result_id_count(result); i++) {
        uint64_t id = xeng_result_id_at(result, i);
        int32_t state = xeng_result_id_state(result, id);
        if (state != XENG_ID_DELIVERED) {
            tell(document, id, xeng_id_state_name(state),
                 state == XENG_ID_UNSUPPORTED ? too_old : "");
        }
    }
}

/* A document without counts may hold nothing but what became of ids, which the library takes for an
 * answer that is an error. */
static void tell_lists_only(cli_document *document, const char *text, size_t size,
                            const xeng_error *error)
{
    size_t told = 0;
    json_t *root = json_loadb(text, size, 0, NULL);
    for (size_t i = 0; i < LISTS; i++) {
        const json_t *ids = json_object_get(root, lists[i].name);
        if (ids != NULL) {
            told += tell_list(document, i, ids);
        }
    }
    json_decref(root);
    if (told == 0) {
        cli_place_die_error(document->place, error);
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

static void tell_all(cli_document *document, const xeng_result *result)
{
    document->sink->result(document->sink->context, result);
    /* First what is graver than to be too old for some metrics. */
    tell_extras(document, result);
    tell_states(document, result);
}

void cli_source_json(cli_bytes *bytes, const cli_sink *sink)
{
    cli_document document = {.place = &bytes->place, .sink = sink};
    size_t size = 0;
    const char *text = cli_bytes_all(bytes, &size);
    xeng_result *result = NULL;
    xeng_error *error = NULL;
    int32_t code = xeng_result_from_json(text, size, &result, &error);
    if (code >= XENG_ERROR_BAD_REQUEST) {
        tell_lists_only(&document, text, size, error);
    } else if (code != XENG_OK) {
        cli_place_die_error(&bytes->place, error);
    } else {
        check(&bytes->place, result);
        tell_all(&document, result);
    }
    xeng_error_unref(error);
    xeng_result_unref(result);
    cli_posts_free(&document.told);
}
