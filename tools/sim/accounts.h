/* Who may ask: accounts and their tokens, the app's bearer token, pending request tokens. */
#ifndef SIM_ACCOUNTS_H
#define SIM_ACCOUNTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include "text.h"

enum {
    SIM_SECRET_MAX = 256,
    SIM_NO_ACCOUNT = -1,
};

void sim_accounts_init(void);
void sim_accounts_free(void);
/* Adds an account of the world file. False with a message on stderr. */
bool sim_account_add(const json_t *account);
size_t sim_account_count(void);
/* The user of account number index. */
uint64_t sim_account_user(size_t index);
int sim_account_by_name(const char *name_or_user_id);

/* The account that an access token belongs to, and its secret; SIM_NO_ACCOUNT where unknown. */
int sim_token_find(const char *token, char secret[SIM_SECRET_MAX]);
void sim_token_revoke(const char *token);
/* What /oauth/access_token answers: makes a new token where the last one was revoked. */
void sim_token_grant(int account, sim_buf *form);
/* Revoked tokens come back, pending ones go. */
void sim_tokens_reset(void);

void sim_bearer_get(char token[SIM_SECRET_MAX]);
bool sim_bearer_is(const char *token);
bool sim_bearer_revoke(const char *token);

/* Three-legged flow. The callback is "oob" or a URL. */
void sim_pending_new(const char *callback, sim_buf *form);
/* The user says yes: gives the callback and the new verifier. False where the token is unknown. */
bool sim_pending_approve(const char *token, int account, sim_buf *callback, sim_buf *verifier);
bool sim_pending_secret(const char *token, char secret[SIM_SECRET_MAX]);
/* Trades the token for an account; it's gone afterwards. SIM_NO_ACCOUNT where that's refused. */
int sim_pending_trade(const char *token, const char *verifier);

#endif
