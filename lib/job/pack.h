/* Numbers in records: of a fixed size with the lowest byte first, or of seven bits a byte, the
 * lowest first, as many as it takes. Pure. */
#ifndef XENG__JOB_PACK_H
#define XENG__JOB_PACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* Writes and reads `size` bytes, 8 at most. */
void xeng__put_fixed(unsigned char *to, uint64_t number, size_t size);
uint64_t xeng__get_fixed(const unsigned char *from, size_t size);

void xeng__pack_fixed(xeng__buf *out, uint64_t number, size_t size);
void xeng__pack_number(xeng__buf *out, uint64_t number);

/* What is left to read. Once something doesn't fit it is bad, and all that is read then is 0. */
typedef struct xeng__unpack {
    const unsigned char *at;
    size_t left;
    bool bad;
} xeng__unpack;

/* The next bytes; NULL if there are fewer. */
const unsigned char *xeng__unpack_bytes(xeng__unpack *from, size_t size);
uint64_t xeng__unpack_fixed(xeng__unpack *from, size_t size);
/* Larger than `most` is bad. */
uint64_t xeng__unpack_number(xeng__unpack *from, uint64_t most);

/* CRC-32 as zlib has it, of any number of bytes; 0 to begin with. */
uint32_t xeng__crc(uint32_t crc, const void *bytes, size_t size);

#endif
