/* Nonces that have been used: each may be used once by a key and token.
 *
 * Two generations a shard, swapped when the younger is older than a timestamp can be: what falls
 * out could only come back with a timestamp that is refused anyway. */
#include "nonce.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "text.h"

enum {
    SHARDS = 64, /* so that the serving threads seldom wait for one another */
    GENERATION = 660,
};

/* Stands for key, token and nonce; 128 bits, so that two are never mistaken for one. */
typedef struct {
    uint64_t high;
    uint64_t low; /* never 0, which marks an empty place */
} print;

typedef struct {
    print *prints;
    size_t mask;
    size_t count;
} set;

typedef struct {
    pthread_mutex_t lock;
    set young;
    set old;
    int64_t since;
} shard;

static shard shards[SHARDS];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void make_shards(void)
{
    for (int i = 0; i < SHARDS; i++) {
        pthread_mutex_init(&shards[i].lock, NULL);
    }
}

static size_t place_of(const set *in, print what)
{
    size_t at = (size_t)what.high & in->mask;
    while (in->prints[at].low != 0 &&
           (in->prints[at].low != what.low || in->prints[at].high != what.high)) {
        at = (at + 1) & in->mask;
    }
    return at;
}

static bool contains(const set *in, print what)
{
    return in->count > 0 && in->prints[place_of(in, what)].low != 0;
}

static void empty(set *what)
{
    free(what->prints);
    *what = (set){0};
}

static void insert(set *into, print what)
{
    if (into->prints == NULL || into->count * 2 > into->mask) {
        set bigger = {.mask = into->prints == NULL ? 255 : into->mask * 2 + 1};
        bigger.prints = sim_alloc((bigger.mask + 1) * sizeof(print));
        for (size_t i = 0; into->prints != NULL && i <= into->mask; i++) {
            if (into->prints[i].low != 0) {
                bigger.prints[place_of(&bigger, into->prints[i])] = into->prints[i];
            }
        }
        bigger.count = into->count;
        free(into->prints);
        *into = bigger;
    }
    into->prints[place_of(into, what)] = what;
    into->count++;
}

static print print_of(const char *key, const char *token, const char *nonce)
{
    uint64_t high = sim_hash_text(nonce, sim_hash_text(token, sim_hash_text(key, 11)));
    uint64_t low = sim_hash_text(nonce, sim_hash_text(token, sim_hash_text(key, 13)));
    return (print){high, low == 0 ? 1 : low};
}

bool sim_nonce_use(const char *key, const char *token, const char *nonce, int64_t now)
{
    pthread_once(&once, make_shards);
    print what = print_of(key, token, nonce);
    shard *in = &shards[(what.high >> 58) % SHARDS];
    pthread_mutex_lock(&in->lock);
    if (now - in->since > GENERATION) {
        empty(&in->old);
        in->old = in->young;
        in->young = (set){0};
        in->since = now;
    }
    bool fresh = !contains(&in->young, what) && !contains(&in->old, what);
    if (fresh) {
        insert(&in->young, what);
    }
    pthread_mutex_unlock(&in->lock);
    return fresh;
}

void sim_nonces_clear(void)
{
    pthread_once(&once, make_shards);
    for (int i = 0; i < SHARDS; i++) {
        pthread_mutex_lock(&shards[i].lock);
        empty(&shards[i].young);
        empty(&shards[i].old);
        pthread_mutex_unlock(&shards[i].lock);
    }
}
