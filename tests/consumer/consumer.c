/* A program that knows xengage only as it is installed: makes a request and shows it. */
#include <stdio.h>
#include <string.h>
#include <xengage/xengage.h>

#ifndef WANTED_VERSION
#define WANTED_VERSION "0.0.0"
#endif

static int complain(const char *what)
{
    fprintf(stderr, "consumer: %s\n", what);
    return 1;
}

static int show_request(xeng_request *request, xeng_error **error)
{
    char *json = NULL;
    int bad = xeng_request_add_id_text(request, "1541815603606036480", error) ||
              xeng_request_add_metric_name(request, "favorites", error) ||
              xeng_request_add_grouping_text(request, "posts", "tweet.id,engagement.type", error) ||
              xeng_request_to_json(request, &json, error);
    if (!bad) {
        bad = strstr(json, "1541815603606036480") == NULL;
        puts(json);
    }
    xeng_free(json);
    return bad;
}

/* A client needs libcurl and OpenSSL; making one sends nothing. */
static int make_client(xeng_error **error)
{
    xeng_options *options = NULL;
    xeng_client *client = NULL;
    int bad = xeng_options_new(&options, error) || xeng_client_new(options, &client, error);
    xeng_client_unref(client);
    xeng_options_unref(options);
    return bad;
}

int main(void)
{
    xeng_credentials *app = NULL;
    xeng_request *request = NULL;
    xeng_error *error = NULL;
    int bad;

    if (strcmp(xeng_version(), WANTED_VERSION) != 0) {
        return complain("the version that runs is not the one that pkg-config told");
    }
    if (xeng_version_number() != XENG_VERSION_NUMBER) {
        return complain("the version that runs is not the one of the headers");
    }
    bad = xeng_credentials_new_app("key", "secret", &app, &error) ||
          xeng_request_new(XENG_ENDPOINT_TOTALS, app, &request, &error) ||
          show_request(request, &error) || make_client(&error);
    if (bad) {
        complain(xeng_error_message(error));
    }
    xeng_error_unref(error);
    xeng_request_unref(request);
    xeng_credentials_unref(app);
    return bad;
}
