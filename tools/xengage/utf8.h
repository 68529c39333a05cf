/* Text in UTF-8, character by character. */
#ifndef CLI_UTF8_H
#define CLI_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How many bytes the character at a text's beginning has, and which it is; 0 if it is none. */
size_t cli_utf8_character(const char *text, uint32_t *code);

/* Whether a character controls a terminal or the direction of writing, or is no character. */
bool cli_utf8_control(uint32_t code);

#endif
