/* The C++ face without exceptions and without run-time types: everything tells by an expected. */
#include <cstdio>
#include <cstdlib>
#include <xengage/xengage.hpp>

static_assert(std::is_same_v<xeng::face, xeng::checked>);

namespace
{

int failed = 0;
int passed = 0;

void check(bool holds, const char *what)
{
    std::printf("%s: %s\n", holds ? "ok" : "FAILED", what);
    ++(holds ? passed : failed);
}

void run(const xeng::client &client, const xeng::credentials &whose)
{
    const auto request = xeng::request::to(xeng::endpoint::totals, whose)
                             .metrics({xeng::metric::favorites})
                             .grouping("posts", {xeng::dimension::tweet_id})
                             .build();
    check(request.has_value(), "a request without exceptions");
    xeng::job job(client, *request);
    const xeng::post_id ids[] = {2120086560568246272U, 2120086560568246273U};
    job.add(whose).ids(ids);
    std::size_t count = 0;
    auto piece = job.next();
    for (; piece && *piece; piece = job.next()) {
        count += piece->ids().size();
        check(job.ack(*piece).has_value(), "an acknowledgement without exceptions");
    }
    check(piece.has_value() && count == 2, "a job without exceptions");
    const auto result = client.fetch(whose, *request);
    check(!result && result.error().code() == XENG_ERROR_RULE, "an error without exceptions");
}

} // namespace

int main()
{
    const auto client = xeng::client::open(xeng::options::from_env());
    const auto whose = xeng::credentials::from_env();
    check(client && whose, "a client without exceptions");
    if (client && whose) {
        run(*client, *whose);
    }
    std::printf("%d passed, %d failed\n", passed, failed);
    return failed == 0 ? 0 : 1;
}
