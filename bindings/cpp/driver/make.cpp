/* Clients, credentials and requests, as a case and the environment say. */
#include "make.hpp"
#include <ctime>

namespace
{

std::int64_t present()
{
    std::tm time = {};
    const char *text = std::getenv("XENGAGE_NOW");
    const char *end = text == nullptr ? nullptr : strptime(text, "%Y-%m-%dT%H:%M:%SZ", &time);
    if (end == nullptr || *end != '\0') {
        give_up("XENGAGE_NOW is not a time");
    }
    return timegm(&time);
}

} // namespace

xeng::client make_client()
{
    return xeng::client::open(xeng::options::from_env());
}

xeng::credentials make_credentials(const json_t *one)
{
    const std::string_view as = must(one, "as");
    return as == "user" ? xeng::credentials::from_env()
                        : xeng::credentials::bearer(std::getenv("SIM_BEARER"));
}

xeng::request make_request(const json_t *from, const xeng::credentials &whose)
{
    /* A word that is no endpoint is refused like a number that is none. */
    const auto where = xeng::endpoint_by_name(must(from, "endpoint"));
    auto builder = xeng::request::to(where.value_or(xeng::endpoint{}), whose);
    builder.now(present());
    std::size_t place;
    json_t *value;
    json_array_foreach(member(from, "ids"), place, value)
    {
        builder.id(json_string_value(value));
    }
    json_array_foreach(member(from, "metrics"), place, value)
    {
        builder.metric(json_string_value(value));
    }
    const char *name;
    json_object_foreach(json_object_get(from, "groupings"), name, value)
    {
        builder.grouping(name, json_string_value(value));
    }
    if (maybe(from, "start") != nullptr || maybe(from, "end") != nullptr) {
        builder.window(maybe(from, "start"), maybe(from, "end"));
    }
    return builder.build();
}
