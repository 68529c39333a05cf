/* Files of Post ids: plain, CSV or JSON lines, each gzipped or not, read in bounded memory. */
#ifndef XENG__JOB_IDS_FILE_H
#define XENG__JOB_IDS_FILE_H

#include <stddef.h>
#include <stdint.h>

#include <xengage/error.h>

/* Takes some ids, in the order of the file. Anything but XENG_OK ends the reading. */
typedef int32_t xeng__ids_take(void *context, const uint64_t *ids, size_t count,
                               xeng_error **error);

/* Reads a file as xeng_job_add_ids_file() says. Ids may have been taken before a failure. */
int32_t xeng__ids_file_read(const char *path, int32_t format, const char *field,
                            xeng__ids_take *take, void *context, xeng_error **error);

#endif
