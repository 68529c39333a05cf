/* Taking options: what each does to the arguments. */
#ifndef CLI_OPTIONS_TAKE_H
#define CLI_OPTIONS_TAKE_H

#include "options.h"

cli_take_fn cli_take_ids;
cli_take_fn cli_take_from;
cli_take_fn cli_take_before;
cli_take_fn cli_take_post;
cli_take_fn cli_take_utc_offset;
cli_take_fn cli_take_step;
cli_take_fn cli_take_width;
cli_take_fn cli_take_height;
cli_take_fn cli_take_ids_format;
cli_take_fn cli_take_group;
cli_take_fn cli_take_now;
cli_take_fn cli_take_format;
cli_take_fn cli_take_top;
cli_take_fn cli_take_rank;
cli_take_fn cli_take_rank_count;
cli_take_fn cli_take_endpoint;
cli_take_fn cli_take_deadline;
cli_take_fn cli_take_patience;
cli_take_fn cli_take_rate_limit;
cli_take_fn cli_take_concurrency;
cli_take_fn cli_take_share;
cli_take_fn cli_take_ledger_day;
cli_take_fn cli_take_handle_limit;
cli_take_fn cli_take_handle_action;
cli_take_fn cli_take_log;
cli_take_fn cli_take_help;
cli_take_fn cli_take_version;

#endif
