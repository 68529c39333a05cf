/* xengage-sim: X's Engagement API on this machine, to develop and test against. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "accounts.h"
#include "config.h"
#include "fault.h"
#include "log.h"
#include "nonce.h"
#include "posts.h"
#include "server.h"
#include "world.h"

static int wake[2];

static void on_signal(int number)
{
    int before = errno;
    char byte = (char)number;
    (void)!write(wake[1], &byte, 1);
    errno = before;
}

static void watch_signals(void)
{
    struct sigaction end = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    if (pipe2(wake, O_CLOEXEC | O_NONBLOCK) != 0) {
        sim_die("can't make a pipe");
    }
    sigaction(SIGTERM, &end, NULL);
    sigaction(SIGINT, &end, NULL);
    sigaction(SIGPIPE, &ignore, NULL);
}

static bool stdin_has_ended(void)
{
    char block[256];
    ssize_t n = read(STDIN_FILENO, block, sizeof(block));
    return n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN);
}

/* Until a signal comes, or standard input ends. */
static void wait_for_the_end(void)
{
    struct pollfd sources[2] = {{.fd = wake[0], .events = POLLIN},
                                {.fd = STDIN_FILENO, .events = POLLIN}};
    nfds_t count = sim_conf.until_stdin_closes ? 2 : 1;
    for (;;) {
        if (poll(sources, count, -1) < 0 && errno != EINTR) {
            return;
        }
        if (sources[0].revents != 0) {
            return;
        }
        if (count == 2 && sources[1].revents != 0 && stdin_has_ended()) {
            return;
        }
    }
}

static bool tell_url(const sim_buf *url)
{
    sim_buf line = {0};
    sim_buf_addf(&line, "%s\n", url->data);
    bool ok =
        sim_conf.url_file == NULL || sim_write_file(sim_conf.url_file, line.data, line.size, 0644);
    printf("xengage-sim: listening on %s\n", url->data);
    fflush(stdout);
    sim_buf_free(&line);
    return ok;
}

int main(int argc, char **argv)
{
    sim_buf url = {0};
    int status = sim_read_options(argc, argv);
    if (status < 0) {
        watch_signals();
        sim_world_set_negative((unsigned)(sim_conf.negative / 100));
        sim_accounts_init();
        sim_posts_init();
        sim_log_open();
        bool serving = sim_server_start(&url) && tell_url(&url);
        if (serving) {
            wait_for_the_end();
        }
        sim_server_stop();
        sim_log_close();
        status = serving ? 0 : 2;
    }
    sim_buf_free(&url);
    sim_nonces_clear();
    sim_faults_free();
    sim_posts_free();
    sim_accounts_free();
    return status;
}
