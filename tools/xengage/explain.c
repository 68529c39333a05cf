/* --explain: what would be sent. */
#include "explain.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include <xengage/memory.h>
#include <xengage/metric.h>

#include "foresee.h"
#include "memory.h"
#include "outfile.h"
#include "say.h"
#include "status.h"

enum {
    KINDS = 16,           /* of warnings */
    SHOWN_AT_MOST = 1000, /* requests */
};

/* The warnings of all requests, one a code. */
typedef struct {
    struct {
        int32_t code;
        size_t requests;
        size_t ids;
        xeng_warnings *list; /* of the first request that has it */
        size_t index;
    } kinds[KINDS];
    size_t count;
} foreseen;

static void add_warning(foreseen *all, xeng_warnings *list, size_t index)
{
    int32_t code = xeng_warnings_code(list, index);
    size_t i = 0;
    while (i < all->count && all->kinds[i].code != code) {
        i++;
    }
    if (i == all->count) {
        if (all->count == KINDS) {
            return;
        }
        all->kinds[all->count++].code = code;
        all->kinds[i].list = xeng_warnings_ref(list);
        all->kinds[i].index = index;
    }
    all->kinds[i].requests++;
    all->kinds[i].ids += xeng_warnings_id_count(list, index);
}

static void say_warnings(foreseen *all)
{
    for (size_t i = 0; i < all->count; i++) {
        const char *message = xeng_warnings_message(all->kinds[i].list, all->kinds[i].index);
        if (all->kinds[i].requests > 1 && all->kinds[i].ids > 0) {
            cli_say("warning: %s (so in the first of %zu requests that have such Posts; %zu Posts "
                    "in all)",
                    message, all->kinds[i].requests, all->kinds[i].ids);
        } else {
            cli_say("warning: %s", message);
        }
        xeng_warnings_unref(all->kinds[i].list);
    }
}

static void explain_request(xeng_request *request, const uint64_t *ids, size_t count, FILE *file,
                            foreseen *all)
{
    xeng_warnings *warnings = NULL;
    char *json = NULL;
    xeng_error *error = NULL;
    if (xeng_request_add_ids(request, ids, count, &error) != XENG_OK ||
        xeng_request_to_json(request, &json, &error) != XENG_OK ||
        xeng_request_warnings(request, &warnings, &error) != XENG_OK) {
        cli_die_error(cli_status_of(xeng_error_code(error)), NULL, error);
    }
    fprintf(file, "%s\n", json);
    for (size_t i = 0; i < xeng_warnings_count(warnings); i++) {
        add_warning(all, warnings, i);
    }
    xeng_free(json);
    xeng_warnings_unref(warnings);
}

/* The ids that go into one request: as many of one account as it takes, from `first` on. */
static size_t ids_of_request(const cli_job *job, uint64_t first, uint64_t *ids)
{
    size_t most = xeng_endpoint_max_ids(job->args->endpoint);
    uint64_t all = xeng_job_figure(job->job, XENG_FIGURE_IDS);
    uint32_t account = 0;
    size_t count = 0;
    while (count < most && first + count < all) {
        uint32_t own = 0;
        xeng_error *error = NULL;
        if (xeng_job_id_at(job->job, first + count, &ids[count], &own, NULL, NULL, &error) !=
            XENG_OK) {
            cli_die_error(cli_status_of(xeng_error_code(error)), NULL, error);
        }
        if (count > 0 && own != account) {
            break;
        }
        account = own;
        count++;
    }
    return count;
}

/* Prints the first requests, and returns how many. */
static uint64_t explain_requests(const cli_job *job, const xeng_plan *plan, FILE *file,
                                 foreseen *all)
{
    uint64_t *ids = cli_alloc(xeng_endpoint_max_ids(job->args->endpoint), sizeof *ids);
    uint64_t shown = 0;
    uint64_t first = 0;
    size_t count;
    while (shown < SHOWN_AT_MOST && (count = ids_of_request(job, first, ids)) > 0) {
        for (size_t i = 0; i < xeng_plan_windows(plan) && shown < SHOWN_AT_MOST; i++, shown++) {
            xeng_request *request = cli_foresee_request(job, plan, i);
            explain_request(request, ids, count, file, all);
            xeng_request_unref(request);
            cli_outfile_check();
        }
        first += count;
    }
    free(ids);
    return shown;
}

int cli_explain(const cli_args *args)
{
    cli_job job;
    foreseen all = {0};
    cli_job_make(&job, args, CLI_TO_SHOW);
    cli_job_begin(&job);
    xeng_plan *plan = cli_foresee_plan(&job);
    FILE *file = cli_outfile_open(args->out);
    uint64_t shown = explain_requests(&job, plan, file, &all);
    cli_outfile_finish();
    say_warnings(&all);
    uint64_t ids = xeng_plan_ids(plan);
    uint64_t requests = xeng_plan_requests(plan);
    if (!args->quiet) {
        cli_say("%" PRIu64 " id%s, so %" PRIu64 " request%s to %s of at most %zu ids each%s; "
                "nothing was sent",
                ids, ids == 1 ? "" : "s", requests, requests == 1 ? "" : "s",
                xeng_endpoint_name(args->endpoint), xeng_endpoint_max_ids(args->endpoint),
                shown < requests ? ", of which the first are shown" : "");
    }
    xeng_plan_unref(plan);
    cli_job_free(&job);
    return CLI_ALL_DELIVERED;
}
