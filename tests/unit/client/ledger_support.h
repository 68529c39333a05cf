/* A folder with a ledger, this machine's clock in the test's hands. */
#ifndef XENG__TESTS_LEDGER_SUPPORT_H
#define XENG__TESTS_LEDGER_SUPPORT_H

#include "unit.h"

#include <xengage/xengage.h>

/* What all clocks of the library show, Unix seconds; make_folder() sets it to
 * 2026-11-24T12:00:00Z. */
extern int64_t clock_now;

extern char folder[64];
extern char path[128]; /* of the ledger, which isn't there yet */

/* For a test's set-up and tear-down. */
int make_folder(void **state);
int remove_folder(void **state);

/* Writes, extends and reads the ledger's file past the library. */
void write_file(const char *text, size_t size);
void append_text(const char *text);
const char *content(void);

/* Fails unless the file is the first line and these. */
void assert_lines(const char *lines);

/* Opens the ledger with months that begin on day 1. */
xeng_ledger *open_ledger(void);

/* Credentials of a user with this access token. */
xeng_credentials *user(const char *token);

int32_t count(xeng_ledger *ledger, const char *token, xeng_error **error);
uint64_t users_at(xeng_ledger *ledger, int64_t time);
uint64_t users(xeng_ledger *ledger);

/* The Unix seconds of a time as text. */
int64_t moment(const char *text);

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

#endif
