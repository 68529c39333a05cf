/* What became of the ids, for people. */
#ifndef CLI_SUMMARY_H
#define CLI_SUMMARY_H

#include <stdbool.h>
#include <stddef.h>

#include "batch.h"

/* Whether each id was delivered in full. */
bool cli_all_delivered(const cli_batch *batches, size_t count);

/* Says on standard error how many ids were delivered, and which weren't, and why. */
void cli_summary(const cli_batch *batches, size_t count);

#endif
