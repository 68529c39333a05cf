/* What can be foreseen about a job before anything is sent. */
#include "foresee.h"

#include "say.h"
#include "status.h"

xeng_plan *cli_foresee_plan(cli_job *job)
{
    xeng_plan *plan = NULL;
    xeng_error *error = NULL;
    cli_check(xeng_job_plan(job->job, &plan, &error), &error, NULL);
    return plan;
}

xeng_request *cli_foresee_request(const cli_job *job, const xeng_plan *plan, size_t window)
{
    int64_t start = XENG_TIME_UNSET;
    int64_t end = XENG_TIME_UNSET;
    xeng_request *request = NULL;
    xeng_error *error = NULL;
    cli_check(xeng_request_copy(job->query.request, &request, &error), &error, NULL);
    if (xeng_plan_window_at(plan, window, &start, &end) != 0 &&
        (start != XENG_TIME_UNSET || end != XENG_TIME_UNSET)) {
        cli_check(xeng_request_set_window(request, start, end, &error), &error, NULL);
    }
    return request;
}

void cli_foresee_window(const cli_job *job)
{
    xeng_plan *plan = NULL;
    xeng_warnings *warnings = NULL;
    xeng_error *error = NULL;
    cli_check(xeng_job_plan(job->job, &plan, &error), &error, NULL);
    xeng_request *request = cli_foresee_request(job, plan, 0);
    cli_check(xeng_request_warnings(request, &warnings, &error), &error, NULL);
    for (size_t i = 0; i < xeng_warnings_count(warnings); i++) {
        cli_say("warning: %s", xeng_warnings_message(warnings, i));
    }
    xeng_warnings_unref(warnings);
    xeng_request_unref(request);
    xeng_plan_unref(plan);
}
