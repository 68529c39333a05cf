/* Questions, answers and figures of the examples of event loops; the loops are beside it. */
#include "crowd.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum {
    MOST_UNDER_WAY = 1000,
    QUESTIONS_A_TURN = 4, /* so that asking doesn't keep the loop either */
    LINE_SIZE = 256
};

static double now_ms(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int fail(xeng_error *error)
{
    fprintf(stderr, "%s\n", xeng_error_message(error));
    xeng_error_unref(error);
    return 1;
}

/* A request under way may have a connection of its own, and so a descriptor. */
static void allow_descriptors(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        (void)setrlimit(RLIMIT_NOFILE, &limit);
    }
}

int crowd_begin(crowd *self, const char *path)
{
    xeng_options *options = NULL;
    xeng_error *error = NULL;
    memset(self, 0, sizeof *self);
    allow_descriptors();
    self->ids = path == NULL ? NULL : fopen(path, "r");
    if (self->ids == NULL) {
        if (path == NULL) {
            fprintf(stderr, "a file of ids is to be given\n");
        } else {
            fprintf(stderr, "%s: %s\n", path, strerror(errno));
        }
        return 1;
    }
    int failed =
        xeng_options_new(&options, &error) || xeng_options_from_env(options, &error) ||
        (xeng_options_set_max_concurrency(options, MOST_UNDER_WAY),
         xeng_client_new(options, &self->client, &error)) ||
        xeng_credentials_from_env(&self->owner, &error) ||
        xeng_request_new(XENG_ENDPOINT_TOTALS, self->owner, &self->request, &error) ||
        xeng_request_add_metric(self->request, XENG_METRIC_FAVORITES, &error) ||
        xeng_request_add_grouping_text(self->request, "posts", "tweet.id,engagement.type", &error);
    xeng_options_unref(options);
    return failed ? fail(error) : 0;
}

int crowd_has_more_to_ask(const crowd *self)
{
    return !self->input_over && self->under_way < MOST_UNDER_WAY;
}

int crowd_goes_on(const crowd *self)
{
    return !self->input_over || self->under_way > 0;
}

/* Puts the question after one Post on its way. */
static void ask(crowd *self, const char *id)
{
    xeng_request *request = NULL;
    xeng_operation operation;
    xeng_error *error = NULL;
    if (xeng_request_copy(self->request, &request, &error) ||
        xeng_request_add_id_text(request, id, &error) ||
        xeng_client_submit(self->client, self->owner, request, &operation, &error)) {
        self->failed++;
        (void)fail(error);
    } else if (++self->under_way > self->most_under_way) {
        self->most_under_way = self->under_way;
    }
    xeng_request_unref(request);
}

static void ask_a_few(crowd *self)
{
    char line[LINE_SIZE];
    for (int i = 0; i < QUESTIONS_A_TURN && crowd_has_more_to_ask(self); i++) {
        if (fgets(line, sizeof line, self->ids) == NULL) {
            self->input_over = 1;
            return;
        }
        line[strcspn(line, "\r\n")] = '\0';
        if (*line != '\0' && *line != '#') {
            ask(self, line);
        }
    }
}

static void print(const xeng_result *result)
{
    uint64_t id = xeng_result_id_at(result, 0);
    xeng_node post = xeng_result_child_by_id(result, xeng_result_root(result, 0), id);
    xeng_node leaf = xeng_result_child_by_metric(result, post, XENG_METRIC_FAVORITES);
    int64_t favorites = 0;
    if (xeng_result_value(result, leaf, &favorites) == XENG_VALUE_DELIVERED) {
        printf("%" PRIu64 " was liked %" PRId64 " times\n", id, favorites);
    } else {
        printf("%" PRIu64 " was not delivered\n", id);
    }
}

/* Takes one answer; 0 if there is none. */
static int take_one(crowd *self)
{
    xeng_operation operation = XENG_OPERATION_NONE;
    xeng_result *result = NULL;
    xeng_error *error = NULL;
    int32_t code = xeng_client_next_completion(self->client, &operation, &result, &error);
    if (operation == XENG_OPERATION_NONE) {
        xeng_error_unref(error);
        return 0;
    }
    self->under_way--;
    if (code != XENG_OK) {
        self->failed++;
        (void)fail(error);
    } else {
        self->answered++;
        print(result);
    }
    xeng_result_unref(result);
    return 1;
}

static void keep_longest(double *longest, double took)
{
    if (took > *longest) {
        *longest = took;
    }
}

int crowd_turn(crowd *self)
{
    double began = now_ms(CLOCK_MONOTONIC);
    double work_began = now_ms(CLOCK_THREAD_CPUTIME_ID);
    xeng_error *error = NULL;
    ask_a_few(self);
    if (xeng_client_dispatch(self->client, 0, &error)) {
        return fail(error);
    }
    while (take_one(self)) {
    }
    keep_longest(&self->longest_stall_ms, now_ms(CLOCK_MONOTONIC) - began);
    keep_longest(&self->longest_work_ms, now_ms(CLOCK_THREAD_CPUTIME_ID) - work_began);
    return 0;
}

int crowd_end(crowd *self)
{
    fprintf(
        stderr,
        "%u answered, %u failed; %u under way at once; longest stall %.1f ms, longest work %.1f "
        "ms\n",
        self->answered, self->failed, self->most_under_way, self->longest_stall_ms,
        self->longest_work_ms);
    if (self->ids != NULL) {
        fclose(self->ids);
    }
    xeng_request_unref(self->request);
    xeng_credentials_unref(self->owner);
    xeng_client_unref(self->client);
    return self->failed > 0;
}
