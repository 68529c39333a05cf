/* A folder with a ledger, this machine's clock in the test's hands. */
#include "client/ledger_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/iso8601.h"

int64_t clock_now;

/* The library's own are not linked: these are found first. */
int64_t xeng__clock_unix(void)
{
    return clock_now;
}

int64_t xeng__clock_unix_ms(void)
{
    return clock_now * 1000;
}

int64_t xeng__clock_monotonic_ms(void)
{
    return clock_now * 1000;
}

char folder[64];
char path[128];

int make_folder(void **state)
{
    (void)state;
    clock_now = moment("2026-11-24T12:00:00Z");
    (void)snprintf(folder, sizeof folder, "xengage-ledger-XXXXXX");
    if (mkdtemp(folder) == NULL) {
        return -1;
    }
    (void)snprintf(path, sizeof path, "%s/ledger", folder);
    return 0;
}

int remove_folder(void **state)
{
    (void)state;
    (void)unlink(path);
    (void)rmdir(path);
    return rmdir(folder);
}

void write_file(const char *text, size_t size)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

void append_text(const char *text)
{
    FILE *file = fopen(path, "ab");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

const char *content(void)
{
    static char text[8192];
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    assert_int_equal(fclose(file), 0);
    return text;
}

xeng_ledger *open_ledger(void)
{
    xeng_ledger *ledger = NULL;
    assert_int_equal(xeng_ledger_open(path, 1, &ledger, NULL), XENG_OK);
    return ledger;
}

xeng_credentials *user(const char *token)
{
    xeng_credentials *made = NULL;
    assert_int_equal(xeng_credentials_new_user("ck", "cs", token, "hushts", &made, NULL), XENG_OK);
    return made;
}

int32_t count(xeng_ledger *ledger, const char *token, xeng_error **error)
{
    xeng_credentials *credentials = user(token);
    int32_t code = xeng_ledger_count(ledger, credentials, error);
    xeng_credentials_unref(credentials);
    return code;
}

uint64_t users_at(xeng_ledger *ledger, int64_t time)
{
    uint64_t users = 99;
    assert_int_equal(xeng_ledger_users(ledger, time, &users, NULL), XENG_OK);
    return users;
}

uint64_t users(xeng_ledger *ledger)
{
    return users_at(ledger, XENG_TIME_UNSET);
}

void assert_lines(const char *lines)
{
    char expected[512];
    (void)snprintf(expected, sizeof expected, "# xengage ledger 1\n%s", lines);
    assert_string_equal(content(), expected);
}

int64_t moment(const char *text)
{
    int64_t seconds = 0;
    assert_true(xeng__parse_time(text, strlen(text), &seconds));
    return seconds;
}
