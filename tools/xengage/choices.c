/* The words of which a value is one. */
#include "choices.h"

#include <string.h>

#include "args.h"

const char *const cli_choice_formats[] = {
    [CLI_TABLE] = "table", [CLI_JSON] = "json", [CLI_JSONL] = "jsonl", [CLI_CSV] = "csv", NULL};

const char *const cli_choice_ids_formats[] = {"auto", "plain", "csv", "jsonl", NULL};

const char *const cli_choice_endpoints[] = {"totals", "28hr", "historical", NULL};

const char *const cli_choice_steps[] = {"hour", "day", "week", NULL};

const char *const cli_choice_limit_actions[] = {"warn", "refuse", NULL};

const char *const cli_choice_log_levels[] = {"error", "warn", "info", "debug", "trace", NULL};

const char *const cli_choice_shells[] = {"bash", "zsh", "fish", NULL};

int cli_choice_place(const char *text, const char *const *list)
{
    for (int i = 0; list[i] != NULL; i++) {
        if (strcmp(text, list[i]) == 0) {
            return i;
        }
    }
    return -1;
}
