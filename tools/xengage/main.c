/* xengage, the command-line tool: what a command line leads to. */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "args.h"
#include "auth.h"
#include "completions.h"
#include "explain.h"
#include "fetch.h"
#include "plan.h"
#include "plot.h"
#include "report.h"
#include "status.h"
#include "top.h"

/* A standard stream that is closed would give its number to the next file or connection, and data
 * would end up there. In its place comes one that refuses what the stream is for. */
static void fill_standard_streams(void)
{
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++) {
        if (fcntl(stream, F_GETFD) == -1 && errno == EBADF) {
            int mode = stream == STDOUT_FILENO ? O_RDONLY : O_RDWR;
            if (open("/dev/null", mode) != stream) {
                _exit(CLI_LOCAL_TROUBLE);
            }
        }
    }
}

static int run(const cli_args *args)
{
    switch (args->command) {
    case CLI_AUTH_BEARER:
        return cli_auth_bearer(args);
    case CLI_AUTH_LOGIN:
        return cli_auth_login(args);
    case CLI_AUTH_LOGOUT:
        return cli_auth_logout(args);
    case CLI_COMPLETIONS:
        return cli_completions(args);
    case CLI_TOTALS:
    case CLI_28HR:
    case CLI_HISTORICAL:
    case CLI_TOP:
    case CLI_REPORT:
    case CLI_PLOT:
        break;
    }
    if (args->explain || args->plan) {
        return args->explain ? cli_explain(args) : cli_plan(args);
    }
    if (args->command == CLI_REPORT || args->command == CLI_PLOT) {
        return args->command == CLI_REPORT ? cli_report(args) : cli_plot(args);
    }
    return args->command == CLI_TOP ? cli_top(args) : cli_fetch(args);
}

int main(int argc, char **argv)
{
    cli_args args;
    fill_standard_streams();
    cli_args_read(argc, argv, &args);
    int status = run(&args);
    cli_args_free(&args);
    return status;
}
