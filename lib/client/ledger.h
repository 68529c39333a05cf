/* The ledger, for the client, and its parts, for each other: users, their set, the file. */
#ifndef XENG__CLIENT_LEDGER_H
#define XENG__CLIENT_LEDGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include <xengage/ledger.h>

#include "base/log.h"

/* What xeng_ledger_count() does, and besides warns in the log, once a month, of more users than
 * the limit. `log` may be NULL. */
int32_t xeng__ledger_admit(xeng_ledger *ledger, const xeng_credentials *credentials,
                           const xeng__log *log, xeng_error **error);

/* The first day, in days since 1970-01-01, of the contract's month that a moment is in. */
int64_t xeng__ledger_month_of(int64_t unix_seconds, int32_t first_day);

/* Room for "token:", 16 hexadecimal digits and NUL. */
#define XENG__USER_SIZE 24

/* A user as the file names it, and as a number, never 0. */
typedef struct xeng__user {
    uint64_t key;
    char name[XENG__USER_SIZE];
} xeng__user;

/* The user of credentials, which are those of a user: its id, or what stands for it if its token
 * doesn't tell the id, a part of the token's digest. */
int32_t xeng__user_of(const xeng_credentials *credentials, xeng__user *user, xeng_error **error);

/* Reads a user's name; false if it is none. */
bool xeng__user_read(const char *text, size_t size, uint64_t *key);

/* Distinct users; all zero is an empty one. */
typedef struct xeng__user_set {
    uint64_t *slots; /* 0: free */
    size_t capacity; /* a power of two, or 0 */
    size_t count;
} xeng__user_set;

bool xeng__user_set_has(const xeng__user_set *set, uint64_t key);

/* Makes room for one user more; false when memory runs out. */
bool xeng__user_set_reserve(xeng__user_set *set);

/* Adds a user for whom there is room. */
void xeng__user_set_add(xeng__user_set *set, uint64_t key);

void xeng__user_set_free(xeng__user_set *set);

typedef struct xeng__ledger_file {
    char *path;
    int fd;
    pid_t process; /* a child of it shares the descriptor, and with it the lock */
} xeng__ledger_file;

/* The users of one month, and how far the file was read for them. */
typedef struct xeng__ledger_month {
    int64_t first_day; /* days since 1970-01-01 */
    xeng__user_set users;
    uint64_t offset;
    uint64_t lines;
} xeng__ledger_month;

/* Opens a file, or makes it; doesn't look into it. On failure there is nothing to close. */
int32_t xeng__ledger_file_open(xeng__ledger_file *file, const char *path, xeng_error **error);
void xeng__ledger_file_close(xeng__ledger_file *file);

/* Keeps other handles and processes from the file until it is unlocked. The following two ask for
 * that. */
int32_t xeng__ledger_file_lock(const xeng__ledger_file *file, xeng_error **error);
void xeng__ledger_file_unlock(const xeng__ledger_file *file);

/* Adds a month's users from the lines that the file has got since the last time; completes a file
 * that is empty, and cuts off a line whose writer was interrupted. */
int32_t xeng__ledger_file_read(const xeng__ledger_file *file, xeng__ledger_month *month,
                               xeng_error **error);

/* Writes a user of a month, of which the file was just read, and adds it. */
int32_t xeng__ledger_file_append(const xeng__ledger_file *file, xeng__ledger_month *month,
                                 const xeng__user *user, xeng_error **error);

/* Makes it an empty month of which nothing was read. */
void xeng__ledger_month_reset(xeng__ledger_month *month, int64_t first_day);

#endif
