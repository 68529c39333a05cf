/* The bytes of a file that is read as a source, gunzipped, whole or line by line. */
#ifndef CLI_SOURCE_BYTES_H
#define CLI_SOURCE_BYTES_H

#include <stdbool.h>
#include <stddef.h>

#include <zlib.h>

#include "source_place.h"

typedef struct {
    cli_place place; /* the line that was taken last */
    int file;
    bool over;   /* nothing is left to be read */
    bool zipped; /* gzip, told by its first bytes */
    bool inside; /* a member of the gzip file has begun */
    z_stream stream;
    unsigned char *packed; /* as it is in the file */
    size_t packed_begin;
    size_t packed_end;
    char *data; /* unpacked: what is left is from `begin` to `end` - 1, and a NUL follows */
    size_t begin;
    size_t end;
    size_t room;
    size_t taken; /* of the line at `begin`, which goes when the next is taken */
} cli_bytes;

/* Opens a file, or, for "-", standard input. Ends the program if that can't be. */
void cli_bytes_open(cli_bytes *bytes, const char *path, const char *option);
void cli_bytes_close(cli_bytes *bytes);

/* The first bytes that aren't taken, up to `wanted` of them, without taking them; a NUL follows
 * somewhere. */
const char *cli_bytes_peek(cli_bytes *bytes, size_t wanted, size_t *size);

/* All that is left; a NUL follows. */
const char *cli_bytes_all(cli_bytes *bytes, size_t *size);

/* The next line without its end, in memory that may be written to until the next call; NULL if
 * there is none. `*whole`: it had an end. */
char *cli_bytes_line(cli_bytes *bytes, size_t *size, bool *whole);

/* The same line together with the one behind it; NULL if there is none behind. */
char *cli_bytes_longer(cli_bytes *bytes, size_t *size, bool *whole);

#endif
