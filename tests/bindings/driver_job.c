/* Cases with a job: its pieces in order, each acknowledged, and what became of all ids. */
#include <stdlib.h>

#include "driver.h"

enum {
    MOST_STATES = 6,
};

static const int32_t states[MOST_STATES] = {
    XENG_ID_DELIVERED,   XENG_ID_UNAVAILABLE, XENG_ID_FORBIDDEN,
    XENG_ID_UNSUPPORTED, XENG_ID_MISSING,     XENG_ID_FAILED,
};

typedef struct {
    uint64_t next;
    int64_t left;
} range;

static int32_t next_ids(void *context, uint64_t *ids, size_t capacity, size_t *count)
{
    range *self = context;
    for (*count = 0; *count < capacity && self->left > 0; self->left--) {
        ids[(*count)++] = self->next++;
    }
    return XENG_OK;
}

static int32_t add_ids(xeng_job *job, const json_t *from, xeng_error **error)
{
    range ids = {.left = json_integer_value(json_object_get(from, "count"))};
    int32_t code = xeng_post_id_parse(text_of(from, "first"), &ids.next, error);
    return code ? code : xeng_job_add_ids_from(job, 0, next_ids, &ids, error);
}

static int32_t set_window(xeng_job *job, const json_t *one, xeng_error **error)
{
    const char *start = json_string_value(json_object_get(one, "start"));
    const char *end = json_string_value(json_object_get(one, "end"));
    if (start == NULL && end == NULL) {
        return XENG_OK;
    }
    return xeng_job_set_window_text(job, start, end, error);
}

static int32_t make_job(const json_t *one, xeng_job **job, xeng_error **error)
{
    xeng_client *client = NULL;
    xeng_credentials *credentials = NULL;
    xeng_request *request = NULL;
    int32_t code = make_client(&client, error);
    code = code ? code : make_credentials(text_of(one, "as"), &credentials, error);
    code =
        code ? code : make_request(json_object_get(one, "request"), credentials, &request, error);
    code = code ? code : xeng_job_new(client, request, job, error);
    code = code ? code : xeng_job_add_credentials(*job, credentials, NULL, error);
    code = code ? code : set_window(*job, one, error);
    code = code ? code : add_ids(*job, json_object_get(one, "ids"), error);
    /* The job holds what it needs. */
    xeng_request_unref(request);
    xeng_credentials_unref(credentials);
    xeng_client_unref(client);
    return code;
}

static json_t *show_piece_states(const xeng_piece *piece)
{
    json_t *shown = json_object();
    for (size_t i = 0; i < xeng_piece_id_count(piece); i++) {
        const char *name = xeng_id_state_name(xeng_piece_id_state(piece, i));
        json_int_t before = json_integer_value(json_object_get(shown, name));
        json_object_set_new(shown, name, json_integer(before + 1));
    }
    return shown;
}

static json_t *show_piece(const xeng_piece *piece)
{
    return json_pack("{s:o, s:b, s:I, s:o, s:o}", "number", decimal_id(xeng_piece_number(piece)),
                     "finished", (int)xeng_piece_is_finished(piece), "ids",
                     (json_int_t)xeng_piece_id_count(piece), "states", show_piece_states(piece),
                     "trees", show_trees(xeng_piece_result(piece)));
}

static int32_t take_pieces(xeng_job *job, json_t *pieces, xeng_error **error)
{
    xeng_piece *piece = NULL;
    int32_t code;
    while ((code = xeng_job_next(job, -1, &piece, error)) == XENG_OK && piece != NULL) {
        json_array_append_new(pieces, show_piece(piece));
        code = xeng_job_ack(job, piece, 0, error);
        xeng_piece_unref(piece);
        if (code != XENG_OK) {
            break;
        }
    }
    return code;
}

static json_t *show_job_states(const xeng_job *job)
{
    json_t *shown = json_object();
    for (size_t i = 0; i < MOST_STATES; i++) {
        uint64_t count = xeng_job_state_count(job, states[i]);
        if (count > 0) {
            json_object_set_new(shown, xeng_id_state_name(states[i]), decimal_id(count));
        }
    }
    return shown;
}

static const char *state_word(const xeng_job *job)
{
    switch (xeng_job_state(job)) {
    case XENG_JOB_COMPLETE:
        return "complete";
    case XENG_JOB_STOPPED:
        return "stopped";
    default:
        return "open";
    }
}

json_t *do_job(const json_t *one)
{
    xeng_job *job = NULL;
    xeng_error *error = NULL;
    json_t *pieces = json_array();
    int32_t code = make_job(one, &job, &error);
    if (code == XENG_OK) {
        xeng_job_set_ordered(job, 1);
        code = take_pieces(job, pieces, &error);
    }
    json_t *shown = code != XENG_OK ? show_error(error)
                                    : json_pack("{s:O, s:o, s:s}", "pieces", pieces, "states",
                                                show_job_states(job), "state", state_word(job));
    json_decref(pieces);
    xeng_job_unref(job);
    return shown;
}
