/* The pages of help: each fits a screen of 24 lines, with the next prompt. */
#include "help.h"

static const char overview[] =
    "usage: xengage COMMAND [options] [Post ids]\n"
    "\n"
    "How often Posts were seen and engaged with, from X's enterprise Engagement API.\n"
    "\n"
    "@\n"
    "\n"
    "  xengage totals 1541815603606036480\n"
    "  xengage historical --ids posts.txt --start 2026-11-01 --format csv --out w.csv\n"
    "  xengage report --ids posts.txt --start 2026-11-01 --out report.html\n"
    "\n"
    "xengage COMMAND --help has the options of each, xengage help TOPIC the rest:\n"
    "options, formats (of output), jobs (large ones), environment (credentials, exit\n"
    "status). man xengage has everything.\n";

static const char totals[] =
    "usage: xengage totals [options] [Post ids]\n"
    "\n"
    "Counts since each Post was made; impressions and engagements of Posts younger\n"
    "than 90 days. 250 ids a request; more are cut into several.\n"
    "\n"
    "--ids\n"
    "--metrics\n"
    "--group\n"
    "                        DIM is tweet.id or engagement.type\n"
    "--format\n"
    "--top\n"
    "--out\n"
    "--plan\n"
    "--explain\n"
    "\n"
    "  xengage totals 1541815603606036480 --metrics favorites,retweets\n"
    "  xengage totals --ids posts.txt --top 10\n"
    "  xengage totals --ids posts.txt --format csv --out counts.csv\n"
    "  xengage totals --ids posts.txt --metrics replies --group sum=engagement.type\n"
    "\n"
    "xengage help options, formats, jobs: the other options, by what they are for.\n";

static const char hours28[] =
    "usage: xengage 28hr [options] [Post ids]\n"
    "\n"
    "Counts of the last 28 hours, of Posts that your user owns. 25 ids a request;\n"
    "more are cut into several.\n"
    "\n"
    "--ids\n"
    "--metrics\n"
    "--group\n"
    "                        DIM is tweet.id, engagement.type, .day or .hour\n"
    "--format\n"
    "--top\n"
    "--out\n"
    "--plan\n"
    "--explain\n"
    "\n"
    "  xengage 28hr 1541815603606036480\n"
    "  xengage 28hr --ids posts.txt --format csv --out hours.csv.gz \\\n"
    "      --group hourly=tweet.id,engagement.type,engagement.day,engagement.hour\n"
    "\n"
    "xengage help options, formats, jobs: the other options, by what they are for.\n";

static const char historical[] =
    "usage: xengage historical [options] [Post ids]\n"
    "\n"
    "Counts of a window, of Posts that your user owns. 25 ids and four weeks a\n"
    "request; more are cut into several, whose counts are added up.\n"
    "\n"
    "--ids\n"
    "--start\n"
    "--end\n"
    "--metrics\n"
    "--group\n"
    "                        DIM is tweet.id, engagement.type, .day or .hour\n"
    "--format\n"
    "--out\n"
    "--plan\n"
    "--explain\n"
    "\n"
    "  xengage historical --ids posts.txt --start 2026-11-01 --end 2026-11-08 \\\n"
    "      --group daily=tweet.id,engagement.type,engagement.day --format csv\n"
    "  xengage historical --ids posts.txt --start 2025-01-01 --plan\n"
    "\n"
    "xengage help options, formats, jobs: the other options, by what they are for.\n";

static const char top[] =
    "usage: xengage top --metric NAME | --by engagement-rate [options] [Post ids]\n"
    "\n"
    "The best Posts of any number, in memory for as many as are wanted. Posts whose\n"
    "count, or rate, isn't known are left out.\n"
    "\n"
    "--metric\n"
    "--by\n"
    "--count\n"
    "--ids\n"
    "--endpoint\n"
    "                        default totals\n"
    "--start\n"
    "--end\n"
    "--format\n"
    "--out\n"
    "\n"
    "  xengage top --metric impressions -n 10 --ids posts.txt\n"
    "  xengage top --by engagement-rate --endpoint 28hr --ids posts.txt --format csv\n"
    "\n"
    "xengage help options, jobs: the other options, by what they are for.\n";

static const char report[] =
    "usage: xengage report [options] [Post ids]\n"
    "\n"
    "One page in HTML that needs nothing else: totals, best Posts, counts over time,\n"
    "hours of the week, chosen Posts, what wasn't delivered. Of files, or of Posts.\n"
    "\n"
    "--from\n"
    "--before\n"
    "--ids\n"
    "--start\n"
    "--end\n"
    "--endpoint\n"
    "                        default historical\n"
    "--metric\n"
    "--by\n"
    "--count\n"
    "--post\n"
    "--utc-offset\n"
    "--title\n"
    "--out\n"
    "\n"
    "  xengage report --ids posts.txt --start 2026-11-01 --out report.html\n"
    "  xengage report --from w45.csv --before w44.csv --title 'Week 45' --out r.html\n"
    "\n"
    "--metrics A,B,... chooses what is fetched. xengage help options, jobs: the rest.\n";

static const char plot[] =
    "usage: xengage plot [options] [Post ids]\n"
    "\n"
    "A metric over time, drawn in the terminal. Of files, or of Posts.\n"
    "\n"
    "--from\n"
    "--ids\n"
    "--start\n"
    "--end\n"
    "--endpoint\n"
    "                        default historical\n"
    "--metric\n"
    "--step\n"
    "--post\n"
    "--utc-offset\n"
    "--width\n"
    "--height\n"
    "--title\n"
    "--ascii\n"
    "\n"
    "  xengage plot --ids posts.txt --start 2026-11-01 --metric impressions\n"
    "  xengage plot --from w45.csv --metric favorites --step hour --ascii\n"
    "\n"
    "--metrics A,B,... chooses what is fetched. xengage help options, jobs: the rest.\n";

static const char auth[] = "usage: xengage auth bearer|login|logout [options]\n"
                           "\n"
                           "@auth\n"
                           "\n"
                           "xengage auth COMMAND --help has the options of each.\n"
                           "\n"
                           "  xengage auth bearer --out app.json\n"
                           "  xengage totals --credentials app.json --ids posts.txt\n";

static const char auth_bearer[] =
    "usage: xengage auth bearer [options]\n"
    "\n"
    "Gets a bearer token for the application of XENGAGE_CONSUMER_KEY and\n"
    "XENGAGE_CONSUMER_SECRET, and prints it as the JSON that --credentials takes. It\n"
    "reads the public metrics on totals: favorites, retweets, replies, quotes, video\n"
    "views. A file of --out is for your eyes only (mode 0600).\n"
    "\n"
    "--out\n"
    "--credentials\n"
    "\n"
    "  xengage auth bearer --out app.json\n"
    "  xengage totals --credentials app.json --ids posts.txt\n"
    "\n"
    "xengage help options has the other options.\n";

static const char auth_login[] =
    "usage: xengage auth login [options]\n"
    "\n"
    "Lets a user allow the application of XENGAGE_CONSUMER_KEY and\n"
    "XENGAGE_CONSUMER_SECRET to read their Posts' metrics. Shows an address to open\n"
    "in a browser, reads the PIN that X shows there, and prints credentials as JSON,\n"
    "which --credentials takes. A file of --out is for your eyes only (mode 0600).\n"
    "\n"
    "--callback\n"
    "                        paste the whole address to which X sends the user\n"
    "--out\n"
    "--credentials\n"
    "\n"
    "  xengage auth login --out me.json\n"
    "  xengage 28hr --credentials me.json --ids posts.txt\n"
    "\n"
    "xengage help options has the other options.\n";

static const char auth_logout[] =
    "usage: xengage auth logout [options]\n"
    "\n"
    "Makes the token of the environment, or of the --credentials file, worthless: a\n"
    "user's access token; or a bearer token, which takes XENGAGE_CONSUMER_KEY and\n"
    "XENGAGE_CONSUMER_SECRET besides. A file isn't deleted.\n"
    "\n"
    "--credentials\n"
    "\n"
    "  xengage auth logout --credentials me.json\n"
    "\n"
    "xengage help options has the other options.\n";

static const char completions[] =
    "usage: xengage completions bash|zsh|fish\n"
    "\n"
    "Prints what lets a shell complete commands, options, metrics and the like. Where\n"
    "xengage is installed for all, it is in place already; for yourself:\n"
    "\n"
    "  xengage completions bash > ~/.local/share/bash-completion/completions/xengage\n"
    "  xengage completions zsh > ~/.zfunc/_xengage\n"
    "  xengage completions fish > ~/.config/fish/completions/xengage.fish\n"
    "\n"
    "zsh looks where fpath says: 'fpath+=~/.zfunc' in ~/.zshrc, before compinit.\n"
    "\n"
    "--help\n"
    "--version\n";

static const char options[] =
    "Options of all commands, and of all that fetch counts.\n"
    "\n"
    "--credentials\n"
    "--base-url\n"
    "--ca-file\n"
    "--deadline\n"
    "--log\n"
    "--quiet\n"
    "--help\n"
    "--version\n"
    "\n"
    "Of totals, 28hr, historical, top, report and plot\n"
    "--now\n"
    "--progress\n"
    "--plan\n"
    "--explain\n"
    "--out\n"
    "\n"
    "An option's name may be cut short as long as it is clear which is meant. Secrets\n"
    "are never taken as arguments, which ps shows: see xengage help environment.\n";

static const char formats[] =
    "What is written, by totals, 28hr and historical.\n"
    "\n"
    "--format\n"
    "                        table, json: held in memory until the end;\n"
    "                        csv, jsonl: written as they come, of any size\n"
    "--wide\n"
    "--gzip\n"
    "--top\n"
    "--out\n"
    "--sqlite\n"
    "\n"
    "A row is a count: the columns are tweet_id, engagement_type, day, hour, as the\n"
    "grouping has them, and value; with --wide a row is a Post, a day, an hour. What\n"
    "wasn't delivered is an empty field in csv and null in JSON, never 0.\n"
    "\n"
    "  xengage totals --ids posts.txt --format csv --wide --out wide.csv.gz\n"
    "  xengage totals --ids posts.txt --format jsonl | jq .value\n"
    "\n"
    "docs/columns.md has the columns, which never change.\n";

static const char jobs[] =
    "Large jobs: run the same command again, and it goes on where it was.\n"
    "\n"
    "--journal\n"
    "--sqlite\n"
    "--accounts\n"
    "--ids-format\n"
    "--ids-field\n"
    "--share\n"
    "--leave-out-old\n"
    "--rate-limit\n"
    "--concurrency\n"
    "--patience\n"
    "                        default: as long as it takes, but 20s where the server\n"
    "                        never answered, without --journal and --sqlite\n"
    "--ledger\n"
    "--ledger-day\n"
    "--handle-limit\n"
    "--handle-limit-action\n"
    "\n"
    "  xengage historical --ids posts.csv.gz --start 2025-01-01 --plan\n"
    "  xengage totals --accounts shops.csv --format csv --out t.csv --journal t.jnl\n";

static const char environment[] =
    "Credentials: from here, or from --credentials FILE\n"
    "  XENGAGE_CONSUMER_KEY, XENGAGE_CONSUMER_SECRET           the application\n"
    "  XENGAGE_ACCESS_TOKEN, XENGAGE_ACCESS_TOKEN_SECRET       and its user\n"
    "  XENGAGE_BEARER_TOKEN                                    or a bearer token\n"
    "\n"
    "Other variables\n"
    "  XENGAGE_BASE_URL        another server than X's\n"
    "  XENGAGE_AUTH_URL        another one for tokens, if it isn't the same\n"
    "  XENGAGE_CA_FILE         certificates to trust, PEM\n"
    "  XENGAGE_LOG             error, warn, info, debug or trace: to standard error\n"
    "  XENGAGE_NOW             the time by which ages and windows are judged\n"
    "  TMPDIR                  where jobs of very many ids sort them\n"
    "\n"
    "Data goes to standard output, everything else to standard error. Exit status\n"
    "  0  all delivered             1  some ids not delivered; the data is written\n"
    "  2  the request is wrong      3  not authorised, or an account was stopped\n"
    "  4  rate limited, server down or out of reach\n"
    "  5  anything local: files, memory, certificates, an answer that makes no sense\n"
    "  130, 143  stopped by Ctrl-C or SIGTERM: once, it finishes what is under way\n";

const cli_help_page cli_help_pages[] = {
    {CLI_HELP_OVERVIEW, NULL, overview},
    {"totals", NULL, totals},
    {"28hr", NULL, hours28},
    {"historical", NULL, historical},
    {"top", NULL, top},
    {"report", NULL, report},
    {"plot", NULL, plot},
    {"auth", "the commands for tokens", auth},
    {"auth bearer", NULL, auth_bearer},
    {"auth login", NULL, auth_login},
    {"auth logout", NULL, auth_logout},
    {"completions", NULL, completions},
    {"options", "options of all commands", options},
    {"formats", "what is written", formats},
    {"jobs", "large jobs", jobs},
    {"environment", "credentials, other variables, exit status", environment},
};

const size_t cli_help_page_count = sizeof cli_help_pages / sizeof cli_help_pages[0];
