/* Which release this is. */
#include <xengage/version.h>

#define TEXT_OF(number) #number
#define TEXT(number)    TEXT_OF(number)

_Static_assert(XENG_VERSION_NUMBER ==
                   XENG_VERSION_MAJOR * 1000000 + XENG_VERSION_MINOR * 1000 + XENG_VERSION_PATCH,
               "the version's number and parts disagree");

const char *xeng_version(void)
{
    return TEXT(XENG_VERSION_MAJOR) "." TEXT(XENG_VERSION_MINOR) "." TEXT(XENG_VERSION_PATCH);
}

uint32_t xeng_version_number(void)
{
    return XENG_VERSION_NUMBER;
}
