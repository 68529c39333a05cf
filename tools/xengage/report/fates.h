/* What was not delivered, and why: how many ids of each kind, and the first of them. */
#ifndef CLI_REPORT_FATES_H
#define CLI_REPORT_FATES_H

#include <stddef.h>
#include <stdint.h>

#include "ids.h"

enum {
    CLI_FATE_KINDS = 64,  /* that are told apart; more are put together with the last */
    CLI_FATE_SHOWN = 200, /* ids of a kind that are named */
};

typedef struct {
    char *state;
    char *reason;
    char *gaps; /* the reason without its numbers */
    uint64_t count;
    uint64_t *ids; /* the first ones */
} cli_fate_kind;

typedef struct {
    cli_fate_kind kinds[CLI_FATE_KINDS];
    size_t kind_count;
    uint64_t count;
    bool distinct;   /* ids may come again, from another file */
    cli_ids ids;     /* then: those that came, */
    uint64_t *known; /* and for each a bit a kind */
    size_t known_room;
} cli_fates;

void cli_fates_add(cli_fates *fates, uint64_t id, const char *state, const char *reason);
void cli_fates_free(cli_fates *fates);

#endif
