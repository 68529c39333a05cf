/* The one table of options: what is parsed and what --help shows. */
#include "options.h"

#include "config.h"

sim_config sim_conf = {
    .host = "127.0.0.1",
    .idle_timeout = 120,
    .consumer_key = "sim-consumer-key",
    .consumer_secret = "sim-consumer-secret",
    .bearer = "sim-bearer%2Ftoken%3D",
    .accounts = 1,
    .gzip_level = 1,
    .rate_window_ms = 60000,
};

#define HEADING(title)                              \
    {                                               \
        SIM_OPT_HEADING, title, NULL, NULL, 0, NULL \
    }
#define FLAG(name, field, help)                            \
    {                                                      \
        SIM_OPT_FLAG, name, NULL, &sim_conf.field, 0, help \
    }
#define NUMBER(name, arg, field, max, help)                   \
    {                                                         \
        SIM_OPT_NUMBER, name, arg, &sim_conf.field, max, help \
    }
#define PERCENT(name, field, help)                                 \
    {                                                              \
        SIM_OPT_PERCENT, name, "PERCENT", &sim_conf.field, 0, help \
    }
#define SECONDS(name, field, help)                                 \
    {                                                              \
        SIM_OPT_SECONDS, name, "SECONDS", &sim_conf.field, 0, help \
    }
#define TEXT(name, arg, field, help)                      \
    {                                                     \
        SIM_OPT_TEXT, name, arg, &sim_conf.field, 0, help \
    }
#define CHOICE(name, list, field, help)                      \
    {                                                        \
        SIM_OPT_CHOICE, name, list, &sim_conf.field, 0, help \
    }
#define OTHER(name, arg, help)                  \
    {                                           \
        SIM_OPT_OTHER, name, arg, NULL, 0, help \
    }

/* clang-format off */
const sim_option sim_options[] = {
    HEADING("Listening"),
    FLAG("http", http, "plain HTTP instead of HTTPS"),
    NUMBER("port", "N", port, 65535, "0, the default, lets the system choose"),
    TEXT("host", "ADDRESS", host, "127.0.0.1 (default) or ::1; nothing but loopback"),
    TEXT("ca-out", "FILE", ca_out, "writes the certificate (PEM) for clients to trust; valid for\n"
         "localhost, 127.0.0.1 and ::1"),
    TEXT("key-out", "FILE", key_out, "writes its private key, for a proxy in front"),
    TEXT("url-file", "FILE", url_file, "writes the base URL once it's being served"),
    FLAG("until-stdin-closes", until_stdin_closes, "ends when standard input does, so with the\n"
         "program that started it"),
    FLAG("trust-forwarded", trust_forwarded, "takes the scheme for signatures from X-Forwarded-Proto"),
    NUMBER("threads", "N", threads, 64, "serving threads (default: one a processor, at most 8)"),
    NUMBER("idle-timeout", "SECONDS", idle_timeout, 86400, "closes idle connections (default 120,\n"
           "0 never)"),

    HEADING("Credentials"),
    TEXT("consumer-key", "TEXT", consumer_key, "default sim-consumer-key"),
    TEXT("consumer-secret", "TEXT", consumer_secret, "default sim-consumer-secret"),
    TEXT("bearer", "TOKEN", bearer, "default sim-bearer%2Ftoken%3D"),
    NUMBER("accounts", "N", accounts, 100000, "how many accounts there are (default 1)"),
    TEXT("callback", "URL", callback, "the only callback that request_token accepts besides oob"),
    FLAG("app-not-allowed", app_not_allowed, "the app isn't allow-listed: 403"),
    OTHER("forbid-metric", "NAME", "403 for whoever asks for it (repeatable)"),

    HEADING("World"),
    TEXT("world", "FILE", world, "JSON with accounts and Posts, see below"),
    PERCENT("unavailable", unavailable, "share of Posts that are deleted"),
    PERCENT("protected", protected, "share of Posts that are protected (400)"),
    PERCENT("forbidden", forbidden, "share of Posts that belong to strangers (403)"),
    PERCENT("negative", negative, "share of hours from which something is taken back"),
    OTHER("now", "TIME", "freezes the time by which ages, windows and \"the future\"\n"
          "are judged"),
    OTHER("clock-offset", "SECONDS", "shifts the server's own clock: the Date header, and what\n"
          "OAuth timestamps are held against (may be negative)"),
    NUMBER("historical-days", "N", historical_days, 36500, "refuses an older start on /historical\n"
           "(default 0: only 2014-09-01 counts)"),

    HEADING("Answers"),
    CHOICE("hour-shape", "flat|dated", hour_shape, "engagement.hour without engagement.day: hours of\n"
           "the day (default), or hours below a date that wasn't asked for"),
    FLAG("integers", integer_leaves, "counts as JSON integers instead of strings"),
    CHOICE("forbidden-form", "list|per-author|unnamed", forbidden_form, "how a 403 names the Posts"),
    FLAG("unavailable-errors", unavailable_errors, "adds the errors member to the list of deleted\n"
         "ones"),
    FLAG("refuse-all-unavailable", refuse_all_unavailable, "400 where no Post is left to report on"),
    FLAG("object-errors", object_errors, "errors as {\"code\",\"message\"} instead of strings"),
    FLAG("plain-errors", plain_errors, "error bodies without gzip"),
    FLAG("accept-gzip-bodies", accept_gzip_bodies, "takes Content-Encoding: gzip on requests"),
    NUMBER("gzip-level", "0-9", gzip_level, 9, "default 1"),

    HEADING("Rate limit"),
    NUMBER("rate-limit", "N", rate_limit, 1000000000, "requests a window (default: no limit)"),
    SECONDS("rate-window", rate_window_ms, "length of the window (default 60); it opens with the\n"
            "first request after the last one closed"),
    CHOICE("rate-pools", "shared|separate", rate_pools, "user context and app-only together,\n"
           "or apart"),
    CHOICE("rate-headers", "per-minute|x-rate-limit|none", rate_headers, "which headers tell of it"),
    FLAG("rate-retry-after", rate_retry_after, "adds Retry-After to 429"),
    FLAG("rate-object", rate_object, "429 with {\"code\":88,...} instead of a string"),
    NUMBER("per-second-limit", "N", per_second_limit, 1000000000, "a second limit, with\n"
           "x-per-second-* headers"),

    HEADING("Faults and log"),
    OTHER("fault", "SPEC", "see below (repeatable)"),
    OTHER("faults", "FILE", "JSON: an array of specs or objects, see below"),
    NUMBER("seed", "N", seed, UINT64_MAX, "for percent= in faults"),
    TEXT("log", "FILE", log, "one JSON line a request, written before its answer is sent;\n"
         "- is standard error"),
    FLAG("log-ids", log_ids, "with the ids asked for, not only their number"),

    HEADING("Without serving"),
    OTHER("help", NULL, "this text"),
    OTHER("help-world", NULL, "how counts are made, for tests that compute them"),
    OTHER("version", NULL, "prints the version"),
    OTHER("count", "ID METRIC START END", "prints what /28hr or /historical count in a window; with\n"
          "\"creation\" for START, what /totals says at END"),
    OTHER("post", "ID", "prints creation, owner and state of a Post, under the\n"
          "options before it"),
};
/* clang-format on */

const size_t sim_option_count = sizeof(sim_options) / sizeof(sim_options[0]);
