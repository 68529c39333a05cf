/* What became of an id of a piece, as the tool sees it. */
#ifndef CLI_FATE_H
#define CLI_FATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xengage/job.h>

/* Whether an id was asked for and the server said nothing of it. */
bool cli_fate_missing(int32_t state, int32_t reason);

/* Whether all was asked about an id, be it that it failed: then its counts have rows, empty ones
 * perhaps. */
bool cli_fate_known(const xeng_piece *piece, size_t place);

/* Whether any id of a piece is known so. */
bool cli_piece_known(const xeng_piece *piece);

#endif
