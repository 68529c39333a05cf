/* The driver of the C++ face: does what a file of cases says, and prints what came of each.
 * `driver cases FILE`; tests/bindings/README.md says what both look like. */
#include "make.hpp"
#include "show.hpp"
#include <chrono>
#include <map>
#include <vector>

namespace
{

/// What a request takes.
struct question {
    xeng::client client;
    xeng::credentials whose;
    xeng::request what;

    explicit question(const json_t *one)
        : client(make_client()), whose(make_credentials(one)),
          what(make_request(member(one, "request"), whose))
    {
    }
};

json show_either(const xeng::expected<xeng::result> &came)
{
    return came ? show(*came) : show(came.error());
}

json fetch(const json_t *one)
{
    const question asked(one);
    return show(asked.client.fetch(asked.whose, asked.what));
}

json fetch_many(const json_t *one)
{
    const xeng::client client = make_client();
    const xeng::credentials whose = make_credentials(one);
    std::vector<std::variant<xeng::operation, xeng::error>> begun;
    std::size_t place;
    const json_t *from;
    json_array_foreach(member(one, "requests"), place, from)
    {
        try {
            begun.emplace_back(client.submit(whose, make_request(from, whose)));
        } catch (const xeng::error &error) {
            begun.emplace_back(error);
        }
    }
    json outcomes = array();
    for (auto &each : begun) {
        auto *operation = std::get_if<xeng::operation>(&each);
        add(outcomes, operation == nullptr ? show(std::get<xeng::error>(each))
                                           : show_either(operation->wait<xeng::checked>()));
    }
    return one_member("outcomes", std::move(outcomes));
}

/// Lets a client work for some time.
void work(const xeng::client &client, std::chrono::milliseconds time)
{
    using clock = std::chrono::steady_clock;
    const auto until = clock::now() + time;
    for (auto now = clock::now(); now < until; now = clock::now()) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - now);
        client.dispatch(static_cast<std::int32_t>(left.count()));
    }
}

json cancel(const json_t *one)
{
    const question asked(one);
    xeng::operation operation = asked.client.submit(asked.whose, asked.what);
    work(asked.client, std::chrono::milliseconds(json_integer_value(member(one, "after_ms"))));
    operation.cancel();
    return show_either(operation.wait<xeng::checked>());
}

json two_clients(const json_t *one)
{
    xeng::client first = make_client();
    const question asked(one);
    xeng::operation operation = asked.client.submit(asked.whose, asked.what);
    asked.client.dispatch();
    first = {};
    return show(operation.wait());
}

void add_ids(xeng::job &job, const json_t *from)
{
    xeng::post_id next = xeng::parse_post_id(must(from, "first"));
    auto left = static_cast<std::size_t>(json_integer_value(member(from, "count")));
    job.ids_from([&](xeng::span<xeng::post_id> room) {
        const std::size_t count = std::min(left, room.size());
        for (std::size_t i = 0; i < count; i++) {
            room[i] = next++;
        }
        left -= count;
        return count;
    });
}

json show_piece(const xeng::piece &piece)
{
    std::map<std::string_view, std::uint64_t> counts;
    for (const auto &id : piece.ids()) {
        counts[name(id.state())]++;
    }
    json states = object();
    for (const auto &[state, count] : counts) {
        put(states, state, small(count));
    }
    json shown = object();
    put(shown, "number", decimal(piece.number()));
    put(shown, "finished", truth(piece.is_finished()));
    put(shown, "ids", small(piece.ids().size()));
    put(shown, "states", std::move(states));
    put(shown, "trees", show_trees(piece.result()));
    return shown;
}

json show_states(const xeng::job &job)
{
    using state = xeng::id_state;
    json shown = object();
    for (const state one : {state::delivered, state::unavailable, state::forbidden,
                            state::unsupported, state::missing, state::failed}) {
        if (const std::uint64_t count = job.count(one)) {
            put(shown, name(one), decimal(count));
        }
    }
    return shown;
}

const char *word(xeng::job_state state)
{
    switch (state) {
    case xeng::job_state::complete:
        return "complete";
    case xeng::job_state::stopped:
        return "stopped";
    default:
        return "open";
    }
}

json run_job(const json_t *one)
{
    const question asked(one);
    xeng::job job(asked.client, asked.what);
    job.add(asked.whose).ordered();
    if (maybe(one, "start") != nullptr || maybe(one, "end") != nullptr) {
        job.window(maybe(one, "start"), maybe(one, "end"));
    }
    add_ids(job, member(one, "ids"));
    json pieces = array();
    for (const auto &piece : job) {
        add(pieces, show_piece(piece));
        job.ack(piece);
    }
    json shown = object();
    put(shown, "pieces", std::move(pieces));
    put(shown, "states", show_states(job));
    put(shown, "state", words(word(job.state())));
    return shown;
}

json make_table(const json_t *one)
{
    const question asked(one);
    const xeng::result result = asked.client.fetch(asked.whose, asked.what);
    const bool wide = std::string_view(must(one, "shape")) == "wide";
    const xeng::node root = result[must(one, "grouping")];
    return show(xeng::table(
        xeng::table::of(result, root.grouping(), wide ? xeng::form::wide : xeng::form::long_rows)));
}

json post(const json_t *one)
{
    const xeng::post_id id = xeng::parse_post_id(must(one, "id"));
    const auto created = xeng::post_created_ms(id);
    json shown = object();
    put(shown, "id", decimal(id));
    put(shown, "created_ms", created ? decimal(*created) : nothing());
    return shown;
}

json names(const json_t *)
{
    json metrics = array();
    for (const xeng::metric one : xeng::metrics()) {
        add(metrics, words(name(one)));
    }
    json endpoints = array();
    using xeng::endpoint;
    for (const endpoint one : {endpoint::totals, endpoint::last_28_hours, endpoint::historical}) {
        add(endpoints, words(name(one)));
    }
    json shown = object();
    put(shown, "metrics", std::move(metrics));
    put(shown, "endpoints", std::move(endpoints));
    put(shown, "version", words(xeng::version()));
    return shown;
}

/// All that C++ shows of an object is what is logged of its use, at the finest level.
json secrets(const json_t *)
{
    std::string log;
    auto options = xeng::options::from_env();
    options.log(xeng::log_level::trace,
                [&](xeng::log_level, std::string_view line) { log.append(line).append("\n"); });
    const xeng::client client = xeng::client::open(options);
    for (const auto &whose :
         {xeng::credentials::from_env(), xeng::credentials::bearer(std::getenv("SIM_BEARER"))}) {
        const xeng::request what = xeng::request::to(xeng::endpoint::totals, whose)
                                       .id("1541815603606036480")
                                       .metric(xeng::metric::favorites)
                                       .grouping("posts", "tweet.id")
                                       .build();
        client.fetch(whose, what);
    }
    return one_member("shown", words(log));
}

json run(const json_t *one)
{
    static const std::map<std::string_view, json (*)(const json_t *)> verbs = {
        {"fetch", fetch},
        {"fetch_many", fetch_many},
        {"cancel", cancel},
        {"job", run_job},
        {"two_clients", two_clients},
        {"table", make_table},
        {"post", post},
        {"names", names},
        {"secrets", secrets},
    };
    const auto found = verbs.find(must(one, "do"));
    if (found == verbs.end()) {
        give_up("a case wants something that this driver can't do");
    }
    try {
        return found->second(one);
    } catch (const xeng::error &error) {
        return show(error);
    }
}

void print(const json_t *one)
{
    json line = object();
    put(line, "case", words(must(one, "name")));
    put(line, "outcome", run(one));
    if (json_dumpf(line.get(), stdout, JSON_COMPACT) != 0 || std::puts("") < 0) {
        give_up("can't print an outcome");
    }
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 3 || std::string_view(argv[1]) != "cases") {
        give_up("usage: driver cases FILE");
    }
    json_error_t trouble;
    const json file(json_load_file(argv[2], JSON_REJECT_DUPLICATES, &trouble));
    if (file == nullptr) {
        give_up(trouble.text);
    }
    std::size_t place;
    const json_t *one;
    json_array_foreach(member(file.get(), "cases"), place, one)
    {
        print(one);
    }
}
