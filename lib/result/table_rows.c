/* Which rows a table has, and in what order. */
#include <string.h>

#include "base/alloc.h"
#include "result/siblings.h"
#include "result/table_parts.h"

/* Of which counts there are leaves, in a grouping without time. */
typedef struct presence {
    const xeng__table_plan *plan;
    size_t metric_count; /* 1 where the grouping isn't by metric */
    size_t id_count;     /* 1 where it isn't by Post */
    bool *there;         /* by id, then by metric, in the order in which they were asked for */
    uint32_t *ids;       /* by key: a place among the ids, or XENG__KEY_NONE */
    uint32_t *metrics;   /* likewise */
} presence;

uint32_t *xeng__table_places(size_t count)
{
    uint32_t *places = xeng__malloc(count * sizeof *places);
    if (places != NULL) {
        memset(places, 0xFF, count * sizeof *places);
    }
    return places;
}

uint32_t *xeng__table_metric_places(const xeng_result *result, const int32_t *metrics,
                                    size_t metric_count)
{
    const xeng__dictionary *keys = &result->dictionaries[XENG_DIMENSION_ENGAGEMENT_TYPE];
    uint32_t *places = xeng__table_places(keys->count);
    for (uint32_t key = 0; places != NULL && key < keys->count; key++) {
        for (size_t i = 0; i < metric_count; i++) {
            if (keys->keys[key].number == metrics[i]) {
                places[key] = (uint32_t)i;
            }
        }
    }
    return places;
}

static bool place_ids(presence *self)
{
    const xeng__table_ask *ask = self->plan->ask;
    const xeng__dictionary *keys = &self->plan->result->dictionaries[XENG_DIMENSION_TWEET_ID];
    self->ids = xeng__table_places(keys->count);
    for (size_t i = 0; self->ids != NULL && i < ask->id_count; i++) {
        uint32_t key = xeng__dictionary_find_id(keys, ask->ids[i]);
        if (key != XENG__KEY_NONE) {
            self->ids[key] = (uint32_t)i;
        }
    }
    return self->ids != NULL;
}

static bool place_metrics(presence *self)
{
    const xeng__table_ask *ask = self->plan->ask;
    self->metrics = xeng__table_metric_places(self->plan->result, ask->metrics, ask->metric_count);
    return self->metrics != NULL;
}

/* Marks the counts of the leaves below a node of the first level. */
static void mark(presence *self, size_t node)
{
    const xeng__tree *tree = self->plan->tree;
    const uint32_t *places[XENG__MAX_LEVELS] = {NULL};
    for (size_t i = 0; i < tree->depth; i++) {
        bool ids = xeng__level_dimension(tree, i + 1) == XENG_DIMENSION_TWEET_ID;
        places[i] = ids ? self->ids : self->metrics;
    }
    size_t end = xeng__first_leaf(tree, 1, node + 1);
    for (size_t leaf = xeng__first_leaf(tree, 1, node); leaf < end; leaf++) {
        /* The place of a dimension that the tree hasn't is 0. */
        uint32_t upper = places[0][tree->levels[0].keys[node]];
        uint32_t lower = tree->depth == 1 ? 0 : places[1][tree->levels[1].keys[leaf]];
        if (upper == XENG__KEY_NONE || lower == XENG__KEY_NONE) {
            continue;
        }
        bool by_id = places[0] == self->ids;
        size_t id = by_id ? upper : lower;
        size_t metric = by_id ? lower : upper;
        self->there[id * self->metric_count + metric] = true;
    }
}

static bool find_presence(presence *self, const xeng__table_plan *plan)
{
    const xeng__table_ask *ask = plan->ask;
    bool by_id = xeng__table_groups_by(plan, XENG_DIMENSION_TWEET_ID);
    bool by_metric = xeng__table_groups_by(plan, XENG_DIMENSION_ENGAGEMENT_TYPE);
    *self = (presence){.plan = plan};
    self->id_count = by_id ? ask->id_count : 1;
    self->metric_count = by_metric ? ask->metric_count : 1;
    self->there = xeng__calloc(self->id_count * self->metric_count, sizeof *self->there);
    if (self->there == NULL) {
        return false;
    }
    if (plan->tree == NULL) {
        return true;
    }
    if ((by_id && !place_ids(self)) || (by_metric && !place_metrics(self))) {
        return false;
    }
    for (size_t node = 0; node < plan->tree->levels[0].count; node++) {
        mark(self, node);
    }
    return true;
}

static void free_presence(presence *self)
{
    xeng__free(self->there);
    xeng__free(self->ids);
    xeng__free(self->metrics);
}

/* Notes what is missing of the id in a place. */
static void note_missing(xeng__table_plan *plan, const presence *present, size_t place,
                         xeng__step *step)
{
    step->missing = plan->missing_count;
    for (size_t metric = 0; metric < present->metric_count; metric++) {
        if (!present->there[place * present->metric_count + metric]) {
            plan->missing[plan->missing_count++] = (uint8_t)metric;
        }
    }
    step->missing_count = plan->missing_count - step->missing;
}

/* Whether the rows of Posts have to be brought into order. */
static bool posts_in_order(const xeng__table_plan *plan)
{
    return plan->ask->in_order && plan->dimension_count > 0 &&
           plan->dimensions[0] == XENG_DIMENSION_TWEET_ID &&
           (plan->tree == NULL || xeng__level_dimension(plan->tree, 1) == XENG_DIMENSION_TWEET_ID);
}

/* The node of a Post on the first level. */
static void find_post(const xeng__table_plan *plan, uint64_t id, xeng__step *step)
{
    const xeng__level *posts = &plan->tree->levels[0];
    uint32_t key = xeng__dictionary_find_id(posts->dictionary, id);
    size_t node =
        key == XENG__KEY_NONE ? SIZE_MAX : xeng__find_sibling(posts, 0, posts->count, key);
    if (node != SIZE_MAX) {
        step->first = node;
        step->end = node + 1;
    }
}

/* A step for each Post, or one for all and one for each that something is missing of. */
static void list_steps(xeng__table_plan *plan, const presence *present)
{
    const xeng__table_ask *ask = plan->ask;
    bool in_order = posts_in_order(plan);
    bool by_id = xeng__table_groups_by(plan, XENG_DIMENSION_TWEET_ID);
    size_t count = by_id ? ask->id_count : 1;
    if (!in_order && plan->tree != NULL) {
        plan->steps[plan->step_count++] = (xeng__step){.end = plan->tree->levels[0].count};
    }
    for (size_t i = 0; (in_order || plan->timeless) && i < count; i++) {
        xeng__step step = {.id = by_id ? ask->ids[i] : 0};
        if (in_order && plan->tree != NULL) {
            find_post(plan, step.id, &step);
        }
        if (plan->timeless) {
            note_missing(plan, present, i, &step);
        }
        if (step.first < step.end || step.missing_count > 0) {
            plan->steps[plan->step_count++] = step;
        }
    }
}

/* Whether the steps are the tree as it is. */
static bool is_as_sent(const xeng__table_plan *plan)
{
    size_t next = 0;
    for (size_t i = 0; i < plan->step_count; i++) {
        if (plan->steps[i].first != next || plan->steps[i].missing_count > 0) {
            return false;
        }
        next = plan->steps[i].end;
    }
    return plan->tree != NULL && next == plan->tree->levels[0].count;
}

/* Makes room for the steps, one a Post where they are told apart. False if memory runs out. */
static bool begin_steps(xeng__table_plan *plan, const presence *present)
{
    bool by_post = plan->timeless || posts_in_order(plan);
    size_t most = by_post ? plan->ask->id_count + 2 : 1;
    size_t counts = present->id_count * present->metric_count;
    plan->steps = xeng__malloc(most * sizeof *plan->steps);
    plan->missing = xeng__malloc(counts * sizeof *plan->missing);
    return plan->steps != NULL && plan->missing != NULL;
}

bool xeng__table_steps(xeng__table_plan *plan)
{
    presence present = {0};
    bool found = (!plan->timeless || find_presence(&present, plan)) && begin_steps(plan, &present);
    if (found) {
        list_steps(plan, &present);
        plan->as_sent = is_as_sent(plan);
    }
    free_presence(&present);
    return found;
}

void xeng__table_plan_free(xeng__table_plan *plan)
{
    xeng__free(plan->steps);
    xeng__free(plan->missing);
}
