/* Values of options: each function returns what the text means, or ends the program. */
#include "args_values.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <xengage/job.h>
#include <xengage/metric.h>
#include <xengage/post.h>
#include <xengage/series.h>

#include "choices.h"
#include "clock.h"
#include "nearest.h"
#include "say.h"
#include "status.h"

enum {
    LIST_SIZE = 128 /* room for the words of a choice */
};

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

/* The words of a list as a sentence has them: "warn or refuse". */
static void list_text(const char *const *list, char text[LIST_SIZE])
{
    *text = '\0';
    for (size_t i = 0; list[i] != NULL; i++) {
        (void)strncat(text,
                      i == 0                ? ""
                      : list[i + 1] == NULL ? " or "
                                            : ", ",
                      LIST_SIZE - strlen(text) - 1);
        (void)strncat(text, list[i], LIST_SIZE - strlen(text) - 1);
    }
}

/* The place of a text in a list, in which it must be. */
static int choice(const char *option, const char *text, const char *const *list)
{
    char all[LIST_SIZE];
    int place = cli_choice_place(text, list);
    if (place < 0) {
        list_text(list, all);
        cli_die(CLI_WRONG_REQUEST, "%s takes %s, not '%s'", option, all, text);
    }
    return place;
}

cli_format cli_value_format(const char *option, const char *text)
{
    return (cli_format)choice(option, text, cli_choice_formats);
}

int32_t cli_value_ids_format(const char *option, const char *text)
{
    /* By the list of choices. */
    static const int32_t formats[] = {XENG_IDS_AUTO, XENG_IDS_PLAIN, XENG_IDS_CSV,
                                      XENG_IDS_JSON_LINES};
    return formats[choice(option, text, cli_choice_ids_formats)];
}

int32_t cli_value_endpoint(const char *option, const char *text)
{
    return xeng_endpoint_by_name(cli_choice_endpoints[choice(option, text, cli_choice_endpoints)]);
}

static _Noreturn void refuse_rank(const char *option, const char *text)
{
    cli_nearest nearest = {.typed = text, .size = strlen(text)};
    cli_nearest_try(&nearest, CLI_RANK_RATE);
    for (size_t i = 0; i < xeng_metric_count(); i++) {
        cli_nearest_try(&nearest, xeng_metric_name(xeng_metric_at(i)));
    }
    if (nearest.word != NULL) {
        cli_die(CLI_WRONG_REQUEST, "%s %s: did you mean %s?", option, text, nearest.word);
    }
    cli_die(CLI_WRONG_REQUEST,
            "%s takes the name of a metric, such as impressions, or %s, not '%s'", option,
            CLI_RANK_RATE, text);
}

int32_t cli_value_rank(const char *option, const char *text)
{
    if (strcmp(text, CLI_RANK_RATE) == 0) {
        return XENG_TOP_ENGAGEMENT_RATE;
    }
    int32_t metric = xeng_metric_by_name(text);
    if (metric == 0) {
        refuse_rank(option, text);
    }
    return metric;
}

uint64_t cli_value_post(const char *option, const char *text)
{
    uint64_t id = 0;
    xeng_error *error = NULL;
    if (xeng_post_id_parse(text, &id, &error) != XENG_OK) {
        cli_die_error(CLI_WRONG_REQUEST, option, error);
    }
    return id;
}

int32_t cli_value_step(const char *option, const char *text)
{
    static const int32_t steps[] = {XENG_STEP_HOUR, XENG_STEP_DAY, XENG_STEP_WEEK};
    return steps[choice(option, text, cli_choice_steps)];
}

const char *cli_value_shell(const char *option, const char *text)
{
    return cli_choice_shells[choice(option, text, cli_choice_shells)];
}

bool cli_value_refuse(const char *option, const char *text)
{
    return choice(option, text, cli_choice_limit_actions) == 1;
}

void cli_value_log(const char *option, const char *text)
{
    (void)choice(option, text, cli_choice_log_levels);
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

size_t cli_value_count(const char *option, const char *text, uint64_t most)
{
    const char *at = text;
    uint64_t value = 0;
    if (!read_digits(&at, most, &value) || *at != '\0' || value == 0) {
        cli_die(CLI_WRONG_REQUEST, "%s takes a number from 1 to %" PRIu64 ", not '%s'", option,
                most, text);
    }
    return (size_t)value;
}

uint32_t cli_value_seconds(const char *option, const char *text)
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
        cli_die(CLI_WRONG_REQUEST, "%s takes seconds, from 0.001 to 4294966, not '%s'", option,
                text);
    }
    return (uint32_t)(seconds * 1000 + thousandths);
}

uint32_t cli_value_duration(const char *option, const char *text)
{
    static const char units[] = "smhd";
    static const uint64_t lengths[] = {1000, 60000, 3600000, 86400000};
    const char *at = text;
    uint64_t value = 0;
    bool good = read_digits(&at, UINT32_MAX, &value) && value > 0;
    const char *unit = *at == '\0' ? units : strchr(units, *at);
    if (!good || unit == NULL || (*at != '\0' && at[1] != '\0') ||
        value > UINT32_MAX / lengths[unit - units]) {
        cli_die(CLI_WRONG_REQUEST,
                "%s takes a time such as 90s, 10m, 2h or 1d, up to 49d, not '%s'", option, text);
    }
    return (uint32_t)(value * lengths[unit - units]);
}

void cli_value_share(const char *option, const char *text, uint32_t *share, uint32_t *shares)
{
    const char *at = text;
    uint64_t index = 0;
    uint64_t count = 0;
    bool good = read_digits(&at, CLI_SHARES_MOST, &index) && *at == '/';
    at += good;
    if (!good || !read_digits(&at, CLI_SHARES_MOST, &count) || *at != '\0' || index == 0 ||
        index > count) {
        cli_die(CLI_WRONG_REQUEST,
                "%s takes which share of how many, from 1/8 to 8/8 for instance, not '%s'", option,
                text);
    }
    *share = (uint32_t)index;
    *shares = (uint32_t)count;
}

int32_t cli_value_utc_offset(const char *option, const char *text)
{
    const char *at = text;
    bool west = *at == '-';
    uint64_t hours = 0;
    uint64_t minutes = 0;
    at += *at == '+' || west;
    bool good = read_digits(&at, CLI_OFFSET_MOST, &hours);
    if (good && *at == ':') {
        at++;
        good = read_digits(&at, 0, &minutes);
    }
    if (!good || *at != '\0') {
        cli_die(CLI_WRONG_REQUEST,
                "%s takes whole hours from UTC, from -14:00 to +14:00, not '%s': the API counts by "
                "hours of UTC, and a part of one can't be told",
                option, text);
    }
    return (int32_t)hours * (west ? -3600 : 3600);
}
