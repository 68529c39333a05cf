/* What became of an id of a piece, as the tool sees it. */
#include "fate.h"

bool cli_fate_missing(int32_t state, int32_t reason)
{
    return state == XENG_ID_MISSING || (state == XENG_ID_FAILED && reason == XENG_ERROR_PROTOCOL);
}

bool cli_fate_known(const xeng_piece *piece, size_t place)
{
    return xeng_piece_id_state(piece, place) != XENG_ID_FAILED || xeng_piece_is_finished(piece);
}

bool cli_piece_known(const xeng_piece *piece)
{
    for (size_t i = 0; i < xeng_piece_id_count(piece); i++) {
        if (cli_fate_known(piece, i)) {
            return true;
        }
    }
    return false;
}
