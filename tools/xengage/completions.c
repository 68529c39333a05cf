/* What lets a shell complete a command line, made from the tables of commands and options. */
#include "completions.h"

#include <stdio.h>
#include <string.h>

#include <xengage/metric.h>

#include "choices.h"
#include "say.h"
#include "status.h"

void cli_print_choices(const char *const *choices)
{
    for (; *choices != NULL; choices++) {
        printf(" %s", *choices);
    }
}

void cli_print_metrics(int32_t endpoint)
{
    for (size_t i = 0; i < xeng_metric_count(); i++) {
        int32_t metric = xeng_metric_at(i);
        if (xeng_metric_on_endpoint(metric, endpoint)) {
            printf(" %s", xeng_metric_name(metric));
        }
    }
}

void cli_print_dimensions(int32_t endpoint)
{
    static const int32_t all[] = {XENG_DIMENSION_TWEET_ID, XENG_DIMENSION_ENGAGEMENT_TYPE,
                                  XENG_DIMENSION_ENGAGEMENT_DAY, XENG_DIMENSION_ENGAGEMENT_HOUR};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        if (xeng_dimension_on_endpoint(all[i], endpoint)) {
            printf(" %s", xeng_dimension_name(all[i]));
        }
    }
}

void cli_print_quoted(const char *text, const char *special, const char *quote)
{
    for (; *text != '\0'; text++) {
        if (*text == '\'') {
            fputs(quote, stdout);
            continue;
        }
        if (strchr(special, *text) != NULL) {
            putchar('\\');
        }
        putchar(*text);
    }
}

int cli_completions(const cli_args *args)
{
    static void (*const scripts[])(void) = {cli_completions_bash, cli_completions_zsh,
                                            cli_completions_fish};
    scripts[cli_choice_place(args->shell, cli_choice_shells)]();
    if (fflush(stdout) != 0) {
        cli_die(CLI_LOCAL_TROUBLE, "can't write standard output: %m");
    }
    return CLI_ALL_DELIVERED;
}
