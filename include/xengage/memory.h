/** @file
 * The library's memory: freeing what it handed over, and replacing its allocator.
 */
#ifndef XENGAGE_MEMORY_H
#define XENGAGE_MEMORY_H

#include <stddef.h>
#include <stdint.h>

#include <xengage/export.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Allocates `size` bytes (never 0) aligned for any type, or returns NULL. */
typedef void *(*xeng_malloc_fn)(size_t size, void *context);
/** Resizes `memory` (never NULL) to `size` bytes (never 0), or returns NULL and leaves it alone. */
typedef void *(*xeng_realloc_fn)(void *memory, size_t size, void *context);
/** Frees `memory`, which is never NULL. */
typedef void (*xeng_free_fn)(void *memory, void *context);

/**
 * Frees text that the library handed over through a `char **`.
 *
 * @param memory the text, or NULL.
 * @since 0.1
 */
XENG_API void xeng_free(void *memory);

/**
 * Overwrites text with zeros, then frees it: for what xeng_credentials_to_json() handed over.
 *
 * @param text the text, or NULL.
 * @since 0.1
 */
XENG_API void xeng_free_secret(char *text);

/**
 * Replaces the allocator for all that the library itself allocates.
 *
 * Must be the first call into the library, before any handle exists; it is not thread-safe. The
 * three functions must be callable from any thread that uses the library.
 *
 * @param malloc_fn allocates.
 * @param realloc_fn resizes.
 * @param free_fn frees.
 * @param context handed to all three; may be NULL.
 * @return #XENG_OK; #XENG_ERROR_INVALID_ARGUMENT if one of the functions is NULL;
 *         #XENG_ERROR_STATE if the library has allocated already.
 * @since 0.1
 */
XENG_API int32_t xeng_set_allocator(xeng_malloc_fn malloc_fn, xeng_realloc_fn realloc_fn,
                                    xeng_free_fn free_fn, void *context);

#ifdef __cplusplus
}
#endif

#endif
