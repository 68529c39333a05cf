/** @file
 * How a client behaves. Made, set, handed to xeng_client_new(), released; the defaults are safe.
 */
#ifndef XENGAGE_OPTIONS_H
#define XENGAGE_OPTIONS_H

#include <stddef.h>
#include <stdint.h>

#include <xengage/error.h>
#include <xengage/export.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How a client behaves. Not safe to change from two threads at once. */
typedef struct xeng_options xeng_options;

/** Log nothing. */
#define XENG_LOG_OFF 0
/** Log failures. */
#define XENG_LOG_ERROR 10
/** Log retries and waiting, too. */
#define XENG_LOG_WARN 20
/** Log one line a request, too. */
#define XENG_LOG_INFO 30
/** Log decisions (signing time, rate limit, connection reuse), too. */
#define XENG_LOG_DEBUG 40
/** Log headers and request bodies, too; secrets are redacted at every level. */
#define XENG_LOG_TRACE 50

/** HTTP/2 where the server offers it over TLS, else HTTP/1.1. */
#define XENG_HTTP_AUTO 0
/** HTTP/1.1 only. */
#define XENG_HTTP_1_1 1

/**
 * Receives one log line, without a line end, secrets redacted. Called from whichever thread uses
 * the client; must not call back into that client.
 *
 * @param context what was given to xeng_options_set_log().
 * @param level one of the `XENG_LOG_` numbers.
 * @param message the line; valid during the call.
 */
typedef void (*xeng_log_fn)(void *context, int32_t level, const char *message);

/**
 * Options with every default.
 *
 * @param options set to the options; the caller's to unref.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_options_new(xeng_options **options, xeng_error **error);

/**
 * Adds an owner to options.
 *
 * @param options the options, or NULL.
 * @return `options`.
 * @since 0.1
 */
XENG_API xeng_options *xeng_options_ref(xeng_options *options);

/**
 * Takes an owner away from options; the last one frees them.
 *
 * @param options the options, or NULL.
 * @since 0.1
 */
XENG_API void xeng_options_unref(xeng_options *options);

/**
 * Takes over what the environment says: `XENGAGE_BASE_URL`, `XENGAGE_AUTH_URL`, `XENGAGE_CA_FILE`.
 *
 * Where only `XENGAGE_BASE_URL` is set and is not X's, it serves as authentication URL, too. An
 * empty variable counts as absent.
 *
 * @param options the options.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_options_from_env(xeng_options *options, xeng_error **error);

/**
 * Sets where the API is; by default `https://data-api.x.com`.
 *
 * @param options the options.
 * @param url scheme, host, optional port and path prefix; `https`, or `http` to a loopback address.
 *        No query, no fragment, no user name.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_options_set_base_url(xeng_options *options, const char *url,
                                           xeng_error **error);

/**
 * Sets where tokens are had; by default `https://api.x.com`.
 *
 * @param options the options.
 * @param url as for xeng_options_set_base_url().
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_options_set_auth_url(xeng_options *options, const char *url,
                                           xeng_error **error);

/**
 * Sets the file of certificates (PEM) to trust instead of the system's.
 *
 * The system's are those that libcurl was built to use. Where they don't exist, because it was
 * built on another distribution, they are those that `SSL_CERT_FILE` or `SSL_CERT_DIR` names, else
 * the first there is of the files, then of the folders, in which distributions keep theirs.
 *
 * @param options the options.
 * @param path the file; NULL for the system's.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_options_set_ca_file(xeng_options *options, const char *path,
                                          xeng_error **error);

/**
 * Sets the file of certificates (PEM) to trust on a machine that has none of its own: for programs
 * that bring one along.
 *
 * @param options the options.
 * @param path the file; NULL, the default, for none.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_options_set_fallback_ca_file(xeng_options *options, const char *path,
                                                   xeng_error **error);

/**
 * Sets the proxy; by default what `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` say, and none for a
 * server on a loopback address.
 *
 * @param options the options.
 * @param url the proxy's URL; "" for none at all; NULL for the environment's.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_options_set_proxy(xeng_options *options, const char *url, xeng_error **error);

/**
 * Sets what is put before the library's own name in the `User-Agent` header.
 *
 * @param options the options.
 * @param product visible ASCII and blanks, such as "acme-reports/2.1"; NULL for nothing.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_options_set_user_agent(xeng_options *options, const char *product,
                                             xeng_error **error);

/**
 * Sets how long an operation may take in all; by default 300,000 ms.
 *
 * @param options the options.
 * @param deadline_ms 1 to 4,294,967,295 ms; 0 for the default.
 * @since 0.1
 */
XENG_API void xeng_options_set_deadline_ms(xeng_options *options, uint32_t deadline_ms);

/**
 * Sets how long one attempt to connect may take; by default 10,000 ms.
 *
 * @param options the options.
 * @param timeout_ms milliseconds; 0 for the default.
 * @since 0.1
 */
XENG_API void xeng_options_set_connect_timeout_ms(xeng_options *options, uint32_t timeout_ms);

/**
 * Sets how long a connection may stay silent before the attempt is given up; by default 60,000 ms.
 *
 * @param options the options.
 * @param timeout_ms milliseconds; 0 for the default.
 * @since 0.1
 */
XENG_API void xeng_options_set_stall_timeout_ms(xeng_options *options, uint32_t timeout_ms);

/**
 * Sets how often a failing request is sent in all; by default 5. Waiting for a rate limit to reset
 * doesn't count.
 *
 * @param options the options.
 * @param attempts 1 for no retry; 0 for the default.
 * @since 0.1
 */
XENG_API void xeng_options_set_max_attempts(xeng_options *options, uint32_t attempts);

/**
 * Sets the contract's rate limit, before the server's headers have told it.
 *
 * @param options the options.
 * @param per_minute requests a minute; 0 (the default) to learn it from the server.
 * @since 0.1
 */
XENG_API void xeng_options_set_rate_limit(xeng_options *options, uint32_t per_minute);

/**
 * Sets how many requests are under way at once; by default 16.
 *
 * @param options the options.
 * @param requests the limit; 0 for the default.
 * @since 0.1
 */
XENG_API void xeng_options_set_max_concurrency(xeng_options *options, uint32_t requests);

/**
 * Sets how large an answer may be after decompression; by default 64 MiB.
 *
 * @param options the options.
 * @param bytes the limit; 0 for the default.
 * @since 0.1
 */
XENG_API void xeng_options_set_max_response_bytes(xeng_options *options, size_t bytes);

/**
 * Sets the version of HTTP; by default #XENG_HTTP_AUTO.
 *
 * @param options the options.
 * @param version one of the `XENG_HTTP_` numbers.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK or #XENG_ERROR_INVALID_ARGUMENT.
 * @since 0.1
 */
XENG_API int32_t xeng_options_set_http_version(xeng_options *options, int32_t version,
                                               xeng_error **error);

/**
 * Sets whether request bodies are sent gzipped; by default they aren't, since X's documentation
 * doesn't say that it takes them.
 *
 * @param options the options.
 * @param on 1 or 0.
 * @since 0.1
 */
XENG_API void xeng_options_set_compress_requests(xeng_options *options, int32_t on);

/**
 * Sets where log lines go.
 *
 * Independently of it, the environment variable `XENGAGE_LOG` (error, warn, info, debug, trace),
 * read when a client is made, sends them to stderr.
 *
 * @param options the options.
 * @param level the finest level that is wanted, one of the `XENG_LOG_` numbers.
 * @param log receives the lines; NULL for none.
 * @param context handed to `log`; may be NULL.
 * @since 0.1
 */
XENG_API void xeng_options_set_log(xeng_options *options, int32_t level, xeng_log_fn log,
                                   void *context);

#ifdef __cplusplus
}
#endif

#endif
