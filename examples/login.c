/* Lets a user allow an application to read their Posts' metrics, by PIN, and keeps the credentials
 * in the file named by the argument. The application is that of XENGAGE_CONSUMER_KEY and
 * XENGAGE_CONSUMER_SECRET. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xengage/xengage.h>

/* Sends the user to X, and returns the PIN that X shows; "" if there is none. */
static const char *ask_for_pin(const char *url, char *pin, int size)
{
    printf("Open this address, and allow the application to read your Posts:\n\n  %s\n\n", url);
    printf("The PIN that is shown then: ");
    fflush(stdout);
    if (fgets(pin, size, stdin) == NULL) {
        pin[0] = '\0';
    }
    pin[strcspn(pin, "\r\n")] = '\0';
    return pin;
}

int main(int argc, char **argv)
{
    xeng_options *options = NULL;
    xeng_client *client = NULL;
    xeng_credentials *app = NULL;
    xeng_credentials *user = NULL;
    xeng_login *login = NULL;
    xeng_error *error = NULL;
    char pin[32];

    if (argc != 2) {
        fprintf(stderr, "usage: login FILE\n");
        return 2;
    }
    int failed = xeng_options_new(&options, &error) || xeng_options_from_env(options, &error) ||
                 xeng_client_new(options, &client, &error) ||
                 xeng_credentials_new_app(getenv("XENGAGE_CONSUMER_KEY"),
                                          getenv("XENGAGE_CONSUMER_SECRET"), &app, &error) ||
                 xeng_auth_login_begin(client, app, XENG_LOGIN_CALLBACK_PIN, &login, &error);
    if (!failed) {
        const char *answer = ask_for_pin(xeng_login_url(login), pin, sizeof pin);
        failed = xeng_auth_login_finish(client, login, answer, &user, &error) ||
                 xeng_credentials_save(user, argv[1], &error);
    }
    if (failed) {
        fprintf(stderr, "%s\n", xeng_error_message(error));
    } else {
        printf("\nWelcome, @%s. Your credentials are in %s, for your eyes only.\n",
               xeng_login_screen_name(login), argv[1]);
    }
    xeng_error_unref(error);
    xeng_login_unref(login);
    xeng_credentials_unref(user);
    xeng_credentials_unref(app);
    xeng_client_unref(client);
    xeng_options_unref(options);
    return failed;
}
