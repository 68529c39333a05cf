/* What the server says along with counts. */
#ifndef CLI_WORDS_H
#define CLI_WORDS_H

#include <xengage/result.h>

/* Says the messages of an answer, each text once in the whole run. */
void cli_words_say(const xeng_result *result);

#endif
