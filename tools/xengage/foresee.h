/* What can be foreseen about a job before anything is sent. */
#ifndef CLI_FORESEE_H
#define CLI_FORESEE_H

#include "job.h"

/* Says what can be foreseen about the job's windows, once it has begun. Which Posts are too old,
 * the summary tells. */
void cli_foresee_window(const cli_job *job);

/* The plan of a job, which begins for that; the caller's to unref. Ends the program without one. */
xeng_plan *cli_foresee_plan(cli_job *job);

/* A request like those of a job, for one of its windows; without ids, the caller's to unref. */
xeng_request *cli_foresee_request(const cli_job *job, const xeng_plan *plan, size_t window);

#endif
