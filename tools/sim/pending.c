/* Request tokens of the three-legged flow, between request_token and access_token. */
#include "pending.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "accounts.h"

/* More than a test ever has open; the oldest makes room. */
enum {
    PENDING_MAX = 256,
};

typedef struct {
    char token[64];
    char secret[64];
    char verifier[16];
    char *callback;
    int account;
} pending;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pending slots[PENDING_MAX];
static size_t next_slot;
static uint64_t made;

static pending *find(const char *token)
{
    for (size_t i = 0; i < PENDING_MAX; i++) {
        if (slots[i].callback != NULL && strcmp(slots[i].token, token) == 0) {
            return &slots[i];
        }
    }
    return NULL;
}

static void drop(pending *slot)
{
    free(slot->callback);
    *slot = (pending){0};
}

void sim_pending_new(const char *callback, sim_buf *form)
{
    pthread_mutex_lock(&lock);
    pending *slot = &slots[next_slot++ % PENDING_MAX];
    drop(slot);
    made++;
    snprintf(slot->token, sizeof(slot->token), "sim-request-token-%llu", (unsigned long long)made);
    snprintf(slot->secret, sizeof(slot->secret), "sim-request-secret-%016llx",
             (unsigned long long)sim_mix(made));
    slot->callback = sim_strdup(callback);
    sim_buf_addf(form, "oauth_token=%s&oauth_token_secret=%s&oauth_callback_confirmed=true",
                 slot->token, slot->secret);
    pthread_mutex_unlock(&lock);
}

bool sim_pending_approve(const char *token, int account, sim_buf *callback, sim_buf *verifier)
{
    pthread_mutex_lock(&lock);
    pending *slot = find(token);
    if (slot != NULL) {
        slot->account = account;
        /* Seven digits, as X shows them. */
        snprintf(slot->verifier, sizeof(slot->verifier), "%07llu",
                 (unsigned long long)(sim_hash_text(token, 7) % 10000000));
        sim_buf_adds(callback, slot->callback);
        sim_buf_adds(verifier, slot->verifier);
    }
    pthread_mutex_unlock(&lock);
    return slot != NULL;
}

bool sim_pending_secret(const char *token, char secret[SIM_SECRET_MAX])
{
    pthread_mutex_lock(&lock);
    const pending *slot = find(token);
    if (slot != NULL) {
        snprintf(secret, SIM_SECRET_MAX, "%s", slot->secret);
    }
    pthread_mutex_unlock(&lock);
    return slot != NULL;
}

int sim_pending_trade(const char *token, const char *verifier)
{
    int account = SIM_NO_ACCOUNT;
    pthread_mutex_lock(&lock);
    pending *slot = find(token);
    if (slot != NULL && slot->verifier[0] != '\0' && strcmp(slot->verifier, verifier) == 0) {
        account = slot->account;
        drop(slot);
    }
    pthread_mutex_unlock(&lock);
    return account;
}

void sim_pending_clear(void)
{
    pthread_mutex_lock(&lock);
    for (size_t i = 0; i < PENDING_MAX; i++) {
        drop(&slots[i]);
    }
    pthread_mutex_unlock(&lock);
}
