/* Files of ids as such: gzip, blocks, long lines, what can't be read, memory that runs out. */
#include "job/ids_support.h"

#include <fcntl.h>
#include <stdbool.h>

#include <zlib.h>

#include "memory.h"

enum {
    LINE_MAX_BYTES = 1 << 20
};

/* A gzip member; the caller's to free. */
static unsigned char *gzip(const char *text, size_t size, size_t *gzipped)
{
    z_stream zlib = {0};
    assert_int_equal(deflateInit2(&zlib, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    size_t room = deflateBound(&zlib, size);
    unsigned char *made = malloc(room);
    assert_non_null(made);
    zlib.next_in = (z_const Bytef *)text;
    zlib.avail_in = (uInt)size;
    zlib.next_out = made;
    zlib.avail_out = (uInt)room;
    assert_int_equal(deflate(&zlib, Z_FINISH), Z_STREAM_END);
    *gzipped = room - zlib.avail_out;
    (void)deflateEnd(&zlib);
    return made;
}

static void gzipped_file_reads_as_the_plain_one(void **state)
{
    (void)state;
    static const char text[] = "id,text\n20,a\n30,b\n40,c\n";
    size_t first = 0;
    size_t second = 0;
    unsigned char both[256];
    /* Two members, with the border within a line. */
    unsigned char *member = gzip(text, 14, &first);
    memcpy(both, member, first);
    free(member);
    member = gzip(text + 14, sizeof text - 1 - 14, &second);
    memcpy(both + first, member, second);
    free(member);
    write_bytes(both, first + second);
    assert_gives(XENG_IDS_AUTO, NULL, 3);
    assert_gives(XENG_IDS_CSV, "id", 3);
}

static void gzip_that_is_cut_anywhere_is_refused(void **state)
{
    (void)state;
    static const char text[] = "20\n30\n40\n";
    size_t size = 0;
    unsigned char *member = gzip(text, sizeof text - 1, &size);
    for (size_t cut = 2; cut < size; cut++) {
        write_bytes(member, cut);
        assert_refuses_at(XENG_IDS_AUTO, NULL, "", "the gzip is cut short");
    }
    free(member);
}

static void damaged_gzip_is_refused(void **state)
{
    (void)state;
    static const char text[] = "20\n30\n40\n";
    size_t size = 0;
    unsigned char *member = gzip(text, sizeof text - 1, &size);
    unsigned char spoiled[128];
    memcpy(spoiled, member, size);
    spoiled[size - 6] ^= 1; /* the checksum */
    write_bytes(spoiled, size);
    assert_refuses_at(XENG_IDS_AUTO, NULL, "", "the gzip is damaged");
    memcpy(spoiled, member, size);
    memcpy(spoiled + size, "50\n", 3);
    write_bytes(spoiled, size + 3);
    assert_refuses_at(XENG_IDS_AUTO, NULL, "", "followed by what isn't gzip");
    free(member);
    /* What is wrong within is said as in any file. */
    member = gzip("20\nx\n", 5, &size);
    write_bytes(member, size);
    free(member);
    assert_refuses(XENG_IDS_AUTO, NULL, 2, "\"x\" is no Post id");
}

static void ids_come_in_order_by_blocks_of_1024(void **state)
{
    (void)state;
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    for (uint64_t i = 0; i < 5000; i++) {
        /* Wide enough for lines to lie across the borders of chunks. */
        (void)fprintf(file, "%*s%llu%*s\n", (int)(i % 37), "",
                      (unsigned long long)(UINT64_C(1500000000000000000) + i * 7), 30, "");
    }
    assert_int_equal(fclose(file), 0);
    assert_int_equal(read_ids(XENG_IDS_AUTO, NULL, NULL), XENG_OK);
    assert_int_equal(taken.count, 5000);
    assert_int_equal(taken.calls, 5);
    assert_int_equal(taken.largest, 1024);
    for (uint64_t i = 0; i < 5000; i++) {
        assert_true(taken.ids[i] == UINT64_C(1500000000000000000) + i * 7);
    }
}

static void line_may_have_a_mebibyte_and_no_more(void **state)
{
    (void)state;
    char *text = malloc(LINE_MAX_BYTES + 9);
    assert_non_null(text);
    memcpy(text, "20\n", 3);
    memset(text + 3, ' ', LINE_MAX_BYTES);
    memcpy(text + 3, "30", 2);
    memcpy(text + 3 + LINE_MAX_BYTES, "\r\n40", 4);
    write_bytes(text, 3 + LINE_MAX_BYTES + 4);
    assert_gives(XENG_IDS_AUTO, NULL, 3);
    text[3 + LINE_MAX_BYTES] = ' ';
    write_bytes(text, 3 + LINE_MAX_BYTES + 4);
    assert_refuses(XENG_IDS_AUTO, NULL, 2, "longer than 1048576 bytes");
    /* Lines that are short, in a record that isn't. */
    memset(text, '\n', LINE_MAX_BYTES + 9);
    memcpy(text, "id,text\n20,\"", 12);
    text[LINE_MAX_BYTES + 8] = '"';
    write_bytes(text, LINE_MAX_BYTES + 9);
    assert_refuses(XENG_IDS_AUTO, NULL, 2, "no closing quote");
    free(text);
}

static void unreadable_file_is_the_systems_error(void **state)
{
    (void)state;
    char said[256];
    xeng_error *error = NULL;
    (void)unlink(path);
    assert_int_equal(read_ids(XENG_IDS_AUTO, NULL, &error), XENG_ERROR_SYSTEM);
    (void)snprintf(said, sizeof said, "can't read %s: no such file or folder", path);
    assert_string_equal(xeng_error_message(error), said);
    xeng_error_unref(error);
    error = NULL;
    assert_int_equal(xeng__ids_file_read(folder, XENG_IDS_AUTO, NULL, take, &taken, &error),
                     XENG_ERROR_SYSTEM);
    (void)snprintf(said, sizeof said, "can't read %s: it is a folder", folder);
    assert_string_equal(xeng_error_message(error), said);
    xeng_error_unref(error);
}

static void dash_is_standard_input_which_stays_open(void **state)
{
    (void)state;
    int before = dup(STDIN_FILENO);
    write_text("20\n30\nx\n");
    int fd = open(path, O_RDONLY);
    assert_true(fd >= 0);
    assert_int_equal(dup2(fd, STDIN_FILENO), STDIN_FILENO);
    xeng_error *error = NULL;
    assert_int_equal(xeng__ids_file_read("-", XENG_IDS_AUTO, NULL, take, &taken, &error),
                     XENG_ERROR_INPUT);
    assert_int_equal(strncmp(xeng_error_message(error), "standard input:3: ", 18), 0);
    xeng_error_unref(error);
    assert_int_not_equal(fcntl(STDIN_FILENO, F_GETFD), -1);
    (void)close(fd);
    if (before >= 0) {
        (void)dup2(before, STDIN_FILENO);
        (void)close(before);
    }
}

static void arguments_that_make_no_sense_are_refused(void **state)
{
    (void)state;
    write_text("20\n");
    assert_int_equal(xeng__ids_file_read(NULL, XENG_IDS_AUTO, NULL, take, &taken, NULL),
                     XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(read_ids(5, NULL, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(read_ids(XENG_IDS_CSV, "", NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(read_ids(XENG_IDS_PLAIN, "id", NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(taken.count, 0);
}

/* Even a code that the inflater uses itself comes back as it was given. */
static void who_takes_can_end_the_reading(void **state)
{
    (void)state;
    char text[2 * 1024];
    for (size_t i = 0; i < sizeof text; i += 2) {
        memcpy(text + i, "9\n", 2);
    }
    size_t size = 0;
    unsigned char *member = gzip(text, sizeof text, &size);
    taken.refuse = XENG_ERROR_PROTOCOL;
    for (int gzipped = 0; gzipped < 2; gzipped++) {
        xeng_error *error = NULL;
        write_bytes(gzipped ? (const void *)member : text, gzipped ? size : sizeof text);
        assert_int_equal(read_ids(XENG_IDS_AUTO, NULL, &error), XENG_ERROR_PROTOCOL);
        assert_string_equal(xeng_error_message(error), "not wanted");
        xeng_error_unref(error);
    }
    taken.refuse = XENG_OK;
    free(member);
}

/* Reads what is in the file with the first, the second, ... allocation failing. */
static void run_out(int32_t expected)
{
    int32_t code = XENG_ERROR_NO_MEMORY;
    for (size_t n = 0; code != expected; n++) {
        assert_true(n < 100);
        for (int lasting = 0; lasting < 2; lasting++) {
            xeng_error *error = NULL;
            size_t live = memory_live();
            memory_fail_after(n, lasting != 0);
            code = read_ids(XENG_IDS_AUTO, NULL, &error);
            bool refused = memory_recover();
            assert_int_equal(xeng_error_code(error), code);
            xeng_error_unref(error);
            assert_int_equal(memory_live(), live);
            assert_int_equal(code, refused ? XENG_ERROR_NO_MEMORY : expected);
        }
    }
}

static void memory_may_run_out_anywhere(void **state)
{
    (void)state;
    static const char csv[] = "text,\"tweet_id\"\n\"a\nb\",20\nc,30\n";
    size_t size = 0;
    unsigned char *member = gzip(csv, sizeof csv - 1, &size);
    write_bytes(member, size);
    free(member);
    run_out(XENG_OK);
    write_text("{\"id\": 20}\n{\"id\": 30}");
    run_out(XENG_OK);
    write_text("a,b\n");
    run_out(XENG_ERROR_INPUT);
    write_text("id,b\nx,2");
    run_out(XENG_ERROR_INPUT);
}

int main(void)
{
    memory_take_over();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gzipped_file_reads_as_the_plain_one),
        cmocka_unit_test(gzip_that_is_cut_anywhere_is_refused),
        cmocka_unit_test(damaged_gzip_is_refused),
        cmocka_unit_test(ids_come_in_order_by_blocks_of_1024),
        cmocka_unit_test(line_may_have_a_mebibyte_and_no_more),
        cmocka_unit_test(unreadable_file_is_the_systems_error),
        cmocka_unit_test(dash_is_standard_input_which_stays_open),
        cmocka_unit_test(arguments_that_make_no_sense_are_refused),
        cmocka_unit_test(who_takes_can_end_the_reading),
        cmocka_unit_test(memory_may_run_out_anywhere),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
