/* A job as a stream of Arrow data: a batch a piece, or one of sums at its end. */
#include <errno.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "job/job.h"
#include "job/piece_table.h"
#include "model/request.h"
#include "result/arrow.h"

typedef struct stream {
    xeng_job *job;
    xeng__job_columns columns;
    bool sums;           /* the grouping is without `tweet.id` */
    xeng_table *shape;   /* has the columns of all batches; NULL as long as they aren't known */
    xeng_piece *given;   /* to be acknowledged when the next is asked for */
    xeng_piece *waiting; /* taken to see what its columns are */
    bool over;
    xeng_error *error; /* what went wrong; then nothing works any more */
} stream;

static int errno_of(int32_t code)
{
    switch (code) {
    case XENG_ERROR_NO_MEMORY:
        return ENOMEM;
    case XENG_ERROR_INVALID_ARGUMENT:
    case XENG_ERROR_STATE:
    case XENG_ERROR_RULE:
        return EINVAL;
    case XENG_ERROR_CANCELLED:
        return ECANCELED;
    default:
        return EIO;
    }
}

static int32_t acknowledge(stream *self, xeng_error **error)
{
    if (self->given == NULL) {
        return XENG_OK;
    }
    int32_t code = xeng_job_ack(self->job, self->given, 0, error);
    if (code == XENG_OK) {
        xeng_piece_unref(self->given);
        self->given = NULL;
    }
    return code;
}

/* The next piece, after the one before it is acknowledged; NULL at the end. */
static int32_t take(stream *self, xeng_piece **piece, xeng_error **error)
{
    xeng_piece *next = NULL;
    int32_t code = acknowledge(self, error);
    if (code == XENG_OK) {
        next = self->waiting;
        self->waiting = NULL;
        code = next == NULL ? xeng_job_next(self->job, -1, &next, error) : XENG_OK;
    }
    *piece = next;
    return code;
}

/* Whether the sums have days that weren't asked for, once no more pieces come. */
static int32_t look_at_sums(stream *self, int32_t *adds_day, xeng_error **error)
{
    xeng_result *sums = NULL;
    int32_t code = self->sums ? xeng_job_sums(self->job, &sums, error) : XENG_OK;
    *adds_day = xeng__adds_day(&self->columns, sums);
    xeng_result_unref(sums);
    return code;
}

/* Finds out whether there are days. Pieces without counts can't tell, and have no rows where it is
 * an open question, so that they are done with. */
static int32_t look_ahead(stream *self, int32_t *adds_day, xeng_error **error)
{
    *adds_day = xeng__adds_day(&self->columns, NULL);
    while (*adds_day < 0) {
        xeng_piece *piece;
        int32_t code = take(self, &piece, error);
        if (code != XENG_OK) {
            return code;
        }
        if (piece == NULL) {
            return look_at_sums(self, adds_day, error);
        }
        *adds_day = xeng__adds_day(&self->columns, piece->result);
        if (*adds_day < 0) {
            self->given = piece;
        } else {
            self->waiting = piece;
        }
    }
    return XENG_OK;
}

/* Finds out which columns there are. */
static int32_t settle(stream *self, xeng_error **error)
{
    int32_t adds_day;
    int32_t code = look_ahead(self, &adds_day, error);
    if (code != XENG_OK) {
        return code;
    }
    self->columns.adds_day = adds_day == 1;
    return xeng__sums_table(&self->columns, NULL, &self->shape, error);
}

static void list_columns(xeng__buf *out, const xeng_table *table)
{
    for (size_t i = 0; i < table->column_count; i++) {
        xeng__buf_append_text(out, i == 0 ? "" : ", ");
        xeng__buf_append_text(out, table->columns[i].name);
    }
}

/* All batches must have the same columns. */
static int32_t check_columns(const stream *self, const xeng_table *table, xeng_error **error)
{
    const xeng_table *shape = self->shape;
    bool same = table->column_count == shape->column_count;
    for (size_t i = 0; same && i < shape->column_count; i++) {
        same = strcmp(table->columns[i].name, shape->columns[i].name) == 0 &&
               table->columns[i].type == shape->columns[i].type;
    }
    if (same) {
        return XENG_OK;
    }
    xeng__buf text = XENG__BUF_EMPTY;
    xeng__buf_append_text(&text, "the server's answers differ, where a stream has the same columns "
                                 "from end to end: there are ");
    list_columns(&text, table);
    xeng__buf_append_text(&text, ", but before there were ");
    list_columns(&text, shape);
    xeng__buf_append_text(&text, "; take the job's pieces instead");
    int32_t code = text.failed
                       ? xeng__fail_no_memory(error)
                       : xeng__fail(error, XENG_ERROR_PROTOCOL, "%s", xeng__buf_text(&text));
    xeng__buf_free(&text);
    return code;
}

/* Exports a table, which is not needed any more then. */
static int32_t export(const stream *self, xeng_table *table, struct ArrowArray *out,
                      xeng_error **error)
{
    int32_t code = check_columns(self, table, error);
    if (code == XENG_OK && !xeng__arrow_array(table, out)) {
        code = xeng__fail_no_memory(error);
    }
    xeng_table_unref(table);
    return code;
}

/* The next piece's batch. */
static int32_t give_piece(stream *self, struct ArrowArray *out, xeng_error **error)
{
    xeng_table *table;
    xeng_piece *piece;
    int32_t code = take(self, &piece, error);
    if (code != XENG_OK || piece == NULL) {
        self->over = true;
        return code;
    }
    code = xeng__piece_table(&self->columns, piece, &table, error);
    code = code == XENG_OK ? export(self, table, out, error) : code;
    if (code == XENG_OK) {
        self->given = piece;
    } else {
        xeng_piece_unref(piece);
    }
    return code;
}

/* Runs the job to its end, acknowledging all pieces. */
static int32_t run(stream *self, xeng_error **error)
{
    xeng_piece *piece;
    do {
        int32_t code = take(self, &piece, error);
        if (code != XENG_OK) {
            return code;
        }
        self->given = piece;
    } while (piece != NULL);
    if (xeng_job_state(self->job) != XENG_JOB_COMPLETE) {
        return xeng__fail(error, XENG_ERROR_CANCELLED,
                          "the job was stopped before its end: there are no sums over all Posts");
    }
    return XENG_OK;
}

static int32_t give_sums(stream *self, struct ArrowArray *out, xeng_error **error)
{
    xeng_table *table = NULL;
    xeng_result *sums = NULL;
    int32_t code = run(self, error);
    self->over = true;
    code = code == XENG_OK ? xeng_job_sums(self->job, &sums, error) : code;
    code = code == XENG_OK ? xeng__sums_table(&self->columns, sums, &table, error) : code;
    code = code == XENG_OK ? export(self, table, out, error) : code;
    xeng_result_unref(sums);
    return code;
}

/* Keeps an error for who asks for it. */
static int fail(stream *self, int32_t code, xeng_error *error)
{
    xeng_error_unref(self->error);
    self->error = error;
    return errno_of(code);
}

static int32_t begin(stream *self, xeng_error **error)
{
    return self->shape == NULL ? settle(self, error) : XENG_OK;
}

static int get_schema(struct ArrowArrayStream *arrow, struct ArrowSchema *out)
{
    stream *self = arrow->private_data;
    xeng_error *error = NULL;
    out->release = NULL;
    if (self->error != NULL) {
        return errno_of(xeng_error_code(self->error));
    }
    int32_t code = begin(self, &error);
    if (code == XENG_OK && !xeng__arrow_schema(self->shape, out)) {
        out->release = NULL;
        code = xeng__fail_no_memory(&error);
    }
    return code == XENG_OK ? 0 : fail(self, code, error);
}

static int get_next(struct ArrowArrayStream *arrow, struct ArrowArray *out)
{
    stream *self = arrow->private_data;
    xeng_error *error = NULL;
    out->release = NULL;
    if (self->error != NULL) {
        return errno_of(xeng_error_code(self->error));
    }
    int32_t code = begin(self, &error);
    if (code == XENG_OK && !self->over) {
        code = self->sums ? give_sums(self, out, &error) : give_piece(self, out, &error);
    }
    if (code != XENG_OK) {
        out->release = NULL;
        return fail(self, code, error);
    }
    return 0;
}

static const char *get_last_error(struct ArrowArrayStream *arrow)
{
    const stream *self = arrow->private_data;
    return self->error == NULL ? NULL : xeng_error_message(self->error);
}

static void release(struct ArrowArrayStream *arrow)
{
    stream *self = arrow->private_data;
    xeng_piece_unref(self->given);
    xeng_piece_unref(self->waiting);
    xeng_table_unref(self->shape);
    xeng_error_unref(self->error);
    xeng_job_unref(self->job);
    xeng__free(self);
    arrow->release = NULL;
}

static int32_t check_job(const xeng_job *job, xeng_error **error)
{
    int32_t code = xeng__job_check_process(job, error);
    if (code == XENG_OK && job->handed > 0) {
        code = xeng__fail(error, XENG_ERROR_STATE,
                          "pieces were taken from the job already: a stream has all of them");
    }
    return code;
}

int32_t xeng_job_to_arrow_stream(xeng_job *job, size_t grouping, int32_t form,
                                 struct ArrowArrayStream *arrow, xeng_error **error)
{
    xeng__error_clear(error);
    if (arrow == NULL) {
        return xeng__fail_argument(error, "xeng_job_to_arrow_stream: stream is NULL");
    }
    memset(arrow, 0, sizeof *arrow);
    if (job == NULL) {
        return xeng__fail_argument(error, "xeng_job_to_arrow_stream: job is NULL");
    }
    xeng__job_columns columns = {job->request, grouping, form, false};
    int32_t code = xeng__job_columns_check(&columns, error);
    code = code == XENG_OK ? check_job(job, error) : code;
    if (code != XENG_OK) {
        return code;
    }
    stream *self = xeng__calloc(1, sizeof *self);
    if (self == NULL) {
        return xeng__fail_no_memory(error);
    }
    self->job = xeng_job_ref(job);
    self->columns = columns;
    self->sums = !xeng__request_groups_by(job->request, grouping, XENG_DIMENSION_TWEET_ID);
    *arrow = (struct ArrowArrayStream){get_schema, get_next, get_last_error, release, self};
    return XENG_OK;
}
