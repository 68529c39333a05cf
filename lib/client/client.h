/* The client, for the other files of the public face. */
#ifndef XENG__CLIENT_CLIENT_H
#define XENG__CLIENT_CLIENT_H

#include <xengage/client.h>
#include <xengage/ledger.h>
#include <xengage/options.h>

#include "base/refcount.h"
#include "net/engine.h"
#include "net/settings.h"

/* What runs a client's calls. */
xeng__engine *xeng__client_engine(xeng_client *client);

/* Where tokens are had: scheme, host, perhaps a port and a path, no slash at the end. */
const char *xeng__client_auth_url(const xeng_client *client);

/* Where the API is, likewise. */
const char *xeng__client_base_url(const xeng_client *client);

/* How many requests a client has under way at once. */
uint32_t xeng__client_max_concurrency(const xeng_client *client);

/* Whether credentials may be used: counts their user in the ledger, where there is one. */
int32_t xeng__client_admit(xeng_client *client, const xeng_credentials *credentials,
                           xeng_error **error);

struct xeng_options {
    xeng__refcount owners;
    xeng__settings settings;
    xeng_ledger *ledger; /* NULL: none */
};

#endif
