/* Posts: who owns each one and what became of it, by rule or by the world file. */
#ifndef SIM_POSTS_H
#define SIM_POSTS_H

#include <stdbool.h>
#include <stdint.h>

typedef enum {
    SIM_POST_OK,
    SIM_POST_DELETED,
    SIM_POST_PROTECTED,
    SIM_POST_POISON, /* the server fails over it */
    SIM_POST_STATES,
} sim_post_state;

/* Reads the world file, if there is one; ends the program where it's wrong. */
void sim_posts_init(void);
void sim_posts_free(void);
sim_post_state sim_post_state_of(uint64_t id);
const char *sim_post_state_name(sim_post_state state);
uint64_t sim_post_owner(uint64_t id); /* the author's user id */

#endif
