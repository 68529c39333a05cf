/* Post ids. */
#ifndef XENG__MODEL_POST_H
#define XENG__MODEL_POST_H

#include <stdbool.h>
#include <stdint.h>

#include <xengage/post.h>

/* Whether a number can be a Post id: 1 to 2^63 - 1. */
bool xeng__post_id_valid(uint64_t id);

/* The error for a number that can't. */
int32_t xeng__post_id_refuse(uint64_t id, xeng_error **error);

/* Whether a Post is older than `days` at a time in Unix seconds; ids without a time count as older.
 */
bool xeng__post_older_than(uint64_t id, int32_t days, int64_t now);

#endif
