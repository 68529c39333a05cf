/* The HTTP server: libmicrohttpd, from its callbacks to sim_route(). */
#include "server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <inttypes.h>
#include <netinet/in.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "accounts.h"
#include "call.h"
#include "cert.h"
#include "config.h"
#include "fault.h"
#include "log.h"
#include "send.h"
#include "timer.h"

static struct MHD_Daemon *server;
static sim_buf certificate;
static sim_buf certificate_key;
static _Atomic uint64_t connection_count;

/* First callback of a request: the only one that sees the URI before it's decoded, and a signature
 * is made over what's on the wire. */
static void *begin_call(void *unused, const char *uri, struct MHD_Connection *connection)
{
    (void)unused;
    sim_call *call = sim_alloc(sizeof(*call));
    call->connection = connection;
    call->uri = sim_strdup(uri);
    call->query = call->uri + strcspn(call->uri, "?");
    if (*call->query != '\0') {
        *call->query++ = '\0';
    }
    call->note.account = SIM_NO_ACCOUNT;
    return call;
}

static void end_call(void *unused, struct MHD_Connection *connection, void **context,
                     enum MHD_RequestTerminationCode why)
{
    (void)unused;
    (void)connection;
    (void)why;
    sim_call *call = *context;
    if (call != NULL) {
        sim_fault_release(call);
        sim_reply_free(&call->reply);
        sim_buf_free(&call->body);
        sim_buf_free(&call->note.groupings);
        sim_buf_free(&call->note.window);
        free(call->note.ids);
        free(call->uri);
        free(call);
        *context = NULL;
    }
}

static void notice_connection(void *unused, struct MHD_Connection *connection, void **number,
                              enum MHD_ConnectionNotificationCode what)
{
    (void)unused;
    (void)connection;
    bool opened = what == MHD_CONNECTION_NOTIFY_STARTED;
    if (opened) {
        *number = (void *)(uintptr_t)(atomic_fetch_add(&connection_count, 1) + 1);
    }
    sim_stats_connection(opened);
}

static enum MHD_Result take_header(void *context, enum MHD_ValueKind kind, const char *name,
                                   const char *value)
{
    sim_call *call = context;
    (void)kind;
    if (strcasecmp(name, "Host") == 0) {
        call->host = value;
    } else if (strcasecmp(name, "Authorization") == 0) {
        call->authorization = value;
    } else if (strcasecmp(name, "Accept-Encoding") == 0) {
        call->accept_encoding = value;
    } else if (strcasecmp(name, "Content-Type") == 0) {
        call->content_type = value;
    } else if (strcasecmp(name, "Content-Encoding") == 0) {
        call->content_encoding = value;
    } else if (strcasecmp(name, "Via") == 0) {
        call->via = value;
    } else if (sim_conf.trust_forwarded && strcasecmp(name, "X-Forwarded-Proto") == 0) {
        call->https = strcasecmp(value, "https") == 0;
    }
    return MHD_YES;
}

static void read_head(sim_call *call, const char *method, const char *version)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(call->connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    call->started = true;
    call->method = method;
    call->version = version;
    call->https = !sim_conf.http;
    call->connection_number = info == NULL ? 0 : (uint64_t)(uintptr_t)info->socket_context;
    MHD_get_connection_values(call->connection, MHD_HEADER_KIND, take_header, call);
}

static void take_body(sim_call *call, const char *data, size_t size)
{
    if (call->body.size + size > SIM_BODY_MAX) {
        call->too_large = true;
    } else {
        sim_buf_add(&call->body, data, size);
    }
}

static enum MHD_Result handle(void *unused, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *data,
                              size_t *size, void **context)
{
    sim_call *call = *context;
    (void)unused;
    (void)connection;
    (void)url;
    if (call == NULL) {
        return MHD_NO;
    }
    if (!call->started) {
        read_head(call, method, version);
        return MHD_YES;
    }
    if (*size > 0) {
        take_body(call, data, *size);
        *size = 0;
        return MHD_YES;
    }
    if (!call->delayed) {
        sim_fault_choose(call);
        if (call->fault != NULL && call->fault->delay_ms > 0) {
            call->delayed = true;
            sim_pause(call->connection, call->fault->delay_ms);
            return MHD_YES;
        }
    }
    if (!sim_fault_answers(call)) {
        sim_route(call);
    }
    return sim_send(call);
}

/* A bound socket of our own, as it may only ever listen on loopback. */
static int listen_on_loopback(sim_buf *url)
{
    bool six = strcmp(sim_conf.host, "::1") == 0;
    if (!six && strcmp(sim_conf.host, "127.0.0.1") != 0) {
        sim_die("--host takes 127.0.0.1 or ::1, nothing but loopback");
    }
    int fd = socket(six ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    int yes = 1;
    struct sockaddr_in four = {.sin_family = AF_INET, .sin_port = htons((uint16_t)sim_conf.port)};
    struct sockaddr_in6 of_six = {.sin6_family = AF_INET6,
                                  .sin6_port = htons((uint16_t)sim_conf.port),
                                  .sin6_addr = IN6ADDR_LOOPBACK_INIT};
    four.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = six ? sizeof(of_six) : sizeof(four);
    struct sockaddr *address = six ? (struct sockaddr *)&of_six : (struct sockaddr *)&four;
    if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes)) != 0 ||
        bind(fd, address, size) != 0 || listen(fd, 1024) != 0 ||
        getsockname(fd, address, &size) != 0) {
        sim_die("can't listen on %s port %" PRIu64 ": %s", sim_conf.host, sim_conf.port,
                strerror(errno));
    }
    sim_buf_addf(url, "%s://%s:%u", sim_conf.http ? "http" : "https", six ? "[::1]" : "127.0.0.1",
                 (unsigned)ntohs(six ? of_six.sin6_port : four.sin_port));
    return fd;
}

static unsigned thread_count(void)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    if (sim_conf.threads > 0) {
        return (unsigned)sim_conf.threads;
    }
    return processors < 1 ? 1 : processors > 8 ? 8 : (unsigned)processors;
}

static bool prepare_tls(void)
{
    if (!sim_make_certificate(&certificate, &certificate_key)) {
        return false;
    }
    return (sim_conf.ca_out == NULL ||
            sim_write_file(sim_conf.ca_out, certificate.data, certificate.size, 0644)) &&
           (sim_conf.key_out == NULL ||
            sim_write_file(sim_conf.key_out, certificate_key.data, certificate_key.size, 0600));
}

bool sim_server_start(sim_buf *url)
{
    if (!sim_conf.http && !prepare_tls()) {
        return false;
    }
    int fd = listen_on_loopback(url);
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_SUSPEND_RESUME |
                     MHD_USE_SUPPRESS_DATE_NO_CLOCK | (sim_conf.http ? 0 : MHD_USE_TLS);
    struct MHD_OptionItem tls[] = {
        {MHD_OPTION_HTTPS_MEM_CERT, 0, certificate.data},
        {MHD_OPTION_HTTPS_MEM_KEY, 0, certificate_key.data},
        {MHD_OPTION_END, 0, NULL},
    };
    const struct MHD_OptionItem *extra = sim_conf.http ? &tls[2] : tls;
    unsigned threads = thread_count();
    sim_timer_start();
    server = MHD_start_daemon(
        flags, 0, NULL, NULL, handle, NULL, MHD_OPTION_LISTEN_SOCKET, fd,
        MHD_OPTION_THREAD_POOL_SIZE, threads == 1 ? 0 : threads, MHD_OPTION_CONNECTION_LIMIT, 4096U,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)sim_conf.idle_timeout,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)65536, MHD_OPTION_URI_LOG_CALLBACK, begin_call,
        NULL, MHD_OPTION_NOTIFY_COMPLETED, end_call, NULL, MHD_OPTION_NOTIFY_CONNECTION,
        notice_connection, NULL, MHD_OPTION_ARRAY, extra, MHD_OPTION_END);
    if (server == NULL) {
        fputs("xengage-sim: libmicrohttpd refuses to start\n", stderr);
        sim_timer_stop();
        close(fd);
    }
    return server != NULL;
}

void sim_server_stop(void)
{
    if (server != NULL) {
        sim_timer_stop();
        MHD_stop_daemon(server);
    }
    sim_buf_free(&certificate);
    sim_buf_free(&certificate_key);
}
