/* What --help and --version print. */
#include "help.h"

#include <stdio.h>
#include <stdlib.h>

#include <xengage/version.h>

#include "status.h"

void cli_help(int page, int status)
{
    FILE *out = status == CLI_ALL_DELIVERED ? stdout : stderr;
    fputs(cli_help_pages[page], out);
    exit(fflush(out) == 0 ? status : CLI_LOCAL_TROUBLE);
}

void cli_help_version(void)
{
    printf("xengage %s\n", xeng_version());
    exit(fflush(stdout) == 0 ? CLI_ALL_DELIVERED : CLI_LOCAL_TROUBLE);
}
