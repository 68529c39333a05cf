/* Where report and plot have their counts from: files that xengage wrote, or a job that is run. */
#ifndef CLI_SOURCE_H
#define CLI_SOURCE_H

#include <stddef.h>
#include <stdint.h>

#include <xengage/result.h>

#include "args.h"

/* Takes what a source gives, as it comes, in memory that doesn't grow with the source where its
 * order allows that. A Post's counts are all in one result. */
typedef struct {
    /* Counts. */
    void (*result)(void *context, const xeng_result *result);
    /* An id that wasn't delivered, or not in full, once: its state in a word, such as "forbidden",
     * or "not asked" where the job stopped before, and why, in words; "" where the source doesn't
     * say. CSV doesn't even say the state: it is "not delivered", or "delivered in part". */
    void (*fate)(void *context, uint64_t id, const char *state, const char *reason);
    void *context;
} cli_sink;

/* Reads a file: JSON, JSON lines or CSV, long or wide, gzipped or not, or a database, as xengage
 * writes them; "-" is standard input. Ends the program, naming `option`, if it is none of those or
 * is damaged. */
void cli_source_read(const char *path, const char *option, const cli_sink *sink);

/* Runs the job that the command line asks for, by Post, metric and, where the endpoint has time,
 * day and hour. Returns the exit status; `*any` is set to whether anything is known of any id. */
int cli_source_run(const cli_args *args, const cli_sink *sink, bool *any);

#endif
