/* The Post ids of a run: read from files and arguments, repeats dropped, order kept. */
#include "ids.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <xengage/post.h>

#include "memory.h"
#include "say.h"
#include "status.h"

enum {
    FIRST_SLOTS = 64,
    SHOWN_AT_MOST = 60, /* bytes of a bad line */
};

static size_t slot_of(const cli_ids *ids, uint64_t id)
{
    /* Multiplication by 2^64 / golden ratio spreads ids that differ in few bits. */
    size_t at = (size_t)((id * UINT64_C(0x9E3779B97F4A7C15)) >> 20) & (ids->slot_count - 1);
    while (ids->slots[at] != 0 && ids->slots[at] != id) {
        at = (at + 1) & (ids->slot_count - 1);
    }
    return at;
}

static void widen(cli_ids *ids)
{
    free(ids->slots);
    ids->slot_count = ids->slot_count == 0 ? FIRST_SLOTS : ids->slot_count * 2;
    ids->slots = cli_alloc(ids->slot_count, sizeof *ids->slots);
    for (size_t i = 0; i < ids->count; i++) {
        ids->slots[slot_of(ids, ids->at[i])] = ids->at[i];
    }
}

static void add(cli_ids *ids, uint64_t id)
{
    if (ids->count * 2 >= ids->slot_count) {
        widen(ids);
    }
    size_t slot = slot_of(ids, id);
    if (ids->slots[slot] == id) {
        return;
    }
    ids->slots[slot] = id;
    ids->at = cli_grow(ids->at, &ids->capacity, ids->count, sizeof *ids->at);
    ids->at[ids->count++] = id;
}

void cli_ids_argument(cli_ids *ids, const char *text)
{
    uint64_t id = 0;
    xeng_error *error = NULL;
    if (xeng_post_id_parse(text, &id, &error) != XENG_OK) {
        cli_die_error(CLI_WRONG_REQUEST, NULL, error);
    }
    add(ids, id);
}

/* Cuts blanks and the line end from both sides. */
static char *trim(char *line, size_t size)
{
    while (size > 0 && strchr(" \t\r\n", line[size - 1]) != NULL && line[size - 1] != '\0') {
        size--;
    }
    line[size] = '\0';
    return line + strspn(line, " \t");
}

static void add_line(cli_ids *ids, char *line, size_t size, const char *name, size_t number)
{
    bool has_nul = memchr(line, '\0', size) != NULL;
    bool has_mark = number == 1 && size >= 3 && memcmp(line, "\xEF\xBB\xBF", 3) == 0;
    char *text = has_mark ? trim(line + 3, size - 3) : trim(line, size);
    uint64_t id = 0;
    xeng_error *error = NULL;
    if (!has_nul && (*text == '\0' || *text == '#')) {
        return;
    }
    if (has_nul) {
        cli_die(CLI_WRONG_REQUEST, "%s:%zu: a NUL byte in '%.*s': this is no list of Post ids",
                name, number, SHOWN_AT_MOST, text);
    }
    if (xeng_post_id_parse(text, &id, &error) != XENG_OK) {
        cli_die(CLI_WRONG_REQUEST,
                "%s:%zu: '%.*s%s' is no Post id: one a line is wanted, decimal "
                "digits, 1 to 2^63 - 1",
                name, number, SHOWN_AT_MOST, text, strlen(text) > SHOWN_AT_MOST ? "..." : "");
    }
    add(ids, id);
}

void cli_ids_read(cli_ids *ids, const char *path)
{
    bool standard = strcmp(path, "-") == 0;
    const char *name = standard ? "standard input" : path;
    FILE *file = standard ? stdin : fopen(path, "re");
    if (file == NULL) {
        cli_die(CLI_LOCAL_TROUBLE, "%s: %s", name, strerror(errno));
    }
    char *line = NULL;
    size_t room = 0;
    size_t number = 0;
    ssize_t size;
    errno = 0;
    while ((size = getline(&line, &room, file)) >= 0) {
        add_line(ids, line, (size_t)size, name, ++number);
    }
    if (!feof(file)) {
        cli_die(CLI_LOCAL_TROUBLE, "%s: %s", name, strerror(errno == 0 ? EIO : errno));
    }
    free(line);
    if (!standard) {
        (void)fclose(file);
    }
}

void cli_ids_free(cli_ids *ids)
{
    free(ids->at);
    free(ids->slots);
    *ids = (cli_ids){0};
}
