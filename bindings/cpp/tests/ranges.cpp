/* Sequences and walks: their iterators' kinds, range-for, algorithms, bindings. */
#include "own.hpp"
#include <algorithm>
#include <iterator>
#include <numeric>
#include <vector>

namespace
{

using child_range = xeng::node::children_range;
using leaf_walk = xeng::node::leaves_below;

template <class Range>
constexpr bool is_input = std::is_base_of_v<
    std::input_iterator_tag,
    typename std::iterator_traits<decltype(std::declval<Range &>().begin())>::iterator_category>;
static_assert(is_input<child_range> && is_input<leaf_walk> && is_input<xeng::job>);
static_assert(std::is_trivially_copyable_v<xeng::node> && sizeof(xeng::node) == 16);

#if XENG_CPP_RANGES
static_assert(std::ranges::random_access_range<child_range> && std::ranges::view<child_range>);
static_assert(std::ranges::sized_range<child_range> && std::ranges::borrowed_range<child_range>);
static_assert(std::ranges::input_range<leaf_walk> && std::ranges::view<leaf_walk>);
static_assert(std::ranges::input_range<xeng::node::all_below>);
static_assert(std::ranges::input_range<xeng::job>);
static_assert(std::input_iterator<xeng::job::iterator>);
static_assert(std::ranges::random_access_range<decltype(xeng::metrics())>);
static_assert(std::ranges::random_access_range<decltype(std::declval<xeng::table>().rows())>);
static_assert(std::is_same_v<xeng::span<int>, std::span<int>>);
#endif
#if XENG_CPP_EXPECTED
static_assert(std::is_same_v<xeng::expected<int>, std::expected<int, xeng::error>>);
#endif

void trees(const xeng::result &result)
{
    const xeng::node root = result["posts"];
    check(root && !result["nobody"], "a grouping is found by its name, and no other");
    check(root.children().size() == 2, "a root has its children");
    std::vector<xeng::post_id> ids;
    for (const auto post : root.children()) {
        ids.push_back(post.id());
    }
    check(ids == std::vector<xeng::post_id>{9007199254740993U, 9007199254740995U},
          "ids are whole in 64 bits");
    check(*root[9007199254740993U][xeng::metric::favorites].value() == 7, "lookup by id, metric");
    const std::string_view part = std::string_view("favorites and more").substr(0, 9);
    check(*root["9007199254740993"][part].value() == 7, "lookup by a part of a text");
    check(*root.find({"9007199254740993", "replies"}).value() == 1, "a path of keys");
    check(!root["nobody"]["nothing"].value(), "what isn't there has nothing below");

    std::int64_t sum = 0;
    for (const auto [at, value] : root.leaves()) {
        check(at.parent().parent() == root, "a leaf knows what is above it");
        sum += value.value_or(0);
    }
    check(sum == 8, "leaves are bound to names");
    std::size_t all = 0;
    for (const auto node : root.below()) {
        all += node ? 1U : 0U;
    }
    check(all == 5, "all nodes below a root");
    auto walk = root.below();
    auto at = walk.begin();
    check(at->key() == "9007199254740993" && at.skip()->key() == "9007199254740995",
          "a walk passes over what is below");
    check(at.above(0) == root, "a walk knows the path to where it stands");
}

void algorithms(const xeng::result &result)
{
    const auto posts = result["posts"].children();
    const auto found = std::find_if(posts.begin(), posts.end(),
                                    [](xeng::node one) { return one.id() == 9007199254740995U; });
    check(found - posts.begin() == 1 && found->key() == "9007199254740995", "std::find_if");
    check(std::count_if(posts.begin(), posts.end(), [](xeng::node) { return true; }) == 2,
          "std::count_if");
    auto leaves = result["posts"].leaves();
    check(std::accumulate(leaves.begin(), leaves.end(), std::int64_t{},
                          [](std::int64_t sum, const xeng::leaf &one) {
                              return sum + one.value.value_or(0);
                          }) == 8,
          "std::accumulate over leaves");
#if XENG_CPP_RANGES
    const auto at =
        std::ranges::lower_bound(posts, xeng::post_id{9007199254740994U}, {}, &xeng::node::id);
    check(at - posts.begin() == 1, "std::ranges::lower_bound by a projection");
#endif
    auto metrics = xeng::metrics();
    check(metrics.end() - metrics.begin() == static_cast<std::ptrdiff_t>(metrics.size()) &&
              metrics.begin()[1] == metrics[1] && *(metrics.end() - 1) == metrics.back(),
          "iterators go anywhere");
}

void tables(const xeng::result &result)
{
    const xeng::table table = xeng::table::of(result, 0);
    std::int64_t sum = 0;
    for (const auto [id, metric, time, value] : table.rows()) {
        check(id != 0 && metric && !time, "a row has what its table has columns for");
        sum += value.value_or(0);
    }
    check(sum == 8, "rows are bound to names");
    const auto values = table["value"]->as<std::int64_t>();
    check(values.data() == table.values().data(), "a column is not copied");
    check(table["value"]->as<std::int8_t>().empty(), "a column as what it isn't is empty");
    check(!table["nobody"], "a column that isn't there is none");
}

} // namespace

void test_ranges()
{
    const xeng::result result = xeng::result::from_json(sample);
    trees(result);
    algorithms(result);
    tables(result);
}
