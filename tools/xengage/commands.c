/* The table of commands. */
#include "commands.h"

#include <string.h>

#include <xengage/metric.h>

const cli_command_entry cli_commands[] = {
    {CLI_TOTALS,
     XENG_ENDPOINT_TOTALS,
     {"totals", NULL},
     "totals",
     "counts since each Post was made"},
    {CLI_28HR, XENG_ENDPOINT_28HR, {"28hr", NULL}, "28hr", "counts of the last 28 hours"},
    {CLI_HISTORICAL,
     XENG_ENDPOINT_HISTORICAL,
     {"historical", NULL},
     "historical",
     "counts of a window of any length"},
    {CLI_TOP,
     XENG_ENDPOINT_TOTALS,
     {"top", NULL},
     "top",
     "the best Posts by a metric, or by engagement rate"},
    {CLI_REPORT,
     XENG_ENDPOINT_HISTORICAL,
     {"report", NULL},
     "report",
     "a page in HTML: totals, best Posts, time series, heat map"},
    {CLI_PLOT,
     XENG_ENDPOINT_HISTORICAL,
     {"plot", NULL},
     "plot",
     "a metric over time, drawn in the terminal"},
    {CLI_AUTH_BEARER,
     0,
     {"auth", "bearer"},
     "auth bearer",
     "get a bearer token for the application"},
    {CLI_AUTH_LOGIN,
     0,
     {"auth", "login"},
     "auth login",
     "let a user allow the application to read their Posts' metrics"},
    {CLI_AUTH_LOGOUT, 0, {"auth", "logout"}, "auth logout", "make a token worthless"},
    {CLI_COMPLETIONS,
     0,
     {"completions", NULL},
     "completions",
     "print what lets bash, zsh or fish complete all of this"},
};

const size_t cli_command_count = sizeof cli_commands / sizeof cli_commands[0];

const cli_command_entry *cli_command_find(int count, char **words, int *used)
{
    for (size_t i = 0; i < cli_command_count; i++) {
        const cli_command_entry *entry = &cli_commands[i];
        int wanted = entry->words[1] == NULL ? 1 : 2;
        if (count >= wanted && strcmp(words[0], entry->words[0]) == 0 &&
            (wanted == 1 || strcmp(words[1], entry->words[1]) == 0)) {
            *used = wanted;
            return entry;
        }
    }
    return NULL;
}

const cli_command_entry *cli_command_entry_of(cli_command command)
{
    size_t i = 0;
    while (cli_commands[i].command != command) {
        i++;
    }
    return &cli_commands[i];
}
