/* What the server says along with counts. */
#include "words.h"

#include <stdbool.h>
#include <string.h>

#include "memory.h"
#include "say.h"

enum {
    TEXTS = 8 /* that are told; a server that has more to say repeats itself with other numbers */
};

static bool is_new(const char *text)
{
    static char *said[TEXTS];
    size_t i = 0;
    while (i < TEXTS && said[i] != NULL) {
        if (strcmp(said[i], text) == 0) {
            return false;
        }
        i++;
    }
    if (i == TEXTS) {
        return false;
    }
    said[i] = cli_copy(text, strlen(text));
    return true;
}

/* Whether the ids of a piece explain its messages: the summary tells what became of them. */
static bool is_explained(const xeng_piece *piece)
{
    bool explained = false;
    for (size_t i = 0; i < xeng_piece_id_count(piece); i++) {
        int32_t state = xeng_piece_id_state(piece, i);
        if (state == XENG_ID_FAILED) {
            return false;
        }
        explained |= state != XENG_ID_DELIVERED;
    }
    return explained;
}

void cli_words_say_piece(const xeng_piece *piece)
{
    const xeng_result *result = xeng_piece_result(piece);
    size_t count = result == NULL || is_explained(piece) ? 0 : xeng_result_message_count(result);
    for (size_t i = 0; i < count; i++) {
        const char *text = xeng_result_message(result, i);
        if (is_new(text)) {
            cli_say("the server says: %s", text);
        }
    }
}
