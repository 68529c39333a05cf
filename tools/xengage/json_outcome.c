/* JSON: what there is besides the counts. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "fate.h"
#include "json_writer.h"
#include "memory.h"
#include "say.h"

/* The arrays of ids: the server's names where it has one. */
static const struct {
    const char *name;
    int32_t state;        /* of the ids that are in it; failed ones that are missing count so, */
    uint32_t unsupported; /* or the flag that they have */
} lists[] = {
    {"unavailable_tweet_ids", XENG_ID_UNAVAILABLE, 0},
    {"forbidden_tweet_ids", XENG_ID_FORBIDDEN, 0},
    {"unsupported_for_impressions_engagements_tweet_ids", -1,
     XENG_UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS},
    {"unsupported_for_video_views_tweet_ids", -1, XENG_UNSUPPORTED_VIDEO_VIEWS},
    {"missing_tweet_ids", XENG_ID_MISSING, 0},
    {"failed_tweet_ids", XENG_ID_FAILED, 0},
};

static const char not_asked[] = "not_asked_tweet_ids";

bool cli_json_reserves(const char *name)
{
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        if (strcmp(name, lists[i].name) == 0) {
            return true;
        }
    }
    return strcmp(name, not_asked) == 0;
}

void cli_json_window(cli_json *json, const cli_output *output)
{
    int64_t first[2] = {0};
    bool has = false;
    bool differs = false;
    for (size_t i = 0; i < output->held_count; i++) {
        const xeng_result *result = xeng_piece_result(output->held[i]);
        int64_t window[2] = {0};
        if (result == NULL || xeng_result_window(result, &window[0], &window[1]) == 0) {
            continue;
        }
        differs |= has && memcmp(first, window, sizeof window) != 0;
        if (!has) {
            memcpy(first, window, sizeof window);
        }
        has = true;
    }
    if (differs) {
        cli_say("the answers aren't all of the same window; the first one's is given");
    }
    static const char *const names[] = {"start", "end"};
    for (size_t i = 0; has && i < 2; i++) {
        char text[CLI_TIME_SIZE];
        cli_time_text(first[i], text);
        if (first[i] != 0) {
            cli_json_text(json, names[i], text);
        }
    }
}

static void write_id(cli_json *json, const char *name, uint64_t id, bool *open)
{
    char text[24];
    (void)snprintf(text, sizeof text, "%" PRIu64, id);
    if (!*open) {
        cli_json_open(json, name, '[');
        *open = true;
    }
    cli_json_text(json, NULL, text);
}

static bool is_in(size_t list, const xeng_piece *piece, size_t place)
{
    int32_t state = xeng_piece_id_state(piece, place);
    if (cli_fate_missing(state, xeng_piece_id_reason(piece, place))) {
        state = XENG_ID_MISSING;
    }
    return state == lists[list].state ||
           (xeng_piece_id_unsupported(piece, place) & lists[list].unsupported) != 0;
}

static void write_list(cli_json *json, size_t list, const cli_output *output)
{
    bool open = false;
    for (size_t i = 0; i < output->held_count; i++) {
        const xeng_piece *piece = output->held[i];
        for (size_t place = 0; place < xeng_piece_id_count(piece); place++) {
            if (is_in(list, piece, place)) {
                write_id(json, lists[list].name, xeng_piece_id_at(piece, place), &open);
            }
        }
    }
    if (open) {
        cli_json_close(json, ']');
    }
}

static void write_not_asked(cli_json *json, const xeng_job *job)
{
    bool open = false;
    uint64_t left = xeng_job_state_count(job, 0);
    for (uint64_t i = 0; left > 0 && i < xeng_job_figure(job, XENG_FIGURE_IDS); i++) {
        uint64_t id = 0;
        int32_t state = XENG_ID_FAILED;
        if (xeng_job_id_at(job, i, &id, NULL, &state, NULL, NULL) == XENG_OK && state == 0) {
            write_id(json, not_asked, id, &open);
        }
    }
    if (open) {
        cli_json_close(json, ']');
    }
}

/* Texts that were written already. */
typedef struct {
    const char **at;
    size_t count;
    size_t room;
} cli_seen;

static bool is_new(cli_seen *seen, const char *text)
{
    for (size_t i = 0; i < seen->count; i++) {
        if (strcmp(seen->at[i], text) == 0) {
            return false;
        }
    }
    seen->at = cli_grow(seen->at, &seen->room, seen->count, sizeof(const char *));
    seen->at[seen->count++] = text;
    return true;
}

static void write_messages(cli_json *json, const xeng_result *result, cli_seen *seen)
{
    for (size_t i = 0; i < xeng_result_message_count(result); i++) {
        const char *message = xeng_result_message(result, i);
        bool first = seen->count == 0;
        if (is_new(seen, message)) {
            if (first) {
                cli_json_open(json, "errors", '[');
            }
            cli_json_text(json, NULL, message);
        }
    }
}

static void write_extras(cli_json *json, const xeng_result *result, cli_seen *seen)
{
    for (size_t i = 0; i < xeng_result_extra_count(result); i++) {
        const char *name = xeng_result_extra_name(result, i);
        if (is_new(seen, name)) {
            cli_json_raw(json, name, xeng_result_extra_json(result, i));
        } else {
            cli_say(
                "several answers have a member '%s', which this version doesn't know; the first "
                "one's is given",
                name);
        }
    }
}

typedef void write_fn(cli_json *json, const xeng_result *result, cli_seen *seen);

static size_t write_of_all(cli_json *json, const cli_output *output, write_fn *write)
{
    cli_seen seen = {0};
    for (size_t i = 0; i < output->held_count; i++) {
        const xeng_result *result = xeng_piece_result(output->held[i]);
        if (result != NULL) {
            write(json, result, &seen);
        }
    }
    free(seen.at);
    return seen.count;
}

void cli_json_outcome(cli_json *json, const cli_output *output)
{
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        write_list(json, i, output);
    }
    write_not_asked(json, output->job->job);
    if (write_of_all(json, output, write_messages) > 0) {
        cli_json_close(json, ']');
    }
    (void)write_of_all(json, output, write_extras);
}
