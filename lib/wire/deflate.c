/* Gzip, made as the plain bytes come. */
#include "wire/deflate.h"

#include <zlib.h>

#include "base/alloc.h"
#include "base/error.h"

enum {
    WINDOW_BITS = 15 + 16, /* the largest window; gzip's header and trailer, not zlib's */
    MEMORY_LEVEL = 8,
    LEVEL = 4,           /* of counts it makes as little as 6, in half the time */
    STEP = 16 * 1024,    /* bytes that there is room for at least, each time */
    PIECE_SIZE = 1 << 30 /* zlib counts input in unsigned int */
};

struct xeng__deflate {
    z_stream zlib;
};

static voidpf zlib_alloc(voidpf context, uInt count, uInt size)
{
    (void)context;
    return xeng__malloc((size_t)count * size);
}

static void zlib_free(voidpf context, voidpf memory)
{
    (void)context;
    xeng__free(memory);
}

int32_t xeng__deflate_new(xeng__deflate **deflater, xeng_error **error)
{
    *deflater = NULL;
    xeng__deflate *made = xeng__malloc(sizeof *made);
    if (made == NULL) {
        return xeng__fail_no_memory(error);
    }
    made->zlib = (z_stream){.zalloc = zlib_alloc, .zfree = zlib_free};
    if (deflateInit2(&made->zlib, LEVEL, Z_DEFLATED, WINDOW_BITS, MEMORY_LEVEL,
                     Z_DEFAULT_STRATEGY) != Z_OK) {
        xeng__free(made);
        return xeng__fail_no_memory(error);
    }
    *deflater = made;
    return XENG_OK;
}

/* Deflates what zlib was given, until it asks for more or is at the member's end. */
static int32_t run(xeng__deflate *deflater, int flush, xeng__buf *packed, xeng_error **error)
{
    z_stream *zlib = &deflater->zlib;
    int outcome;
    do {
        if (!xeng__buf_reserve(packed, packed->size + STEP)) {
            return xeng__fail_no_memory(error);
        }
        size_t room = packed->capacity - 1 - packed->size;
        zlib->avail_out = (uInt)(room < PIECE_SIZE ? room : PIECE_SIZE);
        zlib->next_out = (Bytef *)packed->data + packed->size;
        /* It can't fail: there is room each time, and the state is sound. */
        outcome = deflate(zlib, flush);
        packed->size = (size_t)((char *)zlib->next_out - packed->data);
        packed->data[packed->size] = '\0';
    } while (flush == Z_FINISH ? outcome != Z_STREAM_END : zlib->avail_out == 0);
    return XENG_OK;
}

int32_t xeng__deflate_feed(xeng__deflate *deflater, const char *bytes, size_t size,
                           xeng__buf *packed, xeng_error **error)
{
    int32_t code = XENG_OK;
    while (code == XENG_OK && size > 0) {
        size_t piece = size < PIECE_SIZE ? size : PIECE_SIZE;
        /* zlib only reads what it takes, but says so in newer versions alone. */
        deflater->zlib.next_in = (z_const Bytef *)(uintptr_t)bytes;
        deflater->zlib.avail_in = (uInt)piece;
        code = run(deflater, Z_NO_FLUSH, packed, error);
        bytes += piece;
        size -= piece;
    }
    return code;
}

int32_t xeng__deflate_end_member(xeng__deflate *deflater, xeng__buf *packed, xeng_error **error)
{
    deflater->zlib.avail_in = 0;
    int32_t code = run(deflater, Z_FINISH, packed, error);
    (void)deflateReset(&deflater->zlib);
    return code;
}

void xeng__deflate_free(xeng__deflate *deflater)
{
    if (deflater != NULL) {
        (void)deflateEnd(&deflater->zlib);
        xeng__free(deflater);
    }
}

int32_t xeng__gzip(const xeng__buf *plain, xeng__buf *packed, xeng_error **error)
{
    xeng__deflate *deflater;
    int32_t code = xeng__deflate_new(&deflater, error);
    if (code != XENG_OK) {
        return code;
    }
    code = xeng__deflate_feed(deflater, xeng__buf_text(plain), plain->size, packed, error);
    code = code != XENG_OK ? code : xeng__deflate_end_member(deflater, packed, error);
    xeng__deflate_free(deflater);
    return code;
}
