/* Where data goes: standard output, or a file that is complete or not there. */
#include "outfile.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "memory.h"
#include "say.h"
#include "status.h"

static FILE *file;
static char *final_path;              /* NULL for standard output */
static char *volatile temporary_path; /* NULL once it has been renamed, or where there is none */

static const int deadly[] = {SIGINT, SIGTERM, SIGHUP};

/* Only what a signal handler may do. */
static void remove_and_die(int number)
{
    const char *path = temporary_path;
    if (path != NULL) {
        (void)unlink(path);
    }
    (void)signal(number, SIG_DFL);
    (void)raise(number);
}

static void remove_at_exit(void)
{
    if (temporary_path != NULL) {
        (void)unlink(temporary_path);
    }
}

static void remove_whatever_happens(void)
{
    (void)atexit(remove_at_exit);
    for (size_t i = 0; i < sizeof deadly / sizeof deadly[0]; i++) {
        struct sigaction old;
        if (sigaction(deadly[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN) {
            struct sigaction act = {.sa_handler = remove_and_die};
            (void)sigaction(deadly[i], &act, NULL);
        }
    }
}

static _Noreturn void give_up(const char *path)
{
    cli_die(CLI_LOCAL_TROUBLE, "can't write %s: %s", path, strerror(errno));
}

/* The permissions that a file made in the plain way would have. */
static mode_t usual_mode(void)
{
    mode_t mask = umask(0);
    (void)umask(mask);
    return 0666 & ~mask;
}

static void open_beside(const char *path, mode_t mode)
{
    static const char ending[] = ".XXXXXX";
    char *name = cli_alloc(strlen(path) + sizeof ending, 1);
    (void)strcpy(name, path);
    (void)strcat(name, ending);
    int descriptor = mkostemp(name, 0);
    if (descriptor < 0) {
        give_up(path);
    }
    temporary_path = name;
    remove_whatever_happens();
    file = fdopen(descriptor, "w");
    if (file == NULL || fchmod(descriptor, mode) != 0) {
        give_up(path);
    }
}

FILE *cli_outfile_open(const char *path)
{
    struct stat found;
    if (path == NULL || strcmp(path, "-") == 0) {
        file = stdout;
        return file;
    }
    bool exists = stat(path, &found) == 0;
    if (exists && S_ISDIR(found.st_mode)) {
        errno = EISDIR;
        give_up(path);
    }
    if (exists && !S_ISREG(found.st_mode)) {
        /* A device or a pipe is written to, never replaced. */
        final_path = cli_copy(path, strlen(path));
        file = fopen(path, "we");
        if (file == NULL) {
            give_up(path);
        }
        return file;
    }
    /* Through a symbolic link to what it stands for. */
    char *real = exists ? realpath(path, NULL) : NULL;
    final_path = real != NULL ? real : cli_copy(path, strlen(path));
    open_beside(final_path, exists ? found.st_mode & 07777 : usual_mode());
    return file;
}

static const char *name_of_file(void)
{
    return final_path == NULL ? "standard output" : final_path;
}

void cli_outfile_check(void)
{
    if (ferror(file) != 0) {
        give_up(name_of_file());
    }
}

void cli_outfile_finish(void)
{
    const char *name = name_of_file();
    bool failed = ferror(file) != 0;
    if (fflush(file) != 0 || failed) {
        give_up(name);
    }
    if (temporary_path != NULL && fsync(fileno(file)) != 0 && errno != EINVAL) {
        give_up(name);
    }
    if (fclose(file) != 0) {
        give_up(name);
    }
    if (temporary_path != NULL) {
        char *from = temporary_path;
        if (rename(from, final_path) != 0) {
            give_up(name);
        }
        temporary_path = NULL;
        free(from);
    }
    free(final_path);
    final_path = NULL;
}

void cli_outfile_discard(void)
{
    /* What is left of it goes at exit. */
    if (temporary_path == NULL && final_path != NULL) {
        (void)fclose(file);
    }
}
