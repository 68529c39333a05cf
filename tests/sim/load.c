/* Measures how many signed requests a second the simulator answers, over keep-alive plain HTTP.
 *
 *   load PORT [CONNECTIONS [SECONDS]]
 *
 * Every request has an OAuth 1.0a signature and a nonce of its own. Signing happens before the
 * clock starts, so that what's measured is the simulator. One thread a connection, raw sockets. */
#include <arpa/inet.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <openssl/evp.h>
#include <openssl/hmac.h>

enum {
    REQUESTS_MAX = 60000, /* a connection */
    REQUEST_SIZE = 1024,
    ANSWER_SIZE = 16384,
};

static const char body[] =
    "{\"tweet_ids\":[\"1541815603606036480\",\"1260294888811347969\"],"
    "\"engagement_types\":[\"favorites\",\"retweets\",\"video_views\"],"
    "\"groupings\":{\"g\":{\"group_by\":[\"tweet.id\",\"engagement.type\"]}}}";

typedef struct {
    int port;
    int number;
    double seconds;
    char *requests;
    long answered;
    long refused;
} worker;

static pthread_barrier_t ready;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void write_request(const worker *w, int index, char *out)
{
    static const char key[] = "sim-consumer-secret&sim-access-token-secret";
    char base[700];
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    char signature[64];
    char encoded[128] = "";
    long stamp = (long)time(NULL);
    snprintf(base, sizeof(base),
             "POST&http%%3A%%2F%%2F127.0.0.1%%3A%d%%2Finsights%%2Fengagement%%2Ftotals&"
             "oauth_consumer_key%%3Dsim-consumer-key%%26oauth_nonce%%3Dn%dx%dx%ld%%26"
             "oauth_signature_method%%3DHMAC-SHA1%%26oauth_timestamp%%3D%ld%%26"
             "oauth_token%%3D1001-sim-access-token%%26oauth_version%%3D1.0",
             w->port, w->number, index, stamp, stamp);
    HMAC(EVP_sha1(), key, (int)strlen(key), (unsigned char *)base, strlen(base), digest, &size);
    EVP_EncodeBlock((unsigned char *)signature, digest, (int)size);
    for (const char *c = signature; *c != '\0'; c++) {
        const char *as = *c == '+' ? "%2B" : *c == '/' ? "%2F" : *c == '=' ? "%3D" : NULL;
        snprintf(encoded + strlen(encoded), sizeof(encoded) - strlen(encoded), "%.3s%.*s",
                 as == NULL ? "" : as, as == NULL, c);
    }
    snprintf(out, REQUEST_SIZE,
             "POST /insights/engagement/totals HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n"
             "Authorization: OAuth oauth_consumer_key=\"sim-consumer-key\", "
             "oauth_nonce=\"n%dx%dx%ld\", oauth_signature=\"%s\", "
             "oauth_signature_method=\"HMAC-SHA1\", oauth_timestamp=\"%ld\", "
             "oauth_token=\"1001-sim-access-token\", oauth_version=\"1.0\"\r\n"
             "Accept-Encoding: gzip\r\nContent-Type: application/json\r\n"
             "Content-Length: %zu\r\n\r\n%s",
             w->port, w->number, index, stamp, encoded, stamp, sizeof(body) - 1, body);
}

/* Reads one answer by its Content-Length; its status, or -1. */
static int read_answer(int fd)
{
    char answer[ANSWER_SIZE];
    size_t have = 0;
    for (;;) {
        ssize_t n = recv(fd, answer + have, sizeof(answer) - 1 - have, 0);
        if (n <= 0) {
            return -1;
        }
        have += (size_t)n;
        answer[have] = '\0';
        const char *end = strstr(answer, "\r\n\r\n");
        const char *length = end == NULL ? NULL : strstr(answer, "Content-Length: ");
        if (length != NULL &&
            have >= (size_t)(end + 4 - answer) + (size_t)strtoul(length + 16, NULL, 10)) {
            return atoi(answer + 9);
        }
    }
}

static void *run(void *context)
{
    worker *w = context;
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)w->port)};
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    int connected = connect(fd, (struct sockaddr *)&to, sizeof(to));
    pthread_barrier_wait(&ready);
    double end = now() + w->seconds;
    for (int i = 0; connected == 0 && i < REQUESTS_MAX && now() < end; i++) {
        const char *request = w->requests + (size_t)i * REQUEST_SIZE;
        size_t size = strlen(request);
        if (send(fd, request, size, 0) != (ssize_t)size) {
            break;
        }
        int status = read_answer(fd);
        w->answered += status == 200;
        w->refused += status != 200;
    }
    close(fd);
    return NULL;
}

int main(int argc, char **argv)
{
    int port = argc > 1 ? atoi(argv[1]) : 0;
    int count = argc > 2 ? atoi(argv[2]) : 8;
    double seconds = argc > 3 ? atof(argv[3]) : 3;
    if (port <= 0 || count <= 0 || count > 64) {
        fputs("usage: load PORT [CONNECTIONS [SECONDS]]\n", stderr);
        return 2;
    }
    worker *workers = calloc((size_t)count, sizeof(*workers));
    pthread_t *threads = calloc((size_t)count, sizeof(*threads));
    pthread_barrier_init(&ready, NULL, (unsigned)count + 1);
    for (int i = 0; i < count; i++) {
        workers[i] = (worker){.port = port, .number = i, .seconds = seconds};
        workers[i].requests = malloc((size_t)REQUESTS_MAX * REQUEST_SIZE);
        for (int r = 0; r < REQUESTS_MAX; r++) {
            write_request(&workers[i], r, workers[i].requests + (size_t)r * REQUEST_SIZE);
        }
        pthread_create(&threads[i], NULL, run, &workers[i]);
    }
    pthread_barrier_wait(&ready);
    double start = now();
    long answered = 0;
    long refused = 0;
    for (int i = 0; i < count; i++) {
        pthread_join(threads[i], NULL);
        answered += workers[i].answered;
        refused += workers[i].refused;
        free(workers[i].requests);
    }
    printf("%.0f requests/s: %ld answered, %ld refused or lost\n",
           (double)answered / (now() - start), answered, refused);
    free(workers);
    free(threads);
    return refused > 0 || answered == 0;
}
