/* Memory: the replaceable allocator behind everything the library allocates. */
#include "base/alloc.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/crypto.h>

#include <xengage/error.h>
#include <xengage/memory.h>

static void *default_malloc(size_t size, void *context)
{
    (void)context;
    return malloc(size);
}

static void *default_realloc(void *memory, size_t size, void *context)
{
    (void)context;
    return realloc(memory, size);
}

static void default_free(void *memory, void *context)
{
    (void)context;
    free(memory);
}

static struct {
    xeng_malloc_fn malloc_fn;
    xeng_realloc_fn realloc_fn;
    xeng_free_fn free_fn;
    void *context;
} allocator = {default_malloc, default_realloc, default_free, NULL};

/* Set by the first allocation: memory of one allocator must not reach another's free. */
static atomic_bool allocated;

int32_t xeng_set_allocator(xeng_malloc_fn malloc_fn, xeng_realloc_fn realloc_fn,
                           xeng_free_fn free_fn, void *context)
{
    if (malloc_fn == NULL || realloc_fn == NULL || free_fn == NULL) {
        return XENG_ERROR_INVALID_ARGUMENT;
    }
    if (atomic_load(&allocated)) {
        return XENG_ERROR_STATE;
    }
    allocator.malloc_fn = malloc_fn;
    allocator.realloc_fn = realloc_fn;
    allocator.free_fn = free_fn;
    allocator.context = context;
    return XENG_OK;
}

void xeng_free(void *memory)
{
    xeng__free(memory);
}

void xeng_free_secret(char *text)
{
    xeng__free_secret(text);
}

void *xeng__malloc(size_t size)
{
    /* A plain load first: the flag's cache line stays shared among threads. */
    if (!atomic_load_explicit(&allocated, memory_order_relaxed)) {
        atomic_store(&allocated, true);
    }
    return allocator.malloc_fn(size == 0 ? 1 : size, allocator.context);
}

void *xeng__calloc(size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size) {
        return NULL;
    }
    void *memory = xeng__malloc(count * size);
    if (memory != NULL) {
        memset(memory, 0, count * size);
    }
    return memory;
}

void *xeng__realloc(void *memory, size_t size)
{
    if (memory == NULL) {
        return xeng__malloc(size);
    }
    return allocator.realloc_fn(memory, size == 0 ? 1 : size, allocator.context);
}

void xeng__free(void *memory)
{
    if (memory != NULL) {
        allocator.free_fn(memory, allocator.context);
    }
}

char *xeng__strndup(const char *text, size_t size)
{
    char *copy = xeng__malloc(size + 1);
    if (copy != NULL) {
        memcpy(copy, text, size);
        copy[size] = '\0';
    }
    return copy;
}

char *xeng__strdup(const char *text)
{
    return xeng__strndup(text, strlen(text));
}

int xeng__grow(void **array, size_t *capacity, size_t count, size_t element_size)
{
    if (count < *capacity) {
        return 1;
    }
    size_t wanted = *capacity < 8 ? 8 : *capacity + *capacity / 2;
    if (wanted > SIZE_MAX / element_size) {
        return 0;
    }
    void *grown = xeng__realloc(*array, wanted * element_size);
    if (grown == NULL) {
        return 0;
    }
    *array = grown;
    *capacity = wanted;
    return 1;
}

void xeng__wipe(void *memory, size_t size)
{
    if (memory != NULL) {
        OPENSSL_cleanse(memory, size);
    }
}

void xeng__free_secret(char *text)
{
    if (text != NULL) {
        xeng__wipe(text, strlen(text));
        xeng__free(text);
    }
}
