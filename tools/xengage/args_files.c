/* Files of a command line that must not be the same. */
#include "args_files.h"

#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>

#include "say.h"
#include "status.h"

typedef struct {
    const char *option;
    const char *path;
} named_file;

enum {
    WRITTEN = 4
};

/* Whether two names are those of one plain file, be it by links. */
static bool is_same(const char *one, const char *other)
{
    struct stat a;
    struct stat b;
    if (one == NULL || other == NULL || strcmp(one, "-") == 0 || strcmp(other, "-") == 0) {
        return false;
    }
    if (stat(one, &a) != 0 || stat(other, &b) != 0) {
        return strcmp(one, other) == 0;
    }
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino && S_ISREG(a.st_mode);
}

/* What a command line writes to. */
static void written_files(const cli_args *args, named_file files[WRITTEN])
{
    files[0] = (named_file){"--out", args->out};
    files[1] = (named_file){"--journal", args->journal};
    files[2] = (named_file){"--sqlite", args->sqlite};
    files[3] = (named_file){"--ledger", args->ledger};
}

void cli_check_file_read(const cli_args *args, const char *option, const char *path)
{
    named_file files[WRITTEN];
    written_files(args, files);
    for (size_t i = 0; i < WRITTEN; i++) {
        if (is_same(files[i].path, path)) {
            cli_die(CLI_WRONG_REQUEST,
                    "%s and %s are the same file, %s, which would be overwritten", files[i].option,
                    option, path);
        }
    }
}

static void check_written(const cli_args *args)
{
    named_file files[WRITTEN];
    written_files(args, files);
    for (size_t i = 1; i < WRITTEN; i++) {
        for (size_t j = 0; j < i; j++) {
            if (is_same(files[i].path, files[j].path)) {
                cli_die(CLI_WRONG_REQUEST, "%s and %s are the same file", files[i].option,
                        files[j].option);
            }
        }
    }
}

/* The counts of a file that is read twice would be added up. */
static void check_twice(const char *option, const char *const *paths, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        for (size_t j = 0; j < i; j++) {
            if (is_same(paths[i], paths[j])) {
                cli_die(CLI_WRONG_REQUEST,
                        "%s %s: this file is given twice, and its counts would be added up", option,
                        paths[i]);
            }
        }
    }
}

void cli_check_files(const cli_args *args)
{
    check_written(args);
    check_twice("--from", args->from, args->from_count);
    check_twice("--before", args->before, args->before_count);
    for (size_t i = 0; i < args->source_count; i++) {
        cli_check_file_read(args, "--ids", args->sources[i].file);
    }
    for (size_t i = 0; i < args->from_count; i++) {
        cli_check_file_read(args, "--from", args->from[i]);
    }
    for (size_t i = 0; i < args->before_count; i++) {
        cli_check_file_read(args, "--before", args->before[i]);
    }
    cli_check_file_read(args, "--accounts", args->accounts);
    cli_check_file_read(args, "--ca-file", args->ca_file);
    /* A login keeps the application that was there beside its user. */
    if (args->command != CLI_AUTH_LOGIN) {
        cli_check_file_read(args, "--credentials", args->credentials);
    }
}
