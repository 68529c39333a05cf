/* The way to the server: whose eyes to see with, and the client. */
#include "connect.h"

#include <stdlib.h>
#include <unistd.h>

#include <jansson.h>
#include <xengage/memory.h>

#include "say.h"
#include "status.h"

xeng_credentials *cli_credentials_from_file(const char *path, const char *option)
{
    xeng_credentials *credentials = NULL;
    xeng_error *error = NULL;
    if (xeng_credentials_from_file(path, &credentials, &error) != XENG_OK) {
        bool memory = xeng_error_code(error) == XENG_ERROR_NO_MEMORY;
        cli_die_error(memory ? CLI_LOCAL_TROUBLE : CLI_UNAUTHORIZED, option, error);
    }
    return credentials;
}

xeng_credentials *cli_credentials(const cli_args *args)
{
    if (args->credentials != NULL) {
        return cli_credentials_from_file(args->credentials, "--credentials");
    }
    xeng_credentials *credentials = NULL;
    xeng_error *error = NULL;
    if (xeng_credentials_from_env(&credentials, &error) != XENG_OK) {
        cli_die_error(CLI_UNAUTHORIZED, NULL, error);
    }
    return credentials;
}

xeng_credentials *cli_credentials_if_any(const cli_args *args)
{
    if (args->credentials != NULL) {
        return cli_credentials_from_file(args->credentials, "--credentials");
    }
    xeng_credentials *credentials = NULL;
    xeng_error *error = NULL;
    if (xeng_credentials_from_env(&credentials, &error) != XENG_OK && !args->quiet) {
        cli_say("going on without credentials: %s", xeng_error_message(error));
    }
    xeng_error_unref(error);
    return credentials;
}

static xeng_credentials *new_app(const char *key, const char *secret, const char *where)
{
    xeng_credentials *app = NULL;
    xeng_error *error = NULL;
    if (key == NULL || secret == NULL || *key == '\0' || *secret == '\0') {
        cli_die(CLI_UNAUTHORIZED, "this takes the application's consumer key and secret: %s",
                where);
    }
    if (xeng_credentials_new_app(key, secret, &app, &error) != XENG_OK) {
        cli_die_error(CLI_UNAUTHORIZED, NULL, error);
    }
    return app;
}

/* The application in the credentials of a file, which may be a user's. */
static xeng_credentials *app_of_file(const char *path)
{
    xeng_credentials *all = cli_credentials_from_file(path, "--credentials");
    char *text = NULL;
    xeng_error *error = NULL;
    if (xeng_credentials_to_json(all, &text, &error) != XENG_OK) {
        cli_die_error(CLI_LOCAL_TROUBLE, NULL, error);
    }
    json_t *object = json_loads(text, 0, NULL);
    xeng_credentials *app = new_app(json_string_value(json_object_get(object, "consumer_key")),
                                    json_string_value(json_object_get(object, "consumer_secret")),
                                    "the --credentials file has none");
    json_decref(object);
    xeng_free_secret(text);
    xeng_credentials_unref(all);
    return app;
}

xeng_credentials *cli_app_credentials(const cli_args *args)
{
    if (args->credentials != NULL) {
        return app_of_file(args->credentials);
    }
    return new_app(getenv("XENGAGE_CONSUMER_KEY"), getenv("XENGAGE_CONSUMER_SECRET"),
                   "set XENGAGE_CONSUMER_KEY and XENGAGE_CONSUMER_SECRET");
}

static void set_variable(const char *name, const char *value)
{
    if (setenv(name, value, 1) != 0) {
        cli_die(CLI_LOCAL_TROUBLE, "out of memory");
    }
}

/* The options that have an environment variable, too, go by it once they are known to be good: so
 * there is one rule for what follows from them. */
static void set_options(const cli_args *args, xeng_ledger *ledger, xeng_options *options)
{
    xeng_error *error = NULL;
    if (args->base_url != NULL) {
        if (xeng_options_set_base_url(options, args->base_url, &error) != XENG_OK) {
            cli_die_error(cli_status_of(xeng_error_code(error)), "--base-url", error);
        }
        set_variable("XENGAGE_BASE_URL", args->base_url);
    }
    if (args->ca_file != NULL) {
        if (xeng_options_set_ca_file(options, args->ca_file, &error) != XENG_OK) {
            cli_die_error(cli_status_of(xeng_error_code(error)), "--ca-file", error);
        }
        set_variable("XENGAGE_CA_FILE", args->ca_file);
    }
    if (xeng_options_from_env(options, &error) != XENG_OK) {
        cli_die_error(cli_status_of(xeng_error_code(error)), NULL, error);
    }
    /* A job has no deadline, and a request of one waits as long as it takes: there the tool looks
     * at the clock itself. */
    xeng_options_set_deadline_ms(options, args->endpoint == 0 ? args->deadline_ms : 0);
    xeng_options_set_rate_limit(options, args->rate_limit);
    xeng_options_set_max_concurrency(options, args->concurrency);
    xeng_options_set_ledger(options, ledger);
}

xeng_client *cli_connect(const cli_args *args, xeng_ledger *ledger)
{
    xeng_options *options = NULL;
    xeng_client *client = NULL;
    xeng_error *error = NULL;
    if (xeng_options_new(&options, &error) != XENG_OK) {
        cli_die_error(cli_status_of(xeng_error_code(error)), NULL, error);
    }
    set_options(args, ledger, options);
    const char *ca_file = getenv("XENGAGE_CA_FILE");
    if (ca_file != NULL && *ca_file != '\0' && access(ca_file, R_OK) != 0) {
        cli_die(CLI_LOCAL_TROUBLE, "%s: the file of certificates to trust, %s, can't be read: %m",
                args->ca_file != NULL ? "--ca-file" : "XENGAGE_CA_FILE", ca_file);
    }
    if (xeng_client_new(options, &client, &error) != XENG_OK) {
        cli_die_error(cli_status_of(xeng_error_code(error)), NULL, error);
    }
    xeng_options_unref(options);
    return client;
}
