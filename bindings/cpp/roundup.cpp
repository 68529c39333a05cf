/* A roundup of many Posts: what became of those without counts, the sums of the others, and the
 * five of the most engagements. The same program is an example of every language's binding. */
#include <algorithm>
#include <iostream>
#include <string_view>
#include <tuple>
#include <vector>
#include <xengage/xengage.hpp>

namespace
{

constexpr std::size_t most_shown = 5;

struct post {
    xeng::post_id id;
    std::int64_t engagements;
    std::int64_t impressions;
};

/// Of equals the smaller id first.
bool is_better(const post &one, const post &other)
{
    return std::tie(other.engagements, one.id) < std::tie(one.engagements, other.id);
}

/// What of a text comes behind a prefix that it may have.
std::string_view behind(std::string_view prefix, std::string_view text)
{
    return text.substr(0, prefix.size()) == prefix ? text.substr(prefix.size()) : text;
}

class roundup
{
  public:
    /// Both counts of each Post, or what became of it.
    void add(const xeng::piece &piece)
    {
        for (const auto &each : piece.ids()) {
            const xeng::post_id id = each.id();
            const auto engagements = piece.result().value(id, xeng::metric::engagements);
            const auto impressions = piece.result().value(id, xeng::metric::impressions);
            if (engagements && impressions) {
                add(post{id, *engagements, *impressions});
            } else {
                std::cout << id << ": " << name(each.state()) << ", "
                          << behind("ERROR_", behind("XENG_", xeng::code_name(each.reason())))
                          << "\n";
            }
        }
    }

    void print(std::uint64_t ids) const
    {
        std::cout << count_ << " of " << ids << " Posts: " << impressions_ << " impressions, "
                  << engagements_ << " engagements\n";
        for (const auto &[id, engagements, impressions] : best_) {
            std::cout << id << ": " << engagements << " engagements, " << impressions
                      << " impressions\n";
        }
    }

  private:
    void add(const post &one)
    {
        count_++;
        engagements_ += one.engagements;
        impressions_ += one.impressions;
        best_.insert(std::upper_bound(best_.begin(), best_.end(), one, is_better), one);
        if (best_.size() > most_shown) {
            best_.pop_back();
        }
    }

    std::vector<post> best_;
    std::uint64_t count_ = 0;
    std::int64_t engagements_ = 0;
    std::int64_t impressions_ = 0;
};

void run(const char *ids)
{
    const xeng::client client = xeng::client::open(xeng::options::from_env());
    const xeng::credentials owner = xeng::credentials::from_env();
    const xeng::request request =
        xeng::request::to(xeng::endpoint::totals, owner)
            .metrics({xeng::metric::impressions, xeng::metric::engagements})
            .grouping("posts", "tweet.id,engagement.type")
            .build();
    xeng::job job(client, request);
    job.add(owner).ids_file(ids, xeng::id_format::plain).ordered();

    roundup all;
    for (const auto &piece : job) {
        all.add(piece);
        job.ack(piece);
    }
    all.print(job.figure(xeng::figure::ids));
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 2) {
        std::cerr << "usage: roundup FILE-OF-IDS\n";
        return 2;
    }
    try {
        run(argv[1]);
    } catch (const std::exception &error) {
        std::cout.flush();
        std::cerr << "roundup: " << error.what() << "\n";
        return 1;
    }
}
