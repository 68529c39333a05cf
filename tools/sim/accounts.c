/* Who may ask: accounts with their access tokens, and the app's bearer token. */
#include "accounts.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config.h"
#include "pending.h"

typedef struct {
    uint64_t user_id;
    char *screen_name;
    char *first_token;
    char *token;
    char *secret;
    unsigned generation;
    bool valid;
} account;

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static account *accounts;
static size_t account_count;
/* Token to account by hash: place + 1, 0 where empty. A revoked token stays in it, invalid. */
static size_t *places;
static size_t place_mask;
static unsigned bearer_generation = 1;

static void place_token(size_t index)
{
    size_t at = (size_t)sim_hash_text(accounts[index].token, 1) & place_mask;
    while (places[at] != 0) {
        at = (at + 1) & place_mask;
    }
    places[at] = index + 1;
}

static void place_all(void)
{
    size_t size = 64;
    while (size < account_count * 4) {
        size *= 2;
    }
    free(places);
    places = sim_alloc(size * sizeof(*places));
    place_mask = size - 1;
    for (size_t i = 0; i < account_count; i++) {
        place_token(i);
    }
}

static account *add_account(uint64_t user_id)
{
    if ((account_count & (account_count + 1)) == 0) {
        accounts = sim_grow(accounts, (account_count * 2 + 1) * sizeof(*accounts));
    }
    account *added = &accounts[account_count++];
    *added = (account){.user_id = user_id, .generation = 1, .valid = true};
    return added;
}

static void add_default(size_t number)
{
    account *added = add_account(1000 + number);
    sim_buf text = {0};
    sim_buf_addf(&text, "account_%zu", number);
    added->screen_name = sim_strdup(text.data);
    text.size = 0;
    sim_buf_addf(&text, "%zu-sim-access-token", 1000 + number);
    added->first_token = sim_strdup(text.data);
    added->token = sim_strdup(text.data);
    text.size = 0;
    sim_buf_adds(&text, "sim-access-token-secret");
    if (number > 1) {
        sim_buf_addf(&text, "-%zu", number);
    }
    added->secret = sim_strdup(text.data);
    sim_buf_free(&text);
}

bool sim_account_add(const json_t *from)
{
    const json_t *user = json_object_get(from, "user_id");
    const char *name = json_string_value(json_object_get(from, "screen_name"));
    const char *token = json_string_value(json_object_get(from, "token"));
    const char *secret = json_string_value(json_object_get(from, "secret"));
    uint64_t user_id = (uint64_t)json_integer_value(user);
    if (json_is_string(user) && !sim_parse_u64(json_string_value(user), &user_id)) {
        user_id = 0;
    }
    if (user_id == 0 || token == NULL || secret == NULL || strlen(secret) >= SIM_SECRET_MAX) {
        fputs("xengage-sim: an account in the world file needs user_id, token and secret\n",
              stderr);
        return false;
    }
    account *added = add_account(user_id);
    added->screen_name = sim_strdup(name == NULL ? "unnamed" : name);
    added->first_token = sim_strdup(token);
    added->token = sim_strdup(token);
    added->secret = sim_strdup(secret);
    place_all();
    return true;
}

void sim_accounts_init(void)
{
    for (size_t i = 1; i <= sim_conf.accounts; i++) {
        add_default(i);
    }
    place_all();
}

void sim_accounts_free(void)
{
    for (size_t i = 0; i < account_count; i++) {
        free(accounts[i].screen_name);
        free(accounts[i].first_token);
        free(accounts[i].token);
        free(accounts[i].secret);
    }
    free(accounts);
    free(places);
    sim_pending_clear();
}

size_t sim_account_count(void)
{
    return account_count;
}

uint64_t sim_account_user(size_t index)
{
    return accounts[index].user_id;
}

int sim_account_by_name(const char *name)
{
    for (size_t i = 0; i < account_count; i++) {
        char user[24];
        snprintf(user, sizeof(user), "%" PRIu64, accounts[i].user_id);
        if (strcmp(name, accounts[i].screen_name) == 0 || strcmp(name, user) == 0) {
            return (int)i;
        }
    }
    return SIM_NO_ACCOUNT;
}

/* Under the lock. */
static account *find(const char *token)
{
    size_t at = (size_t)sim_hash_text(token, 1) & place_mask;
    for (; places[at] != 0; at = (at + 1) & place_mask) {
        account *found = &accounts[places[at] - 1];
        if (found->valid && sim_same_text(found->token, token)) {
            return found;
        }
    }
    return NULL;
}

int sim_token_find(const char *token, char secret[SIM_SECRET_MAX])
{
    int index = SIM_NO_ACCOUNT;
    pthread_rwlock_rdlock(&lock);
    const account *found = find(token);
    if (found != NULL) {
        index = (int)(found - accounts);
        snprintf(secret, SIM_SECRET_MAX, "%s", found->secret);
    }
    pthread_rwlock_unlock(&lock);
    return index;
}

void sim_token_revoke(const char *token)
{
    pthread_rwlock_wrlock(&lock);
    account *found = find(token);
    if (found != NULL) {
        found->valid = false;
    }
    pthread_rwlock_unlock(&lock);
}

void sim_token_grant(int index, sim_buf *form)
{
    pthread_rwlock_wrlock(&lock);
    account *to = &accounts[index];
    if (!to->valid) {
        sim_buf text = {0};
        sim_buf_addf(&text, "%s-%u", to->first_token, ++to->generation);
        free(to->token);
        to->token = text.data;
        to->valid = true;
        place_all();
    }
    sim_buf_adds(form, "oauth_token=");
    sim_buf_add_encoded(form, to->token);
    sim_buf_adds(form, "&oauth_token_secret=");
    sim_buf_add_encoded(form, to->secret);
    sim_buf_addf(form, "&user_id=%" PRIu64 "&screen_name=", to->user_id);
    sim_buf_add_encoded(form, to->screen_name);
    pthread_rwlock_unlock(&lock);
}

void sim_tokens_reset(void)
{
    pthread_rwlock_wrlock(&lock);
    for (size_t i = 0; i < account_count; i++) {
        free(accounts[i].token);
        accounts[i].token = sim_strdup(accounts[i].first_token);
        accounts[i].generation = 1;
        accounts[i].valid = true;
    }
    place_all();
    bearer_generation = 1;
    pthread_rwlock_unlock(&lock);
    sim_pending_clear();
}

static void bearer(char token[SIM_SECRET_MAX])
{
    if (bearer_generation == 1) {
        snprintf(token, SIM_SECRET_MAX, "%s", sim_conf.bearer);
    } else {
        snprintf(token, SIM_SECRET_MAX, "%s%u", sim_conf.bearer, bearer_generation);
    }
}

void sim_bearer_get(char token[SIM_SECRET_MAX])
{
    pthread_rwlock_rdlock(&lock);
    bearer(token);
    pthread_rwlock_unlock(&lock);
}

bool sim_bearer_is(const char *token)
{
    char current[SIM_SECRET_MAX];
    sim_bearer_get(current);
    return sim_same_text(current, token);
}

bool sim_bearer_revoke(const char *token)
{
    char current[SIM_SECRET_MAX];
    pthread_rwlock_wrlock(&lock);
    bearer(current);
    bool same = sim_same_text(current, token);
    bearer_generation += same;
    pthread_rwlock_unlock(&lock);
    return same;
}
