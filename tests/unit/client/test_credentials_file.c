/* Credentials files: who may read them, what is in them, how they are replaced. */
#include "unit.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <xengage/credentials.h>

#include "auth/credentials.h"

static char folder[64];
static char path[128];

static int make_folder(void **state)
{
    (void)state;
    (void)snprintf(folder, sizeof folder, "xengage-credentials-XXXXXX");
    if (mkdtemp(folder) == NULL) {
        return -1;
    }
    (void)snprintf(path, sizeof path, "%s/keys.json", folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    (void)unlink(path);
    (void)rmdir(path);
    return rmdir(folder);
}

static void write_file(const char *text, mode_t mode)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
    assert_int_equal(chmod(path, mode), 0);
}

static void assert_refused(const char *said)
{
    xeng_credentials *made = (xeng_credentials *)1;
    xeng_error *error = NULL;
    assert_int_equal(xeng_credentials_from_file(path, &made, &error), XENG_ERROR_CREDENTIALS_FILE);
    assert_null(made);
    const char *message = xeng_error_message(error);
    if (strstr(message, said) == NULL || strstr(message, path) == NULL ||
        strstr(message, "hush") != NULL) {
        fail_msg("%s", message);
    }
    xeng_error_unref(error);
}

static const char good[] = "{\"consumer_key\": \"hush-k\", \"consumer_secret\": \"hush-s\",\n"
                           " \"access_token\": \"7-hush\", \"access_token_secret\": \"hush-ts\"}\n";

static void file_of_its_owner_alone_is_read(void **state)
{
    (void)state;
    static const mode_t modes[] = {0600, 0400, 0700};
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        xeng_credentials *made = NULL;
        write_file(good, modes[i]);
        assert_int_equal(xeng_credentials_from_file(path, &made, NULL), XENG_OK);
        assert_int_equal(xeng_credentials_kind(made), XENG_CREDENTIALS_USER);
        assert_int_equal(xeng_credentials_user_id(made), 7);
        assert_string_equal(made->access_token_secret, "hush-ts");
        xeng_credentials_unref(made);
        assert_int_equal(unlink(path), 0);
    }
}

static void looser_modes_are_refused_with_the_remedy(void **state)
{
    (void)state;
    static const mode_t modes[] = {0644, 0640, 0604, 0620, 0602, 0610, 0601, 0666};
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        char said[32];
        write_file(good, modes[i]);
        (void)snprintf(said, sizeof said, "mode %04o", (unsigned)modes[i]);
        assert_refused(said);
        assert_refused("run: chmod 600 ");
    }
}

static void file_of_another_user_is_refused(void **state)
{
    (void)state;
    write_file(good, 0600);
    if (geteuid() != 0) {
        print_message("only root can give a file away\n");
        skip();
    }
    assert_int_equal(chown(path, 12345, (gid_t)-1), 0);
    assert_refused("belongs to another user (number 12345)");
}

static void what_is_no_regular_file_is_refused(void **state)
{
    (void)state;
    assert_refused("no such file");
    assert_int_equal(mkdir(path, 0700), 0);
    assert_refused("not a regular file");
    assert_int_equal(rmdir(path), 0);
    /* Without anybody at its other end: must not wait for one. */
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_refused("not a regular file");
}

static void large_files_are_refused(void **state)
{
    (void)state;
    write_file(good, 0600);
    assert_int_equal(truncate(path, 65537), 0);
    assert_refused("larger than 65536");
}

static void malformed_files_are_refused(void **state)
{
    (void)state;
    write_file("", 0600);
    assert_refused("not JSON");
    write_file("{\"consumer_key\": \"hush\"", 0600);
    assert_refused("not JSON");
    write_file("{\"consumer_key\": \"hush\"}", 0600);
    assert_refused("lacks consumer_secret");
    write_file("{\"consumer_key\": \"hush\", \"password\": \"hush\"}", 0600);
    assert_refused("password");
}

static void assert_only_file(void)
{
    DIR *listing = opendir(folder);
    assert_non_null(listing);
    for (struct dirent *entry = readdir(listing); entry != NULL; entry = readdir(listing)) {
        if (entry->d_name[0] != '.') {
            assert_string_equal(entry->d_name, "keys.json");
        }
    }
    assert_int_equal(closedir(listing), 0);
}

static void saved_credentials_are_private_and_come_back(void **state)
{
    (void)state;
    xeng_credentials *made = NULL;
    xeng_credentials *again = NULL;
    struct stat info;
    mode_t mask = umask(0);
    write_file("something else", 0666);
    assert_int_equal(xeng_credentials_new_app("k\"ey", "s\\ecret", &made, NULL), XENG_OK);
    assert_int_equal(xeng_credentials_save(made, path, NULL), XENG_OK);
    (void)umask(mask);
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & 07777, 0600);
    assert_int_equal(xeng_credentials_from_file(path, &again, NULL), XENG_OK);
    assert_string_equal(again->consumer_key, "k\"ey");
    assert_string_equal(again->consumer_secret, "s\\ecret");
    assert_only_file();
    xeng_credentials_unref(made);
    xeng_credentials_unref(again);
}

static void failed_save_leaves_everything_as_it_was(void **state)
{
    (void)state;
    xeng_credentials *made = NULL;
    xeng_error *error = NULL;
    assert_int_equal(xeng_credentials_new_bearer("hush", &made, NULL), XENG_OK);
    assert_int_equal(mkdir(path, 0700), 0);
    assert_int_equal(xeng_credentials_save(made, path, &error), XENG_ERROR_SYSTEM);
    assert_non_null(strstr(xeng_error_message(error), "it is a folder"));
    assert_only_file();
    xeng_error_unref(error);
    char nowhere[192];
    (void)snprintf(nowhere, sizeof nowhere, "%s/missing/keys.json", folder);
    assert_int_equal(xeng_credentials_save(made, nowhere, &error), XENG_ERROR_SYSTEM);
    assert_non_null(strstr(xeng_error_message(error), "no such file or folder"));
    xeng_error_unref(error);
    assert_int_equal(xeng_credentials_save(made, "", NULL), XENG_ERROR_SYSTEM);
    xeng_credentials_unref(made);
}

static void null_arguments_are_errors(void **state)
{
    (void)state;
    xeng_credentials *made = NULL;
    assert_int_equal(xeng_credentials_from_file(NULL, &made, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_credentials_from_file(path, NULL, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_credentials_save(NULL, path, NULL), XENG_ERROR_INVALID_ARGUMENT);
    assert_int_equal(xeng_credentials_new_bearer("AA", &made, NULL), XENG_OK);
    assert_int_equal(xeng_credentials_save(made, NULL, NULL), XENG_ERROR_INVALID_ARGUMENT);
    xeng_credentials_unref(made);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(file_of_its_owner_alone_is_read),
        TEST(looser_modes_are_refused_with_the_remedy),
        TEST(file_of_another_user_is_refused),
        TEST(what_is_no_regular_file_is_refused),
        TEST(large_files_are_refused),
        TEST(malformed_files_are_refused),
        TEST(saved_credentials_are_private_and_come_back),
        TEST(failed_save_leaves_everything_as_it_was),
        TEST(null_arguments_are_errors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
