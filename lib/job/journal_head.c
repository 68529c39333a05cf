/* The beginning of a journal, which says in lines for people which job it is of. */
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "job/journal_parts.h"
#include "job/pack.h"

enum {
    MAGIC_BEGIN = 16, /* bytes of the first line, without the version */
    LINE_TWO_MAX = 40,
    HEX_DIGITS = 8,
    SHOWN = 200, /* bytes of a line in a message */
    BEFORE_DIFFERENCE = 60
};

static const char magic[] = "xengage journal 1\n";
static const char line_two[] = "identity ";

static void format_hex(uint32_t number, char text[HEX_DIGITS])
{
    for (int i = HEX_DIGITS - 1; i >= 0; i--) {
        text[i] = "0123456789abcdef"[number & 15];
        number >>= 4;
    }
}

static void append_head(xeng__buf *head, const char *identity, size_t size)
{
    char check[HEX_DIGITS];
    format_hex(xeng__crc(0, identity, size), check);
    xeng__buf_append_text(head, magic);
    xeng__buf_append_text(head, line_two);
    xeng__buf_append_u64(head, size);
    xeng__buf_append_char(head, ' ');
    xeng__buf_append(head, check, sizeof check);
    xeng__buf_append_char(head, '\n');
    xeng__buf_append(head, identity, size);
    xeng__buf_append_char(head, '\n');
}

int32_t xeng__journal_make_head(const char *identity, xeng__buf *head, xeng_error **error)
{
    size_t size = strlen(identity);
    if (size > XENG__IDENTITY_MAX) {
        return xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT,
                          "what the job is takes %zu bytes to say, of which a journal keeps %d: "
                          "give it fewer accounts",
                          size, XENG__IDENTITY_MAX);
    }
    append_head(head, identity, size);
    return head->failed ? xeng__fail_no_memory(error) : XENG_OK;
}

static int32_t fail_damaged(const char *path, xeng_error **error)
{
    return xeng__fail(error, XENG_ERROR_JOURNAL,
                      "the journal %s is damaged in its beginning, so that nobody knows which job "
                      "it is of: restore a copy of it, or name another journal and start over",
                      path);
}

/* Finds the identity in a text that begins with the magic line; NULL if it is damaged. */
static const char *find_identity(const char *text, size_t size, size_t *found)
{
    size_t at = sizeof magic - 1 + sizeof line_two - 1;
    const char *blank = size < at ? NULL : memchr(text + at, ' ', size - at);
    uint64_t said;
    char check[HEX_DIGITS];
    if (blank == NULL || !xeng__parse_u64(text + at, (size_t)(blank - text) - at, &said) ||
        said > XENG__IDENTITY_MAX) {
        return NULL;
    }
    const char *identity = blank + 1 + HEX_DIGITS + 1;
    size_t before = (size_t)(blank - text) + 1 + HEX_DIGITS + 1;
    if (before > size || said >= size - before) {
        return NULL;
    }
    format_hex(xeng__crc(0, identity, (size_t)said), check);
    *found = (size_t)said;
    return memcmp(blank + 1, check, sizeof check) == 0 && identity[said] == '\n' ? identity : NULL;
}

/* A line of a text, as it can be shown: the part of it around a difference. */
static void append_line(xeng__buf *to, const char *line, size_t size, size_t difference)
{
    size_t from =
        size <= SHOWN || difference <= BEFORE_DIFFERENCE ? 0 : difference - BEFORE_DIFFERENCE;
    from = from > size ? size : from;
    size_t shown = size - from < SHOWN ? size - from : SHOWN;
    if (size == 0) {
        xeng__buf_append_text(to, "nothing");
        return;
    }
    xeng__buf_append_text(to, from > 0 ? "'..." : "'");
    size_t begin = to->size;
    xeng__buf_append(to, line + from, shown);
    if (!to->failed) {
        xeng__flatten(to->data + begin, shown);
    }
    xeng__buf_append_text(to, from + shown < size ? "...'" : "'");
}

static size_t line_size(const char *text, size_t size)
{
    const char *end = size == 0 ? NULL : memchr(text, '\n', size);
    return end == NULL ? size : (size_t)(end - text);
}

/* One of two texts that are compared. */
typedef struct side {
    const char *text;
    size_t size;
} side;

/* The first place where two texts differ, and in `*line` where its line begins: behind the end of
 * a text that has no such line. */
static size_t find_difference(const side *a, const side *b, size_t *line)
{
    size_t at = 0;
    *line = 0;
    while (at < a->size && at < b->size && a->text[at] == b->text[at]) {
        at++;
        *line = a->text[at - 1] == '\n' ? at : *line;
    }
    const side *longer = a->size > b->size ? a : b;
    bool ends_before = at == a->size || at == b->size;
    if (ends_before && at < longer->size && longer->text[at] == '\n') {
        *line = ++at;
    }
    return at;
}

static void append_side(xeng__buf *to, const side *from, size_t line, size_t difference)
{
    size_t left = line < from->size ? from->size - line : 0;
    const char *text = from->text + (from->size - left);
    append_line(to, text, line_size(text, left), difference - line);
}

static int32_t fail_other(const char *path, const side *theirs, const side *ours,
                          xeng_error **error)
{
    size_t line;
    size_t difference = find_difference(theirs, ours, &line);
    xeng__buf their_line = XENG__BUF_EMPTY;
    xeng__buf our_line = XENG__BUF_EMPTY;
    append_side(&their_line, theirs, line, difference);
    append_side(&our_line, ours, line, difference);
    int32_t code = their_line.failed || our_line.failed
                       ? xeng__fail_no_memory(error)
                       : xeng__fail(error, XENG_ERROR_JOURNAL,
                                    "the journal %s is of another job: it has %s, this one %s; "
                                    "name another journal, or ask for what it was begun with",
                                    path, their_line.data, our_line.data);
    xeng__buf_free(&their_line);
    xeng__buf_free(&our_line);
    return code;
}

/* Says how a file that doesn't begin with our head is another one. */
static int32_t explain(xeng__journal_reader *reader, const xeng__buf *head, xeng_error **error)
{
    uint64_t most = sizeof magic + LINE_TWO_MAX + XENG__IDENTITY_MAX;
    size_t size = (size_t)(reader->size < most ? reader->size : most);
    const char *text;
    int32_t code = xeng__journal_look(reader, 0, size, &text, error);
    if (code != XENG_OK) {
        return code;
    }
    if (size < MAGIC_BEGIN || memcmp(text, magic, MAGIC_BEGIN) != 0) {
        return xeng__fail(error, XENG_ERROR_JOURNAL,
                          "%s is no journal of xengage: name another file for the journal",
                          reader->path);
    }
    if (size >= sizeof magic && memcmp(text, magic, sizeof magic - 1) != 0) {
        return xeng__fail(error, XENG_ERROR_JOURNAL,
                          "the journal %s is of another version of xengage, or damaged in its "
                          "beginning: go on with the version that began it",
                          reader->path);
    }
    side theirs = {NULL, 0};
    side ours = {NULL, 0};
    theirs.text = find_identity(text, size, &theirs.size);
    ours.text = find_identity(head->data, head->size, &ours.size);
    return theirs.text == NULL || ours.text == NULL
               ? fail_damaged(reader->path, error)
               : fail_other(reader->path, &theirs, &ours, error);
}

int32_t xeng__journal_check_head(xeng__journal_reader *reader, const xeng__buf *head, bool *fresh,
                                 xeng_error **error)
{
    size_t size = reader->size < head->size ? (size_t)reader->size : head->size;
    const char *text = NULL;
    int32_t code = size == 0 ? XENG_OK : xeng__journal_look(reader, 0, size, &text, error);
    if (code != XENG_OK) {
        return code;
    }
    bool same = size == 0 || memcmp(text, head->data, size) == 0;
    /* A part of the head: the making of the journal was interrupted. A few letters of it alone may
     * be anything. */
    *fresh = same && size < head->size && (size == 0 || size >= MAGIC_BEGIN);
    return *fresh || (same && size == head->size) ? XENG_OK : explain(reader, head, error);
}
