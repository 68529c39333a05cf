/* Values of options: each function returns what the text means, or ends the program. */
#include "args_values.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "say.h"
#include "status.h"

int64_t cli_value_time(const char *option, const char *text)
{
    int64_t seconds = 0;
    if (!cli_time_parse(text, &seconds)) {
        cli_die(CLI_WRONG_REQUEST, "%s takes a time in UTC such as 2026-11-24T12:00:00Z, not '%s'",
                option, text);
    }
    return seconds;
}

int64_t cli_value_env_now(void)
{
    const char *text = getenv("XENGAGE_NOW");
    return text == NULL || *text == '\0' ? XENG_TIME_UNSET : cli_value_time("XENGAGE_NOW", text);
}

/* The place of a text in a list that ends in NULL; -1 if it isn't in it. */
static int place_of(const char *text, const char *const *list)
{
    for (int i = 0; list[i] != NULL; i++) {
        if (strcmp(text, list[i]) == 0) {
            return i;
        }
    }
    return -1;
}

cli_format cli_value_format(const char *text)
{
    static const char *const names[] = {
        [CLI_TABLE] = "table", [CLI_JSON] = "json", [CLI_CSV] = "csv", NULL};
    int place = place_of(text, names);
    if (place < 0) {
        cli_die(CLI_WRONG_REQUEST, "--format takes table, json or csv, not '%s'", text);
    }
    return (cli_format)place;
}

void cli_value_log(const char *text)
{
    static const char *const levels[] = {"error", "warn", "info", "debug", "trace", NULL};
    if (place_of(text, levels) < 0) {
        cli_die(CLI_WRONG_REQUEST, "--log takes error, warn, info, debug or trace, not '%s'", text);
    }
    if (setenv("XENGAGE_LOG", text, 1) != 0) {
        cli_die(CLI_LOCAL_TROUBLE, "out of memory");
    }
}

/* Reads digits, of which no more than `most` make sense; false if there is none, or too many. */
static bool read_digits(const char **text, uint64_t most, uint64_t *value)
{
    const char *first = *text;
    *value = 0;
    for (; **text >= '0' && **text <= '9'; ++*text) {
        *value = *value * 10 + (uint64_t)(**text - '0');
        if (*value > most) {
            return false;
        }
    }
    return *text > first;
}

size_t cli_value_count(const char *option, const char *text)
{
    const char *at = text;
    uint64_t value = 0;
    if (!read_digits(&at, 1000000000, &value) || *at != '\0' || value == 0) {
        cli_die(CLI_WRONG_REQUEST, "%s takes a number from 1 to 1000000000, not '%s'", option,
                text);
    }
    return (size_t)value;
}

uint32_t cli_value_deadline(const char *text)
{
    const char *at = text;
    uint64_t seconds = 0;
    uint64_t thousandths = 0;
    bool good = read_digits(&at, UINT32_MAX / 1000 - 1, &seconds);
    if (good && *at == '.') {
        at++;
        for (uint64_t unit = 100; *at >= '0' && *at <= '9'; at++, unit /= 10) {
            thousandths += (uint64_t)(*at - '0') * unit;
        }
    }
    if (!good || *at != '\0' || seconds + thousandths == 0) {
        cli_die(CLI_WRONG_REQUEST, "--deadline takes seconds, from 0.001 to 4294966, not '%s'",
                text);
    }
    return (uint32_t)(seconds * 1000 + thousandths);
}
