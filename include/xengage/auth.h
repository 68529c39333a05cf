/** @file
 * Getting and giving back tokens: bearer tokens, and the three-legged flow by which a user lets an
 * application read their Posts' metrics. These calls block; they are made once an account.
 */
#ifndef XENGAGE_AUTH_H
#define XENGAGE_AUTH_H

#include <stdint.h>

#include <xengage/client.h>
#include <xengage/credentials.h>
#include <xengage/error.h>
#include <xengage/export.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A three-legged login that waits for the user's consent. */
typedef struct xeng_login xeng_login;

/** The callback that makes X show the user a PIN instead of going to a web address. */
#define XENG_LOGIN_CALLBACK_PIN "oob"

/**
 * Gets a bearer token for an application.
 *
 * @param client the client.
 * @param app credentials of kind #XENG_CREDENTIALS_APP or #XENG_CREDENTIALS_USER, of which the
 *        consumer key and secret are used.
 * @param bearer set to credentials of kind #XENG_CREDENTIALS_BEARER; the caller's to unref.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK or any of the `XENG_ERROR_` codes.
 * @since 0.1
 */
XENG_API int32_t xeng_auth_bearer(xeng_client *client, const xeng_credentials *app,
                                  xeng_credentials **bearer, xeng_error **error);

/**
 * Begins a login: gets a request token.
 *
 * @param client the client.
 * @param app credentials of kind #XENG_CREDENTIALS_APP.
 * @param callback the web address to which X sends the user afterwards, as registered for the
 *        application, or #XENG_LOGIN_CALLBACK_PIN.
 * @param login set to the login; the caller's to unref.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK or any of the `XENG_ERROR_` codes.
 * @since 0.1
 */
XENG_API int32_t xeng_auth_login_begin(xeng_client *client, const xeng_credentials *app,
                                       const char *callback, xeng_login **login,
                                       xeng_error **error);

/**
 * The web address at which the user gives consent.
 *
 * @param login the login.
 * @return the address, which lives as long as `login`; NULL for NULL.
 * @since 0.1
 */
XENG_API const char *xeng_login_url(const xeng_login *login);

/**
 * Ends a login: trades the user's consent for an access token.
 *
 * @param client the client.
 * @param login the login; usable once.
 * @param answer the PIN; or the whole address (or its query) to which X sent the user, whose
 *        `oauth_token` is compared with the login's.
 * @param user set to credentials in user context; the caller's to unref.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK or any of the `XENG_ERROR_` codes; #XENG_ERROR_UNAUTHORIZED if the user refused.
 * @since 0.1
 */
XENG_API int32_t xeng_auth_login_finish(xeng_client *client, xeng_login *login, const char *answer,
                                        xeng_credentials **user, xeng_error **error);

/**
 * The user's name, once xeng_auth_login_finish() has succeeded.
 *
 * @param login the login.
 * @return the name without `@`, which lives as long as `login`; "" before.
 * @since 0.1
 */
XENG_API const char *xeng_login_screen_name(const xeng_login *login);

/**
 * Adds an owner to a login.
 *
 * @param login the login, or NULL.
 * @return `login`.
 * @since 0.1
 */
XENG_API xeng_login *xeng_login_ref(xeng_login *login);

/**
 * Takes an owner away from a login; the last one wipes and frees it.
 *
 * @param login the login, or NULL.
 * @since 0.1
 */
XENG_API void xeng_login_unref(xeng_login *login);

/**
 * Makes a token worthless: a user's access token, or a bearer token.
 *
 * @param client the client.
 * @param token credentials of kind #XENG_CREDENTIALS_USER or #XENG_CREDENTIALS_BEARER.
 * @param app for a bearer token, credentials that hold the application's consumer key and secret;
 *        otherwise NULL.
 * @param error set on failure; may be NULL.
 * @return #XENG_OK or any of the `XENG_ERROR_` codes.
 * @since 0.1
 */
XENG_API int32_t xeng_auth_invalidate(xeng_client *client, const xeng_credentials *token,
                                      const xeng_credentials *app, xeng_error **error);

#ifdef __cplusplus
}
#endif

#endif
