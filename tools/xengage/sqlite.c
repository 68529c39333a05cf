/* Counts in a SQLite database, together with the job's progress. */
#include "sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include <xengage/metric.h>
#include <xengage/result.h>

#include "memory.h"
#include "say.h"
#include "sqlite_store.h"
#include "status.h"

void cli_store_fail(const cli_sqlite *store)
{
    cli_die(CLI_LOCAL_TROUBLE, "--sqlite: %s: %s", store->path, sqlite3_errmsg(store->db));
}

void cli_store_exec(const cli_sqlite *store, const char *sql)
{
    if (sqlite3_exec(store->db, sql, NULL, NULL, NULL) != SQLITE_OK) {
        cli_store_fail(store);
    }
}

sqlite3_stmt *cli_store_prepare(const cli_sqlite *store, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) !=
        SQLITE_OK) {
        cli_store_fail(store);
    }
    return statement;
}

void cli_store_run(const cli_sqlite *store, sqlite3_stmt *statement)
{
    if (sqlite3_step(statement) != SQLITE_DONE || sqlite3_reset(statement) != SQLITE_OK) {
        cli_store_fail(store);
    }
}

/* Keeps a record of the job's, in the transaction at hand if there is one. */
static int32_t keep(void *context, int32_t what, uint64_t piece, const void *record, size_t size)
{
    cli_sqlite *store = context;
    if (what == XENG_JOURNAL_DONE) {
        (void)sqlite3_bind_int64(store->forget, 1, (sqlite3_int64)piece);
        cli_store_run(store, store->forget);
    }
    (void)sqlite3_bind_int64(store->keep, 1, (sqlite3_int64)piece);
    (void)sqlite3_bind_blob64(store->keep, 2, record, size, SQLITE_TRANSIENT);
    cli_store_run(store, store->keep);
    return XENG_OK;
}

/* What SQLite locks, it locks for each statement: this is for the whole run. The descriptor stays
 * open until the database is closed, since closing it would take SQLite's own locks away. */
static void lock(cli_sqlite *store, int flags)
{
    store->lock = open(store->path, O_RDWR | O_CLOEXEC | flags, 0666);
    if (store->lock < 0) {
        cli_die(CLI_LOCAL_TROUBLE, "--sqlite: %s: %s", store->path, strerror(errno));
    }
    if (flock(store->lock, LOCK_EX | LOCK_NB) != 0) {
        cli_die(CLI_LOCAL_TROUBLE, "--sqlite: %s is in use by another xengage", store->path);
    }
}

/* Lets the job go on from the records that are there. */
static void replay(cli_sqlite *store)
{
    sqlite3_stmt *records =
        cli_store_prepare(store, "SELECT record FROM xengage_progress ORDER BY number");
    int found;
    while ((found = sqlite3_step(records)) == SQLITE_ROW) {
        xeng_error *error = NULL;
        int32_t code = xeng_job_replay(store->job->job, sqlite3_column_blob(records, 0),
                                       (size_t)sqlite3_column_bytes(records, 0), &error);
        if (code != XENG_OK) {
            cli_die_error(cli_status_of(code), "--sqlite", error);
        }
    }
    if (found != SQLITE_DONE) {
        cli_store_fail(store);
    }
    (void)sqlite3_finalize(records);
}

static void open_database(cli_sqlite *store, int flags)
{
    if (sqlite3_open_v2(store->path, &store->db, flags, NULL) != SQLITE_OK) {
        cli_store_fail(store);
    }
    /* A reader may look at the counts meanwhile. */
    (void)sqlite3_busy_timeout(store->db, 60000);
}

cli_sqlite *cli_sqlite_open(const cli_job *job)
{
    cli_sqlite *store = cli_alloc(1, sizeof *store);
    store->job = job;
    store->path = job->args->sqlite;
    cli_store_lay_out(store);
    lock(store, O_CREAT);
    open_database(store, SQLITE_OPEN_READWRITE);
    /* Each commit survives the end of the process, and none is waited for until it is on the disk:
     * after a power failure the database is as it was some pieces ago, whole. */
    cli_store_exec(store, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
    if (cli_store_is_begun(store)) {
        replay(store);
    } else {
        cli_store_make_tables(store);
    }
    cli_store_prepare_all(store);
    xeng_job_set_journal_fn(job->job, keep, store);
    return store;
}

void cli_sqlite_replay(const cli_job *job)
{
    cli_sqlite store = {.job = job, .path = job->args->sqlite};
    if (access(store.path, F_OK) != 0) {
        return;
    }
    open_database(&store, SQLITE_OPEN_READWRITE);
    if (cli_store_is_begun(&store)) {
        replay(&store);
    }
    (void)sqlite3_close(store.db);
}

static void bind_text(sqlite3_stmt *statement, int place, const char *text)
{
    (void)sqlite3_bind_text(statement, place, text, -1, SQLITE_STATIC);
}

static void insert_row(void *context, const cli_row *row)
{
    const cli_sqlite *store = context;
    const cli_layout *layout = &store->layouts[row->grouping];
    sqlite3_stmt *insert = store->rows[row->grouping];
    int place = 1;
    for (size_t i = 0; i < layout->count; i++) {
        const char *key = row->keys[layout->dimensions[i]];
        if (key == NULL) {
            bind_text(insert, place++, "");
        } else {
            bind_text(insert, place++, key); /* the column makes a number of it where it is one */
        }
    }
    if (row->delivered) {
        (void)sqlite3_bind_int64(insert, place, row->value);
    } else {
        (void)sqlite3_bind_null(insert, place);
    }
    cli_store_run(store, insert);
}

static void insert_ids(const cli_sqlite *store, const xeng_piece *piece)
{
    const char *account = cli_job_account_name(store->job, xeng_piece_account(piece));
    for (size_t i = 0; i < xeng_piece_id_count(piece); i++) {
        int32_t state = xeng_piece_id_state(piece, i);
        (void)sqlite3_bind_int64(store->id, 1, (sqlite3_int64)xeng_piece_id_at(piece, i));
        bind_text(store->id, 2, xeng_id_state_name(state));
        bind_text(store->id, 3,
                  state == XENG_ID_DELIVERED ? NULL : xeng_piece_id_reason_text(piece, i));
        bind_text(store->id, 4, *account == '\0' ? NULL : account);
        cli_store_run(store, store->id);
    }
}

void cli_sqlite_piece(cli_sqlite *store, const xeng_piece *piece, bool finished)
{
    const cli_query *query = &store->job->query;
    cli_store_exec(store, "BEGIN IMMEDIATE");
    for (size_t i = 0; finished && i < query->grouping_count; i++) {
        if (cli_grouping_has_posts(&query->groupings[i])) {
            cli_rows_each(query, piece, i, insert_row, store);
        }
    }
    insert_ids(store, piece);
    cli_job_ack(store->job, piece, xeng_piece_number(piece));
    cli_store_exec(store, "COMMIT");
}

/* Anew each time: what an earlier run may have left goes. */
static void insert_sums(cli_sqlite *store)
{
    const cli_query *query = &store->job->query;
    xeng_result *sums = cli_job_sums(store->job);
    cli_store_exec(store, "BEGIN IMMEDIATE");
    for (size_t i = 0; i < query->grouping_count; i++) {
        if (cli_grouping_has_posts(&query->groupings[i])) {
            continue;
        }
        char *sql = sqlite3_mprintf("DELETE FROM \"%w\"", query->groupings[i].name);
        cli_store_exec(store, sql);
        sqlite3_free(sql);
        cli_rows_sums(query, sums, i, insert_row, store);
    }
    cli_store_exec(store, "COMMIT");
    xeng_result_unref(sums);
}

void cli_sqlite_end(cli_sqlite *store, bool complete)
{
    if (complete) {
        insert_sums(store);
    }
    for (size_t i = 0; i < XENG_MAX_GROUPINGS; i++) {
        (void)sqlite3_finalize(store->rows[i]);
    }
    (void)sqlite3_finalize(store->id);
    (void)sqlite3_finalize(store->keep);
    (void)sqlite3_finalize(store->forget);
    if (sqlite3_close(store->db) != SQLITE_OK) {
        cli_store_fail(store);
    }
    (void)close(store->lock);
    free(store);
}
