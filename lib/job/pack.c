/* Numbers in records. */
#include "job/pack.h"

#include <zlib.h>

enum {
    NUMBER_BITS = 7,
    MORE = 0x80,        /* another byte of the number follows */
    CRC_PIECE = 1 << 30 /* zlib counts in unsigned int */
};

void xeng__put_fixed(unsigned char *to, uint64_t number, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        to[i] = (unsigned char)(number >> (8 * i));
    }
}

uint64_t xeng__get_fixed(const unsigned char *from, size_t size)
{
    uint64_t number = 0;
    for (size_t i = 0; i < size; i++) {
        number |= (uint64_t)from[i] << (8 * i);
    }
    return number;
}

void xeng__pack_fixed(xeng__buf *out, uint64_t number, size_t size)
{
    unsigned char bytes[8];
    xeng__put_fixed(bytes, number, size);
    xeng__buf_append(out, bytes, size);
}

void xeng__pack_number(xeng__buf *out, uint64_t number)
{
    while (number >= MORE) {
        xeng__pack_fixed(out, number | MORE, 1);
        number >>= NUMBER_BITS;
    }
    xeng__pack_fixed(out, number, 1);
}

const unsigned char *xeng__unpack_bytes(xeng__unpack *from, size_t size)
{
    if (from->bad || size > from->left) {
        from->bad = true;
        return NULL;
    }
    from->at += size;
    from->left -= size;
    return from->at - size;
}

uint64_t xeng__unpack_fixed(xeng__unpack *from, size_t size)
{
    const unsigned char *bytes = xeng__unpack_bytes(from, size);
    return bytes == NULL ? 0 : xeng__get_fixed(bytes, size);
}

uint64_t xeng__unpack_number(xeng__unpack *from, uint64_t most)
{
    uint64_t number = 0;
    uint64_t byte = MORE;
    for (unsigned shift = 0; byte >= MORE; shift += NUMBER_BITS) {
        byte = xeng__unpack_fixed(from, 1);
        uint64_t bits = byte & (MORE - 1);
        if (from->bad || shift > 63 || bits << shift >> shift != bits) {
            from->bad = true;
            return 0;
        }
        number |= bits << shift;
    }
    from->bad = number > most;
    return from->bad ? 0 : number;
}

uint32_t xeng__crc(uint32_t crc, const void *bytes, size_t size)
{
    const unsigned char *at = bytes;
    while (size > 0) {
        size_t piece = size < CRC_PIECE ? size : CRC_PIECE;
        crc = (uint32_t)crc32(crc, at, (uInt)piece);
        at += piece;
        size -= piece;
    }
    return crc;
}
