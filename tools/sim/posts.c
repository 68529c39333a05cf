/* Posts: who owns each one and what became of it, by rule or by the world file. */
#include "posts.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "accounts.h"
#include "config.h"
#include "world.h"

/* The k of chance(id, k): part of the documented rules. */
enum {
    CHANCE_STATE = 101,
    CHANCE_OWNER = 102,
};

enum {
    UNSET_STATE = -1,
    STRANGERS = 97,
    FIRST_STRANGER = 9000000,
};

typedef struct {
    uint64_t id;
    uint64_t owner; /* 0: by rule */
    int state;      /* UNSET_STATE: by rule */
} override;

static override *overrides;
static size_t override_count;

static const char *const state_names[] = {"ok", "deleted", "protected", "poison"};

const char *sim_post_state_name(sim_post_state state)
{
    return state_names[state];
}

static int by_id(const void *a, const void *b)
{
    uint64_t left = ((const override *)a)->id;
    uint64_t right = ((const override *)b)->id;
    return (left > right) - (left < right);
}

static const override *find(uint64_t id)
{
    override key = {.id = id};
    if (override_count == 0) {
        return NULL;
    }
    return bsearch(&key, overrides, override_count, sizeof(key), by_id);
}

static uint64_t number_of(const json_t *value)
{
    uint64_t number = 0;
    if (json_is_integer(value)) {
        return (uint64_t)json_integer_value(value);
    }
    if (json_is_string(value) && sim_parse_u64(json_string_value(value), &number)) {
        return number;
    }
    return 0;
}

static int state_of(const json_t *value)
{
    if (value == NULL) {
        return UNSET_STATE;
    }
    const char *name = json_is_string(value) ? json_string_value(value) : "";
    for (int i = 0; i < SIM_POST_STATES; i++) {
        if (strcmp(name, state_names[i]) == 0) {
            return i;
        }
    }
    sim_die("%s: the state of a Post is ok, deleted, protected or poison, not '%s'", sim_conf.world,
            name);
}

static void read_posts(const json_t *posts)
{
    size_t i;
    json_t *post;
    overrides = sim_alloc(json_array_size(posts) * sizeof(*overrides));
    json_array_foreach(posts, i, post)
    {
        override *added = &overrides[override_count++];
        added->id = number_of(json_object_get(post, "id"));
        added->owner = number_of(json_object_get(post, "owner"));
        added->state = state_of(json_object_get(post, "state"));
        if (added->id == 0) {
            sim_die("%s: a Post without a proper id", sim_conf.world);
        }
    }
    qsort(overrides, override_count, sizeof(*overrides), by_id);
}

void sim_posts_init(void)
{
    if (sim_conf.world == NULL) {
        return;
    }
    json_error_t error;
    json_t *root = json_load_file(sim_conf.world, 0, &error);
    if (!json_is_object(root)) {
        sim_die("%s: %s", sim_conf.world, root == NULL ? error.text : "not an object");
    }
    size_t i;
    json_t *account;
    json_array_foreach(json_object_get(root, "accounts"), i, account)
    {
        if (!sim_account_add(account)) {
            exit(2);
        }
    }
    read_posts(json_object_get(root, "posts"));
    json_decref(root);
}

void sim_posts_free(void)
{
    free(overrides);
}

sim_post_state sim_post_state_of(uint64_t id)
{
    const override *set = find(id);
    if (set != NULL && set->state != UNSET_STATE) {
        return (sim_post_state)set->state;
    }
    uint64_t chance = sim_chance(id, CHANCE_STATE) % 10000;
    if (chance < sim_conf.unavailable) {
        return SIM_POST_DELETED;
    }
    return chance < sim_conf.unavailable + sim_conf.protected ? SIM_POST_PROTECTED : SIM_POST_OK;
}

uint64_t sim_post_owner(uint64_t id)
{
    const override *set = find(id);
    if (set != NULL && set->owner != 0) {
        return set->owner;
    }
    uint64_t chance = sim_chance(id, CHANCE_OWNER);
    if (chance % 10000 < sim_conf.forbidden || sim_account_count() == 0) {
        return FIRST_STRANGER + chance / 10000 % STRANGERS;
    }
    /* Accounts of the world file own what it gives them, and nothing by rule (unless they're all
     * there is). */
    uint64_t owners = sim_conf.accounts > 0 ? sim_conf.accounts : sim_account_count();
    return sim_account_user((size_t)(chance / 10000 % owners));
}
