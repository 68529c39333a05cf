/* What became of an id, in words. */
#include <xengage/result.h>

const char *xeng_id_state_name(int32_t state)
{
    switch (state) {
    case XENG_ID_DELIVERED:
        return "delivered";
    case XENG_ID_UNAVAILABLE:
        return "unavailable";
    case XENG_ID_FORBIDDEN:
        return "forbidden";
    case XENG_ID_UNSUPPORTED:
        return "unsupported";
    case XENG_ID_MISSING:
        return "missing";
    case XENG_ID_FAILED:
        return "failed";
    default:
        return "unknown";
    }
}
