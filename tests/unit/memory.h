/* An allocator for tests: counts what is not freed, fails when told to, looks for secrets in what
 * is freed. */
#ifndef XENG__TESTS_MEMORY_H
#define XENG__TESTS_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/* Makes it the library's; to be called before anything else of the library. */
void memory_take_over(void);

/* Blocks that are not freed. */
size_t memory_live(void);

/* The most bytes that there were at a time since this was last called. */
size_t memory_most(void);

/* Lets `count` allocations succeed and fails the next one; all later ones too, if `lasting`. */
void memory_fail_after(size_t count, bool lasting);

/* Ends that; returns whether an allocation was refused since. */
bool memory_recover(void);

/* From now on looks for this text in every block that is freed. NULL: no more. */
void memory_watch_for(const char *secret);

/* Whether a freed block held it. */
bool memory_held_secret(void);

#endif
