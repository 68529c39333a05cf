/* The Posts of a source, numbered as they come, and what is known of each. */
#ifndef CLI_SOURCE_POSTS_H
#define CLI_SOURCE_POSTS_H

#include <stddef.h>
#include <stdint.h>

enum {
    CLI_POST_COUNTED = 1,   /* it has counts, delivered or not */
    CLI_POST_DELIVERED = 2, /* and some of them were */
    CLI_POST_LACKING = 4,   /* and some of them weren't */
    CLI_POST_TOLD = 8,      /* the source says what became of it */
    CLI_POST_SETTLED = 16,  /* its counts were handed over */
};

typedef struct {
    uint64_t *ids;
    uint8_t *flags;
    size_t count;
    size_t id_room;
    size_t flag_room;
    uint32_t *slots; /* places by hash, UINT32_MAX where free; a power of two */
    size_t slot_count;
} cli_posts;

/* The place of an id, which is added if it is new. */
uint32_t cli_posts_place(cli_posts *posts, uint64_t id);

void cli_posts_free(cli_posts *posts);

#endif
