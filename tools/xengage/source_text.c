/* Counts that were read, as JSON in the server's shape. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "source_gather.h"
#include "status.h"

enum {
    LEVELS = 5,
    DIGITS = 20,    /* of the longest number */
    MARKS = 128,    /* room for all that a count takes besides words: digits, quotes, brackets */
    FIRST_PER = 16, /* bytes a count that are expected */
};

static const char usual_name[] = "\"metrics\":";

/* Text that is made. */
typedef struct {
    char *text;
    size_t size;
    size_t room;
} cli_making;

static void make_room(cli_making *to, size_t more)
{
    if (to->room - to->size >= more) {
        return;
    }
    to->room = to->room * 2 + more;
    to->text = realloc(to->text, to->room);
    if (to->text == NULL) {
        cli_die(CLI_LOCAL_TROUBLE, "out of memory");
    }
}

static void put(cli_making *to, const char *text, size_t size)
{
    memcpy(to->text + to->size, text, size);
    to->size += size;
}

static void put_char(cli_making *to, char byte)
{
    to->text[to->size++] = byte;
}

static void put_number(cli_making *to, uint64_t number)
{
    char digits[DIGITS];
    size_t at = DIGITS;
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    put(to, digits + at, DIGITS - at);
}

static void put_two(cli_making *to, int32_t number)
{
    put_char(to, (char)('0' + number / 10 % 10));
    put_char(to, (char)('0' + number % 10));
}

static void put_word(cli_making *to, const cli_word *word)
{
    make_room(to, word->json_size + MARKS);
    put(to, word->json, word->json_size);
}

static void put_key(cli_making *to, const cli_gather *gather, unsigned level,
                    const cli_kept_count *count)
{
    if (level == CLI_HAS_TYPE || level == CLI_HAS_KEY) {
        put_word(to, &gather->words.at[level == CLI_HAS_TYPE ? count->type : count->key]);
        return;
    }
    put_char(to, '"');
    if (level == CLI_HAS_POST) {
        put_number(to, gather->posts.ids[count->post]);
    } else if (level == CLI_HAS_DAY) {
        put_two(to, count->day / 1000000);
        put_two(to, count->day / 10000);
        put_char(to, '-');
        put_two(to, count->day / 100);
        put_char(to, '-');
        put_two(to, count->day);
    } else {
        put_two(to, count->hour);
    }
    put(to, "\":", 2);
}

static void put_value(cli_making *to, const cli_kept_count *count)
{
    if (!count->delivered) {
        put(to, "null", 4);
        return;
    }
    put_char(to, '"');
    if (count->value < 0) {
        put_char(to, '-');
    }
    put_number(to, count->value < 0 ? -(uint64_t)count->value : (uint64_t)count->value);
    put_char(to, '"');
}

static void close_levels(cli_making *to, size_t open)
{
    make_room(to, MARKS);
    for (; open > 0; open--) {
        put_char(to, '}');
    }
}

/* A grouping's levels, outermost first; returns how many. */
static size_t levels_of(const cli_shape *shape, unsigned levels[LEVELS])
{
    size_t count = 0;
    for (unsigned level = CLI_HAS_POST; level <= CLI_HAS_KEY; level <<= 1) {
        if (shape->has & level) {
            levels[count++] = level;
        }
    }
    return count;
}

/* The first level on which a count's path differs from that of the one before it. */
static size_t first_new(const cli_gather *gather, const unsigned *levels, size_t depth,
                        const cli_kept_count *before, const cli_kept_count *count)
{
    for (size_t i = 0; i < depth; i++) {
        if (cli_gather_compare(levels[i], before, count) != 0) {
            return i;
        }
    }
    cli_place place = *gather->place;
    place.line = 0;
    if (levels[0] == CLI_HAS_POST) {
        cli_place_die(&place, "Post %" PRIu64 " has two counts of the same metric and time",
                      gather->posts.ids[count->post]);
    }
    cli_place_die(&place, "there are two counts of the same metric and time");
}

static bool is_left_out(const cli_gather *gather, const cli_shape *shape,
                        const cli_kept_count *count)
{
    return (shape->has & CLI_HAS_POST) != 0 &&
           (gather->posts.flags[count->post] & CLI_POST_DELIVERED) == 0;
}

static void put_name(cli_making *to, const cli_gather *gather, const cli_shape *shape)
{
    if (shape->grouping == CLI_NO_WORD) {
        put(to, usual_name, sizeof usual_name - 1);
    } else {
        put_word(to, &gather->words.at[shape->grouping]);
    }
    put_char(to, '{');
}

/* Writes a count and the keys above it, from a level on. */
static void put_count(cli_making *to, const cli_gather *gather, const unsigned *levels,
                      size_t depth, size_t from, const cli_kept_count *count)
{
    for (size_t i = from; i < depth; i++) {
        put_key(to, gather, levels[i], count);
        if (i + 1 < depth) {
            put_char(to, '{');
        }
    }
    put_value(to, count);
}

/* Writes the counts of a grouping from `*at` on, which moves behind them. Returns whether there are
 * any. */
static bool put_grouping(cli_making *to, const cli_gather *gather, size_t *at)
{
    const cli_kept_count *before = NULL;
    uint32_t number = gather->kept[*at].shape;
    const cli_shape *shape = &gather->shapes[number];
    unsigned levels[LEVELS];
    size_t depth = levels_of(shape, levels);
    for (; *at < gather->count && gather->kept[*at].shape == number; ++*at) {
        const cli_kept_count *count = &gather->kept[*at];
        if (is_left_out(gather, shape, count)) {
            continue;
        }
        size_t from = before == NULL ? 0 : first_new(gather, levels, depth, before, count);
        make_room(to, MARKS);
        if (before == NULL) {
            put_name(to, gather, shape);
        } else {
            close_levels(to, depth - 1 - from);
            put_char(to, ',');
        }
        put_count(to, gather, levels, depth, from, count);
        before = count;
    }
    if (before != NULL) {
        close_levels(to, depth);
    }
    return before != NULL;
}

static void put_time(cli_making *to, const char *name, int64_t time)
{
    char text[CLI_TIME_SIZE];
    cli_time_text(time, text);
    put(to, name, strlen(name));
    put(to, text, strlen(text));
    put_char(to, '"');
}

static void put_window(cli_making *to, const cli_gather *gather)
{
    int64_t start;
    int64_t end;
    if (cli_gather_window(gather, &start, &end)) {
        make_room(to, MARKS);
        put_time(to, ",\"start\":\"", start);
        put_time(to, ",\"end\":\"", end);
    }
}

char *cli_gather_json(const cli_gather *gather, size_t *size, size_t *groupings)
{
    cli_making to = {0};
    make_room(&to, gather->count * FIRST_PER + MARKS);
    put_char(&to, '{');
    *groupings = 0;
    for (size_t i = 0; i < gather->count;) {
        size_t mark = to.size;
        if (*groupings > 0) {
            put_char(&to, ',');
        }
        if (put_grouping(&to, gather, &i)) {
            ++*groupings;
        } else {
            to.size = mark;
        }
    }
    if (*groupings > 0) {
        put_window(&to, gather);
    }
    make_room(&to, MARKS);
    put_char(&to, '}');
    *size = to.size;
    return to.text;
}
