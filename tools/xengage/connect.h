/* The way to the server: whose eyes to see with, and the client. */
#ifndef CLI_CONNECT_H
#define CLI_CONNECT_H

#include <xengage/client.h>
#include <xengage/ledger.h>

#include "args.h"

/* The credentials of the --credentials file or the environment. Ends the program without any. */
xeng_credentials *cli_credentials(const cli_args *args);

/* The credentials of a file. Ends the program without them. */
xeng_credentials *cli_credentials_from_file(const char *path, const char *option);

/* What cli_credentials() gives; NULL, and the reason on standard error, where the environment has
 * none or a part. */
xeng_credentials *cli_credentials_if_any(const cli_args *args);

/* The application's consumer key and secret alone, from the file or the environment. Ends the
 * program without them. */
xeng_credentials *cli_app_credentials(const cli_args *args);

/* A client for the server that options and environment name, which counts users in the ledger
 * (NULL for none). Ends the program without one. */
xeng_client *cli_connect(const cli_args *args, xeng_ledger *ledger);

#endif
