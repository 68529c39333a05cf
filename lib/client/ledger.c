/* The ledger: counts the distinct users of a month, and knows how many there may be. */
#include "client/ledger.h"

#include <inttypes.h>
#include <pthread.h>

#include <xengage/request.h>

#include "auth/credentials.h"
#include "base/alloc.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/iso8601.h"
#include "base/refcount.h"

enum {
    LAST_FIRST_DAY = 28 /* which every month has */
};

struct xeng_ledger {
    xeng__refcount owners;
    int32_t first_day;
    xeng__ledger_file file;
    pthread_mutex_t lock; /* of all that follows */
    uint64_t limit;       /* 0: none */
    bool refuse;
    bool warned;
    xeng__ledger_month present;
};

static const char no_ledger[] = "ledger is NULL";

/* The first day of the month that begins in the calendar month of a day, or `later` after it. */
static int64_t first_day_from(int64_t days, int32_t first_day, int later)
{
    int64_t year;
    unsigned month;
    unsigned day;
    xeng__civil_from_days(days, &year, &month, &day);
    int index = (int)month - 1 + later;
    year += index < 0 ? -1 : index / 12;
    return xeng__days_from_civil(year, (unsigned)((index + 12) % 12) + 1, (unsigned)first_day);
}

int64_t xeng__ledger_month_of(int64_t unix_seconds, int32_t first_day)
{
    int64_t days = unix_seconds / XENG__SECONDS_A_DAY;
    days -= unix_seconds % XENG__SECONDS_A_DAY < 0;
    int64_t begin = first_day_from(days, first_day, 0);
    return begin <= days ? begin : first_day_from(days, first_day, -1);
}

/* Goes on to another month when that has begun; the file may hold users of it already. */
static void turn_to(xeng_ledger *ledger, int64_t unix_seconds)
{
    int64_t first_day = xeng__ledger_month_of(unix_seconds, ledger->first_day);
    if (first_day != ledger->present.first_day) {
        xeng__ledger_month_reset(&ledger->present, first_day);
        ledger->warned = false;
    }
}

static int32_t read_file(xeng_ledger *ledger, xeng__ledger_month *month, xeng_error **error)
{
    int32_t code = xeng__ledger_file_lock(&ledger->file, error);
    if (code == XENG_OK) {
        code = xeng__ledger_file_read(&ledger->file, month, error);
        xeng__ledger_file_unlock(&ledger->file);
    }
    return code;
}

int32_t xeng_ledger_open(const char *path, int32_t first_day, xeng_ledger **ledger,
                         xeng_error **error)
{
    xeng__error_clear(error);
    if (ledger == NULL) {
        return xeng__fail_argument(error, no_ledger);
    }
    *ledger = NULL;
    if (path == NULL) {
        return xeng__fail_argument(error, "path is NULL");
    }
    if (first_day < 1 || first_day > LAST_FIRST_DAY) {
        return xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT,
                          "a ledger's month can't begin on day %d, only on 1 to %d, which every "
                          "month has",
                          (int)first_day, LAST_FIRST_DAY);
    }
    xeng_ledger *made = xeng__calloc(1, sizeof *made);
    if (made == NULL) {
        return xeng__fail_no_memory(error);
    }
    if (pthread_mutex_init(&made->lock, NULL) != 0) {
        xeng__free(made);
        return xeng__fail(error, XENG_ERROR_SYSTEM, "the system refuses a mutex");
    }
    xeng__refcount_init(&made->owners);
    made->first_day = first_day;
    int32_t code = xeng__ledger_file_open(&made->file, path, error);
    if (code == XENG_OK) {
        turn_to(made, xeng__clock_unix());
        code = read_file(made, &made->present, error);
    }
    if (code != XENG_OK) {
        xeng_ledger_unref(made);
        return code;
    }
    *ledger = made;
    return XENG_OK;
}

xeng_ledger *xeng_ledger_ref(xeng_ledger *ledger)
{
    if (ledger != NULL) {
        xeng__refcount_add(&ledger->owners);
    }
    return ledger;
}

void xeng_ledger_unref(xeng_ledger *ledger)
{
    if (ledger == NULL || !xeng__refcount_drop(&ledger->owners)) {
        return;
    }
    xeng__ledger_file_close(&ledger->file);
    xeng__user_set_free(&ledger->present.users);
    (void)pthread_mutex_destroy(&ledger->lock);
    xeng__free(ledger);
}

void xeng_ledger_set_limit(xeng_ledger *ledger, uint64_t users, int32_t refuse)
{
    if (ledger == NULL) {
        return;
    }
    (void)pthread_mutex_lock(&ledger->lock);
    ledger->limit = users;
    ledger->refuse = refuse != 0;
    ledger->warned = false;
    (void)pthread_mutex_unlock(&ledger->lock);
}

static int32_t fail_limit(const xeng_ledger *ledger, const xeng__user *user, xeng_error **error)
{
    char first[XENG__ISO8601_SIZE];
    char next[XENG__ISO8601_SIZE];
    const xeng__ledger_month *month = &ledger->present;
    xeng__format_day(month->first_day, first);
    xeng__format_day(first_day_from(month->first_day, ledger->first_day, 1), next);
    return xeng__fail(error, XENG_ERROR_LEDGER_LIMIT,
                      "user %s would be one more than the limit of %" PRIu64 " distinct users a "
                      "month: the ledger %s has %zu in the month from %s; use accounts that are "
                      "counted already, wait until %s, or raise the limit",
                      user->name, ledger->limit, ledger->file.path, month->users.count, first,
                      next);
}

/* Counts a user that isn't known yet, which others may have counted meanwhile. */
static int32_t count_new(xeng_ledger *ledger, const xeng__user *user, xeng_error **error)
{
    xeng__ledger_month *month = &ledger->present;
    int32_t code = xeng__ledger_file_lock(&ledger->file, error);
    if (code != XENG_OK) {
        return code;
    }
    code = xeng__ledger_file_read(&ledger->file, month, error);
    if (code == XENG_OK && !xeng__user_set_has(&month->users, user->key)) {
        bool full = ledger->limit > 0 && month->users.count >= ledger->limit;
        code = full && ledger->refuse ? fail_limit(ledger, user, error)
                                      : xeng__ledger_file_append(&ledger->file, month, user, error);
    }
    xeng__ledger_file_unlock(&ledger->file);
    return code;
}

int32_t xeng__ledger_admit(xeng_ledger *ledger, const xeng_credentials *credentials,
                           const xeng__log *log, xeng_error **error)
{
    xeng__user user;
    if (credentials->kind != XENG_CREDENTIALS_USER) {
        return XENG_OK;
    }
    int32_t code = xeng__user_of(credentials, &user, error);
    if (code != XENG_OK) {
        return code;
    }
    (void)pthread_mutex_lock(&ledger->lock);
    turn_to(ledger, xeng__clock_unix());
    if (!xeng__user_set_has(&ledger->present.users, user.key)) {
        code = count_new(ledger, &user, error);
    }
    const uint64_t limit = ledger->limit;
    const size_t count = ledger->present.users.count;
    const bool warn =
        code == XENG_OK && log != NULL && !ledger->warned && limit > 0 && count > limit;
    ledger->warned = ledger->warned || warn;
    char first[XENG__ISO8601_SIZE];
    xeng__format_day(ledger->present.first_day, first);
    (void)pthread_mutex_unlock(&ledger->lock);
    /* The log is the caller's code, which may use the ledger. */
    if (warn) {
        xeng__log_write(log, XENG_LOG_WARN,
                        "the ledger %s has %zu distinct users in the month from %s, more than the "
                        "limit of %" PRIu64,
                        ledger->file.path, count, first, limit);
    }
    return code;
}

int32_t xeng_ledger_count(xeng_ledger *ledger, const xeng_credentials *credentials,
                          xeng_error **error)
{
    xeng__error_clear(error);
    if (ledger == NULL || credentials == NULL) {
        return xeng__fail_argument(error, ledger == NULL ? no_ledger : "credentials is NULL");
    }
    return xeng__ledger_admit(ledger, credentials, NULL, error);
}

int32_t xeng_ledger_users(xeng_ledger *ledger, int64_t time, uint64_t *users, xeng_error **error)
{
    xeng__error_clear(error);
    if (users == NULL) {
        return xeng__fail_argument(error, "users is NULL");
    }
    *users = 0;
    if (ledger == NULL) {
        return xeng__fail_argument(error, no_ledger);
    }
    const int64_t now = xeng__clock_unix();
    xeng__ledger_month other = {.first_day = xeng__ledger_month_of(
                                    time == XENG_TIME_UNSET ? now : time, ledger->first_day)};
    (void)pthread_mutex_lock(&ledger->lock);
    turn_to(ledger, now);
    xeng__ledger_month *month =
        other.first_day == ledger->present.first_day ? &ledger->present : &other;
    int32_t code = read_file(ledger, month, error);
    if (code == XENG_OK) {
        *users = month->users.count;
    }
    (void)pthread_mutex_unlock(&ledger->lock);
    xeng__user_set_free(&other.users);
    return code;
}
