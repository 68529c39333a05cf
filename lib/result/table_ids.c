/* Tables of what became of ids. */
#include "base/alloc.h"
#include "base/error.h"
#include "result/table.h"

static const int32_t states[] = {XENG_ID_DELIVERED,   XENG_ID_UNAVAILABLE, XENG_ID_FORBIDDEN,
                                 XENG_ID_UNSUPPORTED, XENG_ID_MISSING,     XENG_ID_FAILED};

enum {
    STATES = sizeof states / sizeof *states
};

int32_t xeng__state_word(int32_t state)
{
    int32_t word = 0;
    while (word < STATES - 1 && states[word] != state) {
        word++;
    }
    return word;
}

int32_t *xeng__table_add_states(xeng_table *table)
{
    xeng__column *column = &table->columns[table->column_count];
    int32_t *data = xeng__table_add(table, "state", XENG_COLUMN_WORD);
    const char **words = xeng__malloc(STATES * sizeof *words);
    column->made_words = (void *)words;
    if (words == NULL || data == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < STATES; i++) {
        words[i] = xeng_id_state_name(states[i]);
    }
    column->words = words;
    column->word_count = STATES;
    return data;
}

int32_t xeng_table_of_ids(const xeng_result *result, xeng_table **table, xeng_error **error)
{
    xeng__error_clear(error);
    if (table == NULL) {
        return xeng__fail_argument(error, "xeng_table_of_ids: table is NULL");
    }
    *table = NULL;
    if (result == NULL) {
        return xeng__fail_argument(error, "xeng_table_of_ids: result is NULL");
    }
    xeng_table *made = xeng__table_alloc(2, result->id_count);
    int64_t *ids = made == NULL ? NULL : xeng__table_add(made, "tweet_id", XENG_COLUMN_INT64);
    int32_t *words = ids == NULL ? NULL : xeng__table_add_states(made);
    if (words == NULL) {
        xeng_table_unref(made);
        return xeng__fail_no_memory(error);
    }
    for (size_t i = 0; i < result->id_count; i++) {
        ids[i] = (int64_t)result->ids[i].id;
        words[i] = xeng__state_word(result->ids[i].state);
    }
    *table = made;
    return XENG_OK;
}
