/* What became of an id of a piece, as the tool sees it. */
#include "fate.h"

const char *cli_state_word(int32_t state)
{
    switch (state) {
    case XENG_ID_DELIVERED:
        return "delivered";
    case XENG_ID_UNAVAILABLE:
        return "unavailable";
    case XENG_ID_FORBIDDEN:
        return "forbidden";
    case XENG_ID_UNSUPPORTED:
        return "unsupported";
    case XENG_ID_MISSING:
    case XENG_ID_FAILED:
        return "failed";
    default:
        return "unknown";
    }
}

bool cli_fate_missing(int32_t state, int32_t reason)
{
    return state == XENG_ID_MISSING || (state == XENG_ID_FAILED && reason == XENG_ERROR_PROTOCOL);
}

bool cli_fate_known(const xeng_piece *piece, size_t place)
{
    int32_t state = xeng_piece_id_state(piece, place);
    return state != XENG_ID_FAILED || cli_fate_missing(state, xeng_piece_id_reason(piece, place));
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

bool cli_piece_unfinished(const xeng_job *job, const xeng_piece *piece)
{
    const xeng_error *error = xeng_job_account_error(job, xeng_piece_account(piece));
    if (error == NULL) {
        return false;
    }
    for (size_t i = 0; i < xeng_piece_id_count(piece); i++) {
        if (xeng_piece_id_state(piece, i) == XENG_ID_FAILED &&
            xeng_piece_id_reason(piece, i) == xeng_error_code(error)) {
            return true;
        }
    }
    return false;
}
