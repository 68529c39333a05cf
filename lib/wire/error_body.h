/* The error that an unsuccessful answer means. */
#ifndef XENG__WIRE_ERROR_BODY_H
#define XENG__WIRE_ERROR_BODY_H

#include <stddef.h>

#include <xengage/error.h>

#include "wire/response_head.h"
#include "wire/server_words.h"

/* Makes the error of an answer that is no success, from its status, its body (decompressed, perhaps
 * cut short) and the server's words in it: code, message, HTTP status, server messages, ids. When
 * to try again is left to the caller. Never NULL. */
xeng_error *xeng__error_from_response(const xeng__response_head *head, const char *body,
                                      size_t size);

/* The same from what was read already; `excerpt` stands for the server's words where it has none,
 * and may be NULL. */
xeng_error *xeng__error_from_words(int32_t status, const xeng__server_words *words,
                                   const char *excerpt);

#endif
