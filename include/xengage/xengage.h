/** @file
 * The whole of xengage in one include: a client for X's enterprise Engagement API.
 *
 * Conventions, valid for every function of the library:
 *
 * - **Handles** are opaque. `_ref` adds an owner, `_unref` takes one away; both accept NULL.
 *   A child holds its parent, so handles may be released in any order.
 * - **Ownership**: what comes through a pointer-to-pointer (`xeng_result **result`) belongs to the
 *   caller; a plain returned pointer lives as long as the object that it came from.
 * - **Errors**: a fallible function returns #XENG_OK (0) or one of the `XENG_ERROR_` codes, and,
 * where its last parameter `error` is not NULL, stores NULL or a new xeng_error there. When it
 * fails it has changed nothing, and its other out-parameters are set to NULL or 0. Where memory
 * runs out, even for the error, the code is #XENG_ERROR_NO_MEMORY, whatever the function lists.
 * - **Types**: Post ids are `uint64_t`, times `int64_t` Unix seconds UTC, durations say their unit
 * in their name, sizes are `size_t`, strings are UTF-8 and end in NUL.
 * - **Threads**: functions that take a `const` handle may be called from any number of threads at
 *   once, as may `_ref`, `_unref` and everything on a xeng_client. A function that takes a
 *   non-const xeng_request, xeng_cursor, xeng_options, xeng_login, xeng_job, xeng_top, xeng_series
 * or xeng_writer wants that handle for itself.
 * - The library never prints, exits, aborts, installs a signal handler or starts a thread. (It
 * writes to stderr only where the environment variable `XENGAGE_LOG` asks for it; and libcurl, as
 * most systems build it, looks up host names in a short-lived thread of its own.)
 */
#ifndef XENGAGE_XENGAGE_H
#define XENGAGE_XENGAGE_H

#include <xengage/arrow.h>
#include <xengage/auth.h>
#include <xengage/client.h>
#include <xengage/comparison.h>
#include <xengage/credentials.h>
#include <xengage/error.h>
#include <xengage/export.h>
#include <xengage/job.h>
#include <xengage/ledger.h>
#include <xengage/memory.h>
#include <xengage/metric.h>
#include <xengage/options.h>
#include <xengage/post.h>
#include <xengage/request.h>
#include <xengage/result.h>
#include <xengage/series.h>
#include <xengage/table.h>
#include <xengage/top.h>
#include <xengage/version.h>
#include <xengage/writer.h>

#endif
