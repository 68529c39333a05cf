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

void cli_words_say(const xeng_result *result)
{
    for (size_t i = 0; i < xeng_result_message_count(result); i++) {
        const char *text = xeng_result_message(result, i);
        if (is_new(text)) {
            cli_say("the server says: %s", text);
        }
    }
}
