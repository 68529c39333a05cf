/* What the tool has to say: one line each on standard error, fit for a terminal. */
#include "say.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "clock.h"
#include "progress.h"

static void say_text(const char *text)
{
    cli_progress_clear();
    flockfile(stderr);
    fputs("xengage: ", stderr);
    for (const char *at = text; *at != '\0'; at++) {
        unsigned char byte = (unsigned char)*at;
        putc(byte < 0x20 || byte == 0x7F ? '?' : byte, stderr);
    }
    putc('\n', stderr);
    funlockfile(stderr);
}

static void say_list(const char *format, va_list arguments) CLI_PRINTF(1, 0);

static void say_list(const char *format, va_list arguments)
{
    char *text = NULL;
    if (vasprintf(&text, format, arguments) < 0) {
        say_text("out of memory");
        return;
    }
    say_text(text);
    free(text);
}

void cli_say(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say_list(format, arguments);
    va_end(arguments);
}

void cli_die(int status, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say_list(format, arguments);
    va_end(arguments);
    exit(status);
}

/* When to try again, where that is known and isn't said already. */
static void say_when(const xeng_error *error)
{
    int32_t code = xeng_error_code(error);
    int64_t when = xeng_error_retry_at(error);
    char text[CLI_TIME_SIZE];
    if (when == 0 || (code != XENG_ERROR_RATE_LIMITED && code != XENG_ERROR_SERVER)) {
        return;
    }
    cli_time_text(when, text);
    if (strstr(xeng_error_message(error), text) == NULL) {
        int64_t wait = when - (int64_t)time(NULL);
        cli_say("try again in %" PRId64 " s, at %s", wait > 0 ? wait : 0, text);
    }
}

static void say_about(const char *what, const xeng_error *error)
{
    const char *message = xeng_error_message(error);
    cli_say("%s%s%s", what == NULL ? "" : what, what == NULL ? "" : ": ", message);
    for (size_t i = 0; i < xeng_error_server_message_count(error); i++) {
        const char *words = xeng_error_server_message(error, i);
        if (strstr(message, words) == NULL) {
            cli_say("the server says: %s", words);
        }
    }
    say_when(error);
}

void cli_say_error(const xeng_error *error)
{
    say_about(NULL, error);
}

void cli_die_error(int status, const char *what, const xeng_error *error)
{
    say_about(what, error);
    exit(status);
}
