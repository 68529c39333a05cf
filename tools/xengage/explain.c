/* --explain: what would be sent. */
#include "explain.h"

#include <stdio.h>
#include <stdlib.h>

#include <xengage/memory.h>
#include <xengage/metric.h>

#include "batch.h"
#include "connect.h"
#include "outfile.h"
#include "plan.h"
#include "say.h"
#include "status.h"

enum {
    KINDS = 16 /* of warnings */
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

static void explain_batch(const cli_plan *plan, const cli_batch *batch, FILE *file, foreseen *all)
{
    xeng_request *request = cli_plan_request(plan, false, batch->ids, batch->count);
    xeng_warnings *warnings = NULL;
    char *json = NULL;
    xeng_error *error = NULL;
    if (xeng_request_to_json(request, &json, &error) != XENG_OK ||
        xeng_request_warnings(request, &warnings, &error) != XENG_OK) {
        cli_die_error(cli_status_of(xeng_error_code(error)), NULL, error);
    }
    fprintf(file, "%s\n", json);
    for (size_t i = 0; i < xeng_warnings_count(warnings); i++) {
        add_warning(all, warnings, i);
    }
    xeng_free(json);
    xeng_warnings_unref(warnings);
    xeng_request_unref(request);
}

int cli_explain(const cli_args *args)
{
    cli_plan plan;
    foreseen all = {0};
    size_t count = 0;
    xeng_credentials *credentials = cli_credentials_if_any(args);
    cli_plan_make(args, credentials, &plan);
    FILE *file = cli_outfile_open(args->out);
    cli_batch *batches = cli_batches_make(&plan, &args->ids, &count);
    for (size_t i = 0; i < count; i++) {
        explain_batch(&plan, &batches[i], file, &all);
        cli_outfile_check();
    }
    cli_outfile_finish();
    say_warnings(&all);
    if (!args->quiet) {
        cli_say("%zu id%s, so %zu request%s to %s of at most %zu ids each; nothing was sent",
                args->ids.count, args->ids.count == 1 ? "" : "s", count, count == 1 ? "" : "s",
                xeng_endpoint_name(args->endpoint), xeng_endpoint_max_ids(args->endpoint));
    }
    cli_batches_free(batches, count);
    cli_plan_free(&plan);
    xeng_credentials_unref(credentials);
    return CLI_ALL_DELIVERED;
}
