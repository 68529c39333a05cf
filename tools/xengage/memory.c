/* Memory that is there or ends the program. */
#include "memory.h"

#include <stdlib.h>
#include <string.h>

#include "say.h"
#include "status.h"

static void *there(void *memory)
{
    if (memory == NULL) {
        cli_die(CLI_LOCAL_TROUBLE, "out of memory");
    }
    return memory;
}

void *cli_alloc(size_t count, size_t size)
{
    return there(calloc(count == 0 ? 1 : count, size));
}

void *cli_grow(void *array, size_t *capacity, size_t count, size_t size)
{
    if (count < *capacity) {
        return array;
    }
    *capacity = *capacity == 0 ? 16 : *capacity * 2;
    return there(reallocarray(array, *capacity, size));
}

char *cli_copy(const char *text, size_t size)
{
    char *copy = cli_alloc(size + 1, 1);
    memcpy(copy, text, size);
    return copy;
}
