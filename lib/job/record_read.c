/* Records of a journal, read: what they look like is told in record.c. */
#include "job/record.h"

#include <string.h>

#include <xengage/job.h>

#include "base/alloc.h"
#include "base/error.h"
#include "job/pack.h"
#include "wire/inflate.h"

static int32_t read_fates(xeng__unpack *from, xeng__fate **fates, size_t *count, xeng_error **error)
{
    *fates = NULL;
    *count = (size_t)xeng__unpack_number(from, XENG__RECORD_FATES_MAX);
    if (*count == 0) {
        return XENG_OK;
    }
    xeng__fate *made = xeng__malloc(*count * sizeof *made);
    if (made == NULL) {
        return xeng__fail_no_memory(error);
    }
    for (size_t done = 0; done < *count && !from->bad;) {
        size_t run = (size_t)xeng__unpack_number(from, *count - done);
        const xeng__fate fate = {.state = (uint8_t)xeng__unpack_fixed(from, 1),
                                 .unsupported = (uint8_t)xeng__unpack_fixed(from, 1),
                                 .reason = (uint16_t)xeng__unpack_number(from, UINT16_MAX)};
        from->bad = from->bad || run == 0 || fate.state > XENG_ID_FAILED;
        for (size_t end = done + run; done < end; done++) {
            made[done] = fate;
        }
    }
    *fates = made;
    return XENG_OK;
}

static int32_t keep_plain(void *context, const char *bytes, size_t size, xeng_error **error)
{
    xeng__buf *to = context;
    xeng__buf_append(to, bytes, size);
    return to->failed ? xeng__fail_no_memory(error) : XENG_OK;
}

/* Whatever is wrong with the gzip makes the record bad; memory alone is no fault of it. */
static int32_t read_gzip(xeng__unpack *from, size_t packed, size_t plain, xeng__buf *scratch,
                         xeng_error **error)
{
    const unsigned char *bytes = xeng__unpack_bytes(from, packed);
    xeng__inflate *inflater = NULL;
    int32_t code = xeng__inflate_new(plain, &inflater, error);
    if (code != XENG_OK) {
        return code;
    }
    code = xeng__inflate_feed(inflater, (const char *)bytes, packed, keep_plain, scratch, NULL);
    if (code == XENG_OK) {
        code = xeng__inflate_finish(inflater, NULL);
    }
    xeng__inflate_free(inflater);
    if (code == XENG_ERROR_NO_MEMORY) {
        return xeng__fail_no_memory(error);
    }
    from->bad = code != XENG_OK || scratch->size != plain;
    return XENG_OK;
}

static int32_t read_payload(xeng__unpack *from, xeng__buf *scratch, xeng_error **error)
{
    size_t plain = (size_t)xeng__unpack_number(from, XENG__RECORD_PAYLOAD_MAX);
    size_t size = (size_t)xeng__unpack_number(from, plain);
    xeng__buf_clear(scratch);
    from->bad = from->bad || size > from->left;
    if (from->bad) {
        return XENG_OK;
    }
    if (size < plain) {
        return read_gzip(from, size, plain, scratch, error);
    }
    xeng__buf_append(scratch, xeng__unpack_bytes(from, size), size);
    return scratch->failed ? xeng__fail_no_memory(error) : XENG_OK;
}

static int32_t check_head(const unsigned char *at, size_t size, uint64_t job, xeng_error **error)
{
    if (size < XENG__RECORD_HEAD_SIZE + XENG__RECORD_CHECK_SIZE ||
        xeng__get_fixed(at + size - XENG__RECORD_CHECK_SIZE, XENG__RECORD_CHECK_SIZE) !=
            xeng__crc(0, at, size - XENG__RECORD_CHECK_SIZE)) {
        return xeng__fail(error, XENG_ERROR_JOURNAL,
                          "a record of the journal is damaged: its checksum doesn't fit");
    }
    if (at[0] != XENG__RECORD_VERSION) {
        return xeng__fail(error, XENG_ERROR_JOURNAL,
                          "a record of the journal is of version %u, which this version of xengage "
                          "can't read: go on with the one that wrote it",
                          at[0]);
    }
    if (xeng__get_fixed(at + 2, 8) != job) {
        return xeng__fail(error, XENG_ERROR_JOURNAL,
                          "a record of the journal is of another job: go on with the ids, request "
                          "and accounts that it was begun with, or begin another journal");
    }
    return XENG_OK;
}

int32_t xeng__record_read(const void *bytes, size_t size, uint64_t job, xeng__buf *scratch,
                          xeng__record *record, xeng_error **error)
{
    const unsigned char *at = bytes;
    memset(record, 0, sizeof *record);
    int32_t code = check_head(at, size, job, error);
    if (code != XENG_OK) {
        return code;
    }
    xeng__unpack from = {at + XENG__RECORD_HEAD_SIZE,
                         size - XENG__RECORD_HEAD_SIZE - XENG__RECORD_CHECK_SIZE, false};
    xeng__record found = {.kind = at[1]};
    found.piece = xeng__unpack_number(&from, UINT64_MAX);
    found.mark = xeng__unpack_number(&from, UINT64_MAX);
    if (found.kind == XENG__RECORD_BEGIN) {
        found.window.start = (int64_t)xeng__unpack_fixed(&from, 8);
        found.window.end = (int64_t)xeng__unpack_fixed(&from, 8);
    }
    xeng__fate *fates = NULL;
    code = read_fates(&from, &fates, &found.fate_count, error);
    if (code == XENG_OK) {
        code = read_payload(&from, scratch, error);
    }
    if (code == XENG_OK && (from.bad || from.left > 0 || found.kind < XENG__RECORD_BEGIN ||
                            found.kind > XENG__RECORD_BASE)) {
        code = xeng__fail(error, XENG_ERROR_JOURNAL,
                          "a record of the journal makes no sense, although it is whole");
    }
    if (code != XENG_OK) {
        xeng__free(fates);
        return code;
    }
    found.fates = fates;
    found.payload = scratch->data;
    found.payload_size = scratch->size;
    *record = found;
    return XENG_OK;
}
