/* Prints what `xengage totals --format csv` must say of the ids on standard input, or, with
 * "states" in the place of metrics, what becomes of each:
 * world-table UNAVAILABLE FORBIDDEN NOW METRIC... (hundredths of a percent, Unix seconds). */
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "world.h"

static void print_counts(uint64_t id, world_state state, int64_t now, char **metrics)
{
    for (; *metrics != NULL; metrics++) {
        printf("%" PRIu64 ",%s,", id, *metrics);
        if (state == WORLD_DELIVERED) {
            printf("%" PRId64, world_total(id, world_metric(*metrics), now));
        }
        putchar('\n');
    }
}

int main(int argc, char **argv)
{
    static const char *const names[] = {"delivered", "unavailable", "forbidden"};
    if (argc < 5) {
        return 2;
    }
    world_shares shares = {.unavailable = strtoul(argv[1], NULL, 10),
                           .forbidden = strtoul(argv[2], NULL, 10)};
    int64_t now = strtoll(argv[3], NULL, 10);
    bool states = strcmp(argv[4], "states") == 0;
    for (int i = 4; i < argc && !states; i++) {
        if (world_metric(argv[i]) < 0) {
            fprintf(stderr, "no metric %s\n", argv[i]);
            return 2;
        }
    }
    puts(states ? "tweet_id,state" : "tweet_id,engagement_type,value");
    uint64_t id;
    while (scanf("%" SCNu64, &id) == 1) {
        world_state state = world_state_of(id, &shares);
        if (states) {
            printf("%" PRIu64 ",%s\n", id, names[state]);
        } else {
            print_counts(id, state, now, argv + 4);
        }
    }
    return fflush(stdout) == 0 ? 0 : 1;
}
