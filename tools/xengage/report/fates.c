/* What was not delivered, and why: how many ids of each kind, and the first of them. */
#include "fates.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "../memory.h"

static cli_fate_kind *kind_of(cli_fates *fates, const char *state, const char *reason)
{
    for (size_t i = 0; i < fates->kind_count; i++) {
        cli_fate_kind *kind = &fates->kinds[i];
        if (strcmp(kind->state, state) == 0 && strcmp(kind->reason, reason) == 0) {
            return kind;
        }
    }
    if (fates->kind_count == CLI_FATE_KINDS) {
        return &fates->kinds[CLI_FATE_KINDS - 1];
    }
    bool last = fates->kind_count == CLI_FATE_KINDS - 1;
    cli_fate_kind *kind = &fates->kinds[fates->kind_count++];
    kind->state = last ? cli_copy("various", strlen("various")) : cli_copy(state, strlen(state));
    kind->reason = last ? cli_copy("", 0) : cli_copy(reason, strlen(reason));
    kind->ids = cli_alloc(CLI_FATE_SHOWN, sizeof *kind->ids);
    return kind;
}

/* Whether an id is the first time of that kind. */
static bool is_new(cli_fates *fates, uint64_t id, size_t kind)
{
    bool added = false;
    size_t place = cli_ids_add(&fates->ids, id, &added);
    if (added) {
        fates->known = cli_grow(fates->known, &fates->known_room, place, sizeof *fates->known);
        fates->known[place] = 0;
    }
    uint64_t bit = UINT64_C(1) << kind;
    bool fresh = (fates->known[place] & bit) == 0;
    fates->known[place] |= bit;
    return fresh;
}

void cli_fates_add(cli_fates *fates, uint64_t id, const char *state, const char *reason)
{
    cli_fate_kind *kind = kind_of(fates, state, reason);
    if (fates->distinct && !is_new(fates, id, (size_t)(kind - fates->kinds))) {
        return;
    }
    if (kind->count < CLI_FATE_SHOWN) {
        kind->ids[kind->count] = id;
    }
    kind->count++;
    fates->count++;
}

void cli_fates_free(cli_fates *fates)
{
    for (size_t i = 0; i < fates->kind_count; i++) {
        free(fates->kinds[i].state);
        free(fates->kinds[i].reason);
        free(fates->kinds[i].ids);
    }
    cli_ids_free(&fates->ids);
    free(fates->known);
}
