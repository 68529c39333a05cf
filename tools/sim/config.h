/* What the command line asks for; constant once the server runs. */
#ifndef SIM_CONFIG_H
#define SIM_CONFIG_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    /* listening */
    bool http;
    uint64_t port;
    const char *host;
    uint64_t threads;
    uint64_t idle_timeout;
    const char *ca_out;
    const char *key_out;
    const char *url_file;
    bool until_stdin_closes;
    bool trust_forwarded;
    /* credentials */
    const char *consumer_key;
    const char *consumer_secret;
    const char *bearer;
    uint64_t accounts;
    bool app_not_allowed;
    uint64_t forbid_metrics; /* a bit a metric */
    const char *callback;
    /* world; percentages are in hundredths of a percent */
    const char *world;
    uint64_t unavailable;
    uint64_t protected;
    uint64_t forbidden;
    uint64_t negative;
    uint64_t historical_days;
    /* the shape of answers */
    int hour_shape; /* enum sim_hour_shape */
    bool integer_leaves;
    int forbidden_form; /* enum sim_forbidden_form */
    bool unavailable_errors;
    bool refuse_all_unavailable;
    bool object_errors;
    bool accept_gzip_bodies;
    bool plain_errors;
    uint64_t gzip_level;
    /* rate limit */
    uint64_t rate_limit;
    uint64_t rate_window_ms;
    int rate_pools;   /* 0 shared, 1 separate */
    int rate_headers; /* enum sim_rate_headers */
    bool rate_retry_after;
    bool rate_object;
    uint64_t per_second_limit;
    /* faults and log */
    uint64_t seed;
    const char *log;
    bool log_ids;
} sim_config;

enum sim_hour_shape {
    SIM_HOUR_FLAT,
    SIM_HOUR_DATED,
};

enum sim_forbidden_form {
    SIM_FORBIDDEN_LIST,
    SIM_FORBIDDEN_PER_AUTHOR,
    SIM_FORBIDDEN_UNNAMED,
};

enum sim_rate_headers {
    SIM_RATE_PER_MINUTE,
    SIM_RATE_X_RATE_LIMIT,
    SIM_RATE_NO_HEADERS,
};

extern sim_config sim_conf;

/* Returns -1 to go on and serve, or the status to exit with (--help, --count, a wrong option). */
int sim_read_options(int argc, char **argv);
void sim_print_help(void);
void sim_print_world(void);

#endif
