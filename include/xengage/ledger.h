/** @file
 * The ledger: how many distinct users were read a month, which the contract may count. X has no
 * call that tells, so it is counted here, in a file of the caller's choosing.
 *
 * A user is known by the part of an access token before the `-`. Calls of the application alone
 * have no user, and don't count.
 */
#ifndef XENGAGE_LEDGER_H
#define XENGAGE_LEDGER_H

#include <stddef.h>
#include <stdint.h>

#include <xengage/credentials.h>
#include <xengage/error.h>
#include <xengage/export.h>
#include <xengage/options.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A count of distinct users a month. Safe to share among threads; its file among processes. */
typedef struct xeng_ledger xeng_ledger;

/**
 * Opens a ledger, whose file is made if it isn't there, readable for its owner only.
 *
 * The file is text, one line for each user and month; other programs may read it.
 *
 * @param path the file.
 * @param first_day the day of the month on which the contract's month begins, 1 to 28, UTC.
 * @param ledger set to the ledger; the caller's to unref.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_LEDGER if the file is something else, #XENG_ERROR_SYSTEM,
 *         #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_ledger_open(const char *path, int32_t first_day, xeng_ledger **ledger,
                                  xeng_error **error);

/**
 * Adds an owner to a ledger.
 *
 * @param ledger the ledger, or NULL.
 * @return `ledger`.
 * @since 0.1
 */
XENG_API xeng_ledger *xeng_ledger_ref(xeng_ledger *ledger);

/**
 * Takes an owner away from a ledger; the last one closes its file.
 *
 * @param ledger the ledger, or NULL.
 * @since 0.1
 */
XENG_API void xeng_ledger_unref(xeng_ledger *ledger);

/**
 * Sets how many distinct users a month there may be.
 *
 * @param ledger the ledger.
 * @param users the limit; 0 (the default) for none.
 * @param refuse 1 to refuse calls with one user more, before anything is sent, with
 *        #XENG_ERROR_LEDGER_LIMIT; 0 to let them pass with a warning in the log.
 * @since 0.1
 */
XENG_API void xeng_ledger_set_limit(xeng_ledger *ledger, uint64_t users, int32_t refuse);

/**
 * Counts the user of some credentials, as a client with the ledger does before it sends anything
 * with them.
 *
 * @param ledger the ledger.
 * @param credentials of any kind; only a user's count.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_LEDGER_LIMIT, #XENG_ERROR_LEDGER, #XENG_ERROR_SYSTEM,
 *         #XENG_ERROR_CRYPTO, #XENG_ERROR_FORKED (open it anew in a child),
 *         #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_ledger_count(xeng_ledger *ledger, const xeng_credentials *credentials,
                                   xeng_error **error);

/**
 * How many distinct users there were in a month.
 *
 * @param ledger the ledger.
 * @param time any moment of that month, Unix seconds; #XENG_TIME_UNSET for the present one.
 * @param users set to the count.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_LEDGER, #XENG_ERROR_SYSTEM, #XENG_ERROR_INVALID_ARGUMENT or
 *         #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_ledger_users(xeng_ledger *ledger, int64_t time, uint64_t *users,
                                   xeng_error **error);

/**
 * Makes clients count the users whose Posts they read: xeng_client_fetch(), xeng_client_submit()
 * and jobs.
 *
 * @param options the options.
 * @param ledger the ledger; held by the options; NULL (the default) for none.
 * @since 0.1
 */
XENG_API void xeng_options_set_ledger(xeng_options *options, xeng_ledger *ledger);

#ifdef __cplusplus
}
#endif

#endif
