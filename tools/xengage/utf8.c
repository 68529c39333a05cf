/* Text in UTF-8, character by character. */
#include "utf8.h"

size_t cli_utf8_character(const char *text, uint32_t *code)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *bytes = (const unsigned char *)text;
    size_t size = *bytes < 0x80 ? 1 : *bytes < 0xC2 ? 0 : *bytes < 0xE0 ? 2 : *bytes < 0xF0 ? 3 : 4;
    if (size == 0 || *bytes > 0xF4) {
        return 0;
    }
    *code = size == 1 ? *bytes : *bytes & (0x7FU >> size);
    for (size_t i = 1; i < size; i++) {
        if ((bytes[i] & 0xC0) != 0x80) {
            return 0;
        }
        *code = *code << 6 | (bytes[i] & 0x3F);
    }
    bool surrogate = *code >= 0xD800 && *code <= 0xDFFF;
    return *code < least[size] || *code > 0x10FFFF || surrogate ? 0 : size;
}

bool cli_utf8_control(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x202A && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069) || (code & 0xFFFE) == 0xFFFE;
}
