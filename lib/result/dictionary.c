/* The keys of a result that are of one dimension. */
#include "result/dictionary.h"

#include <xengage/metric.h>

#include "base/alloc.h"
#include "base/iso8601.h"
#include "base/text.h"
#include "model/table.h"

enum {
    FIRST_SLOTS = 64,
    HOURS = 24
};

void xeng__dictionary_init(xeng__dictionary *dictionary, int32_t dimension)
{
    memset(dictionary, 0, sizeof *dictionary);
    dictionary->dimension = dimension;
}

void xeng__dictionary_free(xeng__dictionary *dictionary)
{
    xeng__free(dictionary->keys);
    xeng__free(dictionary->slots);
    xeng__buf_free(&dictionary->texts);
}

/* Reads exactly two digits of an hour, "00" to "23". */
static bool parse_hour(const char *text, size_t size, int64_t *hour)
{
    uint64_t number;
    if (size != 2 || !xeng__parse_u64(text, size, &number) || number >= HOURS) {
        return false;
    }
    *hour = (int64_t)number;
    return true;
}

/* What a text means in a dimension; false if it can't be a key of it. */
static bool interpret(int32_t dimension, const char *text, size_t size, int64_t *number)
{
    uint64_t id;
    int32_t day;
    *number = 0;
    switch (dimension) {
    case XENG_DIMENSION_TWEET_ID:
        if (!xeng__parse_id(text, size, &id)) {
            return false;
        }
        *number = (int64_t)id;
        return true;
    case XENG_DIMENSION_ENGAGEMENT_TYPE:
        *number = xeng__metric_by_bytes(text, size);
        return true;
    case XENG_DIMENSION_ENGAGEMENT_DAY:
        if (!xeng__parse_day(text, size, &day)) {
            return false;
        }
        *number = day;
        return true;
    case XENG_DIMENSION_ENGAGEMENT_HOUR:
        return parse_hour(text, size, number);
    default:
        return true;
    }
}

int32_t xeng__key_dimension(const char *text, size_t size, int32_t expected)
{
    static const int32_t by_look[] = {XENG_DIMENSION_ENGAGEMENT_DAY, XENG_DIMENSION_ENGAGEMENT_HOUR,
                                      XENG_DIMENSION_TWEET_ID};
    int64_t number;
    /* An id of two digits looks like an hour. */
    if (expected == XENG_DIMENSION_TWEET_ID && interpret(expected, text, size, &number)) {
        return expected;
    }
    for (size_t i = 0; i < sizeof by_look / sizeof *by_look; i++) {
        if (interpret(by_look[i], text, size, &number)) {
            return by_look[i];
        }
    }
    bool metric =
        expected == XENG_DIMENSION_ENGAGEMENT_TYPE || xeng__metric_by_bytes(text, size) != 0;
    return metric ? XENG_DIMENSION_ENGAGEMENT_TYPE : XENG_DIMENSION_OTHER;
}

uint64_t xeng__key_head(const char *text, size_t size)
{
    if (size >= 8) {
        return xeng__swar_load(text);
    }
    uint64_t head = 0;
    for (size_t i = 0; i < size; i++) {
        head |= (uint64_t)(unsigned char)text[i] << (i * 8);
    }
    return head;
}

/* Mixes a word into a hash. */
static inline uint64_t mix(uint64_t sum, uint64_t word)
{
    sum = (sum ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    return sum ^ sum >> 32;
}

/* A hash of a text, whose first bytes are `head`. The dictionary's address is in it, so that nobody
 * outside can think up keys that all fall together. */
static inline uint64_t hash(const xeng__dictionary *dictionary, uint64_t head, const char *text,
                            size_t size)
{
    uint64_t sum = mix((uint64_t)(uintptr_t)dictionary ^ size, head);
    if (size > 8) {
        for (size_t at = 8; at + 8 < size; at += 8) {
            sum = mix(sum, xeng__swar_load(text + at));
        }
        sum = mix(sum, xeng__swar_load(text + size - 8));
    }
    return mix(sum, sum >> 16);
}

/* The slot where a text is, or where it belongs. */
static inline uint32_t find_slot(const xeng__dictionary *dictionary, const char *text, size_t size)
{
    uint32_t mask = dictionary->slot_count - 1;
    uint64_t head = xeng__key_head(text, size);
    uint32_t slot = (uint32_t)hash(dictionary, head, text, size) & mask;
    while (dictionary->slots[slot] != XENG__KEY_NONE &&
           !xeng__dictionary_is(dictionary, dictionary->slots[slot], head, text, size)) {
        slot = (slot + 1) & mask;
    }
    return slot;
}

uint32_t xeng__dictionary_find(const xeng__dictionary *dictionary, const char *text, size_t size)
{
    return dictionary->slot_count == 0 ? XENG__KEY_NONE
                                       : dictionary->slots[find_slot(dictionary, text, size)];
}

uint32_t xeng__dictionary_find_id(const xeng__dictionary *dictionary, uint64_t id)
{
    char text[XENG__U64_SIZE];
    const char *digits = xeng__format_u64(id, text);
    return xeng__dictionary_find(dictionary, digits, (size_t)(text + sizeof text - 1 - digits));
}

/* Makes a table of slots that is half empty at least. */
static bool rehash(xeng__dictionary *dictionary)
{
    uint32_t wanted = dictionary->slot_count == 0 ? FIRST_SLOTS : dictionary->slot_count * 2;
    if (wanted > UINT32_C(1) << 30) {
        return false;
    }
    uint32_t *slots = xeng__malloc(wanted * sizeof *slots);
    if (slots == NULL) {
        return false;
    }
    memset(slots, 0xFF, wanted * sizeof *slots);
    xeng__free(dictionary->slots);
    dictionary->slots = slots;
    dictionary->slot_count = wanted;
    for (uint32_t key = 0; key < dictionary->count; key++) {
        const char *text = xeng__dictionary_text(dictionary, key);
        slots[find_slot(dictionary, text, dictionary->keys[key].size)] = key;
    }
    return true;
}

/* Whether a key stands in JSON as it is, without escapes. */
static bool is_plain(const char *text, size_t size)
{
    for (size_t at = 0; at < size; at += 8) {
        size_t left = size - at;
        uint64_t special = xeng__swar_not_plain(xeng__key_head(text + at, left < 8 ? left : 8));
        if (special != 0 && xeng__swar_first(special) < left) {
            return false;
        }
    }
    return true;
}

static void set_opening(xeng__key *key, const char *text)
{
    char opening[8] = {'"'};
    size_t end = key->size + 1;
    if (!is_plain(text, key->size)) {
        key->opening = 1;
        key->opening_mask = 0;
        return;
    }
    for (size_t i = 1; i < sizeof opening && i < end + 3; i++) {
        opening[i] = i < end ? text[i - 1] : "\":\""[i - end];
    }
    key->opening = xeng__swar_load(opening);
    key->opening_mask = xeng__swar_head(UINT64_MAX, end + 3);
}

static uint32_t append(xeng__dictionary *dictionary, const char *text, size_t size)
{
    xeng__buf *texts = &dictionary->texts;
    size_t offset = texts->size;
    if (size >= UINT32_MAX - offset ||
        !xeng__grow((void **)&dictionary->keys, &dictionary->capacity, dictionary->count,
                    sizeof *dictionary->keys)) {
        return XENG__KEY_NONE;
    }
    if (dictionary->count >= dictionary->slot_count / 2 && !rehash(dictionary)) {
        return XENG__KEY_NONE;
    }
    xeng__buf_append(texts, text, size);
    xeng__buf_append_char(texts, '\0');
    if (texts->failed) {
        return XENG__KEY_NONE;
    }
    xeng__key *key = &dictionary->keys[dictionary->count];
    key->head = xeng__key_head(text, size);
    key->offset = (uint32_t)offset;
    key->size = (uint32_t)size;
    set_opening(key, text);
    dictionary->longest = key->size > dictionary->longest ? key->size : dictionary->longest;
    (void)interpret(dictionary->dimension, text, size, &key->number);
    uint32_t slot = find_slot(dictionary, text, size);
    dictionary->slots[slot] = dictionary->count;
    return dictionary->count++;
}

/* Hours come in any order in a window that begins at noon; numbered by themselves they still ascend
 * within each day. */
static bool add_hours(xeng__dictionary *dictionary)
{
    for (char hour = 0; hour < HOURS; hour++) {
        char text[2] = {(char)('0' + hour / 10), (char)('0' + hour % 10)};
        if (append(dictionary, text, sizeof text) == XENG__KEY_NONE) {
            return false;
        }
    }
    return true;
}

uint32_t xeng__dictionary_add(xeng__dictionary *dictionary, const char *text, size_t size)
{
    if (dictionary->dimension == XENG_DIMENSION_ENGAGEMENT_HOUR && dictionary->count == 0 &&
        !add_hours(dictionary)) {
        return XENG__KEY_NONE;
    }
    uint32_t known = xeng__dictionary_find(dictionary, text, size);
    return known != XENG__KEY_NONE ? known : append(dictionary, text, size);
}
