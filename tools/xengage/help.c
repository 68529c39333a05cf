/* What --help and --version print. */
#include "help.h"

#include <stdio.h>
#include <stdlib.h>

#include <xengage/version.h>

#include "args.h"
#include "status.h"

#define COMMON                                                                          \
    "  --base-url URL        another server (also XENGAGE_BASE_URL)\n"                  \
    "  --ca-file FILE        certificates to trust, PEM (also XENGAGE_CA_FILE)\n"       \
    "  --credentials FILE    JSON that only you can read, instead of the environment\n" \
    "  --deadline SECONDS    for the whole run\n"                                       \
    "  --log LEVEL           error, warn, info, debug, trace: to standard error\n"      \
    "  --quiet               no summary\n"

#define FETCH                                                                    \
    "  --ids FILE            Post ids, one a line; - is standard input\n"        \
    "  --metrics A,B,...     default: all that endpoint and credentials allow\n" \
    "  --group NAME=DIM,...  up to 3 times; default metrics=tweet.id,engagement.type\n"
#define OUTPUT                                                                   \
    "  --format FORMAT       table (default), json, csv\n"                       \
    "  --top N               only the first N rows of the table\n"               \
    "  --out FILE            instead of standard output; in place at the end\n"  \
    "  --explain             print the requests and warnings, send nothing\n"    \
    "  --now TIME            judges ages and windows by it (also XENGAGE_NOW)\n" \
    "  --progress            also where standard error is no terminal\n" COMMON

static const char overview[] =
    "usage: xengage COMMAND [options] [Post ids]\n"
    "\n"
    "How often Posts were seen and engaged with, from X's enterprise Engagement API.\n"
    "\n"
    "  totals          counts since each Post was made\n"
    "  28hr            counts of the last 28 hours\n"
    "  historical      counts of a window of up to four weeks\n"
    "  auth bearer     get a bearer token for the application\n"
    "  auth login      let a user allow the application to read their Posts' metrics\n"
    "  auth logout     make a token worthless\n"
    "\n"
    "xengage COMMAND --help has the options of each; xengage --version.\n"
    "\n"
    "Credentials come from the environment:\n"
    "  XENGAGE_CONSUMER_KEY, XENGAGE_CONSUMER_SECRET             the application\n"
    "  XENGAGE_ACCESS_TOKEN, XENGAGE_ACCESS_TOKEN_SECRET         and its user\n"
    "  XENGAGE_BEARER_TOKEN                                      or a bearer token\n"
    "or from --credentials FILE; never from arguments, which ps shows.\n"
    "\n"
    "Data goes to standard output, everything else to standard error. Exit status:\n"
    "  0  all delivered             1  some ids not delivered; the data is written\n"
    "  2  the request is wrong      3  not authorised\n"
    "  4  rate limited, server down or out of reach\n"
    "  5  anything local: files, memory, certificates, an answer that makes no sense\n";

static const char totals[] =
    "usage: xengage totals [options] [Post ids]\n"
    "\n"
    "Counts since each Post was made; impressions and engagements of Posts younger\n"
    "than 90 days. 250 ids a request; more are cut into several.\n"
    "\n" FETCH "                        dimensions: tweet.id, engagement.type\n" OUTPUT "\n"
    "  xengage totals 1541815603606036480 --metrics favorites,retweets\n"
    "  xengage totals --ids posts.txt --top 10\n"
    "  xengage totals --ids posts.txt --format csv --out counts.csv\n"
    "  xengage totals --ids posts.txt --metrics replies --group sum=engagement.type\n";

static const char hours28[] =
    "usage: xengage 28hr [options] [Post ids]\n"
    "\n"
    "Counts of the last 28 hours, of Posts that your user owns. 25 ids a request;\n"
    "more are cut into several.\n"
    "\n" FETCH "                        dimensions: tweet.id, engagement.type, engagement.day,\n"
    "                        engagement.hour\n" OUTPUT "\n"
    "  xengage 28hr 1541815603606036480\n"
    "  xengage 28hr --ids posts.txt --format csv \\\n"
    "      --group hourly=tweet.id,engagement.type,engagement.day,engagement.hour\n";

static const char historical[] =
    "usage: xengage historical [options] [Post ids]\n"
    "\n"
    "Counts of a window of up to four weeks, of Posts that your user owns. 25 ids a\n"
    "request; more are cut into several.\n"
    "\n" FETCH "                        dimensions: tweet.id, engagement.type, engagement.day,\n"
    "                        engagement.hour\n"
    "  --start TIME          UTC: 2026-11-01 or 2026-11-01T17:00:00Z\n"
    "  --end TIME            exclusive; default for either: four weeks from the other\n" OUTPUT "\n"
    "  xengage historical --ids posts.txt --start 2026-11-01 --end 2026-11-08 \\\n"
    "      --group daily=tweet.id,engagement.type,engagement.day --format csv\n";

static const char auth[] =
    "usage: xengage auth bearer|login|logout [options]\n"
    "\n"
    "  auth bearer     get a bearer token for the application\n"
    "  auth login      let a user allow the application to read their Posts' metrics\n"
    "  auth logout     make a token worthless\n"
    "\n"
    "xengage auth COMMAND --help has the options of each.\n";

static const char auth_bearer[] =
    "usage: xengage auth bearer [options]\n"
    "\n"
    "Gets a bearer token for the application of XENGAGE_CONSUMER_KEY and\n"
    "XENGAGE_CONSUMER_SECRET, and prints it as the JSON that --credentials takes. It\n"
    "reads the public metrics on totals: favorites, retweets, replies, quotes, video\n"
    "views.\n"
    "\n"
    "  --out FILE            write it there instead, for your eyes only (mode 0600)\n" COMMON "\n"
    "  xengage auth bearer --out app.json\n"
    "  xengage totals --credentials app.json --ids posts.txt\n";

static const char auth_login[] =
    "usage: xengage auth login [options]\n"
    "\n"
    "Lets a user allow the application of XENGAGE_CONSUMER_KEY and\n"
    "XENGAGE_CONSUMER_SECRET to read their Posts' metrics. Shows an address to open in\n"
    "a browser, reads the PIN that X shows there, and prints credentials as the JSON\n"
    "that --credentials takes.\n"
    "\n"
    "  --callback URL        one registered for the application, instead of a PIN:\n"
    "                        paste the whole address to which X sends the user\n"
    "  --out FILE            write it there instead, for your eyes only (mode 0600)\n" COMMON "\n"
    "  xengage auth login --out me.json\n"
    "  xengage 28hr --credentials me.json --ids posts.txt\n";

static const char auth_logout[] =
    "usage: xengage auth logout [options]\n"
    "\n"
    "Makes the token of the environment, or of the --credentials file, worthless: a\n"
    "user's access token; or a bearer token, which takes XENGAGE_CONSUMER_KEY and\n"
    "XENGAGE_CONSUMER_SECRET besides. A file isn't deleted.\n"
    "\n" COMMON "\n"
    "  xengage auth logout --credentials me.json\n";

static const char *const pages[] = {
    [CLI_HELP_OVERVIEW] = overview,
    [CLI_HELP_AUTH] = auth,
    [CLI_HELP_OF(CLI_TOTALS)] = totals,
    [CLI_HELP_OF(CLI_28HR)] = hours28,
    [CLI_HELP_OF(CLI_HISTORICAL)] = historical,
    [CLI_HELP_OF(CLI_AUTH_BEARER)] = auth_bearer,
    [CLI_HELP_OF(CLI_AUTH_LOGIN)] = auth_login,
    [CLI_HELP_OF(CLI_AUTH_LOGOUT)] = auth_logout,
};

void cli_help(int page, int status)
{
    FILE *out = status == CLI_ALL_DELIVERED ? stdout : stderr;
    fputs(pages[page], out);
    exit(fflush(out) == 0 ? status : CLI_LOCAL_TROUBLE);
}

void cli_help_version(void)
{
    printf("xengage %s\n", xeng_version());
    exit(fflush(stdout) == 0 ? CLI_ALL_DELIVERED : CLI_LOCAL_TROUBLE);
}
