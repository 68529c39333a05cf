/* Which certificates are trusted where nobody named a file. */
#include "unit.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "memory.h"
#include "net/trust.h"

enum {
    PATH_SIZE = 512
};

/* A machine: a folder that has nothing in it but what a test puts there. */
typedef struct {
    char root[PATH_SIZE];
    char made[8][PATH_SIZE];
    int count;
} machine;

static int set_up(void **state)
{
    machine *here = calloc(1, sizeof *here);
    const char *folder = getenv("TMPDIR");
    snprintf(here->root, sizeof here->root, "%s/trust-XXXXXX", folder == NULL ? "/tmp" : folder);
    *state = here;
    return mkdtemp(here->root) == NULL;
}

static int tear_down(void **state)
{
    machine *here = *state;
    while (here->count > 0) {
        remove(here->made[--here->count]);
    }
    int left = rmdir(here->root);
    free(here);
    return left;
}

/* Makes what is missing of a path; its last part is a folder if it ends in a slash, else a file. */
static const char *make(machine *here, const char *path)
{
    char whole[PATH_SIZE * 2];
    snprintf(whole, sizeof whole, "%s%s", here->root, path);
    for (char *slash = whole + strlen(here->root) + 1; (slash = strchr(slash, '/')) != NULL;
         slash++) {
        *slash = '\0';
        if (mkdir(whole, 0700) == 0) {
            snprintf(here->made[here->count++], PATH_SIZE, "%.500s", whole);
        }
        *slash = '/';
    }
    if (whole[strlen(whole) - 1] != '/') {
        int fd = open(whole, O_CREAT | O_WRONLY, 0600);
        assert_true(fd >= 0);
        close(fd);
        snprintf(here->made[here->count++], PATH_SIZE, "%.500s", whole);
    }
    return here->made[here->count - 1];
}

static void expect(const xeng__trust_places *places, const char *file, const char *folder)
{
    xeng__trust trust;
    assert_true(xeng__trust_find(places, &trust));
    if (file == NULL) {
        assert_null(trust.file);
    } else {
        assert_non_null(trust.file);
        assert_string_equal(trust.file, file);
    }
    if (folder == NULL) {
        assert_null(trust.folder);
    } else {
        assert_non_null(trust.folder);
        assert_string_equal(trust.folder, folder);
    }
    xeng__trust_free(&trust);
    assert_null(trust.file);
    assert_null(trust.folder);
}

static void leaves_libcurls_own_where_they_exist(void **state)
{
    machine *here = *state;
    make(here, "/etc/ssl/certs/ca-certificates.crt");
    const char *own = make(here, "/own.pem");
    xeng__trust_places places = {.root = here->root, .built_in_file = own, .named_file = own};
    expect(&places, NULL, NULL);
    /* Without its file libcurl wouldn't look into its folder. */
    places.built_in_file = "/nonexistent/own.pem";
    places.built_in_folder = here->root;
    expect(&places, NULL, here->root);
}

static void takes_what_the_environment_names_first(void **state)
{
    machine *here = *state;
    make(here, "/etc/ssl/certs/ca-certificates.crt");
    const char *named = make(here, "/named.pem");
    char folders[2 * PATH_SIZE];
    snprintf(folders, sizeof folders, ":/nonexistent/a:%s:/etc", here->root);
    xeng__trust_places places = {
        .root = here->root,
        .built_in_file = "/nonexistent/own.pem",
        .named_file = named,
        .named_folders = folders,
    };
    expect(&places, named, NULL);
    places.named_file = "";
    expect(&places, NULL, here->root);
    places.named_file = "/nonexistent/named.pem";
    expect(&places, NULL, here->root);
}

static void knows_where_distributions_keep_theirs(void **state)
{
    machine *here = *state;
    xeng__trust_places places = {
        .root = here->root,
        .named_file = "/nonexistent/named.pem",
        .named_folders = "/nonexistent/a:/nonexistent/b",
        .fallback = "/",
    };
    expect(&places, "/", NULL);
    char folder[PATH_SIZE * 2];
    snprintf(folder, sizeof folder, "%s/etc/ssl/certs", here->root);
    make(here, "/etc/ssl/certs/");
    places.built_in_folder = folder;
    expect(&places, "/", NULL); /* there is nothing in it */
    places.built_in_folder = NULL;
    make(here, "/etc/ssl/certs/0a1b2c3d.0");
    expect(&places, NULL, folder);
    const char *suse = make(here, "/etc/ssl/ca-bundle.pem");
    expect(&places, suse, NULL);
    const char *debian = make(here, "/etc/ssl/certs/ca-certificates.crt");
    expect(&places, debian, NULL);
}

static void takes_nothing_where_there_is_nothing(void **state)
{
    const machine *here = *state;
    xeng__trust_places places = {.root = here->root};
    expect(&places, NULL, NULL);
    places.fallback = "/nonexistent/fallback.pem";
    expect(&places, NULL, NULL);
}

static void takes_this_machines_places_from_libcurl(void **state)
{
    (void)state;
    assert_int_equal(setenv("SSL_CERT_FILE", "/nonexistent/named.pem", 1), 0);
    xeng__trust_places places = xeng__trust_places_here("/nonexistent/fallback.pem");
    assert_string_equal(places.named_file, "/nonexistent/named.pem");
    assert_string_equal(places.fallback, "/nonexistent/fallback.pem");
    assert_string_equal(places.root, "");
    assert_int_equal(unsetenv("SSL_CERT_FILE"), 0);
    assert_null(xeng__trust_places_here(NULL).named_file);
}

static void survives_the_lack_of_memory(void **state)
{
    machine *here = *state;
    const char *found = make(here, "/etc/ssl/ca-bundle.pem");
    const xeng__trust_places places = {
        .root = here->root,
        .named_file = "/nonexistent/named.pem",
        .named_folders = "/nonexistent/a:/nonexistent/b",
    };
    bool fine = false;
    size_t before = memory_live();
    size_t n = 0;
    for (; !fine; n++) {
        xeng__trust trust;
        memory_fail_after(n, false);
        fine = xeng__trust_find(&places, &trust);
        assert_int_equal(memory_recover(), !fine);
        if (fine) {
            assert_string_equal(trust.file, found);
            xeng__trust_free(&trust);
        }
        assert_int_equal(memory_live(), before);
    }
    assert_true(n > 4);
}

int main(void)
{
    memory_take_over();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(leaves_libcurls_own_where_they_exist, set_up, tear_down),
        cmocka_unit_test_setup_teardown(takes_what_the_environment_names_first, set_up, tear_down),
        cmocka_unit_test_setup_teardown(knows_where_distributions_keep_theirs, set_up, tear_down),
        cmocka_unit_test_setup_teardown(takes_nothing_where_there_is_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(survives_the_lack_of_memory, set_up, tear_down),
        cmocka_unit_test(takes_this_machines_places_from_libcurl),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
