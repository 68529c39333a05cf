/* Pieces. */
#include "job/piece.h"

#include <string.h>

#include "base/alloc.h"

xeng_piece *xeng__piece_new(uint64_t number, uint32_t account, uint64_t first, const uint64_t *ids,
                            size_t count)
{
    xeng_piece *piece = xeng__calloc(1, sizeof *piece);
    if (piece == NULL) {
        return NULL;
    }
    xeng__refcount_init(&piece->owners);
    piece->number = number;
    piece->account = account;
    piece->first = first;
    piece->count = count;
    piece->ids = xeng__malloc(count * sizeof *piece->ids);
    piece->fates = xeng__calloc(count, sizeof *piece->fates);
    if (piece->ids == NULL || piece->fates == NULL) {
        xeng_piece_unref(piece);
        return NULL;
    }
    memcpy(piece->ids, ids, count * sizeof *ids);
    return piece;
}

static const xeng__piece_reason *find_reason(const xeng_piece *piece, int32_t code)
{
    for (size_t i = 0; i < piece->reason_count; i++) {
        if (piece->reasons[i].code == code) {
            return &piece->reasons[i];
        }
    }
    return NULL;
}

bool xeng__piece_add_reason(xeng_piece *piece, int32_t code, const char *text)
{
    if (find_reason(piece, code) != NULL) {
        return true;
    }
    char *copy = xeng__strdup(text);
    xeng__piece_reason *reasons =
        xeng__realloc(piece->reasons, (piece->reason_count + 1) * sizeof *reasons);
    if (reasons != NULL) {
        piece->reasons = reasons;
    }
    if (copy == NULL || reasons == NULL) {
        xeng__free(copy);
        return false;
    }
    reasons[piece->reason_count++] = (xeng__piece_reason){code, copy};
    return true;
}

xeng_piece *xeng_piece_ref(xeng_piece *piece)
{
    if (piece != NULL) {
        xeng__refcount_add(&piece->owners);
    }
    return piece;
}

void xeng_piece_unref(xeng_piece *piece)
{
    if (piece == NULL || !xeng__refcount_drop(&piece->owners)) {
        return;
    }
    for (size_t i = 0; i < piece->reason_count; i++) {
        xeng__free(piece->reasons[i].text);
    }
    xeng__free(piece->reasons);
    xeng_result_unref(piece->result);
    xeng_request_unref(piece->request);
    xeng__free(piece->fates);
    xeng__free(piece->ids);
    xeng__free(piece);
}

uint64_t xeng_piece_number(const xeng_piece *piece)
{
    return piece == NULL ? 0 : piece->number;
}

uint32_t xeng_piece_account(const xeng_piece *piece)
{
    return piece == NULL ? 0 : piece->account;
}

const xeng_result *xeng_piece_result(const xeng_piece *piece)
{
    return piece == NULL ? NULL : piece->result;
}

size_t xeng_piece_id_count(const xeng_piece *piece)
{
    return piece == NULL ? 0 : piece->count;
}

uint64_t xeng_piece_id_at(const xeng_piece *piece, size_t index)
{
    return piece == NULL || index >= piece->count ? 0 : piece->ids[index];
}

static xeng__fate fate_at(const xeng_piece *piece, size_t index)
{
    return piece == NULL || index >= piece->count ? (xeng__fate){0, 0, 0} : piece->fates[index];
}

int32_t xeng_piece_id_state(const xeng_piece *piece, size_t index)
{
    return fate_at(piece, index).state;
}

uint32_t xeng_piece_id_unsupported(const xeng_piece *piece, size_t index)
{
    return fate_at(piece, index).unsupported;
}

int32_t xeng_piece_id_reason(const xeng_piece *piece, size_t index)
{
    return fate_at(piece, index).reason;
}

const char *xeng_piece_id_reason_text(const xeng_piece *piece, size_t index)
{
    int32_t code = fate_at(piece, index).reason;
    const xeng__piece_reason *reason = code == XENG_OK ? NULL : find_reason(piece, code);
    return reason == NULL ? "" : reason->text;
}

int32_t xeng_piece_is_finished(const xeng_piece *piece)
{
    return piece != NULL && !piece->unfinished;
}
