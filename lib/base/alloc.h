/* Memory: every allocation of the library goes through these functions, so that it can be replaced
 * (xeng_set_allocator) and made to fail (tests). */
#ifndef XENG__BASE_ALLOC_H
#define XENG__BASE_ALLOC_H

#include <stddef.h>

/* Like malloc, calloc, realloc, free of the C library; NULL when memory runs out. Size 0 counts
 * as 1. */
void *xeng__malloc(size_t size);
void *xeng__calloc(size_t count, size_t size);
void *xeng__realloc(void *memory, size_t size);
void xeng__free(void *memory);

/* A copy of text, or of `size` bytes with a NUL behind them; NULL when memory runs out. */
char *xeng__strdup(const char *text);
char *xeng__strndup(const char *text, size_t size);

/* Makes room for one more element behind `count` in `*array`, whose capacity is `*capacity`.
 * Returns 0 when memory runs out, and then leaves the array as it is. */
int xeng__grow(void **array, size_t *capacity, size_t count, size_t element_size);

/* Overwrites memory in a way that the compiler can't leave out. */
void xeng__wipe(void *memory, size_t size);

/* Wipes and frees text that holds a secret; NULL is fine. */
void xeng__free_secret(char *text);

#endif
