/* Secrets never survive in a line of text, in whatever notation it writes them. */
#include "unit.h"

#include <string.h>

#include "base/alloc.h"
#include "base/redact.h"
#include "memory.h"

/* What must never be seen. */
#define CANARY "CaNaRy"

static char *redacted(const char *text)
{
    xeng__buf line = XENG__BUF_SECRET;
    xeng__buf_append_text(&line, text);
    xeng__redact(&line);
    return xeng__buf_take(&line);
}

static void expect(const char *text, const char *wanted)
{
    char *line = redacted(text);
    assert_string_equal(line, wanted);
    xeng__free(line);
}

static void expect_gone(const char *text)
{
    char *line = redacted(text);
    if (strstr(line, "aNaR") != NULL || strstr(line, XENG__REDACTED) == NULL) {
        fail_msg("\"%s\" became \"%s\"", text, line);
    }
    xeng__free(line);
}

static const char *const names[] = {
    "oauth_consumer_key",   "oauth_token",
    "oauth_token_secret",   "oauth_signature",
    "oauth_verifier",       "access_token",
    "access_token_secret",  "bearer_token",
    "consumer_key",         "consumer_secret",
    "token_secret",         "client_secret",
    "refresh_token",        "password",
    "OAUTH_TOKEN",          "Access_Token",
    "XENGAGE_CONSUMER_KEY", "XENGAGE_CONSUMER_SECRET",
    "XENGAGE_ACCESS_TOKEN", "XENGAGE_ACCESS_TOKEN_SECRET",
    "XENGAGE_BEARER_TOKEN",
};

/* %s stands for the name. */
static const char *const notations[] = {
    "%s=" CANARY,
    "a=b&%s=" CANARY "&c=d",
    "%s = " CANARY,
    "%s: " CANARY,
    "%s:" CANARY "\r\n",
    "%s=%%41" CANARY "%%3D",
    "%s%%3D" CANARY "%%26oauth_version%%3D1.0",
    "%s=\"" CANARY "\", oauth_version=\"1.0\"",
    "%s='x " CANARY "'",
    "{\"%s\":\"" CANARY "\"}",
    "{\"%s\": \"a, " CANARY " b} &" CANARY "\", \"next\": 1}",
    "{\"%s\" : \"a\\\"" CANARY "\\\\\" }",
    "{\"%s\":\"\\\\\\\"" CANARY,
    "{\\\"%s\\\":\\\"a, " CANARY "\\\",\\\"x\\\":1}",
    "{'%s': 'a, " CANARY "'}",
    "https://example.com/?x=1&%s=" CANARY "#top",
    "%s " CANARY,
    "%s\t=\t" CANARY,
};

static void no_name_in_no_notation_lets_its_value_through(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        for (size_t j = 0; j < sizeof notations / sizeof *notations; j++) {
            char pattern[200];
            const char *hole = strstr(notations[j], "%s");
            size_t before = (size_t)(hole - notations[j]);
            size_t at = 0;
            memcpy(pattern, notations[j], before);
            at = before + strlen(strcpy(pattern + before, names[i]));
            for (const char *rest = hole + 2; *rest != '\0'; rest++) {
                rest += rest[0] == '%' && rest[1] == '%'; /* %% stands for % */
                pattern[at++] = *rest;
            }
            pattern[at] = '\0';
            expect_gone(pattern);
        }
    }
}

static void headers_and_schemes_keep_their_names_only(void **state)
{
    (void)state;
    expect("> Authorization: OAuth oauth_consumer_key=\"k\", oauth_token=\"t\"",
           "> Authorization: <redacted>");
    expect("authorization:Bearer abc\r\nAccept: */*", "authorization:<redacted>\r\nAccept: */*");
    expect("Proxy-Authorization: Basic dTpw", "Proxy-Authorization: <redacted>");
    expect("{\"Authorization\": \"Bearer a\\\"b\", \"x\": 1}",
           "{\"Authorization\": \"<redacted>\", \"x\": 1}");
    expect("Set-Cookie: guest=1; secure", "Set-Cookie: <redacted>");
    expect("with BEARER   abc%3D/+ next", "with BEARER   <redacted> next");
    expect("'Basic abc=' then", "'Basic <redacted>' then");
    expect_gone("Bearer\t" CANARY);
    expect_gone("bearer \"" CANARY "\"");
}

static void a_url_shows_no_name_and_password(void **state)
{
    (void)state;
    expect("proxy http://user:secret@proxy.example:8080/", //
           "proxy http://<redacted>@proxy.example:8080/");
    expect("socks5://u:p@ss@host", "socks5://<redacted>@host");
    expect("https://data-api.x.com/a@b?c@d", "https://data-api.x.com/a@b?c@d");
    expect("https://host", "https://host");
    expect("https://@host", "https://@host");
}

static void several_secrets_in_a_line_all_go(void **state)
{
    (void)state;
    expect("oauth_token=a&oauth_token_secret=b&user_id=7&screen_name=x",
           "oauth_token=<redacted>&oauth_token_secret=<redacted>&user_id=7&screen_name=x");
    expect("{\"token_type\":\"bearer\",\"access_token\":\"a,b\"}",
           "{\"token_type\":\"bearer\",\"access_token\":\"<redacted>\"}");
    expect("{\"consumer_key\": \"k\", \"consumer_secret\": \"s\"}",
           "{\"consumer_key\": \"<redacted>\", \"consumer_secret\": \"<redacted>\"}");
}

static void what_is_no_secret_stays(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "",
        "#1 > POST https://data-api.x.com/insights/engagement/totals",
        "{\"tweet_ids\":[\"1541815603606036480\"],\"engagement_types\":[\"impressions\"]}",
        "x-per-minute-remaining: 3",
        "oauth_nonce=abc&oauth_timestamp=1&oauth_version=1.0",
        "oauth_token=&user_id=7",
        "{\"access_token\":\"\",\"x\":1}",
        "the server wants authorization for that",
        "grant_type=client_credentials",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        expect(lines[i], lines[i]);
    }
}

static void redacting_twice_changes_nothing(void **state)
{
    (void)state;
    char *once = redacted("{\"a\":1,\"access_token\":\"x\"} oauth_token=y&z=1");
    expect(once, once);
    xeng__free(once);
}

/* No byte of a cut line may let the secret through that was cut. */
static void a_line_that_is_cut_anywhere_shows_nothing(void **state)
{
    (void)state;
    static const char text[] =
        "x \\\"access_token\\\": \\\"aNaR" CANARY "\\\", Authorization: aNaR";
    for (size_t size = 0; size < sizeof text; size++) {
        xeng__buf line = XENG__BUF_SECRET;
        xeng__buf_append(&line, text, size);
        xeng__redact(&line);
        assert_null(strstr(xeng__buf_text(&line), "aNaR"));
        xeng__buf_free(&line);
    }
}

static void without_memory_no_secret_stays_in_the_line(void **state)
{
    (void)state;
    size_t before = memory_live();
    bool refused = true;
    for (size_t n = 0; refused; n++) {
        assert_true(n < 50);
        xeng__buf line = XENG__BUF_SECRET;
        for (int i = 0; i < 40; i++) {
            xeng__buf_append_text(&line, "some text before that, oauth_token=" CANARY "&");
        }
        memory_watch_for("aNaR");
        memory_fail_after(n, false);
        xeng__redact(&line);
        refused = memory_recover();
        assert_null(strstr(xeng__buf_text(&line), "aNaR"));
        assert_true(line.failed == refused);
        assert_true(line.secret);
        xeng__buf_free(&line);
        assert_false(memory_held_secret());
        memory_watch_for(NULL);
        assert_int_equal(memory_live(), before);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_name_in_no_notation_lets_its_value_through),
        cmocka_unit_test(headers_and_schemes_keep_their_names_only),
        cmocka_unit_test(a_url_shows_no_name_and_password),
        cmocka_unit_test(several_secrets_in_a_line_all_go),
        cmocka_unit_test(what_is_no_secret_stays),
        cmocka_unit_test(redacting_twice_changes_nothing),
        cmocka_unit_test(a_line_that_is_cut_anywhere_shows_nothing),
        cmocka_unit_test(without_memory_no_secret_stays_in_the_line),
    };
    memory_take_over();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
