/* What libcurl's failures mean. */
#include "net/curl_error.h"

#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/text.h"
#include "net/url.h"

/* libcurl's words in brackets, where it has some. Those with an '@' quote a proxy's URL,
 * and with it the password that stands before the '@'. */
static const char *detail_of(const xeng__curl_failure *what)
{
    bool fit = what->details[0] != '\0' && strchr(what->details, '@') == NULL;
    return fit ? what->details : curl_easy_strerror(what->code);
}

static int32_t untrusted(const xeng__curl_failure *what, const char *host, xeng_error **error)
{
    if (what->ca_file != NULL) {
        return xeng__fail(error, XENG_ERROR_TLS,
                          "the certificate of %s can't be trusted (%s). It was checked against the "
                          "certificates in %s; give the right file with XENGAGE_CA_FILE, --ca-file "
                          "or xeng_options_set_ca_file()",
                          host, detail_of(what), what->ca_file);
    }
    return xeng__fail(error, XENG_ERROR_TLS,
                      "the certificate of %s can't be trusted (%s). If it was issued by an "
                      "authority of your own, name its certificate with XENGAGE_CA_FILE, --ca-file "
                      "or xeng_options_set_ca_file()",
                      host, detail_of(what));
}

static int32_t no_ca_file(const xeng__curl_failure *what, xeng_error **error)
{
    return xeng__fail(error, XENG_ERROR_TLS,
                      "the file of trusted certificates, %s, can't be read (%s). Check what "
                      "XENGAGE_CA_FILE, --ca-file or xeng_options_set_ca_file() names",
                      what->ca_file == NULL ? "the system's" : what->ca_file, detail_of(what));
}

/* A handshake that broke off may work the next time; one that the two sides don't agree on won't.
 */
static int32_t handshake(const xeng__curl_failure *what, const char *host, xeng__failure *failure,
                         xeng_error **error)
{
    static const char *const broken_off[] = {"reset", "syscall", "unexpected eof", "closed",
                                             "timed out"};
    *failure = XENG__FAILURE_FINAL;
    for (size_t i = 0; i < sizeof broken_off / sizeof *broken_off; i++) {
        if (xeng__find_nocase(what->details, broken_off[i]) != NULL) {
            *failure = XENG__FAILURE_TRANSIENT;
        }
    }
    return xeng__fail(error, XENG_ERROR_TLS,
                      "%s and this program could not agree on a TLS connection (%s); TLS 1.2 or "
                      "later is needed, and a server that speaks it on this port",
                      host, detail_of(what));
}

static int32_t proxy_refused(const xeng__curl_failure *what, const char *host,
                             xeng__failure *failure, xeng_error **error)
{
    *failure = what->proxy_status >= 500 ? XENG__FAILURE_TRANSIENT : XENG__FAILURE_FINAL;
    return xeng__fail(
        error, XENG_ERROR_NETWORK, "the proxy answered %ld when asked for a connection to %s%s",
        what->proxy_status, host,
        what->proxy_status == 407 ? "; put a user name and password into its URL" : "");
}

static int32_t timed_out(const xeng__curl_failure *what, const char *host, xeng_error **error)
{
    if (!what->may_have_been_sent) {
        return xeng__fail(error, XENG_ERROR_NETWORK,
                          "no connection to %s came about within %u ms; check the network, the "
                          "proxy and the base URL",
                          host, (unsigned)what->connect_timeout_ms);
    }
    return xeng__fail(error, XENG_ERROR_NETWORK,
                      "%s fell silent for %u ms in the middle of an exchange", host,
                      (unsigned)what->stall_timeout_ms);
}

/* Before 8.6 libcurl says of an endless header line, too, that memory ran out. Once there is a
 * connection that is the likelier reason, and the one that a server can bring about at will. */
static int32_t out_of_memory(const xeng__curl_failure *what, const char *host, xeng_error **error)
{
    if (!what->may_have_been_sent) {
        return xeng__fail_no_memory(error);
    }
    return xeng__fail(error, XENG_ERROR_TOO_LARGE,
                      "the answer of %s has a header line longer than libcurl takes; or memory ran "
                      "out while libcurl received it",
                      host);
}

static int32_t by_code(const xeng__curl_failure *what, const char *host, xeng__failure *failure,
                       xeng_error **error)
{
    *failure = XENG__FAILURE_TRANSIENT;
    switch (what->code) {
    case CURLE_COULDNT_RESOLVE_HOST:
        return xeng__fail(error, XENG_ERROR_DNS,
                          "the name %s could not be resolved; check the base URL and the network",
                          host);
    case CURLE_COULDNT_RESOLVE_PROXY:
        return xeng__fail(error, XENG_ERROR_DNS,
                          "the proxy's URL can't be used, or its name not resolved (%s)",
                          detail_of(what));
    case CURLE_COULDNT_CONNECT:
        return xeng__fail(error, XENG_ERROR_NETWORK, "no connection to %s could be made (%s)", host,
                          detail_of(what));
    case CURLE_OPERATION_TIMEDOUT:
        *failure = XENG__FAILURE_TIMEOUT;
        return timed_out(what, host, error);
    case CURLE_SSL_CONNECT_ERROR:
        return handshake(what, host, failure, error);
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_PARTIAL_FILE:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
    case CURLE_SEND_FAIL_REWIND:
        return xeng__fail(error, XENG_ERROR_NETWORK, "the connection to %s broke (%s)", host,
                          detail_of(what));
    case CURLE_UNSUPPORTED_PROTOCOL: /* HTTP/0.9, or a status that is no number */
    case CURLE_WEIRD_SERVER_REPLY:
        return xeng__fail(error, XENG_ERROR_PROTOCOL, "%s sent something that is not HTTP (%s)",
                          host, detail_of(what));
    default:
        break;
    }
    *failure = XENG__FAILURE_FINAL;
    switch (what->code) {
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ISSUER_ERROR:
        return untrusted(what, host, error);
    case CURLE_SSL_CACERT_BADFILE:
        return no_ca_file(what, error);
    case CURLE_OUT_OF_MEMORY:
        return out_of_memory(what, host, error);
#if CURL_AT_LEAST_VERSION(8, 6, 0)
    case CURLE_TOO_LARGE:
        return xeng__fail(error, XENG_ERROR_TOO_LARGE,
                          "the answer of %s has a header line longer than libcurl takes", host);
#endif
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
        return xeng__fail(error, XENG_ERROR_TLS, "TLS with %s failed (%s)", host, detail_of(what));
    default:
        return xeng__fail(error, XENG_ERROR_NETWORK, "the exchange with %s failed (%s)", host,
                          detail_of(what));
    }
}

int32_t xeng__curl_error(const xeng__curl_failure *what, xeng__failure *failure, xeng_error **error)
{
    xeng__buf host = XENG__BUF_EMPTY;
    xeng__url_host(what->url, &host);
    int32_t code = what->proxy_status >= 400
                       ? proxy_refused(what, xeng__buf_text(&host), failure, error)
                       : by_code(what, xeng__buf_text(&host), failure, error);
    xeng__buf_free(&host);
    return code;
}
