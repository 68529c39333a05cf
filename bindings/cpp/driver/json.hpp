/* JSON for the driver: owners of jansson's values. */
#ifndef DRIVER_JSON_HPP
#define DRIVER_JSON_HPP

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <jansson.h>
#include <memory>
#include <string>
#include <string_view>

[[noreturn]] inline void give_up(const char *why)
{
    std::fprintf(stderr, "driver: %s\n", why);
    std::exit(2);
}

struct json_end {
    void operator()(json_t *value) const noexcept
    {
        json_decref(value);
    }
};

using json = std::unique_ptr<json_t, json_end>;

inline json object()
{
    return json(json_object());
}

inline json array()
{
    return json(json_array());
}

inline json words(std::string_view text)
{
    return json(json_stringn(text.data(), text.size()));
}

inline json truth(bool value)
{
    return json(json_boolean(value));
}

inline json small(std::uint64_t number)
{
    return json(json_integer(static_cast<json_int_t>(number)));
}

inline json nothing()
{
    return json(json_null());
}

/// Any 64-bit number, which goes as text.
template <class Number> json decimal(Number number)
{
    return words(std::to_string(number));
}

inline void put(json &to, std::string_view name, json value)
{
    if (json_object_set_new(to.get(), std::string(name).c_str(), value.release()) != 0) {
        give_up("can't make an object");
    }
}

inline void add(json &to, json value)
{
    if (json_array_append_new(to.get(), value.release()) != 0) {
        give_up("can't make a list");
    }
}

inline json one_member(const char *name, json value)
{
    json made = object();
    put(made, name, std::move(value));
    return made;
}

/// A member of a case; nullptr if it has none.
inline const json_t *member(const json_t *from, const char *name)
{
    return json_object_get(from, name);
}

/// A member's text; nullptr if it has none.
inline const char *maybe(const json_t *from, const char *name)
{
    return json_string_value(member(from, name));
}

inline const char *must(const json_t *from, const char *name)
{
    const char *found = maybe(from, name);
    return found != nullptr ? found : (give_up("a case lacks a text"), nullptr);
}

#endif
