/* Values of options: each function returns what the text means, or ends the program. */
#ifndef CLI_ARGS_VALUES_H
#define CLI_ARGS_VALUES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xengage/top.h>

#include "args.h"

/* What is ranked by that is no metric. */
#define CLI_RANK_RATE "engagement-rate"

enum {
    CLI_COUNT_MOST = 1000000000,
    CLI_RANK_MOST = XENG_TOP_MAX,
    CLI_CONCURRENCY_MOST = 1000,
    CLI_LEDGER_DAY_MOST = 28,
    CLI_SHARES_MOST = 1000000,
    CLI_PLOT_MOST = 1000,
    CLI_OFFSET_MOST = 14, /* hours */
};

int64_t cli_value_time(const char *option, const char *text);
cli_format cli_value_format(const char *option, const char *text);
int32_t cli_value_ids_format(const char *option, const char *text); /* XENG_IDS_ */
int32_t cli_value_endpoint(const char *option, const char *text);
int32_t cli_value_rank(const char *option, const char *text); /* as xeng_top_new() takes it */
size_t cli_value_count(const char *option, const char *text, uint64_t most); /* 1 to most */
uint32_t cli_value_seconds(const char *option, const char *text);            /* to milliseconds */
uint32_t cli_value_duration(const char *option, const char *text);  /* 90s, 10m: to milliseconds */
uint64_t cli_value_post(const char *option, const char *text);      /* a Post id */
int32_t cli_value_utc_offset(const char *option, const char *text); /* +02:00, -5: to seconds */
int32_t cli_value_step(const char *option, const char *text);       /* XENG_STEP_ */
const char *cli_value_shell(const char *option, const char *text);
bool cli_value_refuse(const char *option, const char *text); /* warn or refuse */

/* 2/8: the second of eight shares. */
void cli_value_share(const char *option, const char *text, uint32_t *share, uint32_t *shares);

/* Asks the library, by its environment variable, to log to standard error. */
void cli_value_log(const char *option, const char *text);

/* What XENGAGE_NOW says; XENG_TIME_UNSET where it isn't set. */
int64_t cli_value_env_now(void);

#endif
