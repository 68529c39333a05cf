/* auth bearer, auth login, auth logout. */
#ifndef CLI_AUTH_H
#define CLI_AUTH_H

#include "args.h"

/* Each returns the exit status. */
int cli_auth_bearer(const cli_args *args);
int cli_auth_login(const cli_args *args);
int cli_auth_logout(const cli_args *args);

#endif
