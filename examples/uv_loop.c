/* One thread, libuv's loop, 1,000 requests under way: a uv_poll_t on the client's descriptor is all
 * it takes. Prints how often each Post of a file was liked, and that it is alive meanwhile.
 *
 *     examples/with-sim uv_loop examples/data/post-ids.txt */
#include <uv.h>

#include "crowd.h"

enum {
    TICK_MS = 250
};

typedef struct {
    crowd crowd;
    uv_poll_t client; /* tells when the client has something to do */
    uv_idle_t asking; /* runs the loop round while there is more to ask */
    uv_timer_t ticks; /* what else the program does */
    int failed;
} program;

static void turn(program *self)
{
    self->failed = crowd_turn(&self->crowd);
    if (self->failed || !crowd_goes_on(&self->crowd)) {
        uv_poll_stop(&self->client);
        uv_idle_stop(&self->asking);
        uv_timer_stop(&self->ticks);
    } else if (!crowd_has_more_to_ask(&self->crowd)) {
        uv_idle_stop(&self->asking);
    }
}

static void on_idle(uv_idle_t *handle)
{
    turn(handle->data);
}

static void on_client(uv_poll_t *handle, int status, int events)
{
    program *self = handle->data;
    (void)status;
    (void)events;
    turn(self);
    /* An answer has made room for the next question. */
    if (!self->failed && crowd_has_more_to_ask(&self->crowd)) {
        uv_idle_start(&self->asking, on_idle);
    }
}

static void on_tick(uv_timer_t *handle)
{
    const program *self = handle->data;
    fprintf(stderr, "%u under way, %u answered\n", self->crowd.under_way, self->crowd.answered);
}

/* Runs the loop until everything is answered: then nothing is active in it. */
static int run(program *self)
{
    uv_loop_t loop;
    int status = uv_loop_init(&loop);
    if (status != 0) {
        fprintf(stderr, "libuv: %s\n", uv_strerror(status));
        return 1;
    }
    self->client.data = self->asking.data = self->ticks.data = self;
    status = uv_poll_init(&loop, &self->client, xeng_client_fd(self->crowd.client));
    if (status == 0) {
        uv_idle_init(&loop, &self->asking);
        uv_timer_init(&loop, &self->ticks);
        uv_poll_start(&self->client, UV_READABLE, on_client);
        uv_idle_start(&self->asking, on_idle);
        uv_timer_start(&self->ticks, on_tick, TICK_MS, TICK_MS);
        uv_run(&loop, UV_RUN_DEFAULT);
        uv_close((uv_handle_t *)&self->client, NULL);
        uv_close((uv_handle_t *)&self->asking, NULL);
        uv_close((uv_handle_t *)&self->ticks, NULL);
        uv_run(&loop, UV_RUN_DEFAULT);
    } else {
        fprintf(stderr, "libuv: %s\n", uv_strerror(status));
    }
    (void)uv_loop_close(&loop);
    return status != 0 || self->failed;
}

int main(int argc, char **argv)
{
    static program self;
    int failed = crowd_begin(&self.crowd, argc > 1 ? argv[1] : NULL) || run(&self);
    return crowd_end(&self.crowd) || failed;
}
