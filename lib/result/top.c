/* The best Posts of any number of results: a heap with the worst of them at its root. */
#include <xengage/top.h>

#include <stdlib.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/refcount.h"
#include "model/table.h"
#include "result/leaves.h"
#include "result/posts.h"

/* A Post and its figure, a fraction: over 1 where it is a count. */
typedef struct ranked {
    uint64_t id;
    int64_t value;
    int64_t over; /* above 0 */
} ranked;

struct xeng_top {
    xeng__refcount owners;
    int32_t by;
    size_t most;
    ranked *posts; /* each isn't better than those at twice its place plus 1 and plus 2 */
    size_t count;
    size_t capacity;
    bool sorted; /* the worst first, which is a heap, too */
};

int32_t xeng_top_new(int32_t by, size_t most, xeng_top **top, xeng_error **error)
{
    xeng__error_clear(error);
    if (top == NULL) {
        return xeng__fail_argument(error, "xeng_top_new: top is NULL");
    }
    *top = NULL;
    if (by != XENG_TOP_ENGAGEMENT_RATE && xeng__metric_find(by) == NULL) {
        return xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT,
                          "xeng_top_new: %d is no metric, nor XENG_TOP_ENGAGEMENT_RATE", (int)by);
    }
    if (most == 0 || most > XENG_TOP_MAX) {
        return xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT,
                          "xeng_top_new: 1 to %d Posts can be kept, not %zu", XENG_TOP_MAX, most);
    }
    xeng_top *made = xeng__calloc(1, sizeof *made);
    if (made == NULL) {
        return xeng__fail_no_memory(error);
    }
    xeng__refcount_init(&made->owners);
    made->by = by;
    made->most = most;
    *top = made;
    return XENG_OK;
}

xeng_top *xeng_top_ref(xeng_top *top)
{
    if (top != NULL) {
        xeng__refcount_add(&top->owners);
    }
    return top;
}

void xeng_top_unref(xeng_top *top)
{
    if (top != NULL && xeng__refcount_drop(&top->owners)) {
        xeng__free(top->posts);
        xeng__free(top);
    }
}

typedef struct wide {
    uint64_t high;
    uint64_t low;
} wide;

/* A product without its sign, in 128 bits, which not every compiler has a type for. */
static wide multiply(uint64_t a, uint64_t b)
{
    uint64_t low = (a & UINT32_MAX) * (b & UINT32_MAX);
    uint64_t one = (a >> 32) * (b & UINT32_MAX) + (low >> 32);
    uint64_t other = (a & UINT32_MAX) * (b >> 32) + (one & UINT32_MAX);
    return (wide){(a >> 32) * (b >> 32) + (one >> 32) + (other >> 32),
                  other << 32 | (low & UINT32_MAX)};
}

static uint64_t without_sign(int64_t number)
{
    return number < 0 ? -(uint64_t)number : (uint64_t)number;
}

/* Compares figures exactly: below 0 if the first is less. */
static int compare_figures(const ranked *a, const ranked *b)
{
    if ((a->value < 0) != (b->value < 0)) {
        return a->value < 0 ? -1 : 1;
    }
    wide left = multiply(without_sign(a->value), (uint64_t)b->over);
    wide right = multiply(without_sign(b->value), (uint64_t)a->over);
    int order = left.high != right.high ? (left.high < right.high ? -1 : 1)
                : left.low != right.low ? (left.low < right.low ? -1 : 1)
                                        : 0;
    return a->value < 0 ? -order : order;
}

/* Below 0 if the first is worse. */
static int compare(const void *a, const void *b)
{
    const ranked *left = a;
    const ranked *right = b;
    int order = compare_figures(left, right);
    return order != 0 ? order : left->id > right->id ? -1 : left->id < right->id;
}

static bool worse(const ranked *a, const ranked *b)
{
    return compare(a, b) < 0;
}

/* Moves a Post from the end to where it belongs. */
static void rise(ranked *posts, size_t at)
{
    ranked moved = posts[at];
    while (at > 0 && worse(&moved, &posts[(at - 1) / 2])) {
        posts[at] = posts[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    posts[at] = moved;
}

/* Moves a Post from the root to where it belongs. */
static void sink(ranked *posts, size_t count)
{
    ranked moved = posts[0];
    size_t at = 0;
    for (size_t next = 1; next < count; next = 2 * at + 1) {
        next += next + 1 < count && worse(&posts[next + 1], &posts[next]);
        if (!worse(&posts[next], &moved)) {
            break;
        }
        posts[at] = posts[next];
        at = next;
    }
    posts[at] = moved;
}

/* Keeps a Post if it is among the best; there is room for it. */
static void offer(xeng_top *top, const ranked *post)
{
    if (top->count < top->most) {
        top->posts[top->count] = *post;
        rise(top->posts, top->count++);
        top->sorted = false;
    } else if (worse(&top->posts[0], post)) {
        top->posts[0] = *post;
        sink(top->posts, top->count);
        top->sorted = false;
    }
}

/* Makes room for so many Posts more, as far as they are kept; false if memory runs out. */
static bool reserve(xeng_top *top, size_t more)
{
    size_t wanted = more < top->most - top->count ? top->count + more : top->most;
    if (wanted <= top->capacity) {
        return true;
    }
    size_t roomy = top->capacity + top->capacity / 2;
    wanted = wanted < roomy ? roomy : wanted;
    wanted = wanted < top->most ? wanted : top->most;
    ranked *grown = xeng__realloc(top->posts, wanted * sizeof *grown);
    if (grown == NULL) {
        return false;
    }
    top->posts = grown;
    top->capacity = wanted;
    return true;
}

static void offer_all(xeng_top *top, const xeng__dictionary *ids, const xeng__post_sum *values,
                      const xeng__post_sum *over)
{
    for (uint32_t key = 0; key < ids->count; key++) {
        bool known =
            values[key].kind == XENG_VALUE_DELIVERED &&
            (over == NULL || (over[key].kind == XENG_VALUE_DELIVERED && over[key].value > 0));
        if (known) {
            ranked post = {(uint64_t)ids->keys[key].number, values[key].value,
                           over == NULL ? 1 : over[key].value};
            offer(top, &post);
        }
    }
}

static int32_t add(xeng_top *top, const xeng_result *result, const xeng__tree *tree,
                   xeng_error **error)
{
    bool by_rate = top->by == XENG_TOP_ENGAGEMENT_RATE;
    const xeng__dictionary *ids = &result->dictionaries[XENG_DIMENSION_TWEET_ID];
    xeng__post_sum *values = xeng__malloc(ids->count * (by_rate ? 2 : 1) * sizeof *values);
    if (values == NULL || !reserve(top, ids->count)) {
        xeng__free(values);
        return xeng__fail_no_memory(error);
    }
    xeng__post_sum *over = by_rate ? values + ids->count : NULL;
    xeng__posts_sum(result, tree, XENG__KEY_NONE, by_rate ? XENG_METRIC_ENGAGEMENTS : top->by,
                    values);
    if (by_rate) {
        xeng__posts_sum(result, tree, XENG__KEY_NONE, XENG_METRIC_IMPRESSIONS, over);
    }
    offer_all(top, ids, values, over);
    xeng__free(values);
    return XENG_OK;
}

int32_t xeng_top_add(xeng_top *top, const xeng_result *result, xeng_error **error)
{
    xeng__error_clear(error);
    if (top == NULL) {
        return xeng__fail_argument(error, "xeng_top_add: top is NULL");
    }
    if (result == NULL) {
        return XENG_OK;
    }
    const xeng__tree *tree = xeng__posts_tree(result);
    if (tree != NULL) {
        return add(top, result, tree, error);
    }
    if (xeng__result_has_empty_tree(result)) {
        return XENG_OK;
    }
    return xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT,
                      "the result can't be ranked: none of its groupings has both tweet.id and "
                      "engagement.type");
}

size_t xeng_top_count(const xeng_top *top)
{
    return top == NULL ? 0 : top->count;
}

/* The Post of a rank; NULL if there is none. */
static const ranked *at_rank(xeng_top *top, size_t rank)
{
    if (rank >= xeng_top_count(top)) {
        return NULL;
    }
    if (!top->sorted) {
        qsort(top->posts, top->count, sizeof *top->posts, compare);
        top->sorted = true;
    }
    return &top->posts[top->count - 1 - rank];
}

uint64_t xeng_top_id_at(xeng_top *top, size_t rank)
{
    const ranked *post = at_rank(top, rank);
    return post == NULL ? 0 : post->id;
}

int64_t xeng_top_value_at(xeng_top *top, size_t rank)
{
    const ranked *post = at_rank(top, rank);
    return post == NULL ? 0 : post->value;
}

double xeng_top_rate_at(xeng_top *top, size_t rank)
{
    const ranked *post = at_rank(top, rank);
    return post == NULL || top->by != XENG_TOP_ENGAGEMENT_RATE
               ? 0
               : (double)post->value / (double)post->over;
}
