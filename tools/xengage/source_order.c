/* The order of counts that were read: that of the server's shape, outermost first. */
#include <stdlib.h>

#include "source_gather.h"

static int compare_numbers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

int cli_gather_compare(unsigned level, const cli_kept_count *a, const cli_kept_count *b)
{
    switch (level) {
    case CLI_HAS_POST:
        return compare_numbers(a->post, b->post);
    case CLI_HAS_TYPE:
        return compare_numbers(a->type, b->type);
    case CLI_HAS_DAY:
        return compare_numbers(a->day, b->day);
    case CLI_HAS_HOUR:
        return compare_numbers(a->hour, b->hour);
    default:
        return compare_numbers(a->key, b->key);
    }
}

static int compare(const void *first, const void *second)
{
    const cli_kept_count *a = first;
    const cli_kept_count *b = second;
    int order = compare_numbers(a->shape, b->shape);
    for (unsigned level = CLI_HAS_POST; order == 0 && level <= CLI_HAS_KEY; level <<= 1) {
        order = cli_gather_compare(level, a, b);
    }
    return order;
}

void cli_gather_sort(cli_gather *gather)
{
    for (size_t i = 1; i < gather->count; i++) {
        if (compare(&gather->kept[i - 1], &gather->kept[i]) > 0) {
            qsort(gather->kept, gather->count, sizeof *gather->kept, compare);
            return;
        }
    }
}
