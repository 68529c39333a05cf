/* Ids of a kind: how many, and the first few. */
#include "tally.h"

#include <inttypes.h>
#include <stdio.h>

#include "say.h"
#include "status.h"

void cli_named_add(cli_named *named, uint64_t id)
{
    if (named->count < CLI_NAMED_AT_MOST) {
        named->first[named->count] = id;
    }
    named->count++;
}

char *cli_named_text(const cli_named *named)
{
    char *text = NULL;
    size_t size = 0;
    FILE *list = open_memstream(&text, &size);
    for (size_t i = 0; list != NULL && i < CLI_NAMED_AT_MOST && i < named->count; i++) {
        fprintf(list, "%s%" PRIu64, i == 0 ? "" : ", ", named->first[i]);
    }
    if (list != NULL && named->count > CLI_NAMED_AT_MOST) {
        fprintf(list, ", ... (%" PRIu64 " more)", named->count - CLI_NAMED_AT_MOST);
    }
    if (list == NULL || fclose(list) != 0) {
        cli_die(CLI_LOCAL_TROUBLE, "out of memory");
    }
    return text;
}

void cli_tally_piece(cli_tally *tally, const xeng_piece *piece)
{
    for (size_t i = 0; i < xeng_piece_id_count(piece); i++) {
        uint64_t id = xeng_piece_id_at(piece, i);
        uint32_t flags = xeng_piece_id_unsupported(piece, i);
        tally->unsupported += xeng_piece_id_state(piece, i) == XENG_ID_UNSUPPORTED;
        if ((flags & XENG_UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS) != 0) {
            cli_named_add(&tally->without_impressions, id);
        }
        if ((flags & XENG_UNSUPPORTED_VIDEO_VIEWS) != 0) {
            cli_named_add(&tally->without_video_views, id);
        }
    }
}
