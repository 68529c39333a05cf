/** @file
 * What a Post id tells by itself. All functions are pure and thread-safe.
 */
#ifndef XENGAGE_POST_H
#define XENGAGE_POST_H

#include <stdint.h>

#include <xengage/error.h>
#include <xengage/export.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The time of xeng_post_created_ms() for ids from before November 2010, which carry none. */
#define XENG_POST_CREATED_UNKNOWN 0

/**
 * Reads a Post id from text: decimal digits only, 1 to 2^63 - 1.
 *
 * @param text the digits; blanks, signs and leading zeros are refused.
 * @param id set to the id.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_RULE (#XENG_RULE_BAD_ID) or #XENG_ERROR_INVALID_ARGUMENT.
 * @since 0.1
 */
XENG_API int32_t xeng_post_id_parse(const char *text, uint64_t *id, xeng_error **error);

/**
 * When a Post was made, read from its id.
 *
 * @param id a Post id.
 * @return Unix milliseconds; #XENG_POST_CREATED_UNKNOWN for ids that carry no time (they are from
 *         before 2010-11-04).
 * @since 0.1
 */
XENG_API int64_t xeng_post_created_ms(uint64_t id);

/**
 * The smallest id that a Post made at a time can have.
 *
 * @param unix_ms Unix milliseconds, not before 2010-11-04T01:42:54.657Z.
 * @return the id; 0 for times out of range.
 * @since 0.1
 */
XENG_API uint64_t xeng_post_first_id_at(int64_t unix_ms);

#ifdef __cplusplus
}
#endif

#endif
