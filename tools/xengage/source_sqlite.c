/* A database of --sqlite as a source. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

#include "memory.h"
#include "source_cells.h"
#include "source_parts.h"
#include "status.h"

typedef struct {
    const cli_place *place;
    sqlite3 *db;
    cli_gather gather;
    cli_line line;
    char **tables; /* one a grouping */
    size_t count;
    size_t room;
} cli_database;

static _Noreturn void fail(const cli_database *database)
{
    cli_die(CLI_LOCAL_TROUBLE, "%s: %s: %s", database->place->option, database->place->path,
            sqlite3_errmsg(database->db));
}

static sqlite3_stmt *prepare(const cli_database *database, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    if (sql == NULL) {
        cli_die(CLI_LOCAL_TROUBLE, "out of memory");
    }
    if (sqlite3_prepare_v2(database->db, sql, -1, &statement, NULL) != SQLITE_OK) {
        fail(database);
    }
    return statement;
}

/* Goes to the next row; false at the end. */
static bool step(const cli_database *database, sqlite3_stmt *statement)
{
    int found = sqlite3_step(statement);
    if (found != SQLITE_ROW && found != SQLITE_DONE) {
        fail(database);
    }
    return found == SQLITE_ROW;
}

/* Opens it to look at it as it is at this moment, since a job may be writing to it. False if SQLite
 * won't. */
static bool try_open(cli_database *database, const char *name)
{
    (void)sqlite3_close(database->db);
    database->db = NULL;
    if (sqlite3_open_v2(name, &database->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL) !=
        SQLITE_OK) {
        return false;
    }
    (void)sqlite3_busy_timeout(database->db, 60000);
    return sqlite3_exec(database->db, "BEGIN; SELECT 1 FROM sqlite_schema", NULL, NULL, NULL) ==
           SQLITE_OK;
}

/* Whether all of it is in its own file, so that no job is writing to it. */
static bool is_at_rest(const char *path)
{
    char *log = sqlite3_mprintf("%s-wal", path);
    bool rests = log != NULL && access(log, F_OK) != 0;
    sqlite3_free(log);
    return rests;
}

/* A path as a URI with parameters. */
static char *uri_of(const char *path, const char *parameters)
{
    static const char digits[] = "0123456789ABCDEF";
    char *uri = cli_alloc(strlen(path) * 3 + strlen(parameters) + sizeof "file:./", 1);
    char *to = uri + sprintf(uri, "file:%s", *path == '/' ? "" : "./");
    for (; *path != '\0'; path++) {
        if (strchr("%?#", *path) != NULL) {
            *to++ = '%';
            *to++ = digits[(unsigned char)*path >> 4];
            *to++ = digits[(unsigned char)*path & 15];
        } else {
            *to++ = *path;
        }
    }
    (void)strcpy(to, parameters);
    return uri;
}

/* SQLite wants to write beside the file, even to read it, unless it is told that nobody writes. */
static void open_database(cli_database *database)
{
    const char *path = database->place->path;
    char *usual = uri_of(path, "");
    char *immutable = uri_of(path, "?immutable=1");
    if (!try_open(database, usual)) {
        int code = sqlite3_errcode(database->db) & 0xFF;
        bool bare = (code == SQLITE_READONLY || code == SQLITE_CANTOPEN) && is_at_rest(path);
        if (!bare || !try_open(database, immutable)) {
            fail(database);
        }
    }
    free(usual);
    free(immutable);
}

/* The tables of the groupings; ends the program if there is none of ids, which each job has. */
static void find_tables(cli_database *database)
{
    bool ids = false;
    sqlite3_stmt *names = prepare(database, "SELECT name FROM sqlite_schema WHERE type = 'table' "
                                            "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
                                            "ORDER BY rowid");
    while (step(database, names)) {
        const char *name = (const char *)sqlite3_column_text(names, 0);
        ids |= strcmp(name, "xengage_ids") == 0;
        if (sqlite3_strnicmp(name, "xengage_", sizeof "xengage_" - 1) != 0) {
            database->tables = cli_grow(database->tables, &database->room, database->count,
                                        sizeof *database->tables);
            database->tables[database->count++] = cli_copy(name, strlen(name));
        }
    }
    (void)sqlite3_finalize(names);
    if (!ids) {
        cli_place_die(database->place, "it is a database, but none of --sqlite");
    }
}

/* What the columns of a table hold. */
static size_t read_columns(cli_database *database, sqlite3_stmt *rows, const char *table,
                           cli_column columns[CLI_COLUMNS])
{
    size_t count = (size_t)sqlite3_column_count(rows);
    for (size_t i = 0; i < count; i++) {
        const char *name = sqlite3_column_name(rows, (int)i);
        if (count > CLI_COLUMNS ||
            !cli_cell_column(&database->gather, name, strlen(name), &columns[i]) ||
            columns[i].cell > CLI_CELL_VALUE || columns[i].cell == CLI_CELL_GROUPING) {
            cli_place_die(database->place,
                          "the table %s has a column %s, which --sqlite doesn't "
                          "make",
                          table, name);
        }
    }
    return count;
}

static void read_row(cli_database *database, sqlite3_stmt *rows, const char *table,
                     const cli_column *columns, size_t count)
{
    cli_line_begin(&database->line);
    if (database->count > 1) {
        database->line.count.grouping =
            cli_words_place(&database->gather.words, table, strlen(table));
    }
    for (size_t i = 0; i < count; i++) {
        if (sqlite3_column_type(rows, (int)i) == SQLITE_NULL) {
            if (columns[i].cell != CLI_CELL_VALUE) {
                cli_place_die(database->place, "the table %s has a NULL that mustn't be", table);
            }
            cli_line_set_none(&database->gather, &database->line, &columns[i]);
            continue;
        }
        const char *text = (const char *)sqlite3_column_text(rows, (int)i);
        if (text == NULL) {
            fail(database);
        }
        if (*text != '\0') {
            cli_line_set(&database->gather, &database->line, &columns[i], text,
                         (size_t)sqlite3_column_bytes(rows, (int)i));
        }
    }
    cli_line_end(&database->gather, &database->line);
}

static bool has_posts(const cli_database *database, const char *table)
{
    char *sql =
        sqlite3_mprintf("SELECT 1 FROM pragma_table_info(%Q) WHERE name = 'tweet_id'", table);
    sqlite3_stmt *find = prepare(database, sql);
    bool found = step(database, find);
    (void)sqlite3_finalize(find);
    sqlite3_free(sql);
    return found;
}

static void read_table(cli_database *database, const char *table)
{
    cli_column columns[CLI_COLUMNS];
    char *sql = sqlite3_mprintf("SELECT * FROM \"%w\"%s", table,
                                has_posts(database, table) ? " ORDER BY tweet_id" : "");
    sqlite3_stmt *rows = prepare(database, sql);
    size_t count = read_columns(database, rows, table, columns);
    while (step(database, rows)) {
        read_row(database, rows, table, columns, count);
    }
    (void)sqlite3_finalize(rows);
    sqlite3_free(sql);
}

static void read_fates(cli_database *database)
{
    sqlite3_stmt *ids = prepare(database, "SELECT tweet_id, state, reason FROM xengage_ids "
                                          "WHERE state <> 'delivered' ORDER BY tweet_id");
    while (step(database, ids)) {
        const char *state = (const char *)sqlite3_column_text(ids, 1);
        const char *reason = (const char *)sqlite3_column_text(ids, 2);
        cli_gather_fate(&database->gather, (uint64_t)sqlite3_column_int64(ids, 0),
                        state == NULL ? "unknown" : state, reason == NULL ? "" : reason);
    }
    (void)sqlite3_finalize(ids);
}

void cli_source_sqlite(const cli_place *place, const cli_sink *sink)
{
    cli_database database = {.place = place};
    open_database(&database);
    find_tables(&database);
    cli_gather_begin(&database.gather, place, sink, database.count > 1);
    for (size_t i = 0; i < database.count; i++) {
        read_table(&database, database.tables[i]);
        free(database.tables[i]);
    }
    read_fates(&database);
    cli_gather_end(&database.gather);
    free(database.tables);
    (void)sqlite3_close(database.db);
}
