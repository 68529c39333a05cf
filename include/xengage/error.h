/** @file
 * What went wrong: codes, the rules of the API that a request can break, and the error object.
 *
 * Codes are sparse and never reused; a program should handle codes that it doesn't know by their
 * hundred: 1xx the call was wrong, 2xx something on this machine, 3xx the way to the server,
 * 4xx the server refused, 5xx the server is unwell.
 */
#ifndef XENGAGE_ERROR_H
#define XENGAGE_ERROR_H

#include <stddef.h>
#include <stdint.h>

#include <xengage/export.h>

#ifdef __cplusplus
extern "C" {
#endif

/** An error: immutable, owned by whoever received it, readable from any thread. */
typedef struct xeng_error xeng_error;

/** No error. */
#define XENG_OK 0

/** An argument is NULL, malformed or out of range. */
#define XENG_ERROR_INVALID_ARGUMENT 100
/** The request would break a rule of the API; xeng_error_rule() says which. */
#define XENG_ERROR_RULE 110
/** The call doesn't fit what the object has been through: an operation that is already over, say.
 */
#define XENG_ERROR_STATE 120
/** The client was made before a fork() and is used in the child. */
#define XENG_ERROR_FORKED 130

/** Memory ran out. */
#define XENG_ERROR_NO_MEMORY 200
/** The operating system refused something: a file, a descriptor. */
#define XENG_ERROR_SYSTEM 210
/** A credentials file is unreadable, malformed, or readable by others than its owner. */
#define XENG_ERROR_CREDENTIALS_FILE 220
/** The cryptographic library failed. */
#define XENG_ERROR_CRYPTO 230
/** A journal is another job's, damaged, or in use by another process. */
#define XENG_ERROR_JOURNAL 240
/** A file of ids is unreadable or malformed. */
#define XENG_ERROR_INPUT 250
/** A ledger's file is unreadable or malformed. */
#define XENG_ERROR_LEDGER 260
/** The ledger's limit of distinct users a month is reached, and it was told to refuse then. */
#define XENG_ERROR_LEDGER_LIMIT 270

/** The connection could not be made, or broke. */
#define XENG_ERROR_NETWORK 300
/** The host's name could not be resolved. */
#define XENG_ERROR_DNS 310
/** The TLS handshake failed, or the server's certificate is not to be trusted. */
#define XENG_ERROR_TLS 320
/** The deadline passed. */
#define XENG_ERROR_DEADLINE 330
/** The operation was cancelled. */
#define XENG_ERROR_CANCELLED 340
/** The answer is not what the API promises: cut short, not JSON, of another shape. */
#define XENG_ERROR_PROTOCOL 350
/** The answer is larger, or nested deeper, than the client's limits allow. */
#define XENG_ERROR_TOO_LARGE 360
/** The server sent a redirect; they are not followed, since credentials go to no other host. */
#define XENG_ERROR_REDIRECT 370

/** The server found the request malformed (400). */
#define XENG_ERROR_BAD_REQUEST 400
/** The credentials were not accepted (401). */
#define XENG_ERROR_UNAUTHORIZED 410
/** The credentials may not read some of the Posts (403): xeng_error_id_at() lists them if named. */
#define XENG_ERROR_FORBIDDEN_POSTS 420
/** The credentials may not read some of the metrics (403). */
#define XENG_ERROR_FORBIDDEN_METRICS 430
/** The application may not use this API, or this part of it (403). */
#define XENG_ERROR_FORBIDDEN 440
/** No such resource (404): most often a wrong base URL. */
#define XENG_ERROR_NOT_FOUND 450
/** The Posts are deleted, protected or otherwise not available. */
#define XENG_ERROR_UNAVAILABLE_POSTS 460
/** The Posts are too old for the metrics that were asked for. */
#define XENG_ERROR_UNSUPPORTED_POSTS 470
/** Too many requests (429); xeng_error_retry_at() says when to try again, where known. */
#define XENG_ERROR_RATE_LIMITED 480
/** The server refused in a way that this version of xengage has no code for. */
#define XENG_ERROR_REFUSED 490

/** The server, or a proxy before it, failed (5xx) or waited too long for the request (408). */
#define XENG_ERROR_SERVER 500

/** No rule was broken. */
#define XENG_RULE_NONE 0
/** More Post ids than the endpoint takes. */
#define XENG_RULE_TOO_MANY_IDS 10
/** A Post id that is not a positive 63-bit decimal number. */
#define XENG_RULE_BAD_ID 20
/** No Post id to ask for. */
#define XENG_RULE_NO_IDS 30
/** A metric that the API doesn't have. */
#define XENG_RULE_UNKNOWN_METRIC 40
/** A metric that this endpoint doesn't have. */
#define XENG_RULE_METRIC_NOT_ON_ENDPOINT 50
/** A metric that these credentials can't read. */
#define XENG_RULE_METRIC_NEEDS_USER_CONTEXT 60
/** An endpoint that these credentials can't read. */
#define XENG_RULE_ENDPOINT_NEEDS_USER_CONTEXT 70
/** No metric to ask for. */
#define XENG_RULE_NO_METRICS 80
/** More groupings than a request takes. */
#define XENG_RULE_TOO_MANY_GROUPINGS 90
/** A grouping name that is empty, too long, or has characters that it can't have. */
#define XENG_RULE_BAD_GROUPING_NAME 100
/** A grouping name that the response uses for something else. */
#define XENG_RULE_RESERVED_GROUPING_NAME 110
/** Two groupings of one name. */
#define XENG_RULE_DUPLICATE_GROUPING_NAME 120
/** A dimension that the API doesn't have. */
#define XENG_RULE_UNKNOWN_DIMENSION 130
/** A dimension that this endpoint doesn't have. */
#define XENG_RULE_DIMENSION_NOT_ON_ENDPOINT 140
/** No dimension in a grouping, or more than it can have, or one of them twice. */
#define XENG_RULE_BAD_DIMENSIONS 150
/** Four dimensions in another order than the two allowed ones. */
#define XENG_RULE_FOUR_DIMENSION_ORDER 160
/** A second grouping of four dimensions. */
#define XENG_RULE_SECOND_FOUR_DIMENSION_GROUPING 170
/** No grouping to ask for. */
#define XENG_RULE_NO_GROUPINGS 180
/** A window on an endpoint that has none. */
#define XENG_RULE_WINDOW_NOT_ON_ENDPOINT 190
/** A window over four weeks, after it was widened to whole hours. */
#define XENG_RULE_WINDOW_TOO_LONG 200
/** A window whose end is not after its start. */
#define XENG_RULE_WINDOW_EMPTY 210
/** A window that ends in the future. */
#define XENG_RULE_WINDOW_IN_FUTURE 220
/** A window that starts before the first day that the API has. */
#define XENG_RULE_WINDOW_TOO_EARLY 230
/** A time that is not ISO 8601 in UTC. */
#define XENG_RULE_BAD_TIME 240
/** An endpoint that the API doesn't have. */
#define XENG_RULE_UNKNOWN_ENDPOINT 250

/**
 * Adds an owner to an error.
 *
 * @param error the error, or NULL.
 * @return `error`.
 * @since 0.1
 */
XENG_API xeng_error *xeng_error_ref(xeng_error *error);

/**
 * Takes an owner away from an error; the last one frees it.
 *
 * @param error the error, or NULL.
 * @since 0.1
 */
XENG_API void xeng_error_unref(xeng_error *error);

/**
 * The error's code.
 *
 * @param error the error, or NULL.
 * @return one of the `XENG_ERROR_` codes; #XENG_OK for NULL.
 * @since 0.1
 */
XENG_API int32_t xeng_error_code(const xeng_error *error);

/**
 * What went wrong and what to do about it, in one or two sentences for a person.
 *
 * @param error the error, or NULL.
 * @return text that lives as long as `error`; "no error" for NULL; never NULL.
 * @since 0.1
 */
XENG_API const char *xeng_error_message(const xeng_error *error);

/**
 * The name of an error code, such as "XENG_ERROR_RATE_LIMITED".
 *
 * @param code a code.
 * @return a string that lives as long as the library; "XENG_ERROR_UNKNOWN" for an unknown code.
 * @since 0.1
 */
XENG_API const char *xeng_error_code_name(int32_t code);

/**
 * Which rule of the API a #XENG_ERROR_RULE is about.
 *
 * @param error the error, or NULL.
 * @return one of the `XENG_RULE_` numbers.
 * @since 0.1
 */
XENG_API int32_t xeng_error_rule(const xeng_error *error);

/**
 * The name of a rule, such as "XENG_RULE_TOO_MANY_IDS".
 *
 * @param rule a rule's number.
 * @return a string that lives as long as the library; "XENG_RULE_UNKNOWN" for an unknown number.
 * @since 0.1
 */
XENG_API const char *xeng_error_rule_name(int32_t rule);

/**
 * The limit that was overstepped: a count of ids, groupings or hours, a Unix time, as the rule has
 * it.
 *
 * @param error the error, or NULL.
 * @return the limit; 0 where the rule has none.
 * @since 0.1
 */
XENG_API int64_t xeng_error_limit(const xeng_error *error);

/**
 * The offending value as text: an id, a name, a time.
 *
 * @param error the error, or NULL.
 * @return text that lives as long as `error`; "" where there is none; never NULL.
 * @since 0.1
 */
XENG_API const char *xeng_error_value(const xeng_error *error);

/**
 * The HTTP status of the last answer.
 *
 * @param error the error, or NULL.
 * @return 100 to 599, or 0 where no answer came.
 * @since 0.1
 */
XENG_API int32_t xeng_error_http_status(const xeng_error *error);

/**
 * How many messages the server's answer held.
 *
 * @param error the error, or NULL.
 * @return the count.
 * @since 0.1
 */
XENG_API size_t xeng_error_server_message_count(const xeng_error *error);

/**
 * One of the server's own messages, as it wrote it.
 *
 * @param error the error, or NULL.
 * @param index 0 to count - 1.
 * @return text that lives as long as `error`; NULL if `index` is out of range.
 * @since 0.1
 */
XENG_API const char *xeng_error_server_message(const xeng_error *error, size_t index);

/**
 * How many Post ids the error concerns.
 *
 * @param error the error, or NULL.
 * @return the count; 0 where none is named, or where all are concerned.
 * @since 0.1
 */
XENG_API size_t xeng_error_id_count(const xeng_error *error);

/**
 * One of the Post ids that the error concerns.
 *
 * @param error the error, or NULL.
 * @param index 0 to count - 1.
 * @return the id; 0 if `index` is out of range.
 * @since 0.1
 */
XENG_API uint64_t xeng_error_id_at(const xeng_error *error, size_t index);

/**
 * When trying again makes sense.
 *
 * @param error the error, or NULL.
 * @return Unix seconds by this machine's clock; 0 where nothing is known.
 * @since 0.1
 */
XENG_API int64_t xeng_error_retry_at(const xeng_error *error);

/**
 * How many requests were sent before giving up.
 *
 * @param error the error, or NULL.
 * @return the count; 0 where nothing was sent.
 * @since 0.1
 */
XENG_API uint32_t xeng_error_attempts(const xeng_error *error);

#ifdef __cplusplus
}
#endif

#endif
