/* A job: favorites of all Posts of a file, however many, as CSV. With a journal as second argument
 * it can be killed and started again, and goes on. */
#include <inttypes.h>
#include <stdio.h>
#include <xengage/xengage.h>

/* A client and a job for the ids of a file; what goes wrong is in *error. */
static xeng_job *make_job(const char *ids, const char *journal, xeng_error **error)
{
    xeng_options *options = NULL;
    xeng_client *client = NULL;
    xeng_credentials *owner = NULL;
    xeng_request *request = NULL;
    xeng_job *job = NULL;

    int failed =
        xeng_options_new(&options, error) || xeng_options_from_env(options, error) ||
        xeng_client_new(options, &client, error) || xeng_credentials_from_env(&owner, error) ||
        xeng_request_new(XENG_ENDPOINT_TOTALS, owner, &request, error) ||
        xeng_request_add_metric(request, XENG_METRIC_FAVORITES, error) ||
        xeng_request_add_grouping_text(request, "posts", "tweet.id,engagement.type", error) ||
        xeng_job_new(client, request, &job, error) ||
        xeng_job_add_credentials(job, owner, NULL, error) ||
        xeng_job_add_ids_file(job, 0, ids, XENG_IDS_AUTO, NULL, error) ||
        xeng_job_set_journal(job, journal, error);
    /* The job holds what it needs. */
    xeng_request_unref(request);
    xeng_credentials_unref(owner);
    xeng_client_unref(client);
    xeng_options_unref(options);
    if (failed) {
        xeng_job_unref(job);
        job = NULL;
    }
    return job;
}

/* A line for each id of a piece: its count, or what became of it. */
static void print_piece(const xeng_piece *piece)
{
    for (size_t i = 0; i < xeng_piece_id_count(piece); i++) {
        uint64_t id = xeng_piece_id_at(piece, i);
        int64_t favorites;
        if (xeng_result_post_value(xeng_piece_result(piece), id, XENG_METRIC_FAVORITES,
                                   &favorites) == XENG_VALUE_DELIVERED) {
            printf("%" PRIu64 ",%" PRId64 "\n", id, favorites);
        } else {
            printf("%" PRIu64 ",%s\n", id, xeng_piece_id_reason_text(piece, i));
        }
    }
}

/* Takes the job's pieces; each is acknowledged when its lines are out. */
static void run(xeng_job *job, xeng_error **error)
{
    xeng_piece *piece = NULL;
    while (xeng_job_next(job, -1, &piece, error) == XENG_OK && piece != NULL) {
        print_piece(piece);
        int32_t code = fflush(stdout) == 0 ? xeng_job_ack(job, piece, 0, error) : XENG_ERROR_SYSTEM;
        xeng_piece_unref(piece);
        if (code != XENG_OK) {
            return;
        }
    }
}

int main(int argc, char **argv)
{
    xeng_error *error = NULL;
    if (argc < 2 || argc > 3) {
        fprintf(stderr, "usage: job FILE-OF-IDS [JOURNAL]\n");
        return 2;
    }
    xeng_job *job = make_job(argv[1], argc > 2 ? argv[2] : NULL, &error);
    if (job != NULL) {
        run(job, &error);
        fprintf(stderr, "%" PRIu64 " of %" PRIu64 " ids settled, %" PRIu64 " delivered\n",
                xeng_job_figure(job, XENG_FIGURE_IDS_SETTLED),
                xeng_job_figure(job, XENG_FIGURE_IDS),
                xeng_job_state_count(job, XENG_ID_DELIVERED));
    }
    int complete = job != NULL && xeng_job_state(job) == XENG_JOB_COMPLETE;
    xeng_job_unref(job);
    if (error != NULL) {
        fprintf(stderr, "%s\n", xeng_error_message(error));
    }
    xeng_error_unref(error);
    return complete ? 0 : 1;
}
