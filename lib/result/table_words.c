/* The words that columns of words are made of. */
#include <string.h>

#include "base/alloc.h"
#include "model/table.h"
#include "result/table_parts.h"

/* The words of a column while they are listed. */
typedef struct listing {
    const char **words;
    size_t count;
    const xeng__dictionary *keys; /* NULL for none */
    uint32_t key_count;
    xeng__table_words *numbers;
} listing;

static uint32_t key_of_metric(const listing *list, int32_t metric)
{
    const char *name = xeng_metric_name(metric);
    return list->key_count == 0 ? XENG__KEY_NONE
                                : xeng__dictionary_find(list->keys, name, strlen(name));
}

/* The keys first, as they are numbered, then the metrics that aren't among them. */
static void list_keys_first(listing *list, const int32_t *metrics, size_t metric_count)
{
    for (uint32_t key = 0; key < list->key_count; key++) {
        list->words[list->count++] = xeng__dictionary_text(list->keys, key);
    }
    for (size_t i = 0; i < metric_count; i++) {
        uint32_t key = key_of_metric(list, metrics[i]);
        bool known = key != XENG__KEY_NONE;
        list->numbers->of_metrics[i] = known ? (int32_t)key : (int32_t)list->count;
        if (!known) {
            list->words[list->count++] = xeng_metric_name(metrics[i]);
        }
    }
}

/* The metrics first, then the keys that aren't among them. */
static void list_metrics_first(listing *list, const int32_t *metrics, size_t metric_count)
{
    int32_t *of_keys = list->numbers->of_keys;
    memset(of_keys, 0xFF, list->key_count * sizeof *of_keys);
    for (size_t i = 0; i < metric_count; i++) {
        uint32_t key = key_of_metric(list, metrics[i]);
        list->numbers->of_metrics[i] = (int32_t)i;
        list->words[list->count++] = xeng_metric_name(metrics[i]);
        if (key != XENG__KEY_NONE) {
            of_keys[key] = (int32_t)i;
        }
    }
    for (uint32_t key = 0; key < list->key_count; key++) {
        if (of_keys[key] < 0) {
            of_keys[key] = (int32_t)list->count;
            list->words[list->count++] = xeng__dictionary_text(list->keys, key);
        }
    }
}

/* Drops numbers that say nothing new, so that keys can be taken as they are. */
static void forget_same(listing *list)
{
    int32_t *of_keys = list->numbers->of_keys;
    for (uint32_t key = 0; key < list->key_count; key++) {
        if (of_keys[key] != (int32_t)key) {
            return;
        }
    }
    xeng__free(of_keys);
    list->numbers->of_keys = NULL;
}

bool xeng__table_words_make(const xeng__table_plan *plan, xeng__column *column,
                            xeng__table_words *words)
{
    bool types = column->dimension == XENG_DIMENSION_ENGAGEMENT_TYPE;
    size_t metric_count = types ? plan->ask->metric_count : 0;
    listing list = {.numbers = words};
    *words = (xeng__table_words){NULL, NULL};
    if (plan->tree != NULL) {
        list.keys = &plan->result->dictionaries[column->dimension];
        list.key_count = list.keys->count;
    }
    bool steady = types && plan->ask->steady_words;
    list.words = xeng__malloc((list.key_count + metric_count) * sizeof *list.words);
    column->made_words = (void *)list.words;
    words->of_metrics = xeng__malloc(metric_count * sizeof *words->of_metrics);
    words->of_keys = steady ? xeng__malloc(list.key_count * sizeof *words->of_keys) : NULL;
    if (list.words == NULL || words->of_metrics == NULL || (steady && words->of_keys == NULL)) {
        return false;
    }
    if (steady) {
        list_metrics_first(&list, plan->ask->metrics, metric_count);
        forget_same(&list);
    } else {
        list_keys_first(&list, plan->ask->metrics, metric_count);
    }
    column->words = list.words;
    column->word_count = list.count;
    return true;
}

void xeng__table_words_free(xeng__table_words *words)
{
    xeng__free(words->of_keys);
    xeng__free(words->of_metrics);
}
