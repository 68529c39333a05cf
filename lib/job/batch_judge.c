/* What an answer means for each id that was asked for. */
#include <string.h>

#include <xengage/post.h>

#include "job/batch_parts.h"
#include "model/request.h"
#include "result/tree.h"

static xeng__fate fate(int32_t state, uint32_t unsupported, int32_t reason)
{
    return (xeng__fate){(uint8_t)state, (uint8_t)unsupported, (uint16_t)reason};
}

/* Of an id with several fates, that with the highest rank counts. */
static int rank(xeng__fate about)
{
    switch (about.state) {
    case XENG_ID_UNAVAILABLE:
        return 5;
    case XENG_ID_FORBIDDEN:
        return 4;
    case XENG_ID_FAILED:
        return 3;
    case XENG_ID_UNSUPPORTED:
        return 2;
    default:
        return about.state != 0;
    }
}

void xeng__fate_worsen(xeng__fate *about, xeng__fate other)
{
    uint8_t unsupported = about->unsupported | other.unsupported;
    if (rank(other) > rank(*about)) {
        *about = other;
    }
    about->unsupported = unsupported;
}

bool xeng__batch_leaves(const xeng__batch *batch, uint32_t without)
{
    return batch->ageless || (batch->age_flags & ~without) != 0;
}

/* What a result has of an id. */
enum {
    NOTHING,
    NODES,  /* but no counts */
    COUNTS, /* at least one */
    UNSEEN  /* there is no telling: all that was asked for are sums over Posts */
};

/* The same of a node of a tree. */
static int below(const xeng__tree *tree, size_t level, size_t index)
{
    size_t first = index;
    size_t end = index + 1;
    for (; level < tree->depth; level++) {
        first = tree->levels[level - 1].children[first];
        end = tree->levels[level - 1].children[end];
    }
    for (size_t leaf = first; tree->has_leaves && leaf < end; leaf++) {
        if (!xeng__leaf_missing(tree, leaf)) {
            return COUNTS;
        }
    }
    return NODES;
}

static int in_tree(const xeng__tree *tree, size_t level, uint32_t key)
{
    int found = NOTHING;
    for (size_t i = 0; i < tree->levels[level - 1].count && found != COUNTS; i++) {
        if (tree->levels[level - 1].keys[i] == key) {
            found = below(tree, level, i);
        }
    }
    return found;
}

static bool sees_ids(const xeng_request *request)
{
    for (size_t i = 0; i < xeng__request_grouping_count(request); i++) {
        if (xeng__request_groups_by(request, i, XENG_DIMENSION_TWEET_ID)) {
            return true;
        }
    }
    return false;
}

static int delivered(const xeng__batch *batch, const xeng_result *result, uint64_t id)
{
    const xeng__dictionary *ids = &result->dictionaries[XENG_DIMENSION_TWEET_ID];
    if (!sees_ids(batch->rules->request)) {
        return UNSEEN;
    }
    uint32_t key = xeng__dictionary_find_id(ids, id);
    int best = NOTHING;
    for (size_t i = 0; key != XENG__KEY_NONE && i < result->tree_count; i++) {
        const xeng__tree *tree = &result->trees[i];
        for (size_t level = 1; level <= tree->depth; level++) {
            int found = xeng__level_dimension(tree, level) == XENG_DIMENSION_TWEET_ID
                            ? in_tree(tree, level, key)
                            : NOTHING;
            best = found > best ? found : best;
        }
    }
    return best;
}

/* Of a Post that is too old for some metrics. */
static int judge_old(const xeng__question *question, const xeng_result *result, uint64_t id,
                     xeng__fate *about)
{
    const xeng__batch *batch = question->batch;
    uint32_t flags = question->without | (about->unsupported & batch->age_flags);
    int found = delivered(batch, result, id);
    if (found == COUNTS || found == UNSEEN) {
        return XENG__VERDICT_KEEP;
    }
    if (flags != question->without && xeng__batch_leaves(batch, flags)) {
        about->unsupported = (uint8_t)flags;
        return XENG__VERDICT_REDUCE;
    }
    return found == NODES ? XENG__VERDICT_KEEP : XENG__VERDICT_LOSE;
}

/* Whether a question's window is over before a Post was made: there is nothing to say of it, then.
 */
static bool is_before_post(const xeng__question *question, uint64_t id)
{
    int64_t end = question->batch->rules->windows[question->window].end;
    return end != XENG_TIME_UNSET && xeng_post_created_ms(id) >= end * 1000;
}

static int judge_id(const xeng__question *question, const xeng_result *result, uint64_t id,
                    xeng__fate *about)
{
    uint32_t flags = xeng_result_id_unsupported(result, id) | question->without;
    switch (xeng_result_id_state(result, id)) {
    case XENG_ID_UNAVAILABLE:
        *about = fate(XENG_ID_UNAVAILABLE, flags, XENG_ERROR_UNAVAILABLE_POSTS);
        return XENG__VERDICT_LOSE;
    case XENG_ID_FORBIDDEN:
        *about = fate(XENG_ID_FORBIDDEN, flags, XENG_ERROR_FORBIDDEN_POSTS);
        return XENG__VERDICT_LOSE;
    case XENG_ID_UNSUPPORTED:
        *about = fate(XENG_ID_UNSUPPORTED, flags, XENG_ERROR_UNSUPPORTED_POSTS);
        return judge_old(question, result, id, about);
    case XENG_ID_DELIVERED:
        *about = flags == 0 ? fate(XENG_ID_DELIVERED, 0, XENG_OK)
                            : fate(XENG_ID_UNSUPPORTED, flags, XENG_ERROR_UNSUPPORTED_POSTS);
        return XENG__VERDICT_KEEP;
    default:
        if (is_before_post(question, id)) {
            *about = fate(XENG_ID_DELIVERED, flags, XENG_OK);
            return XENG__VERDICT_KEEP;
        }
        *about = fate(XENG_ID_FAILED, flags, XENG_ERROR_PROTOCOL);
        return XENG__VERDICT_LOSE;
    }
}

void xeng__judge_result(const xeng__question *question, const xeng_result *result,
                        xeng__verdicts *verdicts)
{
    const xeng__batch *batch = question->batch;
    memset(verdicts, 0, sizeof *verdicts);
    for (size_t i = 0; i < question->count; i++) {
        uint16_t place = question->members[i];
        int what = judge_id(question, result, batch->ids[place], &verdicts->fates[i]);
        if (batch->lost[place] && what != XENG__VERDICT_LOSE) {
            verdicts->tainted |= batch->sums;
            what = XENG__VERDICT_GONE;
        }
        verdicts->what[i] = (uint8_t)what;
    }
}

bool xeng__refusal_takes(int32_t code)
{
    return code == XENG_ERROR_FORBIDDEN_POSTS || code == XENG_ERROR_UNAVAILABLE_POSTS ||
           code == XENG_ERROR_UNSUPPORTED_POSTS || code == XENG_ERROR_BAD_REQUEST;
}

bool xeng__batch_takes(const xeng_error *error)
{
    return xeng__refusal_takes(xeng_error_code(error));
}

void xeng__refusal_read(const xeng__batch *batch, const xeng_error *failure, xeng__refusal *refusal)
{
    const char *text = xeng_error_server_message(failure, 0);
    memset(refusal, 0, sizeof *refusal);
    refusal->code = xeng_error_code(failure);
    refusal->text = text == NULL ? xeng_error_message(failure) : text;
    refusal->text_size = strlen(refusal->text);
    for (size_t i = 0; i < xeng_error_id_count(failure); i++) {
        for (size_t place = 0; place < batch->count; place++) {
            refusal->named[place] |= batch->ids[place] == xeng_error_id_at(failure, i);
        }
    }
}

/* What is to be done about an id that a refusal is because of. */
static int blame(const xeng__question *question, const xeng__refusal *refusal, xeng__fate *about)
{
    const xeng__batch *batch = question->batch;
    uint32_t flags = question->without;
    if (refusal->code == XENG_ERROR_FORBIDDEN_POSTS) {
        *about = fate(XENG_ID_FORBIDDEN, flags, refusal->code);
    } else if (refusal->code == XENG_ERROR_UNAVAILABLE_POSTS) {
        *about = fate(XENG_ID_UNAVAILABLE, flags, refusal->code);
    } else if (refusal->code == XENG_ERROR_BAD_REQUEST) {
        *about = fate(XENG_ID_FAILED, flags, refusal->code);
    } else {
        /* The server doesn't say for which metrics: those of the lowest flag first. */
        uint32_t others = batch->age_flags & ~flags;
        flags |= others & (~others + 1);
        *about = fate(XENG_ID_UNSUPPORTED, flags, refusal->code);
        if (others != 0 && xeng__batch_leaves(batch, flags)) {
            return XENG__VERDICT_REDUCE;
        }
    }
    return XENG__VERDICT_LOSE;
}

void xeng__judge_refusal(const xeng__question *question, const xeng__refusal *refusal,
                         xeng__verdicts *verdicts)
{
    bool progress = false;
    memset(verdicts, 0, sizeof *verdicts);
    for (size_t i = 0; i < question->count; i++) {
        uint16_t place = question->members[i];
        int what = question->count == 1 || refusal->named[place]
                       ? blame(question, refusal, &verdicts->fates[i])
                       : XENG__VERDICT_AGAIN;
        if (question->batch->lost[place] && what != XENG__VERDICT_LOSE) {
            what = XENG__VERDICT_GONE;
        }
        progress |= what != XENG__VERDICT_AGAIN;
        verdicts->what[i] = (uint8_t)what;
    }
    verdicts->halve = !progress;
}
