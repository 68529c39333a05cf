/* A job's journal: what was answered and what was acknowledged, as records in a file that survives
 * the end of the process at any moment. Records themselves are made and read by record.h; a file is
 * only one place to keep them. */
#ifndef XENG__JOB_JOURNAL_H
#define XENG__JOB_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xengage/error.h>

#include "base/buf.h"

typedef struct xeng__journal xeng__journal;

/* The number to write records with that are of no piece. */
#define XENG__JOURNAL_NO_PIECE UINT64_MAX

/* Takes a record that was found, in the order in which they were written. */
typedef int32_t xeng__journal_take(void *context, const void *record, size_t size,
                                   xeng_error **error);

/* Opens a journal, made if it isn't there (mode 0600), and locks it for this process. `identity`
 * is text for people that says which job it is of; the file begins with it, and is refused with
 * XENG_ERROR_JOURNAL, naming the first difference, if it has another. Its records are handed to
 * `take`. A last record that was cut short is dropped; `note` says so then, else it stays NULL (the
 * caller's to xeng__free()). Damage anywhere else is XENG_ERROR_JOURNAL with its place. */
int32_t xeng__journal_open(const char *path, const char *identity, xeng__journal_take *take,
                           void *context, xeng__journal **journal, char **note, xeng_error **error);

/* Writes a record about a piece, or about none. With `done`, all earlier records of that piece are
 * of no use any more. In the file when it returns; on the disk soon after (see xeng__journal_sync).
 */
int32_t xeng__journal_write(xeng__journal *journal, uint64_t piece, bool done, const void *record,
                            size_t size, xeng_error **error);

/* Whether so much of the file is of no use that it should be written anew, which the caller does
 * with the records that it still needs: begin, write each, end. Until the end the old file holds,
 * and is gone on with if the journal fails in any of it. */
bool xeng__journal_is_bloated(const xeng__journal *journal);
int32_t xeng__journal_renew_begin(xeng__journal *journal, xeng_error **error);
int32_t xeng__journal_renew_end(xeng__journal *journal, xeng_error **error);
/* Goes on with the old file, if a renewal was begun; for the time being it isn't bloated then. */
void xeng__journal_renew_abandon(xeng__journal *journal);

/* Makes sure that all is on the disk: survives a power failure, too. */
int32_t xeng__journal_sync(xeng__journal *journal, xeng_error **error);

void xeng__journal_close(xeng__journal *journal);

#endif
