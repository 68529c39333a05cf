/* Where data goes: standard output, a file that is complete or not there, or, with a journal, a
 * file that grows and is gone on with. */
#include "outfile.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "clock.h"
#include "memory.h"
#include "say.h"
#include "signals.h"
#include "status.h"

static FILE *file;
static char *final_path;              /* NULL for standard output */
static char *volatile temporary_path; /* NULL once it has been renamed, or where there is none */

/* With a journal: the file must be on the disk before the journal says so, lest a power failure
 * leaves the journal ahead. That takes its time, and where pieces come faster than the disk is, not
 * every one is waited for: so much of the time, at most, goes into it. */
enum {
    SYNC_SHARE = 5 /* a fifth */
};

static struct {
    bool on;
    int64_t began_ms;
    int64_t synced_ms;
} growing;

/* Also called by a signal handler, which may do no more. */
void cli_outfile_remove(void)
{
    const char *path = temporary_path;
    if (path != NULL) {
        (void)unlink(path);
    }
}

static _Noreturn void give_up(const char *path)
{
    if (errno == EPIPE && final_path == NULL) {
        /* Whoever read has enough: as quiet an end as by the signal, which is ignored here. */
        exit(CLI_BY_SIGNAL + SIGPIPE);
    }
    cli_die(CLI_LOCAL_TROUBLE, "%scan't write %s: %s", file == stdout ? "" : "--out: ", path,
            strerror(errno));
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
    cli_signals_begin();
    (void)atexit(cli_outfile_remove);
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

FILE *cli_outfile_append(const char *path, const char *journal)
{
    struct stat found;
    bool fresh = stat(journal, &found) != 0 || found.st_size == 0;
    int descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    final_path = cli_copy(path, strlen(path));
    if (descriptor < 0 || fstat(descriptor, &found) != 0) {
        give_up(path);
    }
    struct stat other;
    if (stat(journal, &other) == 0 && other.st_dev == found.st_dev &&
        other.st_ino == found.st_ino) {
        cli_die(CLI_WRONG_REQUEST, "--journal and --out are the same file");
    }
    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        cli_die(CLI_LOCAL_TROUBLE, "--out: %s is in use by another xengage", path);
    }
    if (!S_ISREG(found.st_mode)) {
        cli_die(CLI_WRONG_REQUEST, "--out: with a journal it must be a plain file, and %s is none",
                path);
    }
    if (fresh && found.st_size > 0) {
        cli_die(CLI_WRONG_REQUEST,
                "--out: %s has something in it, and there is no journal %s that says from where to "
                "go on: remove one, or name another",
                path, journal);
    }
    file = fdopen(descriptor, "r+");
    if (file == NULL) {
        give_up(path);
    }
    growing.on = true;
    growing.began_ms = cli_monotonic_ms();
    return file;
}

void cli_outfile_cut(uint64_t size)
{
    struct stat found;
    if (fstat(fileno(file), &found) != 0) {
        give_up(final_path);
    }
    if ((uint64_t)found.st_size < size) {
        cli_die(CLI_LOCAL_TROUBLE,
                "--out: %s has %jd bytes, but by the journal %ju were written: they don't belong "
                "together, or it was cut; with both removed the job begins anew",
                final_path, (intmax_t)found.st_size, (uintmax_t)size);
    }
    if (ftruncate(fileno(file), (off_t)size) != 0 || fseeko(file, (off_t)size, SEEK_SET) != 0) {
        give_up(final_path);
    }
}

uint64_t cli_outfile_hand_over(void)
{
    if (fflush(file) != 0) {
        give_up(final_path);
    }
    int64_t now = cli_monotonic_ms();
    if (growing.synced_ms * SYNC_SHARE <= now - growing.began_ms) {
        if (fdatasync(fileno(file)) != 0) {
            give_up(final_path);
        }
        growing.synced_ms += cli_monotonic_ms() - now;
    }
    off_t size = ftello(file);
    if (size < 0) {
        give_up(final_path);
    }
    return (uint64_t)size;
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
    if ((temporary_path != NULL || growing.on) && fsync(fileno(file)) != 0 && errno != EINVAL) {
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
