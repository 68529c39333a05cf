/* What the tests of id files share: a file, and what was taken from it. */
#ifndef XENG__TESTS_JOB_IDS_SUPPORT_H
#define XENG__TESTS_JOB_IDS_SUPPORT_H

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <xengage/job.h>

#include "base/error.h"
#include "job/ids_file.h"

static char folder[64];
static char path[128];

/* What was taken. */
static struct taken {
    uint64_t ids[5000];
    size_t count;
    size_t calls;
    size_t largest;
    int32_t refuse; /* a code to say instead */
} taken;

static inline int make_folder(void **state)
{
    (void)state;
    (void)snprintf(folder, sizeof folder, "xengage-ids-XXXXXX");
    if (mkdtemp(folder) == NULL) {
        return -1;
    }
    (void)snprintf(path, sizeof path, "%s/ids", folder);
    return 0;
}

static inline int remove_folder(void **state)
{
    (void)state;
    (void)unlink(path);
    return rmdir(folder);
}

static inline int32_t take(void *context, const uint64_t *ids, size_t count, xeng_error **error)
{
    struct taken *into = context;
    if (into->refuse != XENG_OK) {
        return xeng__fail(error, into->refuse, "not wanted");
    }
    assert_true(into->count + count <= sizeof into->ids / sizeof *into->ids);
    memcpy(into->ids + into->count, ids, count * sizeof *ids);
    into->count += count;
    into->calls++;
    into->largest = count > into->largest ? count : into->largest;
    return XENG_OK;
}

static inline void write_bytes(const void *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static inline void write_text(const char *text)
{
    write_bytes(text, strlen(text));
}

static inline int32_t read_ids(int32_t format, const char *field, xeng_error **error)
{
    int32_t refuse = taken.refuse;
    memset(&taken, 0, sizeof taken);
    taken.refuse = refuse;
    return xeng__ids_file_read(path, format, field, take, &taken, error);
}

/* The file gives the ids 20, 30, 40, as far as `count` goes. */
static inline void assert_gives(int32_t format, const char *field, size_t count)
{
    static const uint64_t wanted[] = {20, 30, 40};
    xeng_error *error = NULL;
    if (read_ids(format, field, &error) != XENG_OK) {
        fail_msg("%s", xeng_error_message(error));
    }
    assert_int_equal(taken.count, count);
    assert_memory_equal(taken.ids, wanted, count * sizeof *wanted);
}

/* The file is refused; the message begins with its name and `place`, and `said` is said. */
static inline void assert_refuses_at(int32_t format, const char *field, const char *place,
                                     const char *said)
{
    char begin[160];
    (void)snprintf(begin, sizeof begin, "%s%s: ", path, place);
    xeng_error *error = NULL;
    assert_int_equal(read_ids(format, field, &error), XENG_ERROR_INPUT);
    const char *message = xeng_error_message(error);
    if (strncmp(message, begin, strlen(begin)) != 0 || strstr(message, said) == NULL) {
        fail_msg("%s\nis not: %s...%s", message, begin, said);
    }
    xeng_error_unref(error);
}

static inline void assert_refuses(int32_t format, const char *field, unsigned line,
                                  const char *said)
{
    char place[16];
    (void)snprintf(place, sizeof place, ":%u", line);
    assert_refuses_at(format, field, place, said);
}

#endif
