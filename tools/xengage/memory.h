/* Memory that is there or ends the program. */
#ifndef CLI_MEMORY_H
#define CLI_MEMORY_H

#include <stddef.h>

/* `count` zeroed elements. */
void *cli_alloc(size_t count, size_t size);

/* Makes room for one more element behind `count` in an array of `*capacity`. */
void *cli_grow(void *array, size_t *capacity, size_t count, size_t size);

char *cli_copy(const char *text, size_t size);

#endif
