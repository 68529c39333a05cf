/* Whether and when a request is sent again. */
#include "net/retry.h"

#include <stddef.h>

#include <xengage/error.h>

#include "net/hint.h"

xeng__failure xeng__failure_of_answer(int32_t status, int32_t code)
{
    if (code == XENG_ERROR_RATE_LIMITED) {
        return XENG__FAILURE_LIMITED;
    }
    if (code == XENG_ERROR_NO_MEMORY) {
        return XENG__FAILURE_FINAL;
    }
    switch (status) {
    case 408:
        return XENG__FAILURE_TIMEOUT;
    case 500:
    case 502:
    case 503:
    case 504:
        return XENG__FAILURE_TRANSIENT;
    case 200:
        /* Cut short or garbled on the way; or the server says in words that it failed. */
        return code == XENG_ERROR_PROTOCOL || code == XENG_ERROR_SERVER ? XENG__FAILURE_TRANSIENT
                                                                        : XENG__FAILURE_FINAL;
    default:
        return XENG__FAILURE_FINAL;
    }
}

void xeng__budget_init(xeng__budget *budget)
{
    budget->tokens = XENG__BUDGET_CAPACITY;
}

static void give_back(xeng__budget *budget, int32_t tokens)
{
    budget->tokens = budget->tokens + tokens > XENG__BUDGET_CAPACITY ? XENG__BUDGET_CAPACITY
                                                                     : budget->tokens + tokens;
}

/* base * 2^(n - 1), at most `max`. */
static int64_t exponential(uint32_t n, int64_t max)
{
    int64_t wait = XENG__BACKOFF_BASE_MS;
    for (uint32_t i = 1; i < n && wait < max; i++) {
        wait *= 2;
    }
    return wait < max ? wait : max;
}

/* A random number from 0 to `max`, both included. */
static int64_t pick(uint64_t chance, int64_t max)
{
    return (int64_t)(chance % ((uint64_t)max + 1));
}

static const char not_in_time[] = "it would begin after the deadline";

/* After a 429: as the server says; else half of the wait is sure and half is chance, so that many
 * that were refused together come back neither at once nor together. */
static xeng__retry_answer decide_limited(xeng__retry *retry, const xeng__retry_question *question)
{
    int64_t wait = question->hint_ms;
    if (wait <= 0) {
        int64_t most = exponential(retry->limited + 2, XENG__LIMITED_MAX_MS);
        wait = most / 2 + pick(question->chance, most / 2);
    }
    xeng__retry_answer answer = {true, question->now + wait, NULL};
    if (answer.at >= question->deadline) {
        answer.again = false;
        answer.why = not_in_time;
    } else {
        retry->limited++;
    }
    return answer;
}

static int32_t price(xeng__failure failure)
{
    switch (failure) {
    case XENG__FAILURE_TIMEOUT:
        return XENG__BUDGET_TIMEOUT;
    case XENG__FAILURE_REPAIRED:
        return 0;
    default:
        return XENG__BUDGET_RETRY;
    }
}

/* Why there is no further attempt whatever the time, or NULL. */
static const char *refusal(const xeng__retry *retry, const xeng__budget *budget,
                           const xeng__retry_question *question)
{
    if (retry->failures >= question->max_attempts) {
        return "all attempts are used up";
    }
    if (question->failure == XENG__FAILURE_REPAIRED && retry->repairs >= XENG__REPAIRS_MAX) {
        return "another time or nonce was refused as well";
    }
    if (price(question->failure) > budget->tokens) {
        return "too many requests have failed lately";
    }
    return NULL;
}

xeng__retry_answer xeng__retry_decide(xeng__retry *retry, xeng__budget *budget,
                                      const xeng__retry_question *question)
{
    xeng__retry_answer no = {false, 0, "repeating can't help"};
    if (question->failure == XENG__FAILURE_FINAL) {
        return no;
    }
    if (question->failure == XENG__FAILURE_LIMITED) {
        return decide_limited(retry, question);
    }
    if (question->failure == XENG__FAILURE_STALE && retry->stale < XENG__STALE_MAX) {
        retry->stale++;
        return (xeng__retry_answer){true, question->now, NULL};
    }
    retry->limited = 0;
    retry->failures++;
    int64_t wait = question->hint_ms;
    if (question->failure == XENG__FAILURE_REPAIRED) {
        wait = 0;
    } else if (wait == XENG__HINT_NONE) {
        wait = pick(question->chance, exponential(retry->failures, XENG__BACKOFF_MAX_MS));
    } else {
        no.at = question->now + wait;
    }
    no.why = question->may_repeat ? refusal(retry, budget, question) : "it must not be repeated";
    if (no.why != NULL) {
        return no;
    }
    if (question->now + wait >= question->deadline) {
        no.why = not_in_time;
        no.at = question->now + wait;
        return no;
    }
    retry->repairs += question->failure == XENG__FAILURE_REPAIRED;
    retry->paid = price(question->failure);
    budget->tokens -= retry->paid;
    return (xeng__retry_answer){true, question->now + wait, NULL};
}

void xeng__retry_succeeded(const xeng__retry *retry, xeng__budget *budget)
{
    give_back(budget, retry->paid > 0 ? retry->paid : XENG__BUDGET_SUCCESS);
}
