/* The accounts of a run: credentials, and which files of ids are seen with them. */
#ifndef CLI_ACCOUNTS_H
#define CLI_ACCOUNTS_H

#include <stddef.h>

#include <xengage/credentials.h>

#include "args.h"

typedef struct {
    char *name; /* for people */
    char *ids;  /* a file; NULL for the ids of the command line */
    xeng_credentials *credentials;
} cli_account;

typedef struct {
    cli_account *at;
    size_t count;
    size_t room;
} cli_accounts;

/* The accounts of the --accounts file, or the one of --credentials or the environment. Ends the
 * program without any, unless `pretend`: then, where the environment has none, a user's are made
 * up, who can read everything, since nothing will be sent. */
void cli_accounts_make(const cli_args *args, bool pretend, cli_accounts *accounts);
void cli_accounts_free(cli_accounts *accounts);

#endif
