/* A roundup of many Posts: what became of those without counts, the sums of the others, and the
 * five of the most engagements. The same program is an example of every language's binding. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <xengage/xengage.h>

enum {
    MOST_SHOWN = 5,
};

typedef struct {
    uint64_t id;
    int64_t engagements;
    int64_t impressions;
} post;

typedef struct {
    post best[MOST_SHOWN]; /* those of the most engagements, of equals the smaller id first */
    size_t shown;
    uint64_t count; /* of Posts with counts */
    int64_t engagements;
    int64_t impressions;
} roundup;

/* A job for the ids of a file, by what the environment says; what goes wrong is in *error. */
static int32_t make_job(const char *ids, xeng_job **job, xeng_error **error)
{
    xeng_options *options = NULL;
    xeng_client *client = NULL;
    xeng_credentials *owner = NULL;
    xeng_request *request = NULL;

    int32_t failed =
        xeng_options_new(&options, error) || xeng_options_from_env(options, error) ||
        xeng_client_new(options, &client, error) || xeng_credentials_from_env(&owner, error) ||
        xeng_request_new(XENG_ENDPOINT_TOTALS, owner, &request, error) ||
        xeng_request_add_metric(request, XENG_METRIC_IMPRESSIONS, error) ||
        xeng_request_add_metric(request, XENG_METRIC_ENGAGEMENTS, error) ||
        xeng_request_add_grouping_text(request, "posts", "tweet.id,engagement.type", error) ||
        xeng_job_new(client, request, job, error) ||
        xeng_job_add_credentials(*job, owner, NULL, error) ||
        xeng_job_add_ids_file(*job, 0, ids, XENG_IDS_PLAIN, NULL, error);
    /* The job holds what it needs. */
    xeng_request_unref(request);
    xeng_credentials_unref(owner);
    xeng_client_unref(client);
    xeng_options_unref(options);
    return failed;
}

static int is_better(const post *one, const post *other)
{
    return one->engagements != other->engagements ? one->engagements > other->engagements
                                                  : one->id < other->id;
}

static void add(roundup *self, post one)
{
    self->count++;
    self->engagements += one.engagements;
    self->impressions += one.impressions;
    size_t place = self->shown;
    while (place > 0 && is_better(&one, &self->best[place - 1])) {
        place--;
    }
    if (place == MOST_SHOWN) {
        return;
    }
    size_t kept = self->shown < MOST_SHOWN ? self->shown : MOST_SHOWN - 1;
    memmove(&self->best[place + 1], &self->best[place], (kept - place) * sizeof *self->best);
    self->best[place] = one;
    self->shown = kept + 1;
}

/* What of a text comes behind a prefix that it may have. */
static const char *behind(const char *prefix, const char *text)
{
    size_t size = strlen(prefix);
    return strncmp(text, prefix, size) == 0 ? text + size : text;
}

/* Both counts of a Post, or what became of it. */
static void add_id(roundup *self, const xeng_piece *piece, size_t index)
{
    post one = {.id = xeng_piece_id_at(piece, index)};
    const xeng_result *result = xeng_piece_result(piece);
    if (xeng_result_post_value(result, one.id, XENG_METRIC_ENGAGEMENTS, &one.engagements) ==
            XENG_VALUE_DELIVERED &&
        xeng_result_post_value(result, one.id, XENG_METRIC_IMPRESSIONS, &one.impressions) ==
            XENG_VALUE_DELIVERED) {
        add(self, one);
        return;
    }
    const char *state = xeng_id_state_name(xeng_piece_id_state(piece, index));
    const char *reason = xeng_error_code_name(xeng_piece_id_reason(piece, index));
    printf("%" PRIu64 ": %s, %s\n", one.id, state, behind("ERROR_", behind("XENG_", reason)));
}

static int32_t take_pieces(roundup *self, xeng_job *job, xeng_error **error)
{
    xeng_piece *piece = NULL;
    int32_t code;
    while ((code = xeng_job_next(job, -1, &piece, error)) == XENG_OK && piece != NULL) {
        for (size_t i = 0; i < xeng_piece_id_count(piece); i++) {
            add_id(self, piece, i);
        }
        code = xeng_job_ack(job, piece, 0, error);
        xeng_piece_unref(piece);
        if (code != XENG_OK) {
            break;
        }
    }
    return code;
}

static void print(const roundup *self, uint64_t ids)
{
    printf("%" PRIu64 " of %" PRIu64 " Posts: %" PRId64 " impressions, %" PRId64 " engagements\n",
           self->count, ids, self->impressions, self->engagements);
    for (size_t i = 0; i < self->shown; i++) {
        const post *one = &self->best[i];
        printf("%" PRIu64 ": %" PRId64 " engagements, %" PRId64 " impressions\n", one->id,
               one->engagements, one->impressions);
    }
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: roundup FILE-OF-IDS\n");
        return 2;
    }
    roundup self = {.shown = 0};
    xeng_job *job = NULL;
    xeng_error *error = NULL;
    int32_t failed = make_job(argv[1], &job, &error);
    if (!failed) {
        xeng_job_set_ordered(job, 1);
        failed = take_pieces(&self, job, &error);
    }
    if (failed) {
        fprintf(stderr, "roundup: %s\n", xeng_error_message(error));
    } else {
        print(&self, xeng_job_figure(job, XENG_FIGURE_IDS));
    }
    xeng_job_unref(job);
    xeng_error_unref(error);
    return failed ? 1 : 0;
}
