/* Writing a journal anew, without what is of no use any more: into another file, which takes the
 * place of the old one in a single step. Each holds all that matters, whenever the process ends. */
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/error.h"
#include "job/journal_parts.h"

static char *new_path(const xeng__journal *journal)
{
    xeng__buf path = XENG__BUF_EMPTY;
    xeng__buf_append_text(&path, journal->path);
    xeng__buf_append_text(&path, ".new");
    return xeng__buf_take(&path);
}

int32_t xeng__journal_renew_begin(xeng__journal *journal, xeng_error **error)
{
    xeng__journal_renew_abandon(journal);
    char *path = new_path(journal);
    if (path == NULL) {
        return xeng__fail_no_memory(error);
    }
    int32_t code = xeng__journal_open_new(path, &journal->head, &journal->renewed.fd, error);
    if (code == XENG_OK) {
        code = xeng__journal_write_at(path, journal->renewed.fd, 0, journal->head.data,
                                      journal->head.size, NULL, 0, error);
        journal->renewed.end = journal->head.size;
    }
    if (code == XENG_OK) {
        code = xeng__journal_write_frame(path, &journal->renewed, XENG__FRAME_RENEWAL_BEGIN,
                                         XENG__JOURNAL_NO_PIECE, NULL, 0, error);
    }
    if (code != XENG_OK) {
        xeng__journal_renew_abandon(journal);
        journal->file.dead_min = 2 * journal->file.dead;
    }
    xeng__free(path);
    return code;
}

void xeng__journal_renew_abandon(xeng__journal *journal)
{
    if (journal->renewed.fd < 0) {
        return;
    }
    char *path = new_path(journal);
    /* Out of memory it is left over, which the next renewal can deal with. */
    if (path != NULL) {
        (void)unlink(path);
    }
    xeng__free(path);
    xeng__journal_file_close(&journal->renewed);
    journal->file.dead_min = 2 * journal->file.dead; /* not at once again */
}

static int32_t replace(xeng__journal *journal, const char *path, xeng_error **error)
{
    int32_t code = xeng__journal_write_frame(path, &journal->renewed, XENG__FRAME_RENEWAL_END,
                                             XENG__JOURNAL_NO_PIECE, NULL, 0, error);
    if (code != XENG_OK) {
        return code;
    }
    if (fsync(journal->renewed.fd) != 0) {
        return xeng__journal_refused(path, "kept safe on the disk", errno, error);
    }
    if (!xeng__journal_is_at(journal->path, journal->file.fd)) {
        return xeng__fail(error, XENG_ERROR_JOURNAL,
                          "the journal %s was moved or replaced while the job ran: move it back, "
                          "and start again",
                          journal->path);
    }
    if (rename(path, journal->path) != 0) {
        return xeng__journal_refused(journal->path, "renewed", errno, error);
    }
    return XENG_OK;
}

int32_t xeng__journal_renew_end(xeng__journal *journal, xeng_error **error)
{
    char *path = new_path(journal);
    int32_t code = path == NULL ? xeng__fail_no_memory(error) : replace(journal, path, error);
    xeng__free(path);
    if (code != XENG_OK) {
        xeng__journal_renew_abandon(journal);
        return code;
    }
    xeng__journal_file_close(&journal->file);
    journal->file = journal->renewed;
    journal->renewed = (xeng__journal_file){.fd = -1};
    journal->folder_unsynced = true;
    return xeng__journal_sync(journal, error);
}
