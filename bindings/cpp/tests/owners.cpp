/* Owners: copies, moves, what outlives what. AddressSanitizer sees what is freed too early or not.
 */
#include "own.hpp"
#include <vector>

namespace
{

void results()
{
    xeng::result one = xeng::result::from_json(sample);
    xeng::result other = one;
    check(one.get() == other.get(), "a copy is one more owner of the same");
    const xeng::result moved = std::move(one);
    check(!one && moved, "a move leaves nothing behind");
    other = moved;
    other = xeng::result();
    check(*moved["posts"][9007199254740993U]["replies"].value() == 1, "others' ends leave it be");
    one = moved;
    const xeng::result &same = one;
    one = same;
    check(one.get() == moved.get(), "assigning to itself changes nothing");
    xeng::table table = xeng::table::of(xeng::result::from_json(sample), 0);
    check(table.row_count() == 6, "a table holds its result");
}

void arrow()
{
    xeng::arrow_batch batch = xeng::to_arrow(xeng::result::from_json(sample), 0);
    check(batch.array->length == 6, "a batch holds what it is of");
    const xeng::arrow_owner<ArrowArray> taken = std::move(batch.array);
    check(batch.array->release == nullptr && taken.get()->length == 6, "a batch moves");
    xeng::arrow_stream stream =
        xeng::table::of(xeng::result::from_json(sample), 0).to_arrow_stream();
    check(stream->release != nullptr, "a stream is released by its owner");
}

void errors()
{
    std::vector<xeng::error> kept;
    try {
        xeng::parse_post_id("-1");
    } catch (const xeng::rule_error &error) {
        kept.push_back(error);
    }
    kept.push_back(kept.at(0));
    check(kept.at(1).message() == kept.at(0).message(), "an error outlives its exception");
}

void writing()
{
    const xeng::result result = xeng::result::from_json(sample);
    xeng::writer writer = xeng::writer::open(result);
    writer.add(result);
    writer.finish();
    std::string all;
    for (auto bytes = writer.next(); !bytes.empty(); bytes = writer.next()) {
        all += bytes;
    }
    check(all.find("9007199254740993,favorites,7") != std::string::npos, "a writer's bytes");
}

void reports()
{
    const xeng::result result = xeng::result::from_json(sample);
    xeng::top top = xeng::top::by(xeng::metric::favorites, 1);
    top.add(result);
    for (const auto [id, value, rate] : top) {
        check(id == 9007199254740993U && value == 7 && rate == 0, "the Post with most of it");
    }
    const auto comparison = xeng::comparison::of(result, result);
    check(*comparison.change(xeng::metric::favorites) == 0 && comparison.ids().size() == 2,
          "a comparison");
}

} // namespace

void test_owners()
{
    results();
    arrow();
    errors();
    writing();
    reports();
}
