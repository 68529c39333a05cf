/* The records of a journal: a head that says of which job they are, numbers, fates, a payload, and
 * a checksum over all of it.
 *
 *   version, kind      1 byte each
 *   job                8 bytes, the lowest first, as all numbers of a fixed size
 *   piece, mark        numbers of seven bits a byte, the lowest first
 *   start, end         8 bytes each; in records of the beginning only
 *   fates              how many, and runs: length, state, unsupported, reason
 *   payload            its size, the size that it takes here, and its bytes; gzipped if the latter
 *                      is less
 *   check              4 bytes: CRC-32 of everything before
 */
#include "job/record.h"

#include "job/pack.h"
#include "wire/deflate.h"

enum {
    GZIP_FROM = 64 /* bytes of a payload: gzip alone takes 18 */
};

static bool same_fate(const xeng__fate *a, const xeng__fate *b)
{
    return a->state == b->state && a->unsupported == b->unsupported && a->reason == b->reason;
}

static void append_fates(xeng__buf *out, const xeng__fate *fates, size_t count)
{
    xeng__pack_number(out, count);
    for (size_t i = 0; i < count;) {
        size_t end = i + 1;
        while (end < count && same_fate(&fates[i], &fates[end])) {
            end++;
        }
        xeng__pack_number(out, end - i);
        xeng__pack_fixed(out, fates[i].state, 1);
        xeng__pack_fixed(out, fates[i].unsupported, 1);
        xeng__pack_number(out, fates[i].reason);
        i = end;
    }
}

static void append_payload(xeng__buf *out, const void *payload, size_t size)
{
    xeng__buf packed = XENG__BUF_EMPTY;
    xeng__pack_number(out, size);
    if (size >= GZIP_FROM) {
        /* Looked at only: nothing is appended to it. */
        const xeng__buf plain = {.data = (char *)(uintptr_t)payload, .size = size};
        if (xeng__gzip(&plain, &packed, NULL) != XENG_OK) {
            xeng__buf_clear(&packed); /* it has to do without, then */
        }
    }
    bool smaller = packed.size > 0 && packed.size < size;
    xeng__pack_number(out, smaller ? packed.size : size);
    xeng__buf_append(out, smaller ? packed.data : payload, smaller ? packed.size : size);
    xeng__buf_free(&packed);
}

void xeng__record_write(const xeng__record *record, uint64_t job, xeng__buf *out)
{
    size_t begin = out->size;
    if (record->payload_size > XENG__RECORD_PAYLOAD_MAX ||
        record->fate_count > XENG__RECORD_FATES_MAX) {
        out->failed = true; /* it could not be read again */
        return;
    }
    xeng__pack_fixed(out, XENG__RECORD_VERSION, 1);
    xeng__pack_fixed(out, (uint64_t)record->kind, 1);
    xeng__pack_fixed(out, job, 8);
    xeng__pack_number(out, record->piece);
    xeng__pack_number(out, record->mark);
    if (record->kind == XENG__RECORD_BEGIN) {
        xeng__pack_fixed(out, (uint64_t)record->window.start, 8);
        xeng__pack_fixed(out, (uint64_t)record->window.end, 8);
    }
    append_fates(out, record->fates, record->fate_count);
    append_payload(out, record->payload, record->payload_size);
    if (!out->failed) {
        xeng__pack_fixed(out, xeng__crc(0, out->data + begin, out->size - begin),
                         XENG__RECORD_CHECK_SIZE);
    }
}
