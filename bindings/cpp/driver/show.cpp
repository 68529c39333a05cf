/* What came of a case, as JSON: errors, results, tables. */
#include "show.hpp"

namespace
{

json show_ids(const xeng::error &error)
{
    json ids = array();
    for (xeng::post_id id : error.ids()) {
        add(ids, decimal(id));
    }
    return ids;
}

/// A leaf is its count, or null; any other node has its children under their keys.
json show_node(const xeng::node &node)
{
    const auto value = node.value();
    if (value.state() != XENG_VALUE_NO_LEAF) {
        return value ? decimal(*value) : nothing();
    }
    json shown = object();
    for (const xeng::node child : node.children()) {
        put(shown, child.key(), show_node(child));
    }
    return shown;
}

template <class T> json show_number(const xeng::column &column, std::size_t row)
{
    return decimal(column.as<T>()[row]);
}

json show_cell(const xeng::column &column, std::size_t row)
{
    if (!column.has_value(row)) {
        return nothing();
    }
    switch (column.type()) {
    case xeng::column_type::int64:
    case xeng::column_type::time:
        return show_number<std::int64_t>(column, row);
    case xeng::column_type::day:
        return show_number<std::int32_t>(column, row);
    case xeng::column_type::int8:
        return show_number<std::int8_t>(column, row);
    case xeng::column_type::word:
        return words(column.word(static_cast<std::size_t>(column.as<std::int32_t>()[row])));
    }
    give_up("a table has a column of an unknown type");
}

} // namespace

json show(const xeng::error &error)
{
    json shown = object();
    put(shown, "code", words(error.code_name()));
    put(shown, "rule", error.rule() == XENG_RULE_NONE ? nothing() : words(error.rule_name()));
    put(shown, "limit", decimal(error.limit()));
    put(shown, "value", error.value().empty() ? nothing() : words(error.value()));
    put(shown, "status", small(static_cast<std::uint64_t>(error.http_status())));
    put(shown, "attempts", small(error.attempts()));
    put(shown, "ids", show_ids(error));
    put(shown, "message", words(error.message()));
    return one_member("error", std::move(shown));
}

json show_trees(const xeng::result_view &result)
{
    if (!result) {
        return nothing();
    }
    json trees = object();
    for (const auto &grouping : result.groupings()) {
        put(trees, grouping.name, show_node(grouping.root));
    }
    return trees;
}

json show(const xeng::result &result)
{
    json ids = object();
    for (const auto [id, state] : result.ids()) {
        put(ids, std::to_string(id), words(name(state)));
    }
    json shown = object();
    put(shown, "attempts", small(result.attempts()));
    put(shown, "ids", std::move(ids));
    put(shown, "trees", show_trees(result));
    return one_member("result", std::move(shown));
}

json show(const xeng::table &table)
{
    json columns = array();
    for (const xeng::column column : table.columns()) {
        add(columns, words(column.name()));
    }
    json rows = array();
    for (std::size_t row = 0; row < table.row_count(); row++) {
        json cells = array();
        for (const xeng::column column : table.columns()) {
            add(cells, show_cell(column, row));
        }
        add(rows, std::move(cells));
    }
    json shown = object();
    put(shown, "columns", std::move(columns));
    put(shown, "rows", std::move(rows));
    return shown;
}
