/* The client, for the other files of the public face. */
#ifndef XENG__CLIENT_CLIENT_H
#define XENG__CLIENT_CLIENT_H

#include <xengage/client.h>
#include <xengage/options.h>

#include "base/refcount.h"
#include "net/engine.h"
#include "net/settings.h"

/* What runs a client's calls. */
xeng__engine *xeng__client_engine(xeng_client *client);

/* Where tokens are had: scheme, host, perhaps a port and a path, no slash at the end. */
const char *xeng__client_auth_url(const xeng_client *client);

struct xeng_options {
    xeng__refcount owners;
    xeng__settings settings;
};

#endif
