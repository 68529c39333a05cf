/* report: one HTML page of counts. */
#include "report.h"

#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "outfile.h"
#include "report/page.h"
#include "say.h"
#include "source.h"
#include "status.h"

enum {
    POSTS_MOST = 1000 /* of the table */
};

/* A page is no use on a terminal, and too long for one. */
static void check_out(const cli_args *args)
{
    bool standard = args->out == NULL || (args->out[0] == '-' && args->out[1] == '\0');
    if (standard && isatty(STDOUT_FILENO)) {
        cli_die(CLI_WRONG_REQUEST,
                "a report is HTML, for a browser and not for a terminal: give --out FILE");
    }
}

static void check_room(const cli_args *args)
{
    if (args->rank_count > POSTS_MOST) {
        cli_die(CLI_WRONG_REQUEST,
                "--count: a page has room for %d Posts, not for %zu; xengage top ranks any number",
                POSTS_MOST, args->rank_count);
    }
    if (args->post_count > CLI_LINES_MOST) {
        cli_die(CLI_WRONG_REQUEST,
                "--post: at most %d Posts can be told apart in one chart, not %zu", CLI_LINES_MOST,
                args->post_count);
    }
}

static void read_files(const char **paths, size_t count, const char *option, const cli_sink *sink)
{
    for (size_t i = 0; i < count; i++) {
        cli_source_read(paths[i], option, sink);
    }
}

static bool is_file(const char *path)
{
    struct stat found;
    return strcmp(path, "-") != 0 && stat(path, &found) == 0 && S_ISREG(found.st_mode);
}

/* For the lines of the Posts that turned out to be the best. */
static void read_again(const cli_args *args, cli_digest *digest)
{
    for (size_t i = 0; i < args->from_count; i++) {
        if (!is_file(args->from[i])) {
            digest->lines_lost = true;
            return;
        }
    }
    cli_sink again = cli_digest_again(digest);
    read_files(args->from, args->from_count, "--from", &again);
}

/* Takes the counts in; returns the exit status. */
static int gather(const cli_args *args, cli_digest *digest, bool *any)
{
    if (args->before_count > 0) {
        cli_sink before = cli_digest_before(digest);
        read_files(args->before, args->before_count, "--before", &before);
    }
    cli_sink sink = cli_digest_sink(digest);
    if (args->from_count == 0) {
        return cli_source_run(args, &sink, any);
    }
    read_files(args->from, args->from_count, "--from", &sink);
    if (cli_digest_settle(digest)) {
        read_again(args, digest);
    }
    *any = true;
    return CLI_ALL_DELIVERED;
}

int cli_report(const cli_args *args)
{
    static cli_digest digest; /* it is large */
    bool any = false;
    check_room(args);
    check_out(args);
    cli_digest_begin(&digest, args);
    cli_page page = {.digest = &digest, .args = args};
    page.file = cli_outfile_open(args->out);
    int status = gather(args, &digest, &any);
    page.made = args->now == XENG_TIME_UNSET ? (int64_t)time(NULL) : args->now;
    if (any) {
        cli_page_write(&page);
        cli_outfile_finish();
    } else {
        cli_outfile_discard();
    }
    cli_digest_free(&digest);
    return status;
}
