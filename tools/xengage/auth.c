/* auth bearer, auth login, auth logout. */
#include "auth.h"

#include <errno.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <xengage/auth.h>
#include <xengage/memory.h>

#include "connect.h"
#include "memory.h"
#include "say.h"
#include "status.h"

enum {
    ANSWER_SIZE = 4096
};

/* Past stdio, whose buffers would keep the secrets. */
static void write_out(const char *text)
{
    size_t size = strlen(text);
    while (size > 0) {
        ssize_t written = write(STDOUT_FILENO, text, size);
        if (written < 0 && errno != EINTR) {
            cli_die(CLI_LOCAL_TROUBLE, "can't write standard output: %s", strerror(errno));
        }
        size_t count = written < 0 ? 0 : (size_t)written;
        text += count;
        size -= count;
    }
}

/* Before anything is asked for: a token that can't be written down is lost. */
static void check_place(const cli_args *args)
{
    if (args->out == NULL || strcmp(args->out, "-") == 0) {
        return;
    }
    char *path = cli_copy(args->out, strlen(args->out));
    if (access(dirname(path), W_OK | X_OK) != 0) {
        cli_die(CLI_LOCAL_TROUBLE, "--out: can't write %s: %s", args->out, strerror(errno));
    }
    free(path);
}

static void hand_over(const cli_args *args, const xeng_credentials *credentials)
{
    xeng_error *error = NULL;
    if (args->out != NULL && strcmp(args->out, "-") != 0) {
        if (xeng_credentials_save(credentials, args->out, &error) != XENG_OK) {
            cli_die_error(CLI_LOCAL_TROUBLE, "--out", error);
        }
        if (!args->quiet) {
            cli_say("the credentials are in %s", args->out);
        }
        return;
    }
    char *text = NULL;
    cli_check(xeng_credentials_to_json(credentials, &text, &error), &error, NULL);
    write_out(text);
    if (text[0] != '\0' && text[strlen(text) - 1] != '\n') {
        write_out("\n");
    }
    xeng_free_secret(text);
}

int cli_auth_bearer(const cli_args *args)
{
    xeng_error *error = NULL;
    xeng_credentials *bearer = NULL;
    check_place(args);
    xeng_credentials *app = cli_app_credentials(args);
    xeng_client *client = cli_connect(args, NULL);
    cli_check(xeng_auth_bearer(client, app, &bearer, &error), &error, NULL);
    hand_over(args, bearer);
    xeng_credentials_unref(bearer);
    xeng_credentials_unref(app);
    xeng_client_unref(client);
    return CLI_ALL_DELIVERED;
}

/* Reads a line from standard input, byte by byte so that nothing behind it is taken, and cuts the
 * blanks around it. */
static const char *read_answer(char answer[ANSWER_SIZE])
{
    size_t size = 0;
    char byte = '\0';
    while (size < ANSWER_SIZE - 1 && read(STDIN_FILENO, &byte, 1) == 1 && byte != '\n') {
        answer[size++] = byte;
    }
    while (size > 0 &&
           (answer[size - 1] == ' ' || answer[size - 1] == '\r' || answer[size - 1] == '\t')) {
        size--;
    }
    answer[size] = '\0';
    return answer + strspn(answer, " \t");
}

static const char *ask_for_answer(const cli_args *args, const char *url, char answer[ANSWER_SIZE])
{
    cli_say("open this address as the user whose Posts to read, and allow the application:");
    fprintf(stderr, "\n    %s\n\n", url);
    if (args->callback == NULL) {
        fputs("The PIN that is shown then: ", stderr);
    } else {
        fprintf(stderr, "The whole address, at %s, to which you are sent then: ", args->callback);
    }
    fflush(stderr);
    const char *text = read_answer(answer);
    if (isatty(STDIN_FILENO) != 1) {
        putc('\n', stderr);
    }
    if (*text == '\0') {
        cli_die(CLI_WRONG_REQUEST, "nothing was answered, so nobody is logged in");
    }
    return text;
}

int cli_auth_login(const cli_args *args)
{
    char answer[ANSWER_SIZE];
    xeng_error *error = NULL;
    xeng_login *login = NULL;
    xeng_credentials *user = NULL;
    check_place(args);
    xeng_credentials *app = cli_app_credentials(args);
    xeng_client *client = cli_connect(args, NULL);
    const char *callback = args->callback == NULL ? XENG_LOGIN_CALLBACK_PIN : args->callback;
    cli_check(xeng_auth_login_begin(client, app, callback, &login, &error), &error, NULL);
    const char *text = ask_for_answer(args, xeng_login_url(login), answer);
    int32_t code = xeng_auth_login_finish(client, login, text, &user, &error);
    explicit_bzero(answer, sizeof answer);
    cli_check(code, &error, NULL);
    if (!args->quiet) {
        cli_say("logged in as @%s", xeng_login_screen_name(login));
    }
    hand_over(args, user);
    xeng_credentials_unref(user);
    xeng_login_unref(login);
    xeng_credentials_unref(app);
    xeng_client_unref(client);
    return CLI_ALL_DELIVERED;
}

int cli_auth_logout(const cli_args *args)
{
    xeng_error *error = NULL;
    xeng_credentials *token = cli_credentials(args);
    xeng_credentials *app = NULL;
    int32_t kind = xeng_credentials_kind(token);
    if (kind == XENG_CREDENTIALS_APP) {
        cli_die(CLI_UNAUTHORIZED, "these credentials have no token that could be made worthless");
    }
    if (kind == XENG_CREDENTIALS_BEARER) {
        cli_args environment = {.command = args->command};
        app = cli_app_credentials(&environment);
    }
    xeng_client *client = cli_connect(args, NULL);
    cli_check(xeng_auth_invalidate(client, token, app, &error), &error, NULL);
    if (!args->quiet) {
        cli_say("the %s token is worthless now%s%s",
                kind == XENG_CREDENTIALS_BEARER ? "bearer" : "user's access",
                args->credentials == NULL ? "" : "; you can delete ",
                args->credentials == NULL ? "" : args->credentials);
    }
    xeng_credentials_unref(token);
    xeng_credentials_unref(app);
    xeng_client_unref(client);
    return CLI_ALL_DELIVERED;
}
