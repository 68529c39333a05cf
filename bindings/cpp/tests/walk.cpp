/* The walks of walk.c with xengage.hpp; cost.py compares. */
#include <xengage/xengage.hpp>

extern "C" {

std::int64_t walk_children(const xeng_result *result, xeng_node number)
{
    std::int64_t sum = 0;
    for (const auto child : xeng::node(result, number).children()) {
        if (const auto value = child.value()) {
            sum += *value;
        }
    }
    return sum;
}

std::int64_t walk_tree(const xeng_result *raw, const char *grouping)
{
    std::int64_t sum = 0;
    const xeng::result_view result(raw);
    for (const auto post : result[grouping].children()) {
        const xeng::post_id id = post.id();
        for (const auto leaf : post.children()) {
            if (const auto value = leaf.value()) {
                sum += *value ^ static_cast<std::int64_t>(id);
            }
        }
    }
    return sum;
}

std::int64_t walk_leaves(const xeng_result *result, xeng_node number)
{
    std::int64_t sum = 0;
    auto leaves = xeng::node(result, number).leaves<xeng::checked>();
    if (!leaves) {
        return -1;
    }
    for (const auto [at, value] : *leaves) {
        if (value) {
            sum += *value;
        }
    }
    return sum;
}

std::uint64_t walk_ids(const xeng_result *result)
{
    std::uint64_t sum = 0;
    for (const auto [id, state] : xeng::result_view(result).ids()) {
        if (state == xeng::id_state::delivered) {
            sum += id;
        }
    }
    return sum;
}

std::int64_t walk_column(const xeng_table *raw)
{
    std::int64_t sum = 0;
    const xeng::table table(xeng_table_ref(const_cast<xeng_table *>(raw)));
    for (const std::int64_t value : table.values()) {
        sum ^= value;
    }
    return sum;
}
}
