/* Words that come again and again, each kept once: metrics, names of groupings. */
#include "source_words.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

enum {
    SLOTS_FIRST = 64
};

static size_t hash(const char *text, size_t size)
{
    uint64_t sum = UINT64_C(0xCBF29CE484222325);
    for (size_t i = 0; i < size; i++) {
        sum = (sum ^ (unsigned char)text[i]) * UINT64_C(0x100000001B3);
    }
    return (size_t)(sum ^ sum >> 32);
}

static bool is_word(const cli_words *words, uint32_t place, const char *text, size_t size)
{
    const cli_word *word = &words->at[place];
    return word->size == size && memcmp(word->text, text, size) == 0;
}

/* The slot where a word is, or where it belongs. */
static size_t find_slot(const cli_words *words, const char *text, size_t size)
{
    size_t mask = words->slot_count - 1;
    size_t slot = hash(text, size) & mask;
    while (words->slots[slot] != CLI_NO_WORD && !is_word(words, words->slots[slot], text, size)) {
        slot = (slot + 1) & mask;
    }
    return slot;
}

static void grow_slots(cli_words *words)
{
    free(words->slots);
    words->slot_count = words->slot_count == 0 ? SLOTS_FIRST : words->slot_count * 2;
    words->slots = cli_alloc(words->slot_count, sizeof *words->slots);
    memset(words->slots, 0xFF, words->slot_count * sizeof *words->slots);
    for (uint32_t i = 0; i < words->count; i++) {
        words->slots[find_slot(words, words->at[i].text, words->at[i].size)] = i;
    }
}

static void make_json(cli_word *word)
{
    word->json = cli_alloc(word->size * 6 + sizeof "\"\":", 1);
    char *to = word->json;
    *to++ = '"';
    for (size_t i = 0; i < word->size; i++) {
        unsigned char byte = (unsigned char)word->text[i];
        if (byte < 0x20) {
            to += sprintf(to, "\\u%04x", byte);
            continue;
        }
        if (byte == '"' || byte == '\\') {
            *to++ = '\\';
        }
        *to++ = (char)byte;
    }
    *to++ = '"';
    *to++ = ':';
    word->json_size = (size_t)(to - word->json);
}

static uint32_t add(cli_words *words, const char *text, size_t size)
{
    if (words->count * 2 >= words->slot_count) {
        grow_slots(words);
    }
    words->at = cli_grow(words->at, &words->room, words->count, sizeof *words->at);
    cli_word *word = &words->at[words->count];
    *word = (cli_word){.text = cli_copy(text, size), .size = size};
    make_json(word);
    words->slots[find_slot(words, text, size)] = (uint32_t)words->count;
    return (uint32_t)words->count++;
}

uint32_t cli_words_place(cli_words *words, const char *text, size_t size)
{
    uint32_t last = words->last;
    for (uint32_t next = last; next < last + 2 && next < words->count; next++) {
        if (is_word(words, next, text, size)) {
            words->last = next;
            return next;
        }
    }
    size_t slot = words->slot_count == 0 ? 0 : find_slot(words, text, size);
    bool known = words->slot_count > 0 && words->slots[slot] != CLI_NO_WORD;
    words->last = known ? words->slots[slot] : add(words, text, size);
    return words->last;
}

void cli_words_free(cli_words *words)
{
    for (size_t i = 0; i < words->count; i++) {
        free(words->at[i].text);
        free(words->at[i].json);
    }
    free(words->at);
    free(words->slots);
    *words = (cli_words){0};
}
