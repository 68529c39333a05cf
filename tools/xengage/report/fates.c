/* What was not delivered, and why: how many ids of each kind, and the first of them. */
#include "fates.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "../memory.h"

#define GAP "…"

/* A reason without its numbers: servers put ids and how many there are into their words, and what
 * differs by these alone is one reason. A list of ids is one gap. The caller's to free(). */
static char *without_numbers(const char *reason)
{
    static const char list[] = GAP ", ";
    char *text = cli_alloc(strlen(reason) * strlen(GAP) + 1, 1);
    size_t size = 0;
    for (const char *at = reason; *at != '\0';) {
        size_t digits = strspn(at, "0123456789");
        if (digits == 0) {
            text[size++] = *at++;
            continue;
        }
        at += digits;
        if (size >= strlen(list) && memcmp(text + size - strlen(list), list, strlen(list)) == 0) {
            size -= strlen(", ");
        } else {
            memcpy(text + size, GAP, strlen(GAP));
            size += strlen(GAP);
        }
    }
    return text;
}

/* Takes the reason into a kind if it is the same but for numbers. */
static bool takes(cli_fate_kind *kind, const char *state, const char *reason, const char *gaps)
{
    if (strcmp(kind->state, state) != 0 || strcmp(kind->gaps, gaps) != 0) {
        return false;
    }
    if (strcmp(kind->reason, reason) != 0 && strcmp(kind->reason, gaps) != 0) {
        free(kind->reason);
        kind->reason = cli_copy(gaps, strlen(gaps));
    }
    return true;
}

static cli_fate_kind *kind_of(cli_fates *fates, const char *state, const char *reason)
{
    cli_fate_kind *kind = NULL;
    char *gaps = without_numbers(reason);
    for (size_t i = 0; i < fates->kind_count && kind == NULL; i++) {
        kind = takes(&fates->kinds[i], state, reason, gaps) ? &fates->kinds[i] : NULL;
    }
    if (kind != NULL || fates->kind_count == CLI_FATE_KINDS) {
        free(gaps);
        return kind != NULL ? kind : &fates->kinds[CLI_FATE_KINDS - 1];
    }
    bool last = fates->kind_count == CLI_FATE_KINDS - 1;
    kind = &fates->kinds[fates->kind_count++];
    kind->state = last ? cli_copy("various", strlen("various")) : cli_copy(state, strlen(state));
    kind->reason = last ? cli_copy("", 0) : cli_copy(reason, strlen(reason));
    kind->gaps = gaps;
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
        free(fates->kinds[i].gaps);
        free(fates->kinds[i].ids);
    }
    cli_ids_free(&fates->ids);
    free(fates->known);
}
