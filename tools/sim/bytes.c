/* Bytes: gzip both ways, and whole files. */
#include "text.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <zlib.h>

enum {
    GZIP_WINDOW = 15 + 16, /* zlib: 16 more means gzip */
    BLOCK = 65536,
};

/* A deflate state is 260 KB to set up; each server thread keeps its own. */
typedef struct {
    z_stream stream;
    int level;
} packer;

static pthread_key_t packer_key;
static pthread_once_t packer_once = PTHREAD_ONCE_INIT;

static void free_packer(void *memory)
{
    packer *own = memory;
    deflateEnd(&own->stream);
    free(own);
}

static void make_packer_key(void)
{
    if (pthread_key_create(&packer_key, free_packer) != 0) {
        sim_die("no thread-local storage");
    }
}

static z_stream *own_stream(int level)
{
    pthread_once(&packer_once, make_packer_key);
    packer *own = pthread_getspecific(packer_key);
    if (own != NULL && own->level == level) {
        deflateReset(&own->stream);
        return &own->stream;
    }
    if (own != NULL) {
        free_packer(own);
    }
    own = sim_alloc(sizeof(*own));
    own->level = level;
    if (deflateInit2(&own->stream, level, Z_DEFLATED, GZIP_WINDOW, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
        sim_die("zlib refuses to start");
    }
    pthread_setspecific(packer_key, own);
    return &own->stream;
}

/* Runs the stream over one piece of input; flush is Z_NO_FLUSH or Z_FINISH. */
static void pack(z_stream *stream, const void *data, size_t size, int flush, sim_buf *out)
{
    stream->next_in = (Bytef *)(uintptr_t)data;
    stream->avail_in = (uInt)size;
    do {
        sim_buf_reserve(out, BLOCK);
        size_t room = out->capacity - out->size - 1;
        room = room > UINT32_MAX ? UINT32_MAX : room;
        stream->next_out = (Bytef *)out->data + out->size;
        stream->avail_out = (uInt)room;
        int rc = deflate(stream, flush);
        out->size += room - stream->avail_out;
        if (rc == Z_STREAM_END) {
            break;
        }
    } while (stream->avail_in > 0 || stream->avail_out == 0 || flush == Z_FINISH);
    out->data[out->size] = '\0';
}

void sim_gzip(const void *data, size_t size, int level, sim_buf *out)
{
    z_stream *stream = own_stream(level);
    sim_buf_reserve(out, deflateBound(stream, (uLong)size));
    pack(stream, data, size, Z_FINISH, out);
}

void sim_gzip_bomb(uint64_t size, sim_buf *out)
{
    z_stream *stream = own_stream(9);
    char *block = sim_alloc(BLOCK);
    memset(block, 'A', BLOCK);
    pack(stream, "{\"bomb\":\"", 9, Z_NO_FLUSH, out);
    for (; size > BLOCK; size -= BLOCK) {
        pack(stream, block, BLOCK, Z_NO_FLUSH, out);
    }
    pack(stream, block, (size_t)size, Z_NO_FLUSH, out);
    pack(stream, "\"}", 2, Z_FINISH, out);
    free(block);
}

bool sim_gunzip(const void *data, size_t size, size_t limit, sim_buf *out)
{
    z_stream stream = {0};
    if (inflateInit2(&stream, GZIP_WINDOW) != Z_OK) {
        return false;
    }
    stream.next_in = (Bytef *)(uintptr_t)data;
    stream.avail_in = (uInt)size;
    int rc = Z_OK;
    while (rc == Z_OK && out->size <= limit) {
        sim_buf_reserve(out, BLOCK);
        stream.next_out = (Bytef *)out->data + out->size;
        stream.avail_out = BLOCK;
        rc = inflate(&stream, Z_NO_FLUSH);
        out->size += BLOCK - stream.avail_out;
        out->data[out->size] = '\0';
    }
    inflateEnd(&stream);
    return rc == Z_STREAM_END && out->size <= limit;
}

char *sim_read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        fprintf(stderr, "xengage-sim: can't read %s: %s\n", path, strerror(errno));
        return NULL;
    }
    sim_buf buf = {0};
    char block[4096];
    size_t n;
    sim_buf_adds(&buf, "");
    while ((n = fread(block, 1, sizeof(block), file)) > 0) {
        sim_buf_add(&buf, block, n);
    }
    fclose(file);
    *size = buf.size;
    return buf.data;
}

bool sim_write_file(const char *path, const char *data, size_t size, unsigned mode)
{
    sim_buf beside = {0};
    sim_buf_addf(&beside, "%s.%ld.tmp", path, (long)getpid());
    int fd = open(beside.data, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, (mode_t)mode);
    bool ok = fd >= 0 && write(fd, data, size) == (ssize_t)size;
    if (fd >= 0) {
        ok = close(fd) == 0 && ok;
    }
    ok = ok && rename(beside.data, path) == 0;
    if (!ok) {
        fprintf(stderr, "xengage-sim: can't write %s: %s\n", path, strerror(errno));
        unlink(beside.data);
    }
    sim_buf_free(&beside);
    return ok;
}
