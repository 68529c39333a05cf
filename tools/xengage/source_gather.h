/* Counts that are read one by one become results.
 *
 * There is no other way to make a result than to read one: batches of counts are written in the
 * server's shape, and read. */
#ifndef CLI_SOURCE_GATHER_H
#define CLI_SOURCE_GATHER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "source.h"
#include "source_place.h"
#include "source_posts.h"
#include "source_words.h"

enum {
    CLI_SHAPES = 64 /* groupings of a file, at most */
};

/* A count, and what it is of. Words are places in cli_gather.words. */
typedef struct {
    uint64_t id;       /* 0: no Post */
    uint32_t grouping; /* CLI_NO_WORD: the only one */
    uint32_t type;     /* CLI_NO_WORD: none, as with the next */
    uint32_t key;
    int32_t day;  /* 20261120; 0: none */
    int32_t hour; /* -1: none */
    bool delivered;
    int64_t value;
} cli_read_count;

/* The same as it is kept: what isn't there is 0. */
typedef struct {
    uint32_t shape; /* its grouping */
    uint32_t post;  /* its place in the Posts */
    uint32_t type;
    int32_t day;
    int32_t hour;
    uint32_t key;
    bool delivered;
    int64_t value;
} cli_kept_count;

/* Which of them a grouping's counts have. */
enum {
    CLI_HAS_POST = 1,
    CLI_HAS_TYPE = 2,
    CLI_HAS_DAY = 4,
    CLI_HAS_HOUR = 8,
    CLI_HAS_KEY = 16,
};

typedef struct {
    uint32_t grouping;
    unsigned has;
} cli_shape;

typedef struct {
    const cli_place *place; /* where the reader is */
    const cli_sink *sink;
    cli_words words;
    cli_posts posts;
    cli_shape shapes[CLI_SHAPES];
    size_t shape_count;
    cli_kept_count *kept;
    size_t count;
    size_t room;
    bool whole;    /* nothing can be handed over before the end */
    uint64_t id;   /* the last count's, */
    uint32_t post; /* and its place */
} cli_gather;

/* `whole`: there are several groupings. They have to be in one result, which tells which of them
 * answers a question. */
void cli_gather_begin(cli_gather *gather, const cli_place *place, const cli_sink *sink, bool whole);

/* Takes a count. Ends the program if it doesn't fit in with those before. */
void cli_gather_count(cli_gather *gather, const cli_read_count *count);

/* Takes what the source says of an id. */
void cli_gather_fate(cli_gather *gather, uint64_t id, const char *state, const char *reason);

/* Hands over the rest, and tells of Posts that lack counts of which the source said nothing. */
void cli_gather_end(cli_gather *gather);

/* Compares two counts of a grouping on one of its levels, a CLI_HAS_ number. */
int cli_gather_compare(unsigned level, const cli_kept_count *a, const cli_kept_count *b);

/* Puts the kept counts in order. */
void cli_gather_sort(cli_gather *gather);

/* From the first to the last hour of the kept counts, in Unix seconds, the end exclusive; false
 * where there are none, or days of which the hours aren't known. So a day of which there is a part
 * isn't taken for a whole one. */
bool cli_gather_window(const cli_gather *gather, int64_t *start, int64_t *end);

/* Writes the kept counts, which are in order, as JSON in the server's shape; Posts of which nothing
 * was delivered are left out. Says how many groupings that makes. The caller's to free(). */
char *cli_gather_json(const cli_gather *gather, size_t *size, size_t *groupings);

#endif
