/* The word that was meant, perhaps: the one that is nearest to what was typed. */
#ifndef CLI_NEAREST_H
#define CLI_NEAREST_H

#include <stddef.h>

typedef struct {
    const char *typed;
    size_t size;      /* of `typed` */
    const char *word; /* the nearest so far; NULL while none is near enough */
    size_t distance;
} cli_nearest;

/* Looks whether a word is nearer than those before. */
void cli_nearest_try(cli_nearest *nearest, const char *word);

#endif
