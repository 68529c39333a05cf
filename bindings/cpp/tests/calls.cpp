/* Calls that fail, both ways; functions of the caller's that throw through C; jobs and operations.
 * A simulator is there. */
#include "own.hpp"
#include <cstdlib>
#include <poll.h>
#include <stdexcept>

namespace
{

struct setting {
    xeng::client client = xeng::client::open(xeng::options::from_env());
    xeng::credentials whose = xeng::credentials::from_env();

    xeng::request_builder build() const
    {
        auto builder = xeng::request::to(xeng::endpoint::totals, whose);
        builder.metric("favorites").grouping("posts", "tweet.id,engagement.type");
        return builder;
    }
    xeng::request ask() const
    {
        return build().id("2120086560568246272").build();
    }
};

template <class Kind, class Call> bool throws(Call &&call)
{
    try {
        call();
    } catch (const Kind &) {
        return true;
    } catch (...) {
        return false;
    }
    return false;
}

void ways_to_fail(const setting &at)
{
    const auto wrong = [&] { return at.build().metric("nonsense").id("0").build(); };
    check(throws<xeng::rule_error>(wrong), "an exception is its code's");
    check(throws<xeng::usage_error>(wrong), "and its group's");
    check(throws<std::exception>(wrong), "and the standard library's");
    const auto outcome = at.build().metric("nonsense").id("0").build<xeng::checked>();
    check(!outcome && outcome.error().rule() == XENG_RULE_UNKNOWN_METRIC,
          "a chain tells the first that was refused");
    check(outcome.error().value() == "nonsense", "an error tells what was refused");
    const auto good = xeng::parse_post_id<xeng::checked>("7");
    check(good.has_value() && *good == 7 && good.value_or(1U) == 7, "an expected value");
    const auto options = xeng::options().base_url("no address").max_attempts(3);
    check(throws<xeng::error>([&] { xeng::client::open(options); }), "options tell, too");
    xeng::client gone = at.client;
    const xeng::client taken = std::move(gone);
    check(throws<xeng::invalid_argument>([&] { gone.fetch(at.whose, at.ask()); }),
          "a client that was moved away is told of");
    const auto unknown = xeng::error(499, nullptr);
    check(throws<xeng::server_error>([&] { xeng::raise(unknown); }), "codes of newer libraries");
}

void functions_that_throw(const setting &at)
{
    xeng::job job(at.client, at.build().build());
    job.add(at.whose);
    const auto source = [](xeng::span<xeng::post_id>) -> std::size_t {
        throw std::out_of_range("no more");
    };
    check(throws<std::out_of_range>([&] { job.ids_from(source); }), "a source of ids throws");

    xeng::job kept(at.client, at.build().build());
    const xeng::post_id ids[] = {2120086560568246272U, 2120086560568246273U};
    kept.add(at.whose).ids(ids).keep_journal(
        [](xeng::journal_record, std::uint64_t, xeng::span<const std::byte>) {
            throw std::domain_error("full");
        });
    const auto run = [&] {
        for (const auto &piece : kept) {
            kept.ack(piece);
        }
    };
    check(throws<std::domain_error>(run), "a journal throws");

    auto options = xeng::options::from_env();
    options.log(xeng::log_level::trace,
                [](xeng::log_level, std::string_view) { throw std::length_error("too long"); });
    const auto fetch = [&] { xeng::client::open(options).fetch(at.whose, at.ask()); };
    check(throws<std::length_error>(fetch), "a log throws");
}

void jobs(const setting &at)
{
    std::uint64_t records = 0;
    xeng::job job(setting().client, at.build().build());
    const xeng::post_id ids[] = {2120086560568246272U, 2120086560568246273U};
    job.add(at.whose).ids(ids).ordered().keep_journal(
        [&](xeng::journal_record, std::uint64_t, xeng::span<const std::byte> record) {
            records += record.empty() ? 0U : 1U;
        });
    check(job.plan().ids() == 2 && job.plan().windows().size() == 1, "a job's plan");
    std::size_t count = 0;
    for (auto &piece : job) {
        for (const auto id : piece.ids()) {
            count += id.state() == xeng::id_state::delivered ? 1U : 0U;
        }
        job.ack(piece);
    }
    check(count == 2 && records > 0, "pieces come, and their records");
    check(job.state() == xeng::job_state::complete && job.figure(xeng::figure::ids) == 2,
          "a job tells how it went");
    check(throws<xeng::error>([&] { xeng::job(at.client, at.build().build()).next(); }),
          "a job without ids tells when it is run");
}

void operations(const setting &at)
{
    xeng::operation one = at.client.submit(at.whose, at.ask());
    xeng::operation other = std::move(one);
    check(one.number() == XENG_OPERATION_NONE, "an operation moves");
    other.cancel();
    check(throws<xeng::cancelled>([&] { other.wait(); }), "a cancelled operation");
    {
        const xeng::operation dropped = at.client.submit(at.whose, at.ask());
    }
    check(!at.client.next_completion(), "one that is let go of leaves nothing behind");

    const xeng_operation number = at.client.submit(at.whose, at.ask()).detach();
    std::optional<xeng::completion> done;
    while (!(done = at.client.next_completion())) {
        pollfd ready = {at.client.fd(), POLLIN, 0};
        poll(&ready, 1, -1);
        at.client.dispatch();
    }
    check(done->number == number && done->outcome && done->outcome->attempts() == 1,
          "an event loop gets what is done");
    xeng::operation last;
    {
        const setting gone;
        last = gone.client.submit(gone.whose, gone.ask());
    }
    check(static_cast<bool>(last.wait<xeng::checked>()), "an operation holds its client");
}

} // namespace

void test_calls()
{
    const setting at;
    ways_to_fail(at);
    functions_that_throw(at);
    jobs(at);
    operations(at);
}

int main()
{
    test_ranges();
    test_owners();
    test_calls();
    std::printf("%d passed, %d failed\n", all_tests.passed, all_tests.failed);
    return all_tests.failed == 0 ? 0 : 1;
}
