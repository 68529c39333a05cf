/* The contract's rate limit: fixed windows, one or two pools. */
#include "limit.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>

#include "config.h"
#include "when.h"

typedef struct {
    int64_t opened_ms; /* on the monotonic clock */
    uint64_t used;
    uint64_t number; /* from 1; 0: none was opened yet */
} window;

typedef struct {
    bool passed;
    uint64_t limit;
    uint64_t remaining;
    int64_t rest_ms; /* until the window closes */
} verdict;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static window minutes[2];
static window seconds[2];

static verdict judge(window *in, uint64_t limit, int64_t length_ms, int64_t now_ms)
{
    if (in->number == 0 || now_ms - in->opened_ms >= length_ms) {
        *in = (window){now_ms, 0, in->number + 1};
    }
    verdict result = {in->used < limit, limit, 0, in->opened_ms + length_ms - now_ms};
    in->used += result.passed;
    result.remaining = limit - in->used;
    return result;
}

static void add_headers(sim_reply *reply, const char *family, const verdict *what)
{
    char name[48];
    char value[24];
    snprintf(name, sizeof(name), "%s-limit", family);
    snprintf(value, sizeof(value), "%" PRIu64, what->limit);
    sim_reply_header(reply, name, value);
    snprintf(name, sizeof(name), "%s-remaining", family);
    snprintf(value, sizeof(value), "%" PRIu64, what->remaining);
    sim_reply_header(reply, name, value);
    snprintf(name, sizeof(name), "%s-reset", family);
    snprintf(value, sizeof(value), "%" PRId64, (sim_clock_ms() + what->rest_ms + 999) / 1000);
    sim_reply_header(reply, name, value);
}

void sim_limit_refuse(sim_reply *reply)
{
    if (sim_conf.rate_object) {
        sim_reply_object_error(reply, 429, 88, "Rate limit exceeded");
    } else {
        sim_reply_error(reply, 429, "Rate limit exceeded");
    }
}

static bool apply(sim_call *call, const verdict *what, const char *family)
{
    if (sim_conf.rate_headers != SIM_RATE_NO_HEADERS) {
        add_headers(&call->reply, family, what);
    }
    if (what->passed) {
        return true;
    }
    if (sim_conf.rate_retry_after) {
        char wait[24];
        snprintf(wait, sizeof(wait), "%" PRId64, (what->rest_ms + 999) / 1000);
        sim_reply_header(&call->reply, "Retry-After", wait);
    }
    sim_limit_refuse(&call->reply);
    return false;
}

bool sim_limit_pass(sim_call *call)
{
    int pool = sim_conf.rate_pools == 1 && call->note.auth != SIM_AUTH_USER;
    const char *family =
        sim_conf.rate_headers == SIM_RATE_X_RATE_LIMIT ? "x-rate-limit" : "x-per-minute";
    int64_t now_ms = sim_monotonic_ms();
    bool passed = true;
    if (sim_conf.rate_limit > 0) {
        pthread_mutex_lock(&lock);
        verdict what =
            judge(&minutes[pool], sim_conf.rate_limit, (int64_t)sim_conf.rate_window_ms, now_ms);
        call->note.rate_window = minutes[pool].number;
        call->note.rate_used = minutes[pool].used;
        pthread_mutex_unlock(&lock);
        passed = apply(call, &what, family);
    }
    if (passed && sim_conf.per_second_limit > 0) {
        pthread_mutex_lock(&lock);
        verdict what = judge(&seconds[pool], sim_conf.per_second_limit, 1000, now_ms);
        pthread_mutex_unlock(&lock);
        passed = apply(call, &what, "x-per-second");
    }
    return passed;
}

void sim_limits_reset(void)
{
    pthread_mutex_lock(&lock);
    for (int i = 0; i < 2; i++) {
        minutes[i] = (window){0};
        seconds[i] = (window){0};
    }
    pthread_mutex_unlock(&lock);
}
