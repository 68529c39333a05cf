/* Options that don't go together: what is only for report and plot. */
#include <string.h>

#include <xengage/top.h>

#include "args_check.h"
#include "options.h"
#include "say.h"
#include "status.h"

/* What may stand beside --from: all else is about asking the server. */
static const char *const without_asking[] = {
    "from",  "before", "post",  "metric", "by",  "count", "title", "utc-offset", "step",
    "width", "height", "ascii", "now",    "out", "log",   "quiet", "help",       "version",
};

_Static_assert(CLI_OPTIONS_MOST <= 64, "a bit for each option");

bool cli_check_draws(const cli_args *args)
{
    return args->command == CLI_REPORT || args->command == CLI_PLOT;
}

static bool is_about_asking(const char *name)
{
    for (size_t i = 0; i < sizeof without_asking / sizeof without_asking[0]; i++) {
        if (strcmp(without_asking[i], name) == 0) {
            return false;
        }
    }
    return true;
}

static void check_from(const cli_args *args)
{
    for (size_t i = 0; i < cli_option_count; i++) {
        if ((args->given >> i & 1) != 0 && is_about_asking(cli_options[i].name)) {
            cli_die(CLI_WRONG_REQUEST,
                    "--%s is for asking the server, and --from reads what is there: give one of "
                    "the two",
                    cli_options[i].name);
        }
    }
    if (args->source_count > 0) {
        cli_die(CLI_WRONG_REQUEST, "--from reads what is there: give no Post ids beside it; --post "
                                   "chooses Posts of it");
    }
}

/* How often a list of files has standard input in it. */
static size_t count_standard(const char *const *files, size_t count)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        found += strcmp(files[i], "-") == 0;
    }
    return found;
}

static void check_standard_input(const cli_args *args)
{
    size_t found = count_standard(args->from, args->from_count) +
                   count_standard(args->before, args->before_count);
    for (size_t i = 0; i < args->source_count; i++) {
        found += args->sources[i].file != NULL && strcmp(args->sources[i].file, "-") == 0;
    }
    if (found > 1) {
        cli_die(CLI_WRONG_REQUEST, "standard input can be read once: give one - only, in --ids, "
                                   "--from and --before together");
    }
}

void cli_check_figures(const cli_args *args)
{
    if (args->from_count > 0) {
        check_from(args);
    }
    check_standard_input(args);
    if (args->command == CLI_PLOT && args->rank_by == XENG_TOP_ENGAGEMENT_RATE) {
        cli_die(CLI_WRONG_REQUEST, "--metric: plot takes the name of a metric, such as "
                                   "impressions: an engagement-rate has no sums by time");
    }
}
