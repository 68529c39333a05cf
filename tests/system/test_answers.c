/* What the library makes of answers, good and bad, from a server that sends them as told. */
#include "system.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include <zlib.h>

#include "peer.h"

static peer server;
static xeng_client *client;
static xeng_credentials *credentials;
static xeng_request *request;
static xeng_error *error;

static void begin_with(peer_answer answer, void *context, uint32_t attempts)
{
    peer_start(&server, answer, context);
    xeng_options *options = options_for(server.url, NULL);
    xeng_options_set_max_attempts(options, attempts);
    client = client_with(options);
    credentials = user_credentials();
    request = totals_request(1, 1);
    error = NULL;
}

static void begin(peer_answer answer)
{
    begin_with(answer, NULL, 0);
}

static void end(void)
{
    xeng_error_unref(error);
    xeng_request_unref(request);
    xeng_credentials_unref(credentials);
    xeng_client_unref(client);
    peer_stop(&server);
}

static int32_t fetch(void)
{
    return fetch_code(client, credentials, request, &error);
}

static int64_t favorites_of(const xeng_result *result)
{
    static const char *const path[] = {"1", "favorites"};
    int64_t value = -1;
    xeng_node leaf = xeng_result_find(result, xeng_result_root_by_name(result, "g"), path, 2);
    assert_int_equal(xeng_result_value(result, leaf, &value), XENG_VALUE_DELIVERED);
    return value;
}

/* Fetches what must succeed; returns how many attempts it took. */
static uint32_t fetch_fine(void)
{
    xeng_result *result = NULL;
    int32_t code = xeng_client_fetch(client, credentials, request, &result, &error);
    if (code != XENG_OK) {
        print_error("%s\n", xeng_error_message(error));
    }
    assert_int_equal(code, XENG_OK);
    assert_int_equal(favorites_of(result), 7);
    uint32_t attempts = xeng_result_attempts(result);
    xeng_result_unref(result);
    return attempts;
}

static char last_request[8192];

static int keep_request(peer *self, int fd, size_t number, const char *text)
{
    (void)self;
    (void)number;
    strncpy(last_request, text, sizeof last_request - 1);
    return peer_reply_counts(fd);
}

static void a_request_has_the_headers_that_the_api_wants(void **state)
{
    (void)state;
    begin(keep_request);
    assert_int_equal(fetch_fine(), 1);
    assert_ptr_equal(strstr(last_request, "POST /insights/engagement/totals HTTP/1.1\r\n"),
                     last_request);
    assert_int_equal(count_in_text(last_request, "\r\nAccept-Encoding: gzip\r\n"), 1);
    assert_int_equal(count_in_text(last_request, "\r\nAccept: application/json\r\n"), 1);
    assert_int_equal(count_in_text(last_request, "\r\nContent-Type: application/json\r\n"), 1);
    assert_int_equal(count_in_text(last_request, "\r\nAuthorization: OAuth "), 1);
    assert_int_equal(count_in_text(last_request, "\r\nUser-Agent: xengage/"), 1);
    assert_int_equal(count_in_text(last_request, "Expect"), 0);
    assert_int_equal(count_in_text(last_request, "Content-Encoding"), 0);
    assert_non_null(strstr(last_request, "\"tweet_ids\":[\"1\"]"));
    end();
}

static void a_product_stands_before_the_librarys_name(void **state)
{
    (void)state;
    peer_start(&server, keep_request, NULL);
    xeng_options *options = options_for(server.url, NULL);
    assert_int_equal(xeng_options_set_user_agent(options, "acme/2.1", NULL), XENG_OK);
    client = client_with(options);
    credentials = bearer_credentials();
    request = totals_request(1, 1);
    error = NULL;
    assert_int_equal(fetch_fine(), 1);
    assert_non_null(strstr(last_request, "\r\nUser-Agent: acme/2.1 xengage/"));
    assert_non_null(strstr(last_request, "\r\nAuthorization: Bearer sim-bearer%2Ftoken%3D\r\n"));
    end();
}

/* Compresses as a server does. */
static size_t pack(const char *text, unsigned char *packed, size_t room)
{
    z_stream zlib = {0};
    assert_int_equal(deflateInit2(&zlib, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    zlib.next_in = (z_const Bytef *)(uintptr_t)text;
    zlib.avail_in = (uInt)strlen(text);
    zlib.next_out = packed;
    zlib.avail_out = (uInt)room;
    assert_int_equal(deflate(&zlib, Z_FINISH), Z_STREAM_END);
    size_t size = zlib.total_out;
    deflateEnd(&zlib);
    return size;
}

static const char counts[] = "{\"g\":{\"1\":{\"favorites\":\"7\",\"retweets\":\"3\"}}}";

static int gzipped(peer *self, int fd, size_t number, const char *text)
{
    (void)self;
    (void)number;
    (void)text;
    unsigned char packed[256];
    size_t size = pack(counts, packed, sizeof packed);
    return peer_reply_bytes(fd, "200 OK", "Content-Encoding: gzip\r\n", packed, size);
}

static void gzip_is_undone(void **state)
{
    (void)state;
    begin(gzipped);
    assert_int_equal(fetch_fine(), 1);
    end();
}

/* What goes wrong the first time. */
enum trouble {
    STATUS_503,
    STATUS_500,
    STATUS_408,
    RESET,
    CLOSED,
    CUT_BY_LENGTH,
    CUT_IN_CHUNKS,
    CUT_GZIP,
    SHORT_GZIP,
    CUT_JSON,
    GARBLED,
    EMPTY,
    EMPTY_GZIP,
    NOT_HTTP_HEAD,
    TROUBLES
};

static int trouble_first(peer *self, int fd, size_t number, const char *text)
{
    (void)text;
    if (number > 1) {
        return peer_reply_counts(fd);
    }
    unsigned char packed[256];
    size_t size = pack(counts, packed, sizeof packed);
    switch (*(const enum trouble *)self->context) {
    case STATUS_503:
        return peer_reply(fd, "503 Service Unavailable", "", "<html>try later</html>");
    case STATUS_500:
        return peer_reply(fd, "500 Oops", "", "{\"errors\":[\"internal server error\"]}");
    case STATUS_408:
        return peer_reply(fd, "408 Request Timeout", "", "");
    case RESET:
        return peer_reset(fd);
    case CLOSED:
        return 0;
    case CUT_BY_LENGTH:
        peer_send(fd, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"g\":{\"1\"");
        return 0;
    case CUT_IN_CHUNKS:
        peer_send(fd, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"g\":\r\n");
        return 0;
    case CUT_GZIP:
        return peer_reply_bytes(fd, "200 OK", "Content-Encoding: gzip\r\n", packed, size - 9);
    case SHORT_GZIP:
        return peer_reply_bytes(fd, "200 OK", "Content-Encoding: gzip\r\n", packed, size - 1);
    case CUT_JSON:
        return peer_reply(fd, "200 OK", "", "{\"g\":{\"1\":{\"favorites\":\"7\"}}");
    case GARBLED:
        return peer_reply(fd, "200 OK", "", "{\"g\":{\"1\":{\"favorites\":\"7x!}}}");
    case EMPTY:
        return peer_reply(fd, "200 OK", "", "");
    case EMPTY_GZIP:
        return peer_reply(fd, "200 OK", "Content-Encoding: gzip\r\n", "");
    default:
        peer_send(fd, "HTTP/1.1 2oo Okay\r\nnonsense\r\n\r\n");
        return 0;
    }
}

static void trouble_that_passes_is_retried_and_never_taken_for_success(void **state)
{
    (void)state;
    for (int i = STATUS_503; i < TROUBLES; i++) {
        enum trouble trouble = (enum trouble)i;
        begin_with(trouble_first, &trouble, 0);
        uint32_t attempts = fetch_fine();
        if (attempts != 2) {
            print_error("trouble %d: %u attempts\n", i, (unsigned)attempts);
        }
        assert_int_equal(attempts, 2);
        end();
    }
}

static void the_last_attempts_error_is_told(void **state)
{
    (void)state;
    for (int i = STATUS_503; i < TROUBLES; i++) {
        enum trouble trouble = (enum trouble)i;
        begin_with(trouble_first, &trouble, 1);
        int32_t code = fetch();
        switch (trouble) {
        case STATUS_503:
        case STATUS_500:
        case STATUS_408:
            assert_int_equal(code, XENG_ERROR_SERVER);
            break;
        case RESET:
        case CLOSED:
        case CUT_BY_LENGTH:
        case CUT_IN_CHUNKS:
            assert_int_equal(code, XENG_ERROR_NETWORK);
            break;
        default:
            assert_int_equal(code, XENG_ERROR_PROTOCOL);
            break;
        }
        assert_int_equal(xeng_error_attempts(error), 1);
        assert_int_equal(peer_requests(&server), 1);
        end();
    }
}

static int refuse(peer *self, int fd, size_t number, const char *text)
{
    (void)number;
    (void)text;
    return peer_reply(fd, self->context, "", "{\"errors\":[\"no\"]}");
}

static void what_was_refused_is_not_sent_again(void **state)
{
    (void)state;
    static const struct {
        const char *status;
        int32_t code;
    } refusals[] = {
        {"400 Bad Request", XENG_ERROR_BAD_REQUEST}, {"401 Unauthorized", XENG_ERROR_UNAUTHORIZED},
        {"403 Forbidden", XENG_ERROR_FORBIDDEN},     {"404 Not Found", XENG_ERROR_NOT_FOUND},
        {"406 Not Acceptable", XENG_ERROR_REFUSED},  {"413 Too Large", XENG_ERROR_REFUSED},
        {"501 Not Implemented", XENG_ERROR_SERVER},
    };
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        char status[32];
        strcpy(status, refusals[i].status);
        begin_with(refuse, status, 0);
        assert_int_equal(fetch(), refusals[i].code);
        assert_int_equal(xeng_error_http_status(error), strtol(status, NULL, 10));
        assert_int_equal(xeng_error_attempts(error), 1);
        assert_string_equal(xeng_error_server_message(error, 0), "no");
        assert_int_equal(peer_requests(&server), 1);
        end();
    }
}

static int redirect(peer *self, int fd, size_t number, const char *text)
{
    (void)number;
    (void)text;
    char headers[128];
    snprintf(headers, sizeof headers, "Location: %s/elsewhere\r\n", (const char *)self->context);
    return peer_reply(fd, "307 Temporary Redirect", headers, "");
}

static void a_redirect_is_refused_and_the_other_host_never_called(void **state)
{
    (void)state;
    static peer elsewhere;
    peer_start(&elsewhere, peer_always_fine, NULL);
    begin_with(redirect, elsewhere.url, 0);
    assert_int_equal(fetch(), XENG_ERROR_REDIRECT);
    assert_int_equal(xeng_error_http_status(error), 307);
    assert_int_equal(peer_requests(&server), 1);
    assert_int_equal(peer_connections(&elsewhere), 0);
    end();
    peer_stop(&elsewhere);
}

static int other_encoding(peer *self, int fd, size_t number, const char *text)
{
    (void)number;
    (void)text;
    return peer_reply(fd, self->context, "Content-Encoding: br\r\n", "\x0b\x02\x80");
}

static void another_encoding_is_refused(void **state)
{
    (void)state;
    char fine[] = "200 OK";
    begin_with(other_encoding, fine, 1);
    assert_int_equal(fetch(), XENG_ERROR_PROTOCOL);
    end();
    /* Of a failure at least the status is known. */
    char failed[] = "404 Not Found";
    begin_with(other_encoding, failed, 1);
    assert_int_equal(fetch(), XENG_ERROR_NOT_FOUND);
    end();
}

static int endless_head(peer *self, int fd, size_t number, const char *text)
{
    (void)number;
    (void)text;
    peer_send(fd, "HTTP/1.1 200 OK\r\n");
    for (int i = 0; i < 100000; i++) {
        peer_send(fd, self->context);
    }
    return 0;
}

static void an_endless_head_is_cut_off(void **state)
{
    (void)state;
    char many[] = "X: y\r\n";
    begin_with(endless_head, many, 0);
    assert_int_equal(fetch(), XENG_ERROR_TOO_LARGE);
    assert_int_equal(peer_requests(&server), 1);
    end();
    char *large = test_malloc(2048);
    memset(large, 'a', 2047);
    large[1] = ':';
    memcpy(large + 2045, "\r\n", 3);
    begin_with(endless_head, large, 0);
    assert_int_equal(fetch(), XENG_ERROR_TOO_LARGE);
    end();
    test_free(large);
}

static int endless_body(peer *self, int fd, size_t number, const char *text)
{
    (void)number;
    (void)text;
    char head[128];
    static char blanks[65536];
    memset(blanks, ' ', sizeof blanks);
    snprintf(head, sizeof head, "HTTP/1.1 %s\r\nContent-Length: 4000000000\r\n\r\n{",
             (const char *)self->context);
    peer_send(fd, head);
    for (int i = 0; i < 60000; i++) {
        if (send(fd, blanks, sizeof blanks, MSG_NOSIGNAL) < 0) {
            break;
        }
    }
    return 0;
}

static void an_endless_body_is_cut_off(void **state)
{
    (void)state;
    char fine[] = "200 OK";
    peer_start(&server, endless_body, fine);
    xeng_options *options = options_for(server.url, NULL);
    xeng_options_set_max_response_bytes(options, 1000000);
    client = client_with(options);
    credentials = user_credentials();
    request = totals_request(1, 1);
    error = NULL;
    assert_int_equal(fetch(), XENG_ERROR_TOO_LARGE);
    assert_non_null(strstr(xeng_error_message(error), "1000000"));
    assert_int_equal(peer_requests(&server), 1);
    end();
    /* Of a failure as much is read as is worth reading. */
    char failed[] = "404 Not Found";
    begin_with(endless_body, failed, 0);
    assert_int_equal(fetch(), XENG_ERROR_NOT_FOUND);
    end();
}

static int bomb(peer *self, int fd, size_t number, const char *text)
{
    (void)number;
    (void)text;
    static char blanks[32 << 20];
    static unsigned char packed[1 << 20];
    memset(blanks, ' ', sizeof blanks - 1);
    size_t size = pack(blanks, packed, sizeof packed);
    return peer_reply_bytes(fd, self->context, "Content-Encoding: gzip\r\n", packed, size);
}

static void a_gzip_bomb_is_defused(void **state)
{
    (void)state;
    char fine[] = "200 OK";
    peer_start(&server, bomb, fine);
    xeng_options *options = options_for(server.url, NULL);
    xeng_options_set_max_response_bytes(options, 1000000);
    client = client_with(options);
    credentials = user_credentials();
    request = totals_request(1, 1);
    error = NULL;
    assert_int_equal(fetch(), XENG_ERROR_TOO_LARGE);
    end();
    char failed[] = "403 Forbidden";
    begin_with(bomb, failed, 0);
    assert_int_equal(fetch(), XENG_ERROR_FORBIDDEN);
    end();
}

static int with_interim_answers(peer *self, int fd, size_t number, const char *text)
{
    (void)self;
    (void)number;
    (void)text;
    peer_send(fd, "HTTP/1.1 100 Continue\r\n\r\n");
    peer_send(fd, "HTTP/1.1 103 Early Hints\r\nContent-Encoding: br\r\n\r\n");
    return peer_reply_counts(fd);
}

static void interim_answers_are_passed_over(void **state)
{
    (void)state;
    begin(with_interim_answers);
    assert_int_equal(fetch_fine(), 1);
    end();
}

static int with_trailer(peer *self, int fd, size_t number, const char *text)
{
    (void)self;
    (void)number;
    (void)text;
    return peer_send(fd, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                         "2f\r\n{\"g\":{\"1\":{\"favorites\":\"7\",\"retweets\":\"3\"}}}  \r\n"
                         "0\r\nContent-Encoding: br\r\nRetry-After: 1000\r\n\r\n");
}

static void a_trailer_changes_nothing(void **state)
{
    (void)state;
    begin(with_trailer);
    assert_int_equal(fetch_fine(), 1);
    end();
}

static char nonces[8][64];

static int reset_the_second(peer *self, int fd, size_t number, const char *text)
{
    (void)self;
    const char *nonce = strstr(text, "oauth_nonce=\"");
    if (nonce != NULL && number <= 8) {
        strncpy(nonces[number - 1], nonce + 13, 32);
    }
    return number == 2 ? peer_reset(fd) : peer_reply_counts(fd);
}

static void a_connection_that_died_is_no_attempt_and_every_nonce_is_fresh(void **state)
{
    (void)state;
    memset(nonces, 0, sizeof nonces);
    begin_with(reset_the_second, NULL, 1);
    assert_int_equal(fetch_fine(), 1);
    /* Left to itself, libcurl would send the same bytes again. */
    assert_int_equal(fetch_fine(), 2);
    assert_int_equal(peer_requests(&server), 3);
    assert_int_equal(peer_connections(&server), 2);
    assert_int_equal(strlen(nonces[2]), 32);
    assert_string_not_equal(nonces[0], nonces[1]);
    assert_string_not_equal(nonces[1], nonces[2]);
    end();
}

static int break_off_the_second(peer *self, int fd, size_t number, const char *text)
{
    (void)self;
    (void)text;
    if (number == 2) {
        return peer_reset(fd);
    }
    return peer_reply(fd, "200 OK", "",
                      number == 1 ? "oauth_token=t&oauth_token_secret=s&"
                                    "oauth_callback_confirmed=true"
                                  : "oauth_token=1-t&oauth_token_secret=s&screen_name=x");
}

static void a_verifier_is_not_sent_twice(void **state)
{
    (void)state;
    begin(break_off_the_second);
    xeng_credentials *app = app_credentials();
    xeng_login *login = NULL;
    xeng_credentials *user = NULL;
    assert_int_equal(xeng_auth_login_begin(client, app, XENG_LOGIN_CALLBACK_PIN, &login, NULL),
                     XENG_OK);
    assert_int_equal(xeng_auth_login_finish(client, login, "1234567", &user, &error),
                     XENG_ERROR_NETWORK);
    assert_int_equal(xeng_error_attempts(error), 1);
    assert_int_equal(peer_requests(&server), 2);
    /* The user may decide to. */
    assert_int_equal(xeng_auth_login_finish(client, login, "1234567", &user, NULL), XENG_OK);
    xeng_credentials_unref(user);
    xeng_login_unref(login);
    xeng_credentials_unref(app);
    end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_request_has_the_headers_that_the_api_wants),
        cmocka_unit_test(a_product_stands_before_the_librarys_name),
        cmocka_unit_test(gzip_is_undone),
        cmocka_unit_test(trouble_that_passes_is_retried_and_never_taken_for_success),
        cmocka_unit_test(the_last_attempts_error_is_told),
        cmocka_unit_test(what_was_refused_is_not_sent_again),
        cmocka_unit_test(a_redirect_is_refused_and_the_other_host_never_called),
        cmocka_unit_test(another_encoding_is_refused),
        cmocka_unit_test(an_endless_head_is_cut_off),
        cmocka_unit_test(an_endless_body_is_cut_off),
        cmocka_unit_test(a_gzip_bomb_is_defused),
        cmocka_unit_test(interim_answers_are_passed_over),
        cmocka_unit_test(a_trailer_changes_nothing),
        cmocka_unit_test(a_connection_that_died_is_no_attempt_and_every_nonce_is_fresh),
        cmocka_unit_test(a_verifier_is_not_sent_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
