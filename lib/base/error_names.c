/* The names of error codes and rules, as the public header has them; a test holds the two together.
 */
#include <stddef.h>

#include <xengage/error.h>

struct name {
    int32_t number;
    const char *text;
};

#define NAME(constant)      \
    {                       \
        constant, #constant \
    }

static const struct name codes[] = {
    NAME(XENG_OK),
    NAME(XENG_ERROR_INVALID_ARGUMENT),
    NAME(XENG_ERROR_RULE),
    NAME(XENG_ERROR_STATE),
    NAME(XENG_ERROR_FORKED),
    NAME(XENG_ERROR_NO_MEMORY),
    NAME(XENG_ERROR_SYSTEM),
    NAME(XENG_ERROR_CREDENTIALS_FILE),
    NAME(XENG_ERROR_CRYPTO),
    NAME(XENG_ERROR_JOURNAL),
    NAME(XENG_ERROR_INPUT),
    NAME(XENG_ERROR_LEDGER),
    NAME(XENG_ERROR_LEDGER_LIMIT),
    NAME(XENG_ERROR_NETWORK),
    NAME(XENG_ERROR_DNS),
    NAME(XENG_ERROR_TLS),
    NAME(XENG_ERROR_DEADLINE),
    NAME(XENG_ERROR_CANCELLED),
    NAME(XENG_ERROR_PROTOCOL),
    NAME(XENG_ERROR_TOO_LARGE),
    NAME(XENG_ERROR_REDIRECT),
    NAME(XENG_ERROR_BAD_REQUEST),
    NAME(XENG_ERROR_UNAUTHORIZED),
    NAME(XENG_ERROR_FORBIDDEN_POSTS),
    NAME(XENG_ERROR_FORBIDDEN_METRICS),
    NAME(XENG_ERROR_FORBIDDEN),
    NAME(XENG_ERROR_NOT_FOUND),
    NAME(XENG_ERROR_UNAVAILABLE_POSTS),
    NAME(XENG_ERROR_UNSUPPORTED_POSTS),
    NAME(XENG_ERROR_RATE_LIMITED),
    NAME(XENG_ERROR_REFUSED),
    NAME(XENG_ERROR_SERVER),
};

static const struct name rules[] = {
    NAME(XENG_RULE_NONE),
    NAME(XENG_RULE_TOO_MANY_IDS),
    NAME(XENG_RULE_BAD_ID),
    NAME(XENG_RULE_NO_IDS),
    NAME(XENG_RULE_UNKNOWN_METRIC),
    NAME(XENG_RULE_METRIC_NOT_ON_ENDPOINT),
    NAME(XENG_RULE_METRIC_NEEDS_USER_CONTEXT),
    NAME(XENG_RULE_ENDPOINT_NEEDS_USER_CONTEXT),
    NAME(XENG_RULE_NO_METRICS),
    NAME(XENG_RULE_TOO_MANY_GROUPINGS),
    NAME(XENG_RULE_BAD_GROUPING_NAME),
    NAME(XENG_RULE_RESERVED_GROUPING_NAME),
    NAME(XENG_RULE_DUPLICATE_GROUPING_NAME),
    NAME(XENG_RULE_UNKNOWN_DIMENSION),
    NAME(XENG_RULE_DIMENSION_NOT_ON_ENDPOINT),
    NAME(XENG_RULE_BAD_DIMENSIONS),
    NAME(XENG_RULE_FOUR_DIMENSION_ORDER),
    NAME(XENG_RULE_SECOND_FOUR_DIMENSION_GROUPING),
    NAME(XENG_RULE_NO_GROUPINGS),
    NAME(XENG_RULE_WINDOW_NOT_ON_ENDPOINT),
    NAME(XENG_RULE_WINDOW_TOO_LONG),
    NAME(XENG_RULE_WINDOW_EMPTY),
    NAME(XENG_RULE_WINDOW_IN_FUTURE),
    NAME(XENG_RULE_WINDOW_TOO_EARLY),
    NAME(XENG_RULE_BAD_TIME),
    NAME(XENG_RULE_UNKNOWN_ENDPOINT),
};

static const char *find(const struct name *names, size_t count, int32_t number,
                        const char *otherwise)
{
    for (size_t i = 0; i < count; i++) {
        if (names[i].number == number) {
            return names[i].text;
        }
    }
    return otherwise;
}

const char *xeng_error_code_name(int32_t code)
{
    return find(codes, sizeof codes / sizeof *codes, code, "XENG_ERROR_UNKNOWN");
}

const char *xeng_error_rule_name(int32_t rule)
{
    return find(rules, sizeof rules / sizeof *rules, rule, "XENG_RULE_UNKNOWN");
}
