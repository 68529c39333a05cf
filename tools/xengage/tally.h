/* Ids of a kind: how many, and the first few. */
#ifndef CLI_TALLY_H
#define CLI_TALLY_H

#include <stddef.h>
#include <stdint.h>

#include <xengage/job.h>

enum {
    CLI_NAMED_AT_MOST = 8
};

typedef struct {
    uint64_t count;
    uint64_t first[CLI_NAMED_AT_MOST];
} cli_named;

void cli_named_add(cli_named *named, uint64_t id);

/* The ids as text, "1, 2, ... (7 more)"; the caller's to free(). */
char *cli_named_text(const cli_named *named);

/* What only the pieces of this run tell: for which metrics Posts are too old. */
typedef struct {
    cli_named without_impressions;
    cli_named without_video_views;
    uint64_t unsupported; /* ids with either */
} cli_tally;

void cli_tally_piece(cli_tally *tally, const xeng_piece *piece);

#endif
