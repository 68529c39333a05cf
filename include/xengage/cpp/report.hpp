/* What many results say together: rankings, series, comparisons. Part of xengage.hpp. */
#ifndef XENGAGE_CPP_REPORT_HPP
#define XENGAGE_CPP_REPORT_HPP

#include <xengage/cpp/result.hpp>

XENG_CPP_BEGIN

/// All Posts together, where an id is wanted.
inline constexpr post_id all_posts = XENG_ALL_POSTS;
/// What Posts can be ranked by beside a metric.
inline constexpr metric by_engagement_rate = static_cast<metric>(XENG_TOP_ENGAGEMENT_RATE);

/// A Post of a ranking; the rate is 0 unless it is by rate.
struct ranked {
    post_id id;
    std::int64_t value;
    double rate;
};

namespace detail
{

struct ranked_at {
    xeng_top *raw = nullptr;
    ranked operator()(std::size_t rank) const noexcept
    {
        return {xeng_top_id_at(raw, rank), xeng_top_value_at(raw, rank),
                xeng_top_rate_at(raw, rank)};
    }
};

} // namespace detail

/// The Posts with most of something.
class top : public detail::handle<xeng_top, xeng_top_ref, xeng_top_unref>
{
  public:
    using handle::handle;
    static constexpr std::size_t max_size = XENG_TOP_MAX;

    template <class Face = face> static outcome<Face, top> by(metric what, std::size_t most)
    {
        return detail::make<Face, top>([&](auto made, auto why) {
            return xeng_top_new(detail::number_of(what), most, made, why);
        });
    }
    template <class Face = face> outcome<Face, void> add(const result_view &one)
    {
        return detail::act<Face>([&](auto why) { return xeng_top_add(get(), one.get(), why); });
    }
    std::size_t size() const noexcept
    {
        return xeng_top_count(get());
    }
    sequence<detail::ranked_at> all() const noexcept
    {
        return {{get()}, size()};
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

enum class step : std::int32_t {
    hour = XENG_STEP_HOUR,
    day = XENG_STEP_DAY,
    week = XENG_STEP_WEEK,
};

/// An hour, day or week of a series.
struct point {
    std::int64_t time; ///< When it begins, Unix seconds.
    counted<std::int64_t> value;
    std::uint32_t covered_s; ///< How much of it the windows cover.
};

namespace detail
{

struct point_at {
    const xeng_series *raw = nullptr;
    point operator()(std::size_t index) const noexcept
    {
        return {xeng_series_times(raw)[index],
                {xeng_series_state_at(raw, index), xeng_series_values(raw)[index]},
                xeng_series_covered_s(raw, index)};
    }
};

} // namespace detail

/// A metric over time.
class series : public detail::handle<xeng_series, xeng_series_ref, xeng_series_unref>
{
  public:
    using handle::handle;

    template <class Face = face>
    static outcome<Face, series> of(metric what, step by, std::int32_t utc_offset_s = 0)
    {
        return detail::make<Face, series>([&](auto made, auto why) {
            return xeng_series_new(detail::number_of(what), detail::number_of(by), utc_offset_s,
                                   made, why);
        });
    }
    template <class Face = face>
    outcome<Face, void> add(const result_view &one, post_id id = all_posts)
    {
        return detail::act<Face>(
            [&](auto why) { return xeng_series_add(get(), one.get(), id, why); });
    }
    /// Without gaps, valid until add().
    sequence<detail::point_at> points() const noexcept
    {
        return {{get()}, xeng_series_count(get())};
    }
    span<const std::int64_t> times() const noexcept
    {
        return detail::borrowed(xeng_series_times(get()), xeng_series_count(get()));
    }
    span<const std::int64_t> values() const noexcept
    {
        return detail::borrowed(xeng_series_values(get()), xeng_series_count(get()));
    }
    std::int64_t total() const noexcept
    {
        return xeng_series_total(get());
    }
};

/// What changed from one result to a later one.
class comparison
    : public detail::handle<xeng_comparison, xeng_comparison_ref, xeng_comparison_unref>
{
  public:
    using handle::handle;

    template <class Face = face>
    static outcome<Face, comparison> of(const result_view &before, const result_view &after)
    {
        return detail::make<Face, comparison>([&](auto made, auto why) {
            return xeng_comparison_new(before.get(), after.get(), made, why);
        });
    }
    auto metrics() const noexcept
    {
        return detail::elements<metric, xeng_comparison_metric_at, const xeng_comparison>(
            get(), xeng_comparison_metric_count(get()));
    }
    auto ids() const noexcept
    {
        return detail::elements<post_id, xeng_comparison_id_at, const xeng_comparison>(
            get(), xeng_comparison_id_count(get()));
    }
    counted<std::int64_t> before(metric what, post_id id = all_posts) const noexcept
    {
        return ask<std::int64_t>(xeng_comparison_before, what, id);
    }
    counted<std::int64_t> after(metric what, post_id id = all_posts) const noexcept
    {
        return ask<std::int64_t>(xeng_comparison_after, what, id);
    }
    /// 0.5 for half as much again.
    counted<double> change(metric what, post_id id = all_posts) const noexcept
    {
        return ask<double>(xeng_comparison_change, what, id);
    }
    /// Of how many Posts both counts were delivered.
    std::size_t compared(metric what) const noexcept
    {
        return xeng_comparison_compared(get(), detail::number_of(what));
    }

  private:
    template <class T, class Ask>
    counted<T> ask(Ask question, metric what, post_id id) const noexcept
    {
        T value{};
        const std::int32_t state = question(get(), id, detail::number_of(what), &value);
        return {state, value};
    }
};

XENG_CPP_END

#endif
