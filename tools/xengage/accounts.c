/* The accounts of a run: credentials, and which files of ids are seen with them. */
#include "accounts.h"

#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "args_files.h"
#include "connect.h"
#include "csv_reader.h"
#include "memory.h"
#include "say.h"
#include "status.h"

enum {
    NONE = -1
};

static cli_account *add(cli_accounts *accounts)
{
    accounts->at = cli_grow(accounts->at, &accounts->room, accounts->count, sizeof *accounts->at);
    accounts->at[accounts->count] = (cli_account){0};
    return &accounts->at[accounts->count++];
}

/* The place of a column; NONE if there is none. */
static int column(const cli_record *titles, const char *name)
{
    for (size_t i = 0; i < titles->count; i++) {
        if (strcmp(titles->fields[i], name) == 0) {
            return (int)i;
        }
    }
    return NONE;
}

/* A path as it is meant in a file: from the folder of that file. */
static char *path_beside(const char *file, const char *path)
{
    char *copy = cli_copy(file, strlen(file));
    const char *folder = dirname(copy);
    char *joined = NULL;
    bool absolute = *path == '/' || strcmp(folder, ".") == 0;
    if (asprintf(&joined, "%s%s%s", absolute ? "" : folder, absolute ? "" : "/", path) < 0) {
        cli_die(CLI_LOCAL_TROUBLE, "out of memory");
    }
    free(copy);
    return joined;
}

static const char *field(const cli_record *record, int place)
{
    return place == NONE || (size_t)place >= record->count ? "" : record->fields[place];
}

static void add_row(const cli_args *args, const cli_record *titles, const cli_record *row,
                    cli_accounts *accounts)
{
    const char *path = args->accounts;
    const char *credentials = field(row, column(titles, "credentials"));
    const char *ids = field(row, column(titles, "ids"));
    const char *name = field(row, column(titles, "name"));
    if (*credentials == '\0' || *ids == '\0') {
        cli_die(CLI_WRONG_REQUEST, "--accounts: %s:%zu: no file of %s is named", path, row->line,
                *ids == '\0' ? "ids" : "credentials");
    }
    cli_account *account = add(accounts);
    name = *name == '\0' ? credentials : name;
    account->name = cli_copy(name, strlen(name));
    account->ids = path_beside(path, ids);
    char *file = path_beside(path, credentials);
    cli_check_file_read(args, "--accounts", account->ids);
    cli_check_file_read(args, "--accounts", file);
    account->credentials = cli_credentials_from_file(file, "--accounts");
    free(file);
}

static void read_file(const cli_args *args, cli_accounts *accounts)
{
    const char *path = args->accounts;
    cli_csv_file file;
    cli_csv_read("--accounts", path, &file);
    if (file.count == 0 || column(&file.records[0], "credentials") == NONE ||
        column(&file.records[0], "ids") == NONE) {
        cli_die(CLI_WRONG_REQUEST,
                "--accounts: %s: the first line must name the columns credentials and ids", path);
    }
    for (size_t i = 1; i < file.count; i++) {
        add_row(args, &file.records[0], &file.records[i], accounts);
    }
    if (accounts->count == 0) {
        cli_die(CLI_WRONG_REQUEST, "--accounts: %s: there is no account below the titles", path);
    }
    cli_csv_free(&file);
}

/* Whoever they are, they can read everything. Nothing is ever sent with them. */
static xeng_credentials *make_up(void)
{
    xeng_credentials *credentials = NULL;
    xeng_error *error = NULL;
    if (xeng_credentials_new_user("none", "none", "0-none", "none", &credentials, &error) !=
        XENG_OK) {
        cli_die_error(CLI_LOCAL_TROUBLE, NULL, error);
    }
    return credentials;
}

void cli_accounts_make(const cli_args *args, bool pretend, cli_accounts *accounts)
{
    *accounts = (cli_accounts){0};
    if (args->accounts != NULL) {
        read_file(args, accounts);
        return;
    }
    cli_account *account = add(accounts);
    account->credentials = pretend ? cli_credentials_if_any(args) : cli_credentials(args);
    if (account->credentials == NULL) {
        account->credentials = make_up();
    }
}

void cli_accounts_free(cli_accounts *accounts)
{
    for (size_t i = 0; i < accounts->count; i++) {
        free(accounts->at[i].name);
        free(accounts->at[i].ids);
        xeng_credentials_unref(accounts->at[i].credentials);
    }
    free(accounts->at);
    *accounts = (cli_accounts){0};
}
