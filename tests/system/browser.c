/* A plain HTTP client for what a test does beside the library. */
#include "browser.h"

#include <stdio.h>
#include <string.h>

#include <curl/curl.h>

#include "system.h"

static char body[16384];
static char location[2048];

static size_t keep(char *bytes, size_t size, size_t count, void *context)
{
    size_t *used = context;
    size_t more = size * count;
    if (*used + more >= sizeof body) {
        return 0;
    }
    memcpy(body + *used, bytes, more);
    *used += more;
    body[*used] = '\0';
    return more;
}

static page visit(const simulator *sim, const char *url, const char *json)
{
    CURL *curl = curl_easy_init();
    size_t used = 0;
    body[0] = '\0';
    assert_non_null(curl);
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    if (simulator_ca_file(sim) != NULL) {
        curl_easy_setopt(curl, CURLOPT_CAINFO, simulator_ca_file(sim));
    }
    if (json != NULL) {
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, json);
    }
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, keep);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &used);
    CURLcode code = curl_easy_perform(curl);
    if (code != CURLE_OK) {
        fail_msg("%s: %s", url, curl_easy_strerror(code));
    }
    const char *to = NULL;
    page seen = {0, body, location};
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &seen.status);
    curl_easy_getinfo(curl, CURLINFO_REDIRECT_URL, &to);
    snprintf(location, sizeof location, "%s", to == NULL ? "" : to);
    curl_easy_cleanup(curl);
    return seen;
}

page browse(const simulator *sim, const char *url)
{
    return visit(sim, url, NULL);
}

void simulator_control(const simulator *sim, const char *path, const char *json)
{
    char url[256];
    snprintf(url, sizeof url, "%s%s", simulator_url(sim), path);
    page seen = visit(sim, url, json);
    if (seen.status != 200) {
        fail_msg("%s %s: %ld %s", path, json, seen.status, seen.body);
    }
}
