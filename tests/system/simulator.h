/* A running xengage-sim: on loopback, on a port that the system chooses, with its files in a folder
 * of its own. Whatever goes wrong fails the test. */
#ifndef XENG_SYSTEM_SIMULATOR_H
#define XENG_SYSTEM_SIMULATOR_H

#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

typedef struct simulator simulator;

/* Starts one with further flags, each a text such as "--rate-limit=5"; NULL ends them. The flag
 * --http is noticed: then there is no certificate to trust. A text that begins with a brace is what
 * the world file holds. */
simulator *simulator_start(const char *flag, ...) __attribute__((sentinel));

/* Ends it and removes its folder. What a failing test leaves is ended when the program is. */
void simulator_stop(simulator *sim);

const char *simulator_url(const simulator *sim);
/* The same with another host name: "localhost". */
const char *simulator_url_at(simulator *sim, const char *host);
int simulator_port(const simulator *sim);
/* The file with the certificate to trust; NULL with --http. */
const char *simulator_ca_file(const simulator *sim);
const char *simulator_key_file(const simulator *sim);
/* A name for a file in its folder; valid until the next call. */
const char *simulator_file(simulator *sim, const char *name);

const char *simulator_log_file(const simulator *sim);
/* The request log so far: an array with an object for each request; the caller's to decref. */
json_t *simulator_log(const simulator *sim);
/* The same, of the requests to one path only. */
json_t *simulator_log_of(const simulator *sim, const char *path);
size_t simulator_request_count(const simulator *sim);
/* How many distinct values a member of the log's lines has. */
size_t simulator_log_distinct(const simulator *sim, const char *member);

/* Waits until so many requests are in the log; they may still be without an answer. */
void simulator_wait_for_requests(const simulator *sim, size_t count);

/* What the simulator counts, by its own word (`xengage-sim --count`). Totals at `end` where `start`
 * is SIMULATOR_CREATION. */
#define SIMULATOR_CREATION INT64_MIN
int64_t simulator_count(uint64_t id, const char *metric, int64_t start, int64_t end);

#endif
