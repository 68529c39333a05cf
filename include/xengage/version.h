/** @file
 * Which release of xengage a program was compiled against, and which it runs with.
 */
#ifndef XENGAGE_VERSION_H
#define XENGAGE_VERSION_H

#include <stdint.h>

#include <xengage/export.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Major version of these headers; raised when the ABI breaks. */
#define XENG_VERSION_MAJOR 0
/** Minor version of these headers; raised when something is added. */
#define XENG_VERSION_MINOR 1
/** Patch version of these headers. */
#define XENG_VERSION_PATCH 0
/** The version of these headers as one number: major * 1,000,000 + minor * 1,000 + patch. */
#define XENG_VERSION_NUMBER 1000

/**
 * The version of the library that runs, as text such as "0.1.0".
 *
 * @return a string that lives as long as the library; never NULL.
 * @since 0.1
 */
XENG_API const char *xeng_version(void);

/**
 * The version of the library that runs, in the form of #XENG_VERSION_NUMBER.
 *
 * @return major * 1,000,000 + minor * 1,000 + patch.
 * @since 0.1
 */
XENG_API uint32_t xeng_version_number(void);

#ifdef __cplusplus
}
#endif

#endif
