/* The counts of a job as tables. */
#include "job/piece_table.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "model/request.h"
#include "result/table.h"

int32_t xeng__job_columns_check(const xeng__job_columns *columns, xeng_error **error)
{
    size_t count = columns->request == NULL ? 0 : xeng__request_grouping_count(columns->request);
    if (columns->grouping >= count) {
        return xeng__fail(error, XENG_ERROR_INVALID_ARGUMENT,
                          "there is no grouping %zu: the job's request has %zu, numbered from 0",
                          columns->grouping, count);
    }
    int32_t code = xeng__table_check_form(columns->form, error);
    if (code == XENG_OK && columns->form == XENG_FORM_WIDE &&
        !xeng__request_groups_by(columns->request, columns->grouping,
                                 XENG_DIMENSION_ENGAGEMENT_TYPE)) {
        return xeng__table_refuse_wide(
            xeng__request_grouping_name(columns->request, columns->grouping), error);
    }
    return code;
}

/* The tree of the grouping; NULL if the result has none. */
static const xeng__tree *find_tree(const xeng__job_columns *columns, const xeng_result *result)
{
    const char *name = xeng__request_grouping_name(columns->request, columns->grouping);
    for (size_t i = 0; result != NULL && i < result->tree_count; i++) {
        if (strcmp(result->trees[i].name, name) == 0) {
            return &result->trees[i];
        }
    }
    return NULL;
}

static int32_t make(const xeng__job_columns *columns, const xeng_result *result,
                    const uint64_t *ids, size_t id_count, xeng_table **table, xeng_error **error)
{
    int32_t metrics[XENG__METRIC_COUNT];
    xeng__table_ask ask = {
        .metrics = metrics,
        .metric_count = xeng__request_metric_count(columns->request),
        .ids = ids,
        .id_count = id_count,
        .in_order = true,
        .adds_day = columns->adds_day,
        .steady_words = true,
    };
    ask.dimension_count =
        xeng__request_grouping_dimensions(columns->request, columns->grouping, &ask.dimensions);
    for (size_t i = 0; i < ask.metric_count; i++) {
        metrics[i] = xeng__request_metric_at(columns->request, i);
    }
    return xeng__table_make(result, find_tree(columns, result), columns->form, &ask, table, error);
}

/* The ids of which all was asked, be it that it failed. */
static size_t known_ids(const xeng_piece *piece, uint64_t *ids)
{
    size_t count = 0;
    for (size_t i = 0; i < piece->count; i++) {
        if (!piece->unfinished || piece->fates[i].state != XENG_ID_FAILED) {
            ids[count++] = piece->ids[i];
        }
    }
    return count;
}

static void hold(xeng_table *table, const xeng_piece *piece)
{
    table->piece = xeng_piece_ref((xeng_piece *)(uintptr_t)piece);
    table->release_piece = xeng_piece_unref;
}

int32_t xeng__piece_table(const xeng__job_columns *columns, const xeng_piece *piece,
                          xeng_table **table, xeng_error **error)
{
    uint64_t *ids = xeng__malloc(piece->count * sizeof *ids);
    *table = NULL;
    if (ids == NULL) {
        return xeng__fail_no_memory(error);
    }
    int32_t code = make(columns, piece->result, ids, known_ids(piece, ids), table, error);
    xeng__free(ids);
    if (code == XENG_OK) {
        hold(*table, piece);
    }
    return code;
}

int32_t xeng__sums_table(const xeng__job_columns *columns, const xeng_result *sums,
                         xeng_table **table, xeng_error **error)
{
    return make(columns, sums, NULL, 0, table, error);
}

int32_t xeng__adds_day(const xeng__job_columns *columns, const xeng_result *result)
{
    const xeng__tree *tree = find_tree(columns, result);
    if (!xeng__request_groups_by(columns->request, columns->grouping,
                                 XENG_DIMENSION_ENGAGEMENT_HOUR) ||
        xeng__request_groups_by(columns->request, columns->grouping,
                                XENG_DIMENSION_ENGAGEMENT_DAY)) {
        return 0;
    }
    if (tree != NULL && xeng__tree_level_of(tree, XENG_DIMENSION_ENGAGEMENT_DAY) > 0) {
        return 1;
    }
    return tree != NULL && tree->has_leaves ? 0 : -1;
}

int32_t xeng_table_of_piece(const xeng_piece *piece, size_t grouping, int32_t form,
                            xeng_table **table, xeng_error **error)
{
    xeng__error_clear(error);
    if (table == NULL) {
        return xeng__fail_argument(error, "xeng_table_of_piece: table is NULL");
    }
    *table = NULL;
    if (piece == NULL) {
        return xeng__fail_argument(error, "xeng_table_of_piece: piece is NULL");
    }
    xeng__job_columns columns = {piece->request, grouping, form, false};
    int32_t code = xeng__job_columns_check(&columns, error);
    return code == XENG_OK ? xeng__piece_table(&columns, piece, table, error) : code;
}

/* The place of a text among words; their count if it isn't there. */
static size_t find_word(const char *const *words, size_t count, const char *text)
{
    size_t word = 0;
    while (word < count && strcmp(words[word], text) != 0) {
        word++;
    }
    return word;
}

/* Adds the column of reasons; false if memory runs out. */
static bool add_reasons(xeng_table *table, const xeng_piece *piece)
{
    xeng__column *column = &table->columns[table->column_count];
    int32_t *data = xeng__table_add(table, "reason", XENG_COLUMN_WORD);
    const char **words = xeng__malloc((piece->reason_count + 1) * sizeof *words);
    column->made_words = (void *)words;
    if (data == NULL || words == NULL) {
        return false;
    }
    size_t count = 0;
    words[count++] = "";
    for (size_t i = 0; i < piece->reason_count; i++) {
        if (find_word(words, count, piece->reasons[i].text) == count) {
            words[count++] = piece->reasons[i].text;
        }
    }
    for (size_t i = 0; i < piece->count; i++) {
        data[i] = (int32_t)find_word(words, count, xeng_piece_id_reason_text(piece, i));
    }
    column->words = words;
    column->word_count = count;
    return true;
}

int32_t xeng_table_of_piece_ids(const xeng_piece *piece, xeng_table **table, xeng_error **error)
{
    xeng__error_clear(error);
    if (table == NULL) {
        return xeng__fail_argument(error, "xeng_table_of_piece_ids: table is NULL");
    }
    *table = NULL;
    if (piece == NULL) {
        return xeng__fail_argument(error, "xeng_table_of_piece_ids: piece is NULL");
    }
    xeng_table *made = xeng__table_alloc(3, piece->count);
    int64_t *ids = made == NULL ? NULL : xeng__table_add(made, "tweet_id", XENG_COLUMN_INT64);
    int32_t *states = ids == NULL ? NULL : xeng__table_add_states(made);
    if (states == NULL || !add_reasons(made, piece)) {
        xeng_table_unref(made);
        return xeng__fail_no_memory(error);
    }
    for (size_t i = 0; i < piece->count; i++) {
        ids[i] = (int64_t)piece->ids[i];
        states[i] = xeng__state_word(piece->fates[i].state);
    }
    hold(made, piece);
    *table = made;
    return XENG_OK;
}
