/* One thread, one poll loop, hundreds of requests under way: reads Post ids from standard input,
 * one a line (those that begin with # say something else), asks for each as it comes, and prints
 * the answers as they come. */
#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <xengage/xengage.h>

enum {
    MOST_PENDING = 400,
    LINE_SIZE = 256,
};

typedef struct {
    xeng_client *client;
    xeng_credentials *owner;
    xeng_request *request; /* all but the id; copied for each */
    char line[LINE_SIZE];  /* what of the input isn't a whole line yet */
    size_t line_size;
    int input_over;
    int pending;
    int failures;
} program;

/* Puts the question after one Post on its way. Nothing is waited for here. */
static void ask(program *self, const char *id)
{
    xeng_request *request = NULL;
    xeng_operation operation;
    xeng_error *error = NULL;
    if (xeng_request_copy(self->request, &request, &error) ||
        xeng_request_add_id_text(request, id, &error) ||
        xeng_client_submit(self->client, self->owner, request, &operation, &error)) {
        fprintf(stderr, "%s\n", xeng_error_message(error));
        self->failures++;
    } else {
        self->pending++;
    }
    xeng_request_unref(request);
    xeng_error_unref(error);
}

/* Reads what there is, once, and asks for every Post whose line is whole. */
static void read_input(program *self)
{
    size_t room = sizeof self->line - 1 - self->line_size;
    ssize_t size = read(STDIN_FILENO, self->line + self->line_size, room);
    if (size < 0 && errno == EINTR) {
        return;
    }
    if (size <= 0) {
        self->input_over = 1;
        return;
    }
    self->line_size += (size_t)size;
    self->line[self->line_size] = '\0';
    char *start = self->line;
    for (char *end; (end = strchr(start, '\n')) != NULL; start = end + 1) {
        *end = '\0';
        if (*start != '#' && *start != '\0') {
            ask(self, start);
        }
    }
    self->line_size = strlen(start);
    memmove(self->line, start, self->line_size);
    if (self->line_size == sizeof self->line - 1) {
        fprintf(stderr, "this is no list of Post ids\n");
        self->input_over = 1;
        self->failures++;
    }
}

static void print(const xeng_result *result)
{
    xeng_node root = xeng_result_root(result, 0);
    uint64_t id = xeng_result_id_at(result, 0);
    xeng_node leaf = xeng_result_child_by_id(result, root, id);
    int64_t favorites = 0;
    if (xeng_result_value(result, leaf, &favorites) == XENG_VALUE_DELIVERED) {
        printf("%" PRIu64 " was liked %" PRId64 " times\n", id, favorites);
    } else {
        printf("%" PRIu64 " was not delivered\n", id);
    }
}

/* Takes all that is finished. */
static void take_finished(program *self)
{
    for (;;) {
        xeng_operation operation = XENG_OPERATION_NONE;
        xeng_result *result = NULL;
        xeng_error *error = NULL;
        int32_t code = xeng_client_next_completion(self->client, &operation, &result, &error);
        if (operation != XENG_OPERATION_NONE) {
            self->pending--;
        }
        if (code != XENG_OK) {
            fprintf(stderr, "%s\n", xeng_error_message(error));
            self->failures++;
        } else if (result != NULL) {
            print(result);
        }
        xeng_result_unref(result);
        xeng_error_unref(error);
        if (operation == XENG_OPERATION_NONE) {
            return;
        }
    }
}

/* The client is one descriptor among those that the program polls anyway. */
static int loop(program *self, xeng_error **error)
{
    while (!self->input_over || self->pending > 0) {
        int reading = !self->input_over && self->pending < MOST_PENDING;
        struct pollfd watched[] = {
            {.fd = xeng_client_fd(self->client), .events = POLLIN},
            {.fd = reading ? STDIN_FILENO : -1, .events = POLLIN},
        };
        if (poll(watched, 2, -1) < 0 && errno != EINTR) {
            perror("poll");
            return 1;
        }
        if (watched[1].revents != 0) {
            read_input(self);
        }
        if (xeng_client_dispatch(self->client, 0, error)) {
            return 1;
        }
        take_finished(self);
    }
    return 0;
}

static int begin(program *self, xeng_options *options, xeng_error **error)
{
    xeng_options_set_max_concurrency(options, 64);
    return xeng_options_from_env(options, error) ||
           xeng_client_new(options, &self->client, error) ||
           xeng_credentials_from_env(&self->owner, error) ||
           xeng_request_new(XENG_ENDPOINT_TOTALS, self->owner, &self->request, error) ||
           xeng_request_add_metric(self->request, XENG_METRIC_FAVORITES, error) ||
           xeng_request_add_grouping_text(self->request, "posts", "tweet.id", error);
}

int main(void)
{
    program self = {0};
    xeng_options *options = NULL;
    xeng_error *error = NULL;

    setvbuf(stdout, NULL, _IOLBF, 0); /* so that answers are seen as they come, in a pipe, too */
    int failed =
        xeng_options_new(&options, &error) || begin(&self, options, &error) || loop(&self, &error);
    if (error != NULL) {
        fprintf(stderr, "%s\n", xeng_error_message(error));
    }
    xeng_error_unref(error);
    xeng_request_unref(self.request);
    xeng_credentials_unref(self.owner);
    xeng_client_unref(self.client);
    xeng_options_unref(options);
    return failed || self.failures > 0;
}
