/* Post ids: their form, and the time in them. */
#include "model/post.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/iso8601.h"
#include "base/text.h"
#include "model/show.h"
#include "model/table.h"

enum {
    TIME_SHIFT = 22 /* an id is 41 bits of milliseconds, 10 of machine, 12 of sequence */
};

#define TIME_MAX_MS ((INT64_C(1) << 41) - 1)

bool xeng__post_id_valid(uint64_t id)
{
    return id != 0 && id <= INT64_MAX;
}

int32_t xeng__post_id_refuse(uint64_t id, xeng_error **error)
{
    char value[24];
    (void)snprintf(value, sizeof value, "%" PRIu64, id);
    return xeng__fail_rule(error, XENG_RULE_BAD_ID, INT64_MAX, value,
                           "%s is no Post id: ids are 1 to %" PRId64, value, INT64_MAX);
}

int32_t xeng_post_id_parse(const char *text, uint64_t *id, xeng_error **error)
{
    xeng__error_clear(error);
    if (id == NULL) {
        return xeng__fail_argument(error, "id is NULL");
    }
    *id = 0;
    if (text == NULL) {
        return xeng__fail_argument(error, "text is NULL: a Post id in decimal digits is expected");
    }
    size_t size = strlen(text);
    if (xeng__parse_id(text, size, id)) {
        return XENG_OK;
    }
    xeng__buf shown = XENG__BUF_EMPTY;
    xeng__show(&shown, text, size);
    int32_t code = xeng__fail_rule(error, XENG_RULE_BAD_ID, INT64_MAX, xeng__buf_text(&shown),
                                   "\"%s\" is no Post id: ids are decimal digits without a leading "
                                   "zero, 1 to %" PRId64,
                                   xeng__buf_text(&shown), INT64_MAX);
    xeng__buf_free(&shown);
    return code;
}

int64_t xeng_post_created_ms(uint64_t id)
{
    if (id < XENG__POST_FIRST_TIMED_ID || id > INT64_MAX) {
        return XENG_POST_CREATED_UNKNOWN;
    }
    return (int64_t)(id >> TIME_SHIFT) + XENG__POST_EPOCH_MS;
}

uint64_t xeng_post_first_id_at(int64_t unix_ms)
{
    if (unix_ms < XENG__POST_EPOCH_MS || unix_ms - XENG__POST_EPOCH_MS > TIME_MAX_MS) {
        return 0;
    }
    uint64_t id = (uint64_t)(unix_ms - XENG__POST_EPOCH_MS) << TIME_SHIFT;
    /* In its first seconds the clock was behind the counter that it took over from. */
    return id < XENG__POST_FIRST_TIMED_ID ? XENG__POST_FIRST_TIMED_ID : id;
}

bool xeng__post_older_than(uint64_t id, int32_t days, int64_t now)
{
    int64_t created_ms = xeng_post_created_ms(id);
    if (created_ms == XENG_POST_CREATED_UNKNOWN) {
        return true;
    }
    /* Whole seconds are exact enough: x > m / 1000 just when x > floor(m / 1000). */
    int64_t age = days * XENG__SECONDS_A_DAY;
    return now > INT64_MIN + age && now - age > created_ms / 1000;
}
