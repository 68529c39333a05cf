/* What the exit status says: the one place where errors become one. */
#include "status.h"

#include "say.h"

/* For codes of later versions of the library, by their hundred. */
static int status_of_hundred(int32_t hundred)
{
    switch (hundred) {
    case 3:
    case 5:
        return CLI_SERVER_TROUBLE;
    case 4:
        return CLI_WRONG_REQUEST;
    default:
        return CLI_LOCAL_TROUBLE;
    }
}

int cli_status_of(int32_t code)
{
    switch (code) {
    case XENG_OK:
        return CLI_ALL_DELIVERED;
    case XENG_ERROR_INVALID_ARGUMENT:
    case XENG_ERROR_RULE:
    case XENG_ERROR_INPUT:
    case XENG_ERROR_UNAVAILABLE_POSTS: /* of all there is to ask for together */
    case XENG_ERROR_UNSUPPORTED_POSTS:
        return CLI_WRONG_REQUEST;
    case XENG_ERROR_UNAUTHORIZED:
    case XENG_ERROR_FORBIDDEN:
    case XENG_ERROR_FORBIDDEN_METRICS:
    case XENG_ERROR_FORBIDDEN_POSTS:
    case XENG_ERROR_CREDENTIALS_FILE:
        return CLI_UNAUTHORIZED;
    case XENG_ERROR_RATE_LIMITED:
        return CLI_SERVER_TROUBLE;
    case XENG_ERROR_TLS:
    case XENG_ERROR_CANCELLED:
    case XENG_ERROR_PROTOCOL:
    case XENG_ERROR_TOO_LARGE:
    case XENG_ERROR_REDIRECT:
        return CLI_LOCAL_TROUBLE;
    default:
        return status_of_hundred(code / 100);
    }
}

void cli_check(int32_t code, xeng_error *const *error, const char *what)
{
    if (code != XENG_OK) {
        cli_die_error(cli_status_of(code), what, *error);
    }
}
