/* What the tests of the C++ face have in common: checks that count. */
#ifndef OWN_HPP
#define OWN_HPP

#include <cstdio>
#include <xengage/xengage.hpp>

struct tally {
    int passed = 0;
    int failed = 0;
};

inline tally all_tests;

inline void check(bool holds, const char *what)
{
    std::printf("%s: %s\n", holds ? "ok" : "FAILED", what);
    ++(holds ? all_tests.passed : all_tests.failed);
}

/// A result of two Posts, one of them without counts.
inline constexpr std::string_view sample =
    R"({"posts":{"9007199254740993":{"favorites":"7","replies":"1"},)"
    R"("9007199254740995":{"favorites":"0"}},"unavailable_tweet_ids":["9007199254740997"]})";

void test_ranges();
void test_owners();
void test_calls();

#endif
