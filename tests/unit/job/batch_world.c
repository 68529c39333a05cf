/* The server in the test. */
#include "job/batch_world.h"

#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "model/request.h"
#include "result/decoder.h"

/* 2024-01-01T00:00:00Z */
#define NEW_YEAR   INT64_C(1704067200)
#define FOUR_WEEKS (INT64_C(672) * 3600)

const int32_t world_metrics[WORLD_METRICS] = {XENG_METRIC_IMPRESSIONS, XENG_METRIC_FAVORITES,
                                              XENG_METRIC_VIDEO_VIEWS};
uint64_t draw(uint64_t *seed, uint64_t below)
{
    *seed += UINT64_C(0x9E3779B97F4A7C15);
    uint64_t x = *seed;
    x = (x ^ x >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ x >> 27) * UINT64_C(0x94D049BB133111EB);
    return (x ^ x >> 31) % below;
}

int64_t world_count(uint64_t id, int32_t metric, size_t window)
{
    uint64_t seed = id * 31 + (uint64_t)metric * 7 + window;
    return (int64_t)draw(&seed, 100000) - 20;
}

static void must(int32_t code, xeng_error *error)
{
    if (code != XENG_OK) {
        fail_msg("%s", xeng_error_message(error));
    }
}

void world_init(world *self, size_t count, size_t windows, bool by_id, bool sums)
{
    xeng_request *request;
    xeng_error *error = NULL;
    memset(self, 0, sizeof *self);
    self->by_id = by_id;
    self->sums = sums;
    self->count = count;
    for (size_t i = 0; i < count; i++) {
        /* Neither ascending nor alike in their digits. */
        self->ids[i] = UINT64_C(1740000000000000000) + (i * 37 + 11) % 251 * UINT64_C(987654321);
    }
    int32_t endpoint = windows > 0 ? XENG_ENDPOINT_HISTORICAL : XENG_ENDPOINT_TOTALS;
    must(xeng_request_new(endpoint, NULL, &request, &error), error);
    for (size_t i = 0; i < WORLD_METRICS; i++) {
        must(xeng_request_add_metric(request, world_metrics[i], &error), error);
    }
    if (sums) {
        must(xeng_request_add_grouping_text(request, "sums", "engagement.type", &error), error);
    }
    if (by_id) {
        must(xeng_request_add_grouping_text(request, "ids", "tweet.id,engagement.type", &error),
             error);
    }
    self->windows[0] = (xeng__window){XENG_TIME_UNSET, XENG_TIME_UNSET};
    for (size_t i = 0; i < windows; i++) {
        int64_t start = NEW_YEAR + (int64_t)i * FOUR_WEEKS;
        self->windows[i] = (xeng__window){start, start + FOUR_WEEKS};
    }
    self->rules.request = request;
    self->rules.windows = self->windows;
    self->rules.window_count = windows > 0 ? windows : 1;
    self->rules.now = windows > 0 ? NEW_YEAR + (int64_t)windows * FOUR_WEEKS : XENG_TIME_UNSET;
}

void world_free(world *self)
{
    xeng_request_unref((xeng_request *)(uintptr_t)self->rules.request);
}

xeng__batch *world_batch(const world *self)
{
    xeng__batch *batch;
    xeng_error *error = NULL;
    must(xeng__batch_new(&self->rules, self->kind, 7, 3, 1000, self->ids, self->count, &batch,
                         &error),
         error);
    return batch;
}

static size_t place_of(const world *self, uint64_t id)
{
    size_t place = 0;
    while (self->ids[place] != id) {
        place++;
    }
    return place;
}

static int nature_in(const world *self, uint64_t id, size_t window)
{
    size_t place = place_of(self, id);
    return window < self->since[place] ? GOOD : self->nature[place];
}

uint32_t world_flag_of(int32_t metric)
{
    return metric == XENG_METRIC_IMPRESSIONS   ? XENG_UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS
           : metric == XENG_METRIC_VIDEO_VIEWS ? XENG_UNSUPPORTED_VIDEO_VIEWS
                                               : 0;
}

uint32_t world_flags_of(int nature)
{
    return nature == OLD ? XENG_UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS
           : nature == ANCIENT
               ? XENG_UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS | XENG_UNSUPPORTED_VIDEO_VIEWS
               : 0;
}

/* A request as the server sees it. */
typedef struct asked {
    const world *world;
    size_t window;
    bool metrics[WORLD_METRICS];
    uint32_t flags; /* that matter for the metrics */
    size_t count;
    uint64_t ids[WORLD_IDS];
    int natures[WORLD_IDS];
} asked;

static void read_request(const world *self, const xeng_request *request, asked *out)
{
    int64_t start;
    *out = (asked){.world = self};
    (void)xeng_request_window(request, &start, NULL);
    while (self->windows[out->window].start != start) {
        out->window++;
    }
    out->count = xeng_request_id_count(request);
    for (size_t i = 0; i < out->count; i++) {
        out->ids[i] = xeng_request_id_at(request, i);
        out->natures[i] = nature_in(self, out->ids[i], out->window);
    }
    for (size_t i = 0; i < xeng__request_metric_count(request); i++) {
        for (size_t k = 0; k < WORLD_METRICS; k++) {
            if (xeng__request_metric_at(request, i) == world_metrics[k]) {
                out->metrics[k] = true;
                out->flags |= world_flag_of(world_metrics[k]);
            }
        }
    }
}

static bool is_old(const asked *about, int nature)
{
    return (world_flags_of(nature) & about->flags) != 0;
}

/* Refuses a request for Posts of a nature; NULL if there are none. */
static xeng_error *refuse(const asked *about, int nature, int32_t code, const char *words)
{
    xeng_error *error = NULL;
    for (size_t i = 0; i < about->count; i++) {
        uint64_t id = about->ids[i];
        int real = about->natures[i];
        if (nature == OLD ? (real != OLD && real != ANCIENT) ||
                                (about->flags & XENG_UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS) == 0
                          : real != nature) {
            continue;
        }
        uint32_t ways = about->world->ways;
        if (error == NULL) {
            (void)xeng__fail(&error, code, "%s", words);
            xeng__error_add_server_message(error, words, strlen(words));
            /* Somebody else's Post is no help. */
            xeng__error_add_id(error, 99);
        }
        if (nature != POISON &&
            ((ways & NAMES) != 0 || ((ways & NAMES_ONE) != 0 && xeng_error_id_count(error) == 1))) {
            xeng__error_add_id(error, id);
        }
    }
    return error;
}

static xeng_error *refuse_any(const asked *about)
{
    static const char poison[] = "malformed, somehow";
    uint32_t ways = about->world->ways;
    xeng_error *error = NULL;
    if ((ways & POISON_FIRST) != 0) {
        error = refuse(about, POISON, XENG_ERROR_BAD_REQUEST, poison);
    }
    if (error == NULL) {
        error = refuse(about, FORBIDDEN, XENG_ERROR_FORBIDDEN_POSTS, "Forbidden to access tweets");
    }
    if (error == NULL && (ways & OLD_REFUSED) != 0) {
        error = refuse(about, OLD, XENG_ERROR_UNSUPPORTED_POSTS, "too old");
    }
    if (error == NULL && (ways & UNAVAILABLE_REFUSED) != 0) {
        error =
            refuse(about, UNAVAILABLE, XENG_ERROR_UNAVAILABLE_POSTS, "Tweet ID(s) are unavailable");
    }
    return error != NULL ? error : refuse(about, POISON, XENG_ERROR_BAD_REQUEST, poison);
}

static bool is_counted(const asked *about, size_t i)
{
    int nature = about->natures[i];
    return nature != UNAVAILABLE && nature != SILENT &&
           !(is_old(about, nature) && (about->world->ways & OLD_SKIPPED) != 0);
}

/* A row of metrics, each summed up over some of the Posts. */
static void write_row(const asked *about, size_t first, size_t end, xeng__buf *out)
{
    const char *comma = "";
    xeng__buf_append_text(out, "{");
    for (size_t k = 0; k < WORLD_METRICS; k++) {
        int64_t sum = 0;
        for (size_t i = first; i < end; i++) {
            if (is_counted(about, i) &&
                (world_flags_of(about->natures[i]) & world_flag_of(world_metrics[k])) == 0) {
                sum += world_count(about->ids[i], world_metrics[k], about->window);
            }
        }
        if (about->metrics[k]) {
            xeng__buf_printf(out, "%s\"%s\":\"%" PRId64 "\"", comma,
                             xeng_metric_name(world_metrics[k]), sum);
            comma = ",";
        }
    }
    xeng__buf_append_text(out, "}");
}

/* The ids that are unavailable, or too old for something: those that `flag` is 0 for, or set. */
static void write_list(const asked *about, const char *name, uint32_t flag, xeng__buf *out)
{
    const char *comma = "";
    xeng__buf_printf(out, ",\"%s\":[", name);
    for (size_t i = 0; i < about->count; i++) {
        int nature = about->natures[i];
        if (flag == 0 ? nature == UNAVAILABLE
                      : (world_flags_of(nature) & about->flags & flag) != 0) {
            xeng__buf_printf(out, "%s\"%" PRIu64 "\"", comma, about->ids[i]);
            comma = ",";
        }
    }
    xeng__buf_append_text(out, "]");
}

static void write_json(const asked *about, xeng__buf *out)
{
    const char *comma = "";
    xeng__buf_append_text(out, "{\"start\":\"2024-01-01T00:00:00Z\"");
    if (about->world->by_id) {
        xeng__buf_append_text(out, ",\"ids\":{");
        for (size_t i = 0; i < about->count; i++) {
            if (is_counted(about, i)) {
                xeng__buf_printf(out, "%s\"%" PRIu64 "\":", comma, about->ids[i]);
                write_row(about, i, i + 1, out);
                comma = ",";
            }
        }
        xeng__buf_append_text(out, "}");
    }
    if (about->world->sums) {
        xeng__buf_append_text(out, ",\"sums\":");
        write_row(about, 0, about->count, out);
    }
    write_list(about, "unavailable_tweet_ids", 0, out);
    write_list(about, "unsupported_for_impressions_engagements_tweet_ids",
               XENG_UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS, out);
    write_list(about, "unsupported_for_video_views_tweet_ids", XENG_UNSUPPORTED_VIDEO_VIEWS, out);
    xeng__buf_append_text(out, "}");
}

void world_serve(world *self, const xeng_request *request, xeng_result **result, xeng_error **error)
{
    asked about;
    xeng__buf json = XENG__BUF_EMPTY;
    xeng__decoder *decoder;
    xeng_error *trouble = NULL;
    self->requests++;
    read_request(self, request, &about);
    must(xeng_request_check(request, &trouble), trouble);
    *result = NULL;
    *error = refuse_any(&about);
    if (*error != NULL) {
        return;
    }
    write_json(&about, &json);
    must(xeng__decoder_new(request, 0, &decoder, &trouble), trouble);
    must(xeng__decoder_feed(decoder, xeng__buf_text(&json), json.size, &trouble), trouble);
    must(xeng__decoder_finish(decoder, result, &trouble), trouble);
    xeng__decoder_free(decoder);
    xeng__buf_free(&json);
}

void world_answer(world *self, xeng__batch *batch, xeng__buf *record)
{
    xeng_request *request;
    xeng_result *result;
    xeng_error *failure;
    xeng_error *error = NULL;
    xeng__question *question = xeng__batch_next(batch);
    assert_non_null(question);
    must(xeng__question_request(question, &request, &error), error);
    world_serve(self, request, &result, &failure);
    must(xeng__batch_answer(batch, question, result, failure, record, &error), error);
    xeng_request_unref(request);
    xeng_result_unref(result);
    xeng_error_unref(failure);
}

void world_run(world *self, xeng__batch *batch)
{
    while (!xeng__batch_complete(batch)) {
        world_answer(self, batch, NULL);
    }
}
