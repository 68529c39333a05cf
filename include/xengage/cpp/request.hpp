/* What is asked for. Part of xengage.hpp. */
#ifndef XENGAGE_CPP_REQUEST_HPP
#define XENGAGE_CPP_REQUEST_HPP

#include <initializer_list>
#include <xengage/cpp/options.hpp>

XENG_CPP_BEGIN

/// Why counts of a request may be less than they seem.
enum class warning_code : std::int32_t {
    impressions_age = XENG_WARNING_IMPRESSIONS_AGE,
    video_views_age = XENG_WARNING_VIDEO_VIEWS_AGE,
    window_age = XENG_WARNING_WINDOW_AGE,
    zero_before_2015_09_15 = XENG_WARNING_ZERO_BEFORE_2015_09_15,
};

namespace detail
{

struct warning_id {
    const xeng_warnings *raw = nullptr;
    std::size_t warning = 0;
    post_id operator()(std::size_t index) const noexcept
    {
        return xeng_warnings_id_at(raw, warning, index);
    }
};

} // namespace detail

/// One warning; it lives as long as its warnings.
struct warning {
    warning_code code;
    std::string_view message;
    sequence<detail::warning_id> ids;
};

namespace detail
{

struct warning_at {
    const xeng_warnings *raw = nullptr;
    warning operator()(std::size_t index) const noexcept
    {
        return {static_cast<warning_code>(xeng_warnings_code(raw, index)),
                view(xeng_warnings_message(raw, index)),
                {{raw, index}, xeng_warnings_id_count(raw, index)}};
    }
};

} // namespace detail

/// All warnings of a request.
class warnings : public detail::handle<xeng_warnings, xeng_warnings_ref, xeng_warnings_unref>
{
  public:
    using handle::handle;

    sequence<detail::warning_at> all() const noexcept
    {
        return {{get()}, size()};
    }
    std::size_t size() const noexcept
    {
        return xeng_warnings_count(get());
    }
    auto begin() const noexcept
    {
        return all().begin();
    }
    auto end() const noexcept
    {
        return all().end();
    }
};

class request_builder;

/// A complete question, which is not changed any more.
class request : public detail::handle<xeng_request, xeng_request_ref, xeng_request_unref>
{
  public:
    using handle::handle;

    /// Begins a question; `whose` makes the rules of its context be checked while it is built.
    static request_builder to(endpoint where, const credentials &whose = {});
    /// Begins a question that is so far the same as this one.
    request_builder change() const;

    auto ids() const noexcept
    {
        return detail::elements<post_id, xeng_request_id_at, const xeng_request>(
            get(), xeng_request_id_count(get()));
    }
    std::optional<time_window> window() const noexcept
    {
        time_window its{};
        const bool set = xeng_request_window(get(), &its.start, &its.end) != 0;
        return set ? std::optional(its) : std::nullopt;
    }
    /// Whether the server will take it: all rules that need the whole of it.
    template <class Face = face> outcome<Face, void> check() const
    {
        return detail::act<Face>([&](auto why) { return xeng_request_check(get(), why); });
    }
    template <class Face = face> outcome<Face, std::string> to_json() const
    {
        return detail::words<Face, xeng_free>(
            [&](auto json, auto why) { return xeng_request_to_json(get(), json, why); });
    }
    template <class Face = face> outcome<Face, xeng::warnings> warnings() const
    {
        return detail::make<Face, xeng::warnings>(
            [&](auto made, auto why) { return xeng_request_warnings(get(), made, why); });
    }
};

/// Builds a request: a chain of settings, of which build() tells the first that is refused.
/// A copy builds the same request.
class request_builder
{
  public:
    request_builder(endpoint where, const credentials &whose)
    {
        start([&](auto made, auto why) {
            return xeng_request_new(detail::number_of(where), whose.get(), made, why);
        });
    }
    explicit request_builder(const request &like)
    {
        start([&](auto made, auto why) { return xeng_request_copy(like.get(), made, why); });
    }

    request_builder &id(post_id id)
    {
        return set(xeng_request_add_id, id);
    }
    request_builder &id(const text &digits)
    {
        return set(xeng_request_add_id_text, digits.c_str());
    }
    request_builder &ids(span<const post_id> ids)
    {
        return set(xeng_request_add_ids, ids.data(), ids.size());
    }
    request_builder &ids(std::initializer_list<post_id> ids)
    {
        return set(xeng_request_add_ids, ids.begin(), ids.size());
    }
    request_builder &metric(xeng::metric what)
    {
        return set(xeng_request_add_metric, detail::number_of(what));
    }
    request_builder &metric(const text &name)
    {
        return set(xeng_request_add_metric_name, name.c_str());
    }
    request_builder &metrics(std::initializer_list<xeng::metric> these)
    {
        for (xeng::metric one : these) {
            metric(one);
        }
        return *this;
    }
    /// All that the endpoint has for these credentials.
    request_builder &all_metrics()
    {
        return set(xeng_request_add_all_metrics);
    }
    /// For instance `grouping("posts", "tweet.id,engagement.type")`.
    request_builder &grouping(const text &name, const text &dimensions)
    {
        return set(xeng_request_add_grouping_text, name.c_str(), dimensions.c_str());
    }
    request_builder &grouping(const text &name, std::initializer_list<dimension> dimensions)
    {
        std::int32_t numbers[XENG_MAX_DIMENSIONS + 1] = {};
        std::size_t count = 0;
        for (dimension one : dimensions) {
            if (count <= XENG_MAX_DIMENSIONS) { /* one too many is enough to be refused */
                numbers[count++] = detail::number_of(one);
            }
        }
        return set(xeng_request_add_grouping, name.c_str(),
                   static_cast<const std::int32_t *>(numbers), count);
    }
    request_builder &window(std::int64_t start, std::int64_t end)
    {
        return set(xeng_request_set_window, start, end);
    }
    /// Times or days as text; nullptr for an end that the server chooses.
    request_builder &window(const text &start, const text &end)
    {
        return set(xeng_request_set_window_text, start.c_str(), end.c_str());
    }
    /// Pins the present, which rules about time are checked by.
    request_builder &now(std::int64_t unix_seconds)
    {
        return put(xeng_request_set_now, unix_seconds);
    }
    request_builder &deadline_ms(std::uint32_t ms)
    {
        return put(xeng_request_set_deadline_ms, ms);
    }

    /// The request; the builder is empty then.
    template <class Face = face> outcome<Face, request> build()
    {
        if (failed_) {
            return Face::template fail<request>(failed_.get());
        }
        return std::move(made_);
    }

  private:
    template <class Call> void start(Call &&call)
    {
        xeng_request *made = nullptr;
        failed_.run([&](auto why) { return call(&made, why); });
        made_ = request(made);
    }
    template <class Setter, class... Values>
    request_builder &set(Setter setter, const Values &...values)
    {
        failed_.run([&](auto why) { return setter(made_.get(), values..., why); });
        return *this;
    }
    template <class Setter, class Value> request_builder &put(Setter setter, Value value)
    {
        if (!failed_) {
            setter(made_.get(), value);
        }
        return *this;
    }

    request made_;
    detail::first_failure failed_;
};

inline request_builder request::to(endpoint where, const credentials &whose)
{
    return {where, whose};
}

inline request_builder request::change() const
{
    return request_builder(*this);
}

XENG_CPP_END

#endif
