/** @file
 * Sending requests: blocking, or in an event loop. One client serves any number of threads.
 */
#ifndef XENGAGE_CLIENT_H
#define XENGAGE_CLIENT_H

#include <stdint.h>

#include <xengage/credentials.h>
#include <xengage/error.h>
#include <xengage/export.h>
#include <xengage/options.h>
#include <xengage/request.h>
#include <xengage/result.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Connections, limits and policy. Safe to share among threads. */
typedef struct xeng_client xeng_client;

/** Number of an operation; unique within its client, never 0. */
typedef uint64_t xeng_operation;

/** No operation. */
#define XENG_OPERATION_NONE 0

/**
 * A new client.
 *
 * @param options how it behaves; NULL for every default. They are copied.
 * @param client set to the client; the caller's to unref.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_INVALID_ARGUMENT, #XENG_ERROR_SYSTEM or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_client_new(const xeng_options *options, xeng_client **client,
                                 xeng_error **error);

/**
 * Adds an owner to a client.
 *
 * @param client the client, or NULL.
 * @return `client`.
 * @since 0.1
 */
XENG_API xeng_client *xeng_client_ref(xeng_client *client);

/**
 * Takes an owner away from a client; the last one drops what is under way and closes connections.
 *
 * In the child of a fork() it frees what is the child's and leaves the parent's connections alone.
 *
 * @param client the client, or NULL.
 * @since 0.1
 */
XENG_API void xeng_client_unref(xeng_client *client);

/**
 * Sends a request and waits for its result.
 *
 * Any number of threads may do so at once on one client. Interrupted requests are retried, and a
 * rate limit is waited for, until the deadline. When the process ends by exit(), whoever waits in
 * this library gets #XENG_ERROR_CANCELLED, and so does whoever comes later.
 *
 * @param client the client.
 * @param credentials whose eyes to see with.
 * @param request what to ask for; complete.
 * @param result set to the result; the caller's to unref.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK or any of the `XENG_ERROR_` codes.
 * @since 0.1
 */
XENG_API int32_t xeng_client_fetch(xeng_client *client, const xeng_credentials *credentials,
                                   const xeng_request *request, xeng_result **result,
                                   xeng_error **error);

/**
 * Puts a request on its way without waiting; it makes progress whenever somebody calls
 * xeng_client_dispatch(), xeng_client_wait() or xeng_client_fetch().
 *
 * @param client the client.
 * @param credentials whose eyes to see with; held until the operation is over.
 * @param request what to ask for; complete. It is copied.
 * @param operation set to the operation's number.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_RULE, #XENG_ERROR_INVALID_ARGUMENT, #XENG_ERROR_NO_MEMORY or
 *         #XENG_ERROR_FORKED.
 * @since 0.1
 */
XENG_API int32_t xeng_client_submit(xeng_client *client, const xeng_credentials *credentials,
                                    const xeng_request *request, xeng_operation *operation,
                                    xeng_error **error);

/**
 * Waits for one submitted operation and takes its outcome.
 *
 * @param client the client.
 * @param operation a number from xeng_client_submit() whose outcome nobody has taken yet.
 * @param result set to the result; the caller's to unref.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK or any of the `XENG_ERROR_` codes; #XENG_ERROR_STATE if there is no such
 *         operation.
 * @since 0.1
 */
XENG_API int32_t xeng_client_wait(xeng_client *client, xeng_operation operation,
                                  xeng_result **result, xeng_error **error);

/**
 * A descriptor that becomes readable when xeng_client_dispatch() or xeng_client_next_completion()
 * has something to do. Poll it for reading; never read from it, never close it.
 *
 * @param client the client.
 * @return the descriptor, valid as long as the client; -1 in the child of a fork().
 * @since 0.1
 */
XENG_API int32_t xeng_client_fd(const xeng_client *client);

/**
 * Does what is due: sends, receives, decodes, retries.
 *
 * Without a timeout it returns after some milliseconds, even if there is more to do: the descriptor
 * stays readable then.
 *
 * @param client the client.
 * @param timeout_ms how long to wait for something to do: 0 not at all (for event loops), -1 until
 *        there is something.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_INVALID_ARGUMENT, #XENG_ERROR_SYSTEM or #XENG_ERROR_FORKED. How
 *         operations end is told by xeng_client_next_completion().
 * @since 0.1
 */
XENG_API int32_t xeng_client_dispatch(xeng_client *client, int32_t timeout_ms, xeng_error **error);

/**
 * Takes the outcome of one finished operation, in the order in which they finished.
 *
 * Operations for which a thread is in xeng_client_wait() are left to that thread.
 *
 * @param client the client.
 * @param operation set to the operation's number, or to #XENG_OPERATION_NONE if none is finished.
 * @param result set to its result, or NULL if it failed; the caller's to unref.
 * @param error set if it failed; may be NULL.
 * @return #XENG_OK if it succeeded or none is finished; else the operation's code.
 * @since 0.1
 */
XENG_API int32_t xeng_client_next_completion(xeng_client *client, xeng_operation *operation,
                                             xeng_result **result, xeng_error **error);

/**
 * Cancels an operation, from any thread, at once: it finishes with #XENG_ERROR_CANCELLED.
 *
 * @param client the client.
 * @param operation its number; one that is finished or unknown is left alone.
 * @since 0.1
 */
XENG_API void xeng_client_cancel(xeng_client *client, xeng_operation operation);

/**
 * Cancels everything that is under way, from any thread, xeng_client_fetch() included. Jobs go on:
 * they have xeng_job_cancel().
 *
 * @param client the client.
 * @since 0.1
 */
XENG_API void xeng_client_cancel_all(xeng_client *client);

#ifdef __cplusplus
}
#endif

#endif
