/* What the tests of the model share: requests to try things on, and what a refusal must be like. */
#ifndef XENG__TESTS_MODEL_SUPPORT_H
#define XENG__TESTS_MODEL_SUPPORT_H

#include "unit.h"

#include <string.h>

#include "base/iso8601.h"
#include "model/request.h"
#include "model/request_fields.h"

#define TESTS_DAY INT64_C(86400)

static inline int64_t at(const char *text)
{
    int64_t time = 0;
    if (!xeng__parse_time(text, strlen(text), &time)) {
        fail_msg("no time: %s", text);
    }
    return time;
}

static inline xeng_request *make_as(int32_t endpoint, int32_t credentials_kind)
{
    xeng_request *request = NULL;
    assert_int_equal(xeng__request_new(endpoint, credentials_kind, XENG_TIME_UNSET, &request, NULL),
                     XENG_OK);
    return request;
}

static inline xeng_request *make(int32_t endpoint)
{
    return make_as(endpoint, XENG_CREDENTIALS_USER);
}

static inline void check_refusal(int32_t code, xeng_error *error, int32_t rule, int64_t limit,
                                 const char *value)
{
    assert_int_equal(code, XENG_ERROR_RULE);
    assert_int_equal(xeng_error_code(error), XENG_ERROR_RULE);
    assert_string_equal(xeng_error_rule_name(xeng_error_rule(error)), xeng_error_rule_name(rule));
    assert_int_equal(xeng_error_limit(error), limit);
    assert_string_equal(xeng_error_value(error), value);
    if (strcmp(value, "0") != 0) {
        assert_non_null(strstr(xeng_error_message(error), value));
    }
    xeng_error_unref(error);
}

/* The call, which stores its error in `error`, is refused and leaves the request as it was, to the
 * last byte. */
#define assert_refused(request, call, rule, limit, value)                \
    do {                                                                 \
        xeng_error *error = NULL;                                        \
        struct xeng_request before;                                      \
        memcpy((void *)&before, (const void *)(request), sizeof before); \
        int32_t refused_code = (call);                                   \
        check_refusal(refused_code, error, rule, limit, value);          \
        assert_memory_equal(&before, request, sizeof before);            \
    } while (0)

#endif
