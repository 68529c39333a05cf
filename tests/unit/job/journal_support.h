/* What the tests of the journal share: a folder of their own, what a journal handed over, files. */
#ifndef XENG__TESTS_JOURNAL_SUPPORT_H
#define XENG__TESTS_JOURNAL_SUPPORT_H

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "job/journal.h"

static const char identity[] = "endpoint: totals\nmetrics: likes\nids: 3, digest 0123";

static char folder[64];
static char path[128];
static char new_path[160];

static inline int make_folder(void **state)
{
    (void)state;
    (void)snprintf(folder, sizeof folder, "xengage-journal-XXXXXX");
    if (mkdtemp(folder) == NULL) {
        return -1;
    }
    (void)snprintf(path, sizeof path, "%s/job.journal", folder);
    (void)snprintf(new_path, sizeof new_path, "%s.new", path);
    return 0;
}

static inline int remove_folder(void **state)
{
    (void)state;
    (void)unlink(path);
    (void)unlink(new_path);
    return rmdir(folder);
}

/* What was handed over, as text: "record;record;". `code` is what taking answers. */
typedef struct heard {
    char text[512];
    size_t size;
    size_t count;
    int32_t code;
} heard;

static inline int32_t hear(void *context, const void *record, size_t size, xeng_error **error)
{
    heard *to = context;
    (void)error;
    assert_non_null(record);
    if (to->size + size + 2 <= sizeof to->text) {
        memcpy(to->text + to->size, record, size);
        to->text[to->size + size] = ';';
        to->size += size + 1;
        to->text[to->size] = '\0';
    }
    to->count++;
    return to->code;
}

static inline void write_file(const char *name, const void *bytes, size_t size)
{
    FILE *file = fopen(name, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

/* The whole of a file; the caller's to xeng__buf_free(). */
static inline xeng__buf read_file(const char *name)
{
    xeng__buf all = XENG__BUF_EMPTY;
    char bytes[4096];
    FILE *file = fopen(name, "rb");
    assert_non_null(file);
    for (size_t got; (got = fread(bytes, 1, sizeof bytes, file)) > 0;) {
        xeng__buf_append(&all, bytes, got);
    }
    assert_int_equal(fclose(file), 0);
    return all;
}

static inline xeng__journal *opened(const char *expected)
{
    heard got = {.code = XENG_OK};
    xeng__journal *journal;
    char *note;
    xeng_error *error = NULL;
    if (xeng__journal_open(path, identity, hear, &got, &journal, &note, &error) != XENG_OK) {
        fail_msg("%s", xeng_error_message(error));
    }
    assert_non_null(journal);
    assert_null(note);
    assert_string_equal(got.text, expected);
    return journal;
}

static inline void say(xeng__journal *journal, uint64_t piece, bool done, const char *record)
{
    assert_int_equal(xeng__journal_write(journal, piece, done, record, strlen(record), NULL),
                     XENG_OK);
}

static inline void assert_said(xeng_error *error, const char *said)
{
    if (strstr(xeng_error_message(error), said) == NULL) {
        fail_msg("'%s' does not say '%s'", xeng_error_message(error), said);
    }
}

/* Opening is refused with a code and words, and the file is as before. */
static inline void assert_refused(const char *which, int32_t code, const char *said)
{
    heard got = {.code = XENG_OK};
    xeng__journal *journal = (xeng__journal *)1;
    char *note = (char *)1;
    xeng_error *error = NULL;
    xeng__buf before = read_file(path);
    assert_int_equal(xeng__journal_open(path, which, hear, &got, &journal, &note, &error), code);
    assert_null(journal);
    assert_null(note);
    assert_said(error, said);
    assert_said(error, path);
    xeng_error_unref(error);
    xeng__buf after = read_file(path);
    assert_int_equal(before.size, after.size);
    assert_memory_equal(xeng__buf_text(&before), xeng__buf_text(&after), before.size);
    xeng__buf_free(&before);
    xeng__buf_free(&after);
}

#endif
