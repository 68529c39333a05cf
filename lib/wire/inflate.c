/* Gzip, undone as its bytes arrive. */
#include "wire/inflate.h"

#include <stdbool.h>
#include <stddef.h>

#include <zlib.h>

#include "base/alloc.h"
#include "base/error.h"

enum {
    WINDOW_BITS = 15 + 16, /* the largest window; gzip's header and trailer, not zlib's */
    OUTPUT_SIZE = 32 * 1024,
    PIECE_SIZE = 1 << 30 /* zlib counts input in unsigned int */
};

struct xeng__inflate {
    z_stream zlib;
    bool between_members; /* at the start, or behind a whole member */
    size_t members;
    size_t max_bytes;
    size_t bytes;
    unsigned char output[OUTPUT_SIZE];
};

/* What zlib allocates: its window keeps plain bytes, a token's among them, and has to be wiped. */
struct block {
    size_t size;
    max_align_t memory[];
};

static voidpf zlib_alloc(voidpf context, uInt count, uInt size)
{
    (void)context;
    size_t bytes = (size_t)count * size;
    struct block *made = xeng__malloc(sizeof *made + bytes);
    if (made == NULL) {
        return NULL;
    }
    made->size = bytes;
    return made->memory;
}

static void zlib_free(voidpf context, voidpf memory)
{
    (void)context;
    struct block *old = (void *)((char *)memory - offsetof(struct block, memory));
    xeng__wipe(old->memory, old->size);
    xeng__free(old);
}

int32_t xeng__inflate_new(size_t max_bytes, xeng__inflate **inflater, xeng_error **error)
{
    *inflater = NULL;
    xeng__inflate *made = xeng__malloc(sizeof *made);
    if (made == NULL) {
        return xeng__fail_no_memory(error);
    }
    made->zlib = (z_stream){.zalloc = zlib_alloc, .zfree = zlib_free};
    made->between_members = true;
    made->members = 0;
    made->max_bytes = max_bytes == 0 ? SIZE_MAX : max_bytes;
    made->bytes = 0;
    if (inflateInit2(&made->zlib, WINDOW_BITS) != Z_OK) {
        xeng__free(made);
        return xeng__fail_no_memory(error);
    }
    *inflater = made;
    return XENG_OK;
}

static int32_t fail_corrupt(const xeng__inflate *inflater, xeng_error **error)
{
    if (inflater->between_members && inflater->members > 0) {
        return xeng__fail(error, XENG_ERROR_PROTOCOL,
                          "the gzipped answer is followed by bytes that are not gzip");
    }
    return xeng__fail(error, XENG_ERROR_PROTOCOL, "the answer's gzip is corrupt: %s",
                      inflater->zlib.msg == NULL ? "no valid stream" : inflater->zlib.msg);
}

/* Inflates into the output buffer once; `*produced` bytes are there then. */
static int32_t inflate_some(xeng__inflate *inflater, size_t *produced, xeng_error **error)
{
    z_stream *zlib = &inflater->zlib;
    *produced = 0;
    if (inflater->between_members && inflater->members > 0 && inflateReset(zlib) != Z_OK) {
        return fail_corrupt(inflater, error);
    }
    zlib->next_out = inflater->output;
    zlib->avail_out = OUTPUT_SIZE;
    int outcome = inflate(zlib, Z_NO_FLUSH);
    if (outcome == Z_MEM_ERROR) {
        return xeng__fail_no_memory(error);
    }
    /* Z_BUF_ERROR is no failure: it says that more input is needed. */
    if (outcome != Z_OK && outcome != Z_STREAM_END && outcome != Z_BUF_ERROR) {
        return fail_corrupt(inflater, error);
    }
    inflater->between_members = outcome == Z_STREAM_END;
    inflater->members += outcome == Z_STREAM_END;
    *produced = OUTPUT_SIZE - zlib->avail_out;
    return XENG_OK;
}

static int32_t feed_piece(xeng__inflate *inflater, const char *bytes, size_t size,
                          xeng__inflate_sink sink, void *context, xeng_error **error)
{
    z_stream *zlib = &inflater->zlib;
    zlib->next_in = (z_const Bytef *)bytes;
    zlib->avail_in = (uInt)size;
    size_t produced = 0;
    /* A full output buffer may mean that zlib holds more, even without input. */
    while (zlib->avail_in > 0 || (produced == OUTPUT_SIZE && !inflater->between_members)) {
        int32_t code = inflate_some(inflater, &produced, error);
        if (code != XENG_OK) {
            return code;
        }
        if (produced > inflater->max_bytes - inflater->bytes) {
            return xeng__fail(error, XENG_ERROR_TOO_LARGE,
                              "the answer is over %zu bytes after decompression, the client's "
                              "limit; ask for less at once, or raise the limit",
                              inflater->max_bytes);
        }
        inflater->bytes += produced;
        if (produced > 0) {
            code = sink(context, (const char *)inflater->output, produced, error);
        }
        if (code != XENG_OK) {
            return code;
        }
    }
    return XENG_OK;
}

int32_t xeng__inflate_feed(xeng__inflate *inflater, const char *bytes, size_t size,
                           xeng__inflate_sink sink, void *context, xeng_error **error)
{
    while (size > 0) {
        size_t piece = size < PIECE_SIZE ? size : PIECE_SIZE;
        int32_t code = feed_piece(inflater, bytes, piece, sink, context, error);
        if (code != XENG_OK) {
            return code;
        }
        bytes += piece;
        size -= piece;
    }
    return XENG_OK;
}

int32_t xeng__inflate_finish(xeng__inflate *inflater, xeng_error **error)
{
    if (inflater->members == 0 || !inflater->between_members) {
        return xeng__fail(error, XENG_ERROR_PROTOCOL,
                          "the gzipped answer was cut short after %zu plain bytes",
                          inflater->bytes);
    }
    return XENG_OK;
}

void xeng__inflate_free(xeng__inflate *inflater)
{
    if (inflater != NULL) {
        (void)inflateEnd(&inflater->zlib);
        xeng__wipe(inflater->output, sizeof inflater->output);
        xeng__free(inflater);
    }
}
