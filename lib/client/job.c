/* Making a job: what it needs of its client. */
#include <xengage/job.h>

#include "base/error.h"
#include "client/client.h"
#include "job/job.h"

static void release(void *client)
{
    xeng_client_unref(client);
}

static int32_t admit(void *client, const xeng_credentials *credentials, xeng_error **error)
{
    return xeng__client_admit(client, credentials, error);
}

int32_t xeng_job_new(xeng_client *client, const xeng_request *request, xeng_job **job,
                     xeng_error **error)
{
    xeng__error_clear(error);
    if (job == NULL) {
        return xeng__fail_argument(error, "job is NULL: it says where the job goes");
    }
    *job = NULL;
    if (client == NULL || request == NULL) {
        return xeng__fail_argument(error, client == NULL ? "client is NULL" : "request is NULL");
    }
    const xeng__job_host host = {
        .owner = xeng_client_ref(client),
        .release = release,
        .admit = admit,
        .engine = xeng__client_engine(client),
        .base_url = xeng__client_base_url(client),
        .max_concurrency = xeng__client_max_concurrency(client),
    };
    int32_t code = xeng__job_new(&host, request, job, error);
    if (code != XENG_OK) {
        xeng_client_unref(client);
    }
    return code;
}
