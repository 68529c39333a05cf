/* What became of the ids, for people. */
#include "summary.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "say.h"
#include "status.h"

enum {
    NAMED_AT_MOST = 8
};

typedef struct {
    const char *word;
    int32_t state;
    uint32_t unsupported; /* all flags of the ids that are meant; 0 for whichever */
    const char *why;
} cli_kind;

static const cli_kind kinds[] = {
    {"unavailable", XENG_ID_UNAVAILABLE, 0, "deleted, protected or otherwise not available"},
    {"forbidden", XENG_ID_FORBIDDEN, 0, "these credentials may not read them; their owner's may"},
    {"without impressions and engagements", XENG_ID_UNSUPPORTED,
     XENG_UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS, "older than 90 days"},
    {"without video views", XENG_ID_UNSUPPORTED, XENG_UNSUPPORTED_VIDEO_VIEWS,
     "older than 1800 days"},
    {"missing", XENG_ID_MISSING, 0, "the server said nothing of them"},
    {"not asked for", 0, 0, "the run stopped before"},
};

enum {
    KINDS = sizeof kinds / sizeof kinds[0]
};

static bool is_of(const cli_kind *kind, const cli_fate *fate)
{
    return fate->state == kind->state &&
           (kind->unsupported == 0 || (fate->unsupported & kind->unsupported) != 0);
}

static size_t count_state(const cli_batch *batches, size_t count, int32_t state)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        for (size_t place = 0; place < batches[i].count; place++) {
            found += batches[i].fates[place].state == state;
        }
    }
    return found;
}

static size_t count_all(const cli_batch *batches, size_t count)
{
    size_t ids = 0;
    for (size_t i = 0; i < count; i++) {
        ids += batches[i].count;
    }
    return ids;
}

bool cli_all_delivered(const cli_batch *batches, size_t count)
{
    return count_state(batches, count, XENG_ID_DELIVERED) == count_all(batches, count);
}

/* Says how many ids are of a kind, why, and which: the first few. */
static void say_kind(const cli_kind *kind, const cli_batch *batches, size_t count)
{
    char *text = NULL;
    size_t size = 0;
    size_t found = 0;
    FILE *list = open_memstream(&text, &size);
    if (list == NULL) {
        cli_die(CLI_LOCAL_TROUBLE, "out of memory");
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t place = 0; place < batches[i].count; place++) {
            if (is_of(kind, &batches[i].fates[place]) && ++found <= NAMED_AT_MOST) {
                fprintf(list, "%s%" PRIu64, found == 1 ? "" : ", ", batches[i].ids[place]);
            }
        }
    }
    if (found > NAMED_AT_MOST) {
        fprintf(list, ", ... (%zu more)", found - NAMED_AT_MOST);
    }
    if (fclose(list) != 0) {
        cli_die(CLI_LOCAL_TROUBLE, "out of memory");
    }
    if (found > 0) {
        cli_say("%zu %s (%s): %s", found, kind->word, kind->why, text);
    }
    free(text);
}

void cli_summary(const cli_batch *batches, size_t count)
{
    cli_say("%zu of %zu Posts delivered in full", count_state(batches, count, XENG_ID_DELIVERED),
            count_all(batches, count));
    for (size_t i = 0; i < KINDS; i++) {
        say_kind(&kinds[i], batches, count);
    }
}
