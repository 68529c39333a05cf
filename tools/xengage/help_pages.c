/* The pages of --help: each fits a screen. */
#include "args.h"
#include "help.h"

#define COMMON                                                                          \
    "  --base-url URL        another server (also XENGAGE_BASE_URL)\n"                  \
    "  --ca-file FILE        certificates to trust, PEM (also XENGAGE_CA_FILE)\n"       \
    "  --credentials FILE    JSON that only you can read, instead of the environment\n" \
    "  --deadline SECONDS    for the whole run\n"                                       \
    "  --log LEVEL           error, warn, info, debug, trace: to standard error\n"      \
    "  --quiet               no summary, no progress\n"

#define IDS                                                                              \
    "  --ids FILE            Post ids: plain, CSV or JSON lines, gzipped or not; - is\n" \
    "                        standard input; --ids-format, --ids-field: see help jobs\n"

#define FETCH                                                                    \
    "  --metrics A,B,...     default: all that endpoint and credentials allow\n" \
    "  --group NAME=DIM,...  up to 3 times; default metrics=tweet.id,engagement.type\n"

#define OUTPUT                                                                       \
    "  --format FORMAT       table (default), json: held in memory until the end;\n" \
    "                        csv, jsonl: written as they come\n"                     \
    "  --top N               only the first N rows of the table\n"                   \
    "  --out FILE            instead of standard output; in place at the end\n"

#define SHOW                                                                            \
    "  --plan                print how many requests it takes, and how long\n"          \
    "  --explain             print the requests and warnings; neither sends anything\n" \
    "  --now TIME            judges ages and windows by it (also XENGAGE_NOW)\n"        \
    "  --progress            also where standard error is no terminal\n"

#define DIMENSIONS                                                                     \
    "                        dimensions: tweet.id, engagement.type, engagement.day,\n" \
    "                        engagement.hour\n"

static const char overview[] =
    "usage: xengage COMMAND [options] [Post ids]\n"
    "\n"
    "How often Posts were seen and engaged with, from X's enterprise Engagement API.\n"
    "\n"
    "  totals          counts since each Post was made\n"
    "  28hr            counts of the last 28 hours\n"
    "  historical      counts of a window of any length\n"
    "  top             the best Posts by a metric, or by engagement rate\n"
    "  auth bearer     get a bearer token for the application\n"
    "  auth login      let a user allow the application to read their Posts' metrics\n"
    "  auth logout     make a token worthless\n"
    "\n"
    "xengage COMMAND --help has the options of each; xengage help jobs has what large\n"
    "jobs need: journals, databases, accounts, shares; xengage --version.\n"
    "\n"
    "Credentials come from the environment:\n"
    "  XENGAGE_CONSUMER_KEY, XENGAGE_CONSUMER_SECRET             the application\n"
    "  XENGAGE_ACCESS_TOKEN, XENGAGE_ACCESS_TOKEN_SECRET         and its user\n"
    "  XENGAGE_BEARER_TOKEN                                      or a bearer token\n"
    "or from --credentials FILE; never from arguments, which ps shows.\n"
    "\n"
    "Data goes to standard output, everything else to standard error. Exit status:\n"
    "  0  all delivered             1  some ids not delivered; the data is written\n"
    "  2  the request is wrong      3  not authorised, or an account was stopped\n"
    "  4  rate limited, server down or out of reach\n"
    "  5  anything local: files, memory, certificates, an answer that makes no sense\n"
    "  130, 143  stopped by Ctrl-C or SIGTERM: once, it finishes what is under way\n";

static const char jobs[] =
    "Large jobs: options of totals, 28hr and historical, of top most of them, too.\n"
    "\n"
    "What was got survives: run the same command again, and it goes on\n"
    "  --journal FILE        keeps progress; with --out FILE, --format csv or jsonl\n"
    "  --sqlite FILE         counts and progress in a database: a table a grouping,\n"
    "                        xengage_ids: what became of each Post; instead of --out\n"
    "\n"
    "Ids, repeats among them, in any number\n"
    "  --ids-format FORMAT   auto (default), plain (one a line), csv, jsonl\n"
    "  --ids-field NAME      its column, or field; default id, tweet_id or post_id\n"
    "  --accounts FILE       CSV: credentials,ids (files, from its own folder) and\n"
    "                        perhaps name, an account a row; for --credentials, --ids\n"
    "  --share I/N           part I of N of the ids and of the rate limit, from 1 on;\n"
    "                        each part, on a machine of its own, is given all ids\n"
    "  --leave-out-old       doesn't ask for what Posts are certainly too old for\n"
    "\n"
    "Pace\n"
    "  --rate-limit N        requests a minute, of the whole contract; else learned\n"
    "  --concurrency N       requests at once; default 16\n"
    "  --patience TIME       how long an outage may last: 90s, 10m; default: as long\n"
    "                        as it takes, but 20s where the server never answered and\n"
    "                        there is neither --journal nor --sqlite\n"
    "\n"
    "Distinct users a month, which the contract may limit\n"
    "  --ledger FILE         counts them there; --ledger-day N: a month's first day\n"
    "  --handle-limit N      warns at more; --handle-limit-action refuse: stops there\n"
    "\n"
    "  xengage historical --ids posts.csv.gz --start 2025-01-01 --end 2026-11-01 \\\n"
    "      --plan\n"
    "  xengage totals --accounts shops.csv --format csv --out t.csv --journal t.jnl\n";

static const char totals[] =
    "usage: xengage totals [options] [Post ids]\n"
    "\n"
    "Counts since each Post was made; impressions and engagements of Posts younger\n"
    "than 90 days. 250 ids a request; more are cut into several.\n"
    "\n" IDS FETCH
    "                        dimensions: tweet.id, engagement.type\n" OUTPUT SHOW COMMON "\n"
    "  xengage totals 1541815603606036480 --metrics favorites,retweets\n"
    "  xengage totals --ids posts.txt --top 10\n"
    "  xengage totals --ids posts.txt --format csv --out counts.csv\n"
    "  xengage totals --ids posts.txt --metrics replies --group sum=engagement.type\n";

static const char hours28[] =
    "usage: xengage 28hr [options] [Post ids]\n"
    "\n"
    "Counts of the last 28 hours, of Posts that your user owns. 25 ids a request;\n"
    "more are cut into several.\n"
    "\n" IDS FETCH DIMENSIONS OUTPUT SHOW COMMON "\n"
    "  xengage 28hr 1541815603606036480\n"
    "  xengage 28hr --ids posts.txt --format csv \\\n"
    "      --group hourly=tweet.id,engagement.type,engagement.day,engagement.hour\n";

static const char historical[] =
    "usage: xengage historical [options] [Post ids]\n"
    "\n"
    "Counts of a window, of Posts that your user owns. 25 ids and four weeks a\n"
    "request; more are cut into several, whose counts are added up.\n"
    "\n" IDS FETCH DIMENSIONS "  --start TIME          UTC: 2026-11-01 or 2026-11-01T17:00:00Z\n"
    "  --end TIME            exclusive; default for either: four weeks from the other\n" OUTPUT SHOW
        COMMON "\n"
    "  xengage historical --ids posts.txt --start 2026-11-01 --end 2026-11-08 \\\n"
    "      --group daily=tweet.id,engagement.type,engagement.day --format csv\n";

static const char top[] =
    "usage: xengage top --metric NAME | --by engagement-rate [options] [Post ids]\n"
    "\n"
    "The best Posts of any number, in memory for as many as are wanted. Posts whose\n"
    "count, or rate, isn't known are left out.\n"
    "\n"
    "  --metric NAME         by this one, such as impressions\n"
    "  --by engagement-rate  by engagements divided by impressions\n"
    "  -n N, --count N       how many; default 10\n"
    "  --endpoint NAME       totals (default), 28hr, historical\n"
    "  --start TIME, --end TIME    of historical: UTC; any length\n" IDS
    "  --format FORMAT       table (default), csv, jsonl, json\n"
    "  --out FILE            instead of standard output; in place at the end\n" SHOW COMMON "\n"
    "  xengage top --metric impressions -n 10 --ids posts.txt\n"
    "  xengage top --by engagement-rate --endpoint 28hr --ids posts.txt --format csv\n";

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
    "XENGAGE_CONSUMER_SECRET to read their Posts' metrics. Shows an address to open\n"
    "in a browser, reads the PIN that X shows there, and prints credentials as the\n"
    "JSON that --credentials takes.\n"
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

static const char report[] =
    "usage: xengage report [options] [Post ids]\n"
    "\n"
    "Makes one self-contained HTML page of counts: of files that xengage has written,\n"
    "or of Posts that it asks for.\n";

static const char plot[] =
    "usage: xengage plot [options] [Post ids]\n"
    "\n"
    "Draws a metric over time in the terminal: of files that xengage has written, or\n"
    "of Posts that it asks for.\n";

const char *const cli_help_pages[] = {
    [CLI_HELP_OVERVIEW] = overview,
    [CLI_HELP_AUTH] = auth,
    [CLI_HELP_JOBS] = jobs,
    [CLI_HELP_OF(CLI_TOTALS)] = totals,
    [CLI_HELP_OF(CLI_28HR)] = hours28,
    [CLI_HELP_OF(CLI_HISTORICAL)] = historical,
    [CLI_HELP_OF(CLI_TOP)] = top,
    [CLI_HELP_OF(CLI_REPORT)] = report,
    [CLI_HELP_OF(CLI_PLOT)] = plot,
    [CLI_HELP_OF(CLI_AUTH_BEARER)] = auth_bearer,
    [CLI_HELP_OF(CLI_AUTH_LOGIN)] = auth_login,
    [CLI_HELP_OF(CLI_AUTH_LOGOUT)] = auth_logout,
};
