/* --help and --help-world. */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "catalog.h"
#include "options.h"

enum {
    COLUMN = 30,
};

static const char introduction[] =
    "usage: xengage-sim [OPTION]...\n"
    "\n"
    "X's enterprise Engagement API on this machine, to develop and test against: the three\n"
    "insights endpoints, the token endpoints, OAuth 1.0a and bearer checks, all documented "
    "limits,\n"
    "rate limits, and faults on demand. Its first line of output tells the base URL.\n";

static const char credentials[] =
    "\n"
    "Default credentials\n"
    "  consumer key and secret       sim-consumer-key, sim-consumer-secret\n"
    "  account 1 (user id 1001)      1001-sim-access-token, sim-access-token-secret\n"
    "  account N (user id 1000+N)    1002-sim-access-token, sim-access-token-secret-2, ...\n"
    "  bearer token                  sim-bearer%2Ftoken%3D\n"
    "  Without strangers (--forbidden) or more --accounts, account 1 owns every Post.\n"
    "  GET /oauth/authorize agrees for account 1, or for &screen_name=account_2; &deny=1 "
    "refuses.\n";

static const char world_file[] =
    "\n"
    "World file\n"
    "  {\"accounts\": "
    "[{\"user_id\":\"77\",\"screen_name\":\"me\",\"token\":\"77-t\",\"secret\":\"s\"}],\n"
    "   \"posts\": [{\"id\":\"1541815603606036480\",\"owner\":\"77\",\"state\":\"deleted\"}]}\n"
    "  state: ok, deleted (the others are reported, this one is listed), protected (400) or\n"
    "  poison (500, whatever else is asked for with it).\n"
    "  What the file leaves open goes by rule. Its accounts own by rule nothing, unless --accounts "
    "0.\n";

static const char faults[] =
    "\n"
    "Faults: what, and for which requests, with commas between\n"
    "  status=503                    instead of the proper answer, with a fitting body\n"
    "  html                          a proxy's HTML page (502, or status=)\n"
    "  body=FILE, text=TEXT          this very body (200, or status=)\n"
    "  bomb=100M                     gzip that inflates to so much\n"
    "  retry-after=1                 adds that header\n"
    "  header=Name:Value             adds a header (a comma in it needs a backslash before it)\n"
    "  delay=2000 or delay=2s        waits before it answers\n"
    "  drip=1/100ms                  sends so many bytes of the body at a time\n"
    "  cut=120                       closes after so many bytes of the body\n"
    "  reset, reset=120              TCP reset: at once, or after so many bytes of the body\n"
    "  corrupt=50                    spoils the byte there of the body as sent\n"
    "  garble=50                     the same before compression: proper gzip, spoiled JSON\n"
    "  truncate-gzip, ...=100        leaves half of the body, or so many bytes\n"
    "  chunked                       without Content-Length\n"
    "  first=N after=N nth=N every=N percent=P\n"
    "                                which of the requests that the fault meets, counted from 1;\n"
    "                                after= leaves out so many before the others count\n"
    "  path=TEXT                     only where the path contains this\n"
    "  The first fault that strikes is the only one to. As JSON the same names are members:\n"
    "  [\"status=503,every=7\", {\"delay\":2000,\"percent\":5,\"header\":[\"A: b\",\"C: d\"]}]\n"
    "\n"
    "Control, while it runs (never subject to faults, not logged)\n"
    "  POST /sim/faults              puts the faults in the body in the place of all there are\n"
    "  POST /sim/clock               {\"offset\":SECONDS,\"now\":\"TIME\" or null}\n"
    "  POST /sim/reset               counters, nonces, limits, tokens, faults as at the start\n"
    "  GET /sim/stats                what has been asked and answered\n";

static const char examples[] =
    "\n"
    "Examples\n"
    "  xengage-sim --ca-out ca.pem --url-file url\n"
    "  xengage-sim --http --now 2026-11-24T12:00:00Z --unavailable 2 --forbidden 1 --log "
    "log.jsonl\n"
    "  xengage-sim --rate-limit 10 --rate-window 2 --fault status=503,every=7 --fault "
    "delay=2s,nth=3\n"
    "  xengage-sim --count 1541815603606036480 favorites 2022-06-28 2022-06-29\n"
    "  curl -s --compressed --cacert ca.pem \"$(cat url)/insights/engagement/totals\" \\\n"
    "    -H 'Authorization: Bearer sim-bearer%2Ftoken%3D' -H 'Content-Type: application/json' \\\n"
    "    -d '{\"tweet_ids\":[\"1541815603606036480\"],\"engagement_types\":[\"favorites\"],\n"
    "         \"groupings\":{\"g\":{\"group_by\":[\"tweet.id\",\"engagement.type\"]}}}'\n";

/* Help of several lines goes on below itself. */
static void print_option(const sim_option *option)
{
    int width = printf("  --%s%s%s", option->name, option->argument == NULL ? "" : " ",
                       option->argument == NULL ? "" : option->argument);
    const char *at = option->help;
    if (width > COLUMN + 1) {
        printf("\n");
        width = 0;
    }
    while (*at != '\0') {
        size_t size = strcspn(at, "\n");
        printf("%*s%.*s\n", COLUMN + 2 - width, "", (int)size, at);
        at += size + (at[size] == '\n');
        width = 0;
    }
}

void sim_print_help(void)
{
    fputs(introduction, stdout);
    for (size_t i = 0; i < sim_option_count; i++) {
        if (sim_options[i].kind == SIM_OPT_HEADING) {
            printf("\n%s\n", sim_options[i].name);
        } else {
            print_option(&sim_options[i]);
        }
    }
    fputs(credentials, stdout);
    fputs(world_file, stdout);
    fputs(faults, stdout);
    fputs(examples, stdout);
}

static const char formula[] =
    "Counts are a pure function of Post, metric and hour. Whole numbers, / rounds down, 64 bits\n"
    "without sign where not said otherwise.\n"
    "\n"
    "  mix(x):  x += 0x9E3779B97F4A7C15; x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9;\n"
    "           x = (x ^ x >> 27) * 0x94D049BB133111EB; x ^ x >> 31   (splitmix64, mod 2^64)\n"
    "  chance(id,k)   = mix(id + k * 0x9E3779B97F4A7C15)\n"
    "  born(id)       = ((id >> 22) + 1288834974657) / 1000, down to the whole hour\n"
    "  reach(id)      = b + chance(id,100) / 32 % b,  b = 60 << (chance(id,100) % 15)\n"
    "  final(id,m)    = reach * per_million[m] * (50 + chance(id,number[m]) % 101) / 100000000\n"
    "  active(id,h)   = sum of weight[hour of day, UTC] over the hours from born up to h;\n"
    "                   0 where h <= born\n"
    "  curve(id,m,h)  = final * active / (active + 100 * half_life[m])\n"
    "  for engagements: the sum of the curves of engagements itself and of all metrics with a *,\n"
    "                   each with its own final and half_life\n"
    "\n"
    "  /totals at a time t           curve(t up to the whole hour)\n"
    "  a window or bucket            curve(end) - curve(start), widened to whole hours; for\n"
    "                                favorites, replies and retweets nothing before 2015-09-15\n"
    "  with --negative P             curve is less by chance(id, 200 + number + h / 3600 * 64)\n"
    "                                / 16384 % 4 where that chance % 100 < P and h > born\n"
    "\n"
    "Rules for Posts, percentages in hundredths\n"
    "  s = chance(id,101) % 10000    deleted where s < unavailable, else protected where\n"
    "                                s < unavailable + protected\n"
    "  o = chance(id,102)            a stranger's (user id 9000000 + o / 10000 % 97) where\n"
    "                                o % 10000 < forbidden, else account 1 + o / 10000 % accounts\n"
    "\n"
    "weight 0 to 23 h: 62 50 42 38 38 44 56 74 92 106 116 124\n"
    "                  130 136 140 142 142 140 136 130 124 120 116 102\n"
    "\n"
    "metric                 number per_million half_life\n";

void sim_print_world(void)
{
    fputs(formula, stdout);
    for (int m = 0; m < SIM_METRICS; m++) {
        printf("%-22s %6d %11" PRIu32 " %9" PRIu32 "%s\n", sim_metrics[m].name, m,
               sim_metrics[m].per_million, sim_metrics[m].half_life,
               sim_metrics[m].is_interaction ? " *" : "");
    }
}
