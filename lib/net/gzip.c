/* Request bodies, compressed. */
#include "net/gzip.h"

#include <limits.h>

#include <zlib.h>

#include "base/alloc.h"
#include "base/error.h"

enum {
    WINDOW_BITS = 15 + 16, /* the largest window; gzip's header and trailer, not zlib's */
    MEMORY_LEVEL = 8
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

int32_t xeng__gzip(const xeng__buf *plain, xeng__buf *packed, xeng_error **error)
{
    z_stream zlib = {.zalloc = zlib_alloc, .zfree = zlib_free};
    if (plain->size > UINT_MAX / 2 ||
        deflateInit2(&zlib, Z_DEFAULT_COMPRESSION, Z_DEFLATED, WINDOW_BITS, MEMORY_LEVEL,
                     Z_DEFAULT_STRATEGY) != Z_OK) {
        return xeng__fail_no_memory(error);
    }
    size_t most = deflateBound(&zlib, (uLong)plain->size);
    int done = Z_MEM_ERROR;
    if (xeng__buf_reserve(packed, packed->size + most)) {
        /* zlib only reads what it takes, but says so in newer versions alone. */
        zlib.next_in = (z_const Bytef *)(uintptr_t)xeng__buf_text(plain);
        zlib.avail_in = (uInt)plain->size;
        zlib.next_out = (Bytef *)packed->data + packed->size;
        zlib.avail_out = (uInt)most;
        done = deflate(&zlib, Z_FINISH);
    }
    if (done == Z_STREAM_END) {
        packed->size += zlib.total_out;
        packed->data[packed->size] = '\0';
    }
    (void)deflateEnd(&zlib);
    return done == Z_STREAM_END ? XENG_OK : xeng__fail_no_memory(error);
}
