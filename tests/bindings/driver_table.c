/* Cases with a table: one grouping of a result as rows. */
#include <stdint.h>
#include <string.h>

#include "driver.h"

static json_t *show_number(const xeng_table *table, size_t column, size_t row)
{
    const void *data = xeng_table_column_data(table, column);
    switch (xeng_table_column_type(table, column)) {
    case XENG_COLUMN_INT64:
    case XENG_COLUMN_TIME:
        return decimal(((const int64_t *)data)[row]);
    case XENG_COLUMN_DAY:
        return decimal(((const int32_t *)data)[row]);
    case XENG_COLUMN_INT8:
        return decimal(((const int8_t *)data)[row]);
    case XENG_COLUMN_WORD:
        return json_string(xeng_table_word(table, column, (size_t)((const int32_t *)data)[row]));
    default:
        give_up("a table has a column of an unknown type");
    }
}

static json_t *show_cell(const xeng_table *table, size_t column, size_t row)
{
    const uint8_t *validity = xeng_table_column_validity(table, column);
    if (validity != NULL && (validity[row / 8] >> (row % 8) & 1) == 0) {
        return json_null();
    }
    return show_number(table, column, row);
}

static json_t *show_rows(const xeng_table *table)
{
    json_t *rows = json_array();
    for (size_t row = 0; row < xeng_table_row_count(table); row++) {
        json_t *cells = json_array();
        for (size_t column = 0; column < xeng_table_column_count(table); column++) {
            json_array_append_new(cells, show_cell(table, column, row));
        }
        json_array_append_new(rows, cells);
    }
    return rows;
}

static json_t *show_table(const xeng_table *table)
{
    json_t *columns = json_array();
    for (size_t i = 0; i < xeng_table_column_count(table); i++) {
        json_array_append_new(columns, json_string(xeng_table_column_name(table, i)));
    }
    return json_pack("{s:o, s:o}", "columns", columns, "rows", show_rows(table));
}

static size_t place_of(const xeng_result *result, const char *name)
{
    for (size_t i = 0; i < xeng_result_grouping_count(result); i++) {
        if (strcmp(xeng_result_grouping_name(result, i), name) == 0) {
            return i;
        }
    }
    return SIZE_MAX;
}

static int32_t make_table(const json_t *one, const xeng_result *result, xeng_table **table,
                          xeng_error **error)
{
    int wide = strcmp(text_of(one, "shape"), "wide") == 0;
    return xeng_table_new(result, place_of(result, text_of(one, "grouping")),
                          wide ? XENG_FORM_WIDE : XENG_FORM_LONG, table, error);
}

json_t *do_table(const json_t *one)
{
    xeng_client *client = NULL;
    xeng_credentials *credentials = NULL;
    xeng_request *request = NULL;
    xeng_result *result = NULL;
    xeng_table *table = NULL;
    xeng_error *error = NULL;
    int32_t code = make_client(&client, &error);
    code = code ? code : make_credentials(text_of(one, "as"), &credentials, &error);
    code =
        code ? code : make_request(json_object_get(one, "request"), credentials, &request, &error);
    code = code ? code : xeng_client_fetch(client, credentials, request, &result, &error);
    code = code ? code : make_table(one, result, &table, &error);
    xeng_result_unref(result); /* the table holds it */
    xeng_request_unref(request);
    xeng_credentials_unref(credentials);
    xeng_client_unref(client);
    json_t *shown = code ? show_error(error) : show_table(table);
    xeng_table_unref(table);
    return shown;
}
