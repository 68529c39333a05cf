/** @file
 * One identity towards the API. Immutable; secrets are wiped on the last unref and never printed.
 */
#ifndef XENGAGE_CREDENTIALS_H
#define XENGAGE_CREDENTIALS_H

#include <stdint.h>

#include <xengage/error.h>
#include <xengage/export.h>

#ifdef __cplusplus
extern "C" {
#endif

/** One identity. Immutable, safe to share among threads. */
typedef struct xeng_credentials xeng_credentials;

/** OAuth 1.0a with a user's access token: reads what that user owns. */
#define XENG_CREDENTIALS_USER 1
/** OAuth 1.0a with the application's keys only: public metrics on totals. */
#define XENG_CREDENTIALS_APP 2
/** OAuth 2.0 bearer token of an application: public metrics on totals. */
#define XENG_CREDENTIALS_BEARER 3

/**
 * Credentials in user context: OAuth 1.0a with a user's access token.
 *
 * Every argument must be non-empty UTF-8 without control characters.
 *
 * @param consumer_key the application's key.
 * @param consumer_secret the application's secret.
 * @param access_token the user's token.
 * @param access_token_secret the user's token secret.
 * @param credentials set to the credentials; the caller's to unref.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_credentials_new_user(const char *consumer_key, const char *consumer_secret,
                                           const char *access_token,
                                           const char *access_token_secret,
                                           xeng_credentials **credentials, xeng_error **error);

/**
 * Credentials of the application alone: OAuth 1.0a with an empty token.
 *
 * @param consumer_key the application's key; non-empty UTF-8 without control characters.
 * @param consumer_secret the application's secret; likewise.
 * @param credentials set to the credentials; the caller's to unref.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_credentials_new_app(const char *consumer_key, const char *consumer_secret,
                                          xeng_credentials **credentials, xeng_error **error);

/**
 * Credentials of the application alone: a bearer token, used as it is.
 *
 * @param bearer_token the token; visible ASCII only.
 * @param credentials set to the credentials; the caller's to unref.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_credentials_new_bearer(const char *bearer_token,
                                             xeng_credentials **credentials, xeng_error **error);

/**
 * Credentials from environment variables.
 *
 * In this order: `XENGAGE_CONSUMER_KEY`, `XENGAGE_CONSUMER_SECRET`, `XENGAGE_ACCESS_TOKEN` and
 * `XENGAGE_ACCESS_TOKEN_SECRET` give user context; `XENGAGE_BEARER_TOKEN` a bearer; the first two
 * alone the application. A user's token of which a part is missing is an error, even beside a
 * bearer token. An empty variable counts as absent. Not safe while another thread changes the
 * environment.
 *
 * @param credentials set to the credentials; the caller's to unref.
 * @param error set on failure; may be NULL. Names the variables that are missing.
 * @return #XENG_OK, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_credentials_from_env(xeng_credentials **credentials, xeng_error **error);

/**
 * Credentials from a JSON file that only its owner can read.
 *
 * The file holds an object with the members `consumer_key`, `consumer_secret`, `access_token`,
 * `access_token_secret` (user context), the first two of these (application), or `bearer_token`.
 *
 * @param path the file; refused if its mode gives anything to group or others.
 * @param credentials set to the credentials; the caller's to unref.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_CREDENTIALS_FILE, #XENG_ERROR_INVALID_ARGUMENT or
 *         #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_credentials_from_file(const char *path, xeng_credentials **credentials,
                                            xeng_error **error);

/**
 * Writes credentials to a JSON file that only its owner can read (mode 0600).
 *
 * The file is replaced as a whole, or not at all.
 *
 * @param credentials the credentials.
 * @param path the file.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_SYSTEM, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_credentials_save(const xeng_credentials *credentials, const char *path,
                                       xeng_error **error);

/**
 * Credentials, with their secrets, as the JSON that xeng_credentials_from_file() reads.
 *
 * Together with xeng_credentials_save() the only way in which secrets leave the library.
 *
 * @param credentials the credentials.
 * @param json set to the text; the caller's to release with xeng_free_secret().
 * @param error set on failure; may be NULL.
 * @return #XENG_OK, #XENG_ERROR_INVALID_ARGUMENT or #XENG_ERROR_NO_MEMORY.
 * @since 0.1
 */
XENG_API int32_t xeng_credentials_to_json(const xeng_credentials *credentials, char **json,
                                          xeng_error **error);

/**
 * Adds an owner to credentials.
 *
 * @param credentials the credentials, or NULL.
 * @return `credentials`.
 * @since 0.1
 */
XENG_API xeng_credentials *xeng_credentials_ref(xeng_credentials *credentials);

/**
 * Takes an owner away from credentials; the last one wipes and frees them.
 *
 * @param credentials the credentials, or NULL.
 * @since 0.1
 */
XENG_API void xeng_credentials_unref(xeng_credentials *credentials);

/**
 * The kind of credentials.
 *
 * @param credentials the credentials, or NULL.
 * @return one of the `XENG_CREDENTIALS_` numbers; 0 for NULL.
 * @since 0.1
 */
XENG_API int32_t xeng_credentials_kind(const xeng_credentials *credentials);

/**
 * The user id in the access token (the digits before its `-`).
 *
 * @param credentials the credentials, or NULL.
 * @return the user id; 0 where there is none.
 * @since 0.1
 */
XENG_API uint64_t xeng_credentials_user_id(const xeng_credentials *credentials);

#ifdef __cplusplus
}
#endif

#endif
