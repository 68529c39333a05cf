/* Words that come again and again, each kept once: metrics, names of groupings. */
#ifndef CLI_SOURCE_WORDS_H
#define CLI_SOURCE_WORDS_H

#include <stddef.h>
#include <stdint.h>

#define CLI_NO_WORD UINT32_MAX

typedef struct {
    char *text; /* ends in a NUL */
    size_t size;
    char *json; /* as the key of a JSON member, with quotes and colon */
    size_t json_size;
} cli_word;

typedef struct {
    cli_word *at;
    size_t count;
    size_t room;
    uint32_t *slots; /* places by hash, CLI_NO_WORD where free; a power of two */
    size_t slot_count;
    uint32_t last; /* found: the one behind it comes next, more often than not */
} cli_words;

/* The place of a word, which is kept if it is new. */
uint32_t cli_words_place(cli_words *words, const char *text, size_t size);

void cli_words_free(cli_words *words);

#endif
