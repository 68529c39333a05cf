/* The words and numbers of the API: metrics, endpoints, dimensions, Post ids. Part of
 * xengage.hpp. */
#ifndef XENGAGE_CPP_NAMES_HPP
#define XENGAGE_CPP_NAMES_HPP

#include <xengage/cpp/error.hpp>

XENG_CPP_BEGIN

/* All enumerations are open: a newer library may have numbers that aren't named here. */

enum class endpoint : std::int32_t {
    totals = XENG_ENDPOINT_TOTALS,
    last_28_hours = XENG_ENDPOINT_28HR,
    historical = XENG_ENDPOINT_HISTORICAL,
};

enum class metric : std::int32_t {
    impressions = XENG_METRIC_IMPRESSIONS,
    engagements = XENG_METRIC_ENGAGEMENTS,
    favorites = XENG_METRIC_FAVORITES,
    retweets = XENG_METRIC_RETWEETS,
    quote_tweets = XENG_METRIC_QUOTE_TWEETS,
    replies = XENG_METRIC_REPLIES,
    video_views = XENG_METRIC_VIDEO_VIEWS,
    media_views = XENG_METRIC_MEDIA_VIEWS,
    media_engagements = XENG_METRIC_MEDIA_ENGAGEMENTS,
    url_clicks = XENG_METRIC_URL_CLICKS,
    hashtag_clicks = XENG_METRIC_HASHTAG_CLICKS,
    detail_expands = XENG_METRIC_DETAIL_EXPANDS,
    permalink_clicks = XENG_METRIC_PERMALINK_CLICKS,
    app_install_attempts = XENG_METRIC_APP_INSTALL_ATTEMPTS,
    app_opens = XENG_METRIC_APP_OPENS,
    email_tweet = XENG_METRIC_EMAIL_TWEET,
    user_follows = XENG_METRIC_USER_FOLLOWS,
    user_profile_clicks = XENG_METRIC_USER_PROFILE_CLICKS,
};

enum class dimension : std::int32_t {
    other = XENG_DIMENSION_OTHER,
    tweet_id = XENG_DIMENSION_TWEET_ID,
    engagement_type = XENG_DIMENSION_ENGAGEMENT_TYPE,
    engagement_day = XENG_DIMENSION_ENGAGEMENT_DAY,
    engagement_hour = XENG_DIMENSION_ENGAGEMENT_HOUR,
};

/// What became of an id.
enum class id_state : std::int32_t {
    unsettled = 0,
    delivered = XENG_ID_DELIVERED,
    unavailable = XENG_ID_UNAVAILABLE,
    forbidden = XENG_ID_FORBIDDEN,
    unsupported = XENG_ID_UNSUPPORTED,
    missing = XENG_ID_MISSING,
    failed = XENG_ID_FAILED,
};

/// A half-open time in Unix seconds.
struct time_window {
    std::int64_t start;
    std::int64_t end;
};

namespace detail
{

/// The number as C has it.
template <class Enum> constexpr std::int32_t number_of(Enum word) noexcept
{
    static_assert(std::is_enum_v<Enum>);
    return static_cast<std::int32_t>(word);
}

template <class Enum> std::optional<Enum> known(std::int32_t number) noexcept
{
    return number == 0 ? std::nullopt : std::optional<Enum>(static_cast<Enum>(number));
}

} // namespace detail

/// The version of the library that runs.
inline std::string_view version() noexcept
{
    return xeng_version();
}
inline std::uint32_t version_number() noexcept
{
    return xeng_version_number();
}

/* The words as the API has them; "" for a number that the library doesn't know. */
inline std::string_view name(endpoint of) noexcept
{
    return detail::view(xeng_endpoint_name(detail::number_of(of)));
}
inline std::string_view name(metric of) noexcept
{
    return detail::view(xeng_metric_name(detail::number_of(of)));
}
inline std::string_view name(dimension of) noexcept
{
    return detail::view(xeng_dimension_name(detail::number_of(of)));
}
inline std::string_view name(id_state of) noexcept
{
    return detail::view(xeng_id_state_name(detail::number_of(of)));
}
/// The name of an error's code, `XENG_ERROR_…`.
inline std::string_view code_name(std::int32_t code) noexcept
{
    return detail::view(xeng_error_code_name(code));
}

inline std::optional<endpoint> endpoint_by_name(const text &word) noexcept
{
    return detail::known<endpoint>(xeng_endpoint_by_name(word.c_str()));
}
inline std::optional<metric> metric_by_name(const text &word) noexcept
{
    return detail::known<metric>(xeng_metric_by_name(word.c_str()));
}
inline std::optional<dimension> dimension_by_name(const text &word) noexcept
{
    return detail::known<dimension>(xeng_dimension_by_name(word.c_str()));
}

/// How many ids one request may have.
inline std::size_t max_ids(endpoint of) noexcept
{
    return xeng_endpoint_max_ids(detail::number_of(of));
}
inline bool has(endpoint where, metric what) noexcept
{
    return xeng_metric_on_endpoint(detail::number_of(what), detail::number_of(where)) != 0;
}
inline bool has(endpoint where, dimension what) noexcept
{
    return xeng_dimension_on_endpoint(detail::number_of(what), detail::number_of(where)) != 0;
}
inline bool needs_user_context(metric what, endpoint where) noexcept
{
    return xeng_metric_needs_user_context(detail::number_of(what), detail::number_of(where)) != 0;
}

namespace detail
{

struct metric_at {
    metric operator()(std::size_t index) const noexcept
    {
        return static_cast<metric>(xeng_metric_at(index));
    }
};

} // namespace detail

/// All metrics.
inline sequence<detail::metric_at> metrics() noexcept
{
    return {detail::metric_at(), xeng_metric_count()};
}

/// A Post's id, from its digits.
template <class Face = face> outcome<Face, post_id> parse_post_id(const text &digits)
{
    return detail::number<Face, post_id>(
        [&](post_id *id, xeng_error **why) { return xeng_post_id_parse(digits.c_str(), id, why); });
}

/// When a Post was made, Unix milliseconds; ids from before November 2010 don't tell.
inline std::optional<std::int64_t> post_created_ms(post_id id) noexcept
{
    const std::int64_t created = xeng_post_created_ms(id);
    return created == XENG_POST_CREATED_UNKNOWN ? std::nullopt : std::optional(created);
}

/// The least id that a Post made at this time can have.
inline post_id first_post_id_at(std::int64_t unix_ms) noexcept
{
    return xeng_post_first_id_at(unix_ms);
}

/// Replaces the library's allocator: before all else, and not thread-safe.
template <class Face = face>
outcome<Face, void> set_allocator(xeng_malloc_fn allocate, xeng_realloc_fn resize,
                                  xeng_free_fn free, void *context = nullptr)
{
    return detail::act<Face>(
        [&](xeng_error **) { return xeng_set_allocator(allocate, resize, free, context); });
}

XENG_CPP_END

#endif
