/* Results become one. */
#include "result/merge.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "model/show.h"
#include "result/account.h"
#include "result/asked.h"
#include "result/dictionary.h"
#include "result/merge_tree.h"
#include "result/tree.h"

typedef struct inputs {
    const xeng_result *const *all;
    size_t count;
} inputs;

/* Whether a tree has a part in the merged result. Of an empty one nobody can tell whether it would
 * be one of sums. */
static bool wanted(const xeng__tree *tree, const xeng__merge_rules *rules)
{
    return !rules->sums_only ||
           (tree->depth > 0 && xeng__tree_level_of(tree, XENG_DIMENSION_TWEET_ID) == 0);
}

/* Notes the names of the groupings as keys of `names`. */
static int32_t list_names(const inputs *from, const xeng__merge_rules *rules,
                          xeng__dictionary *names, xeng_error **error)
{
    for (size_t i = 0; i < from->count; i++) {
        for (size_t k = 0; k < from->all[i]->tree_count; k++) {
            const xeng__tree *tree = &from->all[i]->trees[k];
            if (wanted(tree, rules) &&
                xeng__dictionary_add(names, tree->name, strlen(tree->name)) == XENG__KEY_NONE) {
                return xeng__fail_no_memory(error);
            }
        }
    }
    if (names->count > XENG__MAX_TREES) {
        return xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT,
                          "the results have over %d groupings of different names; merge those of "
                          "the same request",
                          XENG__MAX_TREES);
    }
    return XENG_OK;
}

/* Collects the trees of a name, which is the key `number` of `names`, into `trees`. */
static size_t collect(const inputs *from, const xeng__merge_rules *rules,
                      const xeng__dictionary *names, uint32_t number, const xeng__tree **trees)
{
    const char *name = xeng__dictionary_text(names, number);
    size_t count = 0;
    for (size_t i = 0; i < from->count; i++) {
        for (size_t k = 0; k < from->all[i]->tree_count; k++) {
            const xeng__tree *tree = &from->all[i]->trees[k];
            if (strcmp(tree->name, name) == 0 && wanted(tree, rules)) {
                trees[count++] = tree;
                break;
            }
        }
    }
    return count;
}

static int32_t merge_all_trees(xeng_result *merged, const inputs *from,
                               const xeng__merge_rules *rules, xeng_error **error)
{
    xeng__dictionary names;
    xeng__dictionary_init(&names, XENG_DIMENSION_OTHER);
    const xeng__tree **trees = xeng__malloc(from->count * sizeof *trees);
    int32_t code =
        trees == NULL ? xeng__fail_no_memory(error) : list_names(from, rules, &names, error);
    for (uint32_t i = 0; code == XENG_OK && i < names.count; i++) {
        size_t count = collect(from, rules, &names, i, trees);
        xeng__tree *tree =
            xeng__result_add_tree(merged, xeng__dictionary_text(&names, i), names.keys[i].size);
        if (tree == NULL) {
            code = xeng__fail_no_memory(error);
        } else {
            xeng__tree_merge_asked(tree, trees, count);
            code = xeng__merge_trees(merged, tree, trees, count, rules, error);
        }
    }
    xeng__free(trees);
    xeng__dictionary_free(&names);
    return code;
}

static void merge_windows(xeng_result *merged, const inputs *from)
{
    for (size_t i = 0; i < from->count; i++) {
        const xeng_result *one = from->all[i];
        if (one->has_start && (!merged->has_start || one->start < merged->start)) {
            merged->start = one->start;
            merged->has_start = true;
        }
        if (one->has_end && (!merged->has_end || one->end > merged->end)) {
            merged->end = one->end;
            merged->has_end = true;
        }
        merged->attempts += one->attempts < UINT32_MAX - merged->attempts
                                ? one->attempts
                                : UINT32_MAX - merged->attempts;
    }
}

/* Keeps each message once. */
static bool merge_messages(xeng_result *merged, const inputs *from)
{
    xeng__dictionary texts;
    xeng__dictionary_init(&texts, XENG_DIMENSION_OTHER);
    bool fits = true;
    for (size_t i = 0; fits && i < from->count; i++) {
        for (size_t k = 0; fits && k < from->all[i]->message_count; k++) {
            const char *text = from->all[i]->messages[k];
            fits = xeng__dictionary_add(&texts, text, strlen(text)) != XENG__KEY_NONE;
        }
    }
    merged->messages = fits ? xeng__calloc(texts.count, sizeof *merged->messages) : NULL;
    fits = merged->messages != NULL;
    for (uint32_t i = 0; fits && i < texts.count; i++) {
        char *copy = xeng__strndup(xeng__dictionary_text(&texts, i), texts.keys[i].size);
        fits = copy != NULL;
        if (fits) {
            merged->messages[merged->message_count++] = copy;
        }
    }
    xeng__dictionary_free(&texts);
    return fits;
}

static bool add_extra(xeng_result *merged, const xeng__extra *extra)
{
    if (!xeng__grow((void **)&merged->extras, &merged->extra_capacity, merged->extra_count,
                    sizeof *merged->extras)) {
        return false;
    }
    xeng__extra copy = {xeng__strdup(extra->name), xeng__strdup(extra->json)};
    if (copy.name == NULL || copy.json == NULL) {
        xeng__free(copy.name);
        xeng__free(copy.json);
        return false;
    }
    merged->extras[merged->extra_count++] = copy;
    return true;
}

/* Keeps the first unknown member of each name. */
static bool merge_extras(xeng_result *merged, const inputs *from)
{
    xeng__dictionary names;
    xeng__dictionary_init(&names, XENG_DIMENSION_OTHER);
    bool fits = true;
    for (size_t i = 0; fits && i < from->count; i++) {
        for (size_t k = 0; fits && k < from->all[i]->extra_count; k++) {
            const xeng__extra *extra = &from->all[i]->extras[k];
            uint32_t known = names.count;
            uint32_t number = xeng__dictionary_add(&names, extra->name, strlen(extra->name));
            fits = number != XENG__KEY_NONE && (number < known || add_extra(merged, extra));
        }
    }
    xeng__dictionary_free(&names);
    return fits;
}

static int32_t merge_into(xeng_result *merged, const inputs *from, const xeng__merge_rules *rules,
                          xeng_error **error)
{
    int32_t code = merge_all_trees(merged, from, rules, error);
    merge_windows(merged, from);
    xeng__result_merge_asked(merged, from->all, from->count);
    if (code != XENG_OK || rules->sums_only) {
        return code;
    }
    if (!merge_messages(merged, from) || !merge_extras(merged, from)) {
        return xeng__fail_no_memory(error);
    }
    return xeng__result_account_merged(merged, from->all, from->count, error);
}

int32_t xeng__merge(const xeng_result *const *all, size_t count, const xeng__merge_rules *rules,
                    xeng_result **merged, xeng_error **error)
{
    static const xeng__merge_rules none = {NULL, 0, false};
    inputs from = {all, count};
    *merged = NULL;
    xeng_result *made = xeng__result_new();
    if (made == NULL) {
        return xeng__fail_no_memory(error);
    }
    int32_t code = merge_into(made, &from, rules == NULL ? &none : rules, error);
    if (code != XENG_OK) {
        xeng_result_unref(made);
        return code;
    }
    *merged = made;
    return XENG_OK;
}

int32_t xeng_result_merge(const xeng_result *const *results, size_t count, xeng_result **merged,
                          xeng_error **error)
{
    xeng__error_clear(error);
    if (merged == NULL) {
        return xeng__fail_argument(error, "xeng_result_merge: merged is NULL");
    }
    *merged = NULL;
    if (results == NULL || count == 0) {
        return xeng__fail_argument(error, "xeng_result_merge: there are no results");
    }
    for (size_t i = 0; i < count; i++) {
        if (results[i] == NULL) {
            return xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT,
                              "xeng_result_merge: results[%zu] is NULL", i);
        }
    }
    return xeng__merge(results, count, NULL, merged, error);
}
