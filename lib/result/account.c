/* What became of the ids. */
#include "result/account.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/error.h"

enum {
    DELIVERED = 1,
    UNAVAILABLE = 2,
    FORBIDDEN = 4,
    MISSING = 8,
    UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS = 16,
    UNSUPPORTED_VIDEO_VIEWS = 32
};

/* An id that was named, where, and what it was named as. */
typedef struct mention {
    uint64_t id;
    uint32_t place;
    uint32_t flags;
} mention;

typedef struct mentions {
    mention *all;
    size_t count;
    size_t capacity;
} mentions;

static bool mention_id(mentions *list, uint64_t id, uint32_t flags)
{
    if (!xeng__grow((void **)&list->all, &list->capacity, list->count, sizeof *list->all)) {
        return false;
    }
    list->all[list->count] = (mention){id, (uint32_t)list->count, flags};
    list->count++;
    return true;
}

static bool mention_ids(mentions *list, const uint64_t *ids, size_t count, uint32_t flags)
{
    for (size_t i = 0; i < count; i++) {
        if (!mention_id(list, ids[i], flags)) {
            return false;
        }
    }
    return true;
}

/* Notes the keys of a level that have something below them. */
static void note_delivered(const xeng__tree *tree, size_t level, bool *delivered)
{
    const uint32_t *keys = tree->levels[level - 1].keys;
    for (size_t i = 0; i < tree->levels[level - 1].count; i++) {
        size_t first;
        size_t end;
        xeng__children(tree, level, i, &first, &end);
        if (level == tree->depth ? tree->has_leaves && !xeng__leaf_missing(tree, i) : first < end) {
            delivered[keys[i]] = true;
        }
    }
}

static bool mention_delivered(mentions *list, const xeng_result *result)
{
    const xeng__dictionary *ids = &result->dictionaries[XENG_DIMENSION_TWEET_ID];
    bool *delivered = xeng__calloc(ids->count, sizeof *delivered);
    if (delivered == NULL) {
        return false;
    }
    for (size_t i = 0; i < result->tree_count; i++) {
        for (size_t level = 1; level <= result->trees[i].depth; level++) {
            if (xeng__level_dimension(&result->trees[i], level) == XENG_DIMENSION_TWEET_ID) {
                note_delivered(&result->trees[i], level, delivered);
            }
        }
    }
    bool fits = true;
    for (uint32_t key = 0; fits && key < ids->count; key++) {
        fits = !delivered[key] || mention_id(list, (uint64_t)ids->keys[key].number, DELIVERED);
    }
    xeng__free(delivered);
    return fits;
}

static bool mention_all(mentions *list, const xeng_result *result, const xeng__asked *asked,
                        const xeng__server_words *words)
{
    const xeng__id_list *impressions = &words->unsupported_impressions_engagements;
    const xeng__id_list *video = &words->unsupported_video_views;
    return mention_ids(list, asked->ids, asked->id_count, 0) && mention_delivered(list, result) &&
           mention_ids(list, words->unavailable.ids, words->unavailable.count, UNAVAILABLE) &&
           mention_ids(list, words->forbidden.ids, words->forbidden.count, FORBIDDEN) &&
           mention_ids(list, impressions->ids, impressions->count,
                       UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS) &&
           mention_ids(list, video->ids, video->count, UNSUPPORTED_VIDEO_VIEWS);
}

static int by_id(const void *a, const void *b)
{
    const mention *left = a;
    const mention *right = b;
    if (left->id != right->id) {
        return left->id < right->id ? -1 : 1;
    }
    return left->place < right->place ? -1 : left->place > right->place;
}

static int by_place(const void *a, const void *b)
{
    const mention *left = a;
    const mention *right = b;
    return left->place < right->place ? -1 : left->place > right->place;
}

/* Leaves one mention of each id, at its first place, in the order of places. */
static void merge(mentions *list)
{
    size_t kept = 0;
    qsort(list->all, list->count, sizeof *list->all, by_id);
    for (size_t i = 0; i < list->count; i++) {
        if (kept > 0 && list->all[kept - 1].id == list->all[i].id) {
            list->all[kept - 1].flags |= list->all[i].flags;
        } else {
            list->all[kept++] = list->all[i];
        }
    }
    list->count = kept;
    qsort(list->all, list->count, sizeof *list->all, by_place);
}

static bool has_counts(const xeng_result *result)
{
    for (size_t i = 0; i < result->tree_count; i++) {
        if (result->trees[i].has_leaves) {
            return true;
        }
    }
    return false;
}

/* `silence`: what it means that the server didn't name the id. */
static xeng__id_state state_of(const mention *about, int32_t silence)
{
    xeng__id_state state = {about->id, silence, 0};
    if ((about->flags & UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS) != 0) {
        state.unsupported |= XENG_UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS;
    }
    if ((about->flags & UNSUPPORTED_VIDEO_VIEWS) != 0) {
        state.unsupported |= XENG_UNSUPPORTED_VIDEO_VIEWS;
    }
    if ((about->flags & UNAVAILABLE) != 0) {
        state.state = XENG_ID_UNAVAILABLE;
    } else if ((about->flags & FORBIDDEN) != 0) {
        state.state = XENG_ID_FORBIDDEN;
    } else if ((about->flags & MISSING) != 0) {
        state.state = XENG_ID_MISSING;
    } else if (state.unsupported != 0) {
        state.state = XENG_ID_UNSUPPORTED;
    } else if ((about->flags & DELIVERED) != 0) {
        state.state = XENG_ID_DELIVERED;
    }
    return state;
}

/* Writes the states, and the order in which they are searched. */
static bool keep(xeng_result *result, mentions *list, int32_t silence)
{
    result->ids = xeng__malloc(list->count * sizeof *result->ids);
    result->ids_sorted = xeng__malloc(list->count * sizeof *result->ids_sorted);
    if (result->ids == NULL || result->ids_sorted == NULL) {
        return false;
    }
    result->id_count = list->count;
    for (size_t i = 0; i < list->count; i++) {
        result->ids[i] = state_of(&list->all[i], silence);
        list->all[i].place = (uint32_t)i;
    }
    qsort(list->all, list->count, sizeof *list->all, by_id);
    for (size_t i = 0; i < list->count; i++) {
        result->ids_sorted[i] = list->all[i].place;
    }
    return true;
}

int32_t xeng__result_account(xeng_result *result, const xeng__asked *asked,
                             const xeng__server_words *words, xeng_error **error)
{
    mentions list = {NULL, 0, 0};
    int32_t silence = asked->by_id || !has_counts(result) ? XENG_ID_MISSING : XENG_ID_DELIVERED;
    bool done = mention_all(&list, result, asked, words);
    if (done && list.count > 0) {
        merge(&list);
        done = keep(result, &list, silence);
    }
    xeng__free(list.all);
    return done ? XENG_OK : xeng__fail_no_memory(error);
}

/* What a state that an id has makes of it when it has others, too. */
static uint32_t flags_of(const xeng__id_state *state)
{
    uint32_t flags = state->state == XENG_ID_DELIVERED     ? DELIVERED
                     : state->state == XENG_ID_UNAVAILABLE ? UNAVAILABLE
                     : state->state == XENG_ID_FORBIDDEN   ? FORBIDDEN
                     : state->state == XENG_ID_MISSING     ? MISSING
                                                           : 0;
    if ((state->unsupported & XENG_UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS) != 0) {
        flags |= UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS;
    }
    if ((state->unsupported & XENG_UNSUPPORTED_VIDEO_VIEWS) != 0) {
        flags |= UNSUPPORTED_VIDEO_VIEWS;
    }
    return flags;
}

int32_t xeng__result_account_merged(xeng_result *merged, const xeng_result *const *results,
                                    size_t count, xeng_error **error)
{
    mentions list = {NULL, 0, 0};
    bool done = true;
    for (size_t i = 0; done && i < count; i++) {
        for (size_t k = 0; done && k < results[i]->id_count; k++) {
            const xeng__id_state *state = &results[i]->ids[k];
            done = mention_id(&list, state->id, flags_of(state));
        }
    }
    if (done && list.count > 0) {
        merge(&list);
        done = keep(merged, &list, XENG_ID_MISSING);
    }
    xeng__free(list.all);
    return done ? XENG_OK : xeng__fail_no_memory(error);
}
