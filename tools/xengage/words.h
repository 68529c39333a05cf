/* What the server says along with counts. */
#ifndef CLI_WORDS_H
#define CLI_WORDS_H

#include <xengage/job.h>

/* Says the messages that came with a piece, unless the states of its ids explain them; each text
 * once in the whole run. */
void cli_words_say_piece(const xeng_piece *piece);

#endif
