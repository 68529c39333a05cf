/* The bytes of a file that is read as a source, gunzipped, whole or line by line. */
#include "source_bytes.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "memory.h"
#include "status.h"

enum {
    PACKED_SIZE = 64 * 1024,
    CHUNK = 256 * 1024,              /* bytes that are unpacked at a time */
    LONGEST = 16 * 1024 * 1024,      /* bytes of a line: a damaged file isn't held as one */
    DETECTING_GZIP = 16 + MAX_WBITS, /* zlib's word for "gzip, and nothing else" */
};

/* Reads the file as it is; false if there is no more. */
static bool read_packed(cli_bytes *bytes)
{
    ssize_t got;
    do {
        got = read(bytes->file, bytes->packed, PACKED_SIZE);
    } while (got < 0 && errno == EINTR);
    if (got < 0) {
        cli_place_die_system(&bytes->place, errno);
    }
    bytes->packed_begin = 0;
    bytes->packed_end = (size_t)got;
    return got > 0;
}

/* Whether the file begins as gzip does. Only the first of its two bytes may come alone. */
static bool is_zipped(cli_bytes *bytes)
{
    static const unsigned char magic[] = {0x1F, 0x8B};
    while (bytes->packed_end < sizeof magic && !bytes->over) {
        ssize_t got =
            read(bytes->file, bytes->packed + bytes->packed_end, PACKED_SIZE - bytes->packed_end);
        if (got < 0 && errno != EINTR) {
            cli_place_die_system(&bytes->place, errno);
        }
        bytes->over = got == 0;
        bytes->packed_end += got > 0 ? (size_t)got : 0;
    }
    return bytes->packed_end >= sizeof magic && memcmp(bytes->packed, magic, sizeof magic) == 0;
}

void cli_bytes_open(cli_bytes *bytes, const char *path, const char *option)
{
    *bytes = (cli_bytes){.place = {.option = option, .path = path}};
    bool standard = strcmp(path, "-") == 0;
    bytes->file = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (bytes->file < 0) {
        cli_place_die_system(&bytes->place, errno);
    }
    bytes->packed = cli_alloc(PACKED_SIZE, 1);
    bytes->zipped = is_zipped(bytes);
    bytes->over = false;
    if (bytes->zipped && inflateInit2(&bytes->stream, DETECTING_GZIP) != Z_OK) {
        cli_die(CLI_LOCAL_TROUBLE, "out of memory");
    }
}

void cli_bytes_close(cli_bytes *bytes)
{
    if (bytes->zipped) {
        (void)inflateEnd(&bytes->stream);
    }
    if (bytes->file != STDIN_FILENO) {
        (void)close(bytes->file);
    }
    free(bytes->packed);
    free(bytes->data);
    *bytes = (cli_bytes){0};
}

/* Makes room for a chunk, and the NUL, behind what is left. */
static void make_room(cli_bytes *bytes)
{
    if (bytes->begin > 0) {
        memmove(bytes->data, bytes->data + bytes->begin, bytes->end - bytes->begin);
        bytes->end -= bytes->begin;
        bytes->begin = 0;
    }
    while (bytes->room - bytes->end < CHUNK + 1) {
        bytes->room = bytes->room == 0 ? (size_t)CHUNK * 2 : bytes->room * 2;
        bytes->data = realloc(bytes->data, bytes->room);
        if (bytes->data == NULL) {
            cli_die(CLI_LOCAL_TROUBLE, "out of memory");
        }
    }
}

static void copy_plain(cli_bytes *bytes)
{
    size_t size = bytes->packed_end - bytes->packed_begin;
    if (size > 0) {
        memcpy(bytes->data + bytes->end, bytes->packed + bytes->packed_begin, size);
        bytes->packed_begin = bytes->packed_end;
        bytes->end += size;
        return;
    }
    ssize_t got = read(bytes->file, bytes->data + bytes->end, CHUNK);
    if (got < 0 && errno != EINTR) {
        cli_place_die_system(&bytes->place, errno);
    }
    bytes->over = got == 0;
    bytes->end += got > 0 ? (size_t)got : 0;
}

/* Unpacks what there is of the file in memory, up to a chunk. */
static void inflate_some(cli_bytes *bytes)
{
    z_stream *stream = &bytes->stream;
    stream->next_in = bytes->packed + bytes->packed_begin;
    stream->avail_in = (uInt)(bytes->packed_end - bytes->packed_begin);
    stream->next_out = (unsigned char *)bytes->data + bytes->end;
    stream->avail_out = CHUNK;
    int code = inflate(stream, Z_NO_FLUSH);
    bytes->inside |= bytes->packed_begin != bytes->packed_end - stream->avail_in;
    bytes->packed_begin = bytes->packed_end - stream->avail_in;
    bytes->end += CHUNK - stream->avail_out;
    if (code == Z_MEM_ERROR) {
        cli_die(CLI_LOCAL_TROUBLE, "out of memory");
    }
    if (code == Z_STREAM_END) {
        bytes->inside = false; /* another may follow */
        code = inflateReset(stream);
    }
    if (code != Z_OK && code != Z_BUF_ERROR) {
        cli_place_die(&bytes->place, "the gzip file is damaged: %s",
                      stream->msg == NULL ? "its data make no sense" : stream->msg);
    }
}

static void inflate_next(cli_bytes *bytes)
{
    /* Where it filled all the room there was, zlib may hold more back. */
    bool held = bytes->stream.next_out != NULL && bytes->stream.avail_out == 0;
    if (!held && bytes->packed_begin == bytes->packed_end && !read_packed(bytes)) {
        if (bytes->inside) {
            cli_place_die(&bytes->place, "the gzip file is damaged: it ends too early");
        }
        bytes->over = true;
        return;
    }
    inflate_some(bytes);
}

/* Reads on; false at the end. */
static bool fill(cli_bytes *bytes)
{
    size_t had = bytes->end - bytes->begin;
    make_room(bytes);
    while (!bytes->over && bytes->end == had) {
        if (bytes->zipped) {
            inflate_next(bytes);
        } else {
            copy_plain(bytes);
        }
    }
    bytes->data[bytes->end] = '\0';
    return bytes->end > had;
}

const char *cli_bytes_peek(cli_bytes *bytes, size_t wanted, size_t *size)
{
    while (bytes->end - bytes->begin < wanted && fill(bytes)) {
    }
    *size = bytes->end - bytes->begin;
    *size = *size < wanted ? *size : wanted;
    return bytes->data + bytes->begin;
}

const char *cli_bytes_all(cli_bytes *bytes, size_t *size)
{
    while (fill(bytes)) {
    }
    *size = bytes->end - bytes->begin;
    return bytes->data + bytes->begin;
}

/* The line end at or behind `seen` bytes of what is left, as its place in that; SIZE_MAX if there
 * is none in the rest of the file. */
static size_t find_end(cli_bytes *bytes, size_t seen)
{
    for (;;) {
        size_t left = bytes->end - bytes->begin;
        if (left > seen) {
            const char *from = bytes->data + bytes->begin;
            const char *found = memchr(from + seen, '\n', left - seen);
            if (found != NULL) {
                return (size_t)(found - from);
            }
        }
        seen = left;
        if (seen > LONGEST) {
            cli_place_die(&bytes->place, "a line is longer than %d bytes", LONGEST);
        }
        if (!fill(bytes)) {
            return SIZE_MAX;
        }
    }
}

/* Takes the bytes up to the line end behind the first `seen`. */
static char *take_line(cli_bytes *bytes, size_t seen, size_t *size, bool *whole)
{
    bytes->place.line++;
    size_t end = find_end(bytes, seen);
    *whole = end != SIZE_MAX;
    *size = *whole ? end : bytes->end - bytes->begin;
    bytes->taken = *size + (*whole ? 1 : 0);
    if (bytes->taken == seen) {
        bytes->place.line--;
        return NULL;
    }
    return bytes->data + bytes->begin;
}

char *cli_bytes_line(cli_bytes *bytes, size_t *size, bool *whole)
{
    bytes->begin += bytes->taken;
    bytes->taken = 0;
    return take_line(bytes, 0, size, whole);
}

char *cli_bytes_longer(cli_bytes *bytes, size_t *size, bool *whole)
{
    return take_line(bytes, bytes->taken, size, whole);
}
