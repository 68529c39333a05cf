/* The tables of --sqlite:
 *
 *   one a grouping, of its name: its dimensions, which are the primary key, and the value, NULL
 * where the server has none. Where hours were asked for without days, there is a day all the same,
 * "" unless the server gives one. xengage_ids: what became of each Post. xengage_progress: the
 * records from which the job goes on. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <xengage/metric.h>

#include "say.h"
#include "sqlite_store.h"
#include "status.h"

/* A table of ours, or of SQLite's own. */
static bool is_reserved(const char *name)
{
    return strncasecmp(name, "xengage_", strlen("xengage_")) == 0 ||
           strncasecmp(name, "sqlite_", strlen("sqlite_")) == 0;
}

static void check_names(const cli_query *query)
{
    for (size_t i = 0; i < query->grouping_count; i++) {
        const char *name = query->groupings[i].name;
        if (is_reserved(name)) {
            cli_die(CLI_WRONG_REQUEST,
                    "--group: %s can't be the name of a table in a database: give it another name",
                    name);
        }
        for (size_t j = 0; j < i; j++) {
            if (sqlite3_stricmp(name, query->groupings[j].name) == 0) {
                cli_die(CLI_WRONG_REQUEST,
                        "--group: %s and %s would be one table in a database, which doesn't tell "
                        "large letters from small ones",
                        query->groupings[j].name, name);
            }
        }
    }
}

static char *print(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = sqlite3_vmprintf(format, arguments);
    va_end(arguments);
    if (text == NULL) {
        cli_die(CLI_LOCAL_TROUBLE, "out of memory");
    }
    return text;
}

/* The columns of a grouping as a list; for a table's definition with their types. */
static char *columns_of(const cli_layout *layout, bool types)
{
    char *list = print("");
    for (size_t i = 0; i < layout->count; i++) {
        int32_t dimension = layout->dimensions[i];
        bool number =
            dimension == XENG_DIMENSION_TWEET_ID || dimension == XENG_DIMENSION_ENGAGEMENT_HOUR;
        const char *type = number ? " INTEGER NOT NULL" : " TEXT NOT NULL";
        char *longer = print("%s%s%s%s", list, i == 0 ? "" : ", ", cli_layout_title(dimension),
                             types ? type : "");
        sqlite3_free(list);
        list = longer;
    }
    return list;
}

static void run_and_free(const cli_sqlite *store, char *sql)
{
    cli_store_exec(store, sql);
    sqlite3_free(sql);
}

/* The columns of one grouping alone. */
static void lay_out(cli_sqlite *store)
{
    const cli_query *query = &store->job->query;
    for (size_t i = 0; i < query->grouping_count; i++) {
        cli_query one = {.groupings = {query->groupings[i]}, .grouping_count = 1};
        cli_layout_make(&one, true, &store->layouts[i]);
    }
}

bool cli_store_is_begun(const cli_sqlite *store)
{
    sqlite3_stmt *find = cli_store_prepare(
        store, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'xengage_progress'");
    int found = sqlite3_step(find);
    if (found != SQLITE_ROW && found != SQLITE_DONE) {
        cli_store_fail(store);
    }
    (void)sqlite3_finalize(find);
    return found == SQLITE_ROW;
}

void cli_store_make_tables(cli_sqlite *store)
{
    const cli_query *query = &store->job->query;
    cli_store_exec(store, "BEGIN IMMEDIATE");
    cli_store_exec(store, "CREATE TABLE xengage_ids (tweet_id INTEGER PRIMARY KEY, "
                          "state TEXT NOT NULL, reason TEXT, account TEXT)");
    cli_store_exec(store, "CREATE TABLE xengage_progress (number INTEGER PRIMARY KEY, "
                          "piece INTEGER NOT NULL, record BLOB NOT NULL)");
    cli_store_exec(store, "CREATE INDEX xengage_progress_piece ON xengage_progress (piece)");
    for (size_t i = 0; i < query->grouping_count; i++) {
        char *typed = columns_of(&store->layouts[i], true);
        char *plain = columns_of(&store->layouts[i], false);
        run_and_free(store, print("CREATE TABLE \"%w\" (%s, value INTEGER, PRIMARY KEY (%s)) "
                                  "WITHOUT ROWID",
                                  query->groupings[i].name, typed, plain));
        sqlite3_free(typed);
        sqlite3_free(plain);
    }
    cli_store_exec(store, "COMMIT");
}

void cli_store_prepare_all(cli_sqlite *store)
{
    const cli_query *query = &store->job->query;
    store->id = cli_store_prepare(
        store, "INSERT OR REPLACE INTO xengage_ids (tweet_id, state, reason, account) "
               "VALUES (?, ?, ?, ?)");
    store->keep =
        cli_store_prepare(store, "INSERT INTO xengage_progress (piece, record) VALUES (?, ?)");
    store->forget = cli_store_prepare(store, "DELETE FROM xengage_progress WHERE piece = ?");
    for (size_t i = 0; i < query->grouping_count; i++) {
        char *columns = columns_of(&store->layouts[i], false);
        char marks[2 * CLI_DIMENSIONS + 1] = "";
        for (size_t column = 0; column < store->layouts[i].count; column++) {
            (void)strcat(marks, "?,");
        }
        char *sql = print("INSERT OR REPLACE INTO \"%w\" (%s, value) VALUES (%s?)",
                          query->groupings[i].name, columns, marks);
        store->rows[i] = cli_store_prepare(store, sql);
        sqlite3_free(sql);
        sqlite3_free(columns);
    }
}

void cli_store_lay_out(cli_sqlite *store)
{
    check_names(&store->job->query);
    lay_out(store);
}
