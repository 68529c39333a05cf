/* What came back: trees of counts, and what became of each id. Part of xengage.hpp. */
#ifndef XENGAGE_CPP_RESULT_HPP
#define XENGAGE_CPP_RESULT_HPP

#include <initializer_list>
#include <xengage/cpp/names.hpp>

XENG_CPP_BEGIN

class node;
struct leaf;

namespace detail
{

struct child_at {
    const xeng_result *raw = nullptr;
    xeng_node parent = XENG_NODE_NONE;
    node operator()(std::size_t index) const noexcept;
};

} // namespace detail

/// The nodes below one, or only its leaves, in order; it is gone through once.
template <xeng_node (*Next)(xeng_cursor *), class Item> class walk : public detail::view_base
{
    using cursor = detail::handle<xeng_cursor, xeng_cursor_ref, xeng_cursor_unref>;

  public:
    using raw_type = xeng_cursor;

    /// Where a walk stands; it is of no use without the walk.
    class iterator
    {
      public:
        using iterator_category = std::input_iterator_tag;
        using value_type = Item;
        using difference_type = std::ptrdiff_t;
        using pointer = detail::arrow<Item>;
        using reference = Item;

        iterator() noexcept = default;
        iterator(xeng_cursor *cursor, const xeng_result *result) noexcept
            : cursor_(cursor), result_(result), at_(Next(cursor))
        {
        }
        Item operator*() const noexcept
        {
            return Item::of(result_, at_);
        }
        pointer operator->() const noexcept
        {
            return pointer(**this);
        }
        iterator &operator++() noexcept
        {
            at_ = Next(cursor_);
            return *this;
        }
        detail::arrow<Item> operator++(int) noexcept
        {
            pointer before(**this);
            ++*this;
            return before;
        }
        /// Passes over all that is below where the walk stands.
        iterator &skip() noexcept
        {
            at_ = xeng_cursor_skip(cursor_);
            return *this;
        }
        /// The node of a level of the path to where the walk stands.
        node above(std::size_t level) const noexcept;

        friend bool operator==(const iterator &a, const iterator &b) noexcept
        {
            return a.at_ == b.at_;
        }
        friend bool operator!=(const iterator &a, const iterator &b) noexcept
        {
            return a.at_ != b.at_;
        }

      private:
        xeng_cursor *cursor_ = nullptr;
        const xeng_result *result_ = nullptr;
        xeng_node at_ = XENG_NODE_NONE;
    };

    explicit walk(xeng_cursor *owned) noexcept : cursor_(owned)
    {
    }
    walk(walk &&) noexcept = default;
    walk &operator=(walk &&) noexcept = default;

    /// Goes on from where the walk stands.
    iterator begin() noexcept
    {
        return iterator(cursor_.get(), result_);
    }
    iterator end() noexcept
    {
        return iterator();
    }

  private:
    friend class node;

    cursor cursor_;
    const xeng_result *result_ = nullptr;
};

/// A node of a result's tree: a key, and what is below it. It lives as long as the result.
class node
{
  public:
    using children_range = sequence<detail::child_at>;
    using all_below = walk<xeng_cursor_next, node>;
    using leaves_below = walk<xeng_cursor_next_leaf, leaf>;

    constexpr node() noexcept = default;
    constexpr node(const xeng_result *result, xeng_node number) noexcept
        : raw_(result), number_(number)
    {
    }
    static constexpr node of(const xeng_result *result, xeng_node number) noexcept
    {
        return {result, number};
    }

    /// Whether it is there at all: what is looked up may not be.
    constexpr explicit operator bool() const noexcept
    {
        return number_ != XENG_NODE_NONE;
    }
    constexpr xeng_node get() const noexcept
    {
        return number_;
    }
    friend constexpr bool operator==(const node &a, const node &b) noexcept
    {
        return a.number_ == b.number_ && a.raw_ == b.raw_;
    }
    friend constexpr bool operator!=(const node &a, const node &b) noexcept
    {
        return !(a == b);
    }

    /// Its key as the server wrote it; "" of a root.
    std::string_view key() const noexcept
    {
        return detail::view(xeng_result_key(raw_, number_));
    }
    /// Its key as a Post's id; 0 if it is none.
    post_id id() const noexcept
    {
        return xeng_result_key_id(raw_, number_);
    }
    std::optional<xeng::metric> metric() const noexcept
    {
        return detail::known<xeng::metric>(xeng_result_key_metric(raw_, number_));
    }
    /// Its key as a day since 1970-01-01, UTC.
    std::optional<std::int32_t> day() const noexcept
    {
        const std::int32_t day = xeng_result_key_day(raw_, number_);
        return day == XENG_DAY_NONE ? std::nullopt : std::optional(day);
    }
    std::optional<std::int32_t> hour() const noexcept
    {
        const std::int32_t hour = xeng_result_key_hour(raw_, number_);
        return hour < 0 ? std::nullopt : std::optional(hour);
    }
    xeng::dimension dimension() const noexcept
    {
        return static_cast<xeng::dimension>(xeng_result_node_dimension(raw_, number_));
    }
    /// 0 of a root.
    std::size_t level() const noexcept
    {
        return xeng_result_node_level(raw_, number_);
    }
    /// The place of its grouping in the result.
    std::size_t grouping() const noexcept
    {
        return xeng_result_node_grouping(raw_, number_);
    }
    /// The count; none if it wasn't delivered, or this is no leaf.
    counted<std::int64_t> value() const noexcept
    {
        std::int64_t value;
        const std::int32_t state = xeng_result_value(raw_, number_, &value);
        return {state, value};
    }
    bool is_leaf() const noexcept
    {
        return xeng_result_value(raw_, number_, nullptr) != XENG_VALUE_NO_LEAF;
    }

    node parent() const noexcept
    {
        return {raw_, xeng_result_parent(raw_, number_)};
    }
    children_range children() const noexcept
    {
        return {{raw_, number_}, xeng_result_child_count(raw_, number_)};
    }
    node operator[](const text &key) const noexcept
    {
        return {raw_, xeng_result_child(raw_, number_, key.c_str())};
    }
    node operator[](post_id id) const noexcept
    {
        return {raw_, xeng_result_child_by_id(raw_, number_, id)};
    }
    node operator[](xeng::metric metric) const noexcept
    {
        return {raw_, xeng_result_child_by_metric(raw_, number_, detail::number_of(metric))};
    }
    node on_day(std::int32_t day) const noexcept
    {
        return {raw_, xeng_result_child_by_day(raw_, number_, day)};
    }
    node at_hour(std::int32_t hour) const noexcept
    {
        return {raw_, xeng_result_child_by_hour(raw_, number_, hour)};
    }
    /// The end of a path of keys.
    node find(std::initializer_list<const char *> keys) const noexcept
    {
        return {raw_, xeng_result_find(raw_, number_, keys.begin(), keys.size())};
    }

    /// All nodes below, each before its children.
    template <class Face = face> outcome<Face, all_below> below() const
    {
        return begin_walk<Face, all_below>();
    }
    /// All counts below: `for (auto [at, value] : node.leaves())`.
    template <class Face = face> outcome<Face, leaves_below> leaves() const
    {
        return begin_walk<Face, leaves_below>();
    }

  private:
    template <class Face, class Walk> outcome<Face, Walk> begin_walk() const
    {
        xeng_cursor *cursor = nullptr;
        xeng_error *why = nullptr;
        if (const std::int32_t code = xeng_cursor_new(raw_, number_, &cursor, &why)) {
            return Face::template fail<Walk>(error(code, why));
        }
        Walk made(cursor);
        made.result_ = raw_;
        return made;
    }

    const xeng_result *raw_ = nullptr;
    xeng_node number_ = XENG_NODE_NONE;
};

/// A count and where it is: `at.key()` is its own key, `at.parent()` has the one above.
struct leaf {
    node at;
    counted<std::int64_t> value;

    static leaf of(const xeng_result *result, xeng_node number) noexcept
    {
        const node at(result, number);
        return {at, at.value()};
    }
};

template <xeng_node (*Next)(xeng_cursor *), class Item>
node walk<Next, Item>::iterator::above(std::size_t level) const noexcept
{
    return {result_, xeng_cursor_node(cursor_, level)};
}

inline node detail::child_at::operator()(std::size_t index) const noexcept
{
    return {raw, xeng_result_child_at(raw, parent, index)};
}

namespace detail
{

struct dimension_at {
    const xeng_result *raw = nullptr;
    std::size_t grouping = 0;
    dimension operator()(std::size_t index) const noexcept
    {
        return static_cast<dimension>(xeng_result_dimension(raw, grouping, index + 1));
    }
};

} // namespace detail

/// One grouping of a result.
struct grouping {
    std::string_view name;
    node root;
    std::size_t place;      ///< What tables and Arrow take.
    std::size_t depth;      ///< Levels below the root.
    std::size_t leaf_count; ///< Of the whole tree.
};

/// An id and what became of it.
struct id_outcome {
    post_id id;
    id_state state;
};

/// Something that the server sent besides, as JSON.
struct extra {
    std::string_view name;
    std::string_view json;
};

namespace detail
{

struct grouping_at {
    const xeng_result *raw = nullptr;
    xeng::grouping operator()(std::size_t index) const noexcept
    {
        return {view(xeng_result_grouping_name(raw, index)),
                {raw, xeng_result_root(raw, index)},
                index,
                xeng_result_depth(raw, index),
                xeng_result_leaf_count(raw, index)};
    }
};

struct id_outcome_at {
    const xeng_result *raw = nullptr;
    id_outcome operator()(std::size_t index) const noexcept
    {
        const post_id id = xeng_result_id_at(raw, index);
        return {id, static_cast<id_state>(xeng_result_id_state(raw, id))};
    }
};

struct extra_at {
    const xeng_result *raw = nullptr;
    extra operator()(std::size_t index) const noexcept
    {
        return {view(xeng_result_extra_name(raw, index)), view(xeng_result_extra_json(raw, index))};
    }
};

} // namespace detail

/// A result that belongs to somebody else: to a piece of a job, or to a `result`.
class result_view
{
  public:
    constexpr result_view() noexcept = default;
    constexpr explicit result_view(const xeng_result *raw) noexcept : raw_(raw)
    {
    }
    constexpr const xeng_result *get() const noexcept
    {
        return raw_;
    }
    constexpr explicit operator bool() const noexcept
    {
        return raw_ != nullptr;
    }

    sequence<detail::grouping_at> groupings() const noexcept
    {
        return {{raw_}, xeng_result_grouping_count(raw_)};
    }
    /// The root of a grouping's tree; false if there is none of this name.
    node operator[](const text &grouping) const noexcept
    {
        return {raw_, xeng_result_root_by_name(raw_, grouping.c_str())};
    }
    /// The dimensions of a grouping's levels, outermost first.
    sequence<detail::dimension_at> dimensions(std::size_t grouping) const noexcept
    {
        return {{raw_, grouping}, xeng_result_depth(raw_, grouping)};
    }
    /// Every id that was asked for.
    sequence<detail::id_outcome_at> ids() const noexcept
    {
        return {{raw_}, xeng_result_id_count(raw_)};
    }
    id_state state(post_id id) const noexcept
    {
        return static_cast<id_state>(xeng_result_id_state(raw_, id));
    }
    /// For which metrics a Post is too old: `XENG_UNSUPPORTED_`.
    std::uint32_t unsupported(post_id id) const noexcept
    {
        return xeng_result_id_unsupported(raw_, id);
    }
    /// What the server said in words.
    auto messages() const noexcept
    {
        return detail::elements<std::string_view, xeng_result_message, const xeng_result>(
            raw_, xeng_result_message_count(raw_));
    }
    sequence<detail::extra_at> extras() const noexcept
    {
        return {{raw_}, xeng_result_extra_count(raw_)};
    }
    std::uint32_t attempts() const noexcept
    {
        return xeng_result_attempts(raw_);
    }
    std::optional<time_window> window() const noexcept
    {
        time_window its{};
        const bool told = xeng_result_window(raw_, &its.start, &its.end) != 0;
        return told ? std::optional(its) : std::nullopt;
    }

    /// A Post's count, all its days and hours together.
    counted<std::int64_t> value(post_id id, metric what) const noexcept
    {
        std::int64_t value;
        const std::int32_t state =
            xeng_result_post_value(raw_, id, detail::number_of(what), &value);
        return {state, value};
    }
    counted<double> engagement_rate(post_id id) const noexcept
    {
        double rate;
        const std::int32_t state = xeng_result_engagement_rate(raw_, id, &rate);
        return {state, rate};
    }
    /// The count of all Posts together.
    counted<std::int64_t> total(metric what) const noexcept
    {
        std::int64_t value;
        const std::int32_t state = xeng_result_total(raw_, detail::number_of(what), &value);
        return {state, value};
    }
    counted<double> total_rate() const noexcept
    {
        double rate;
        const std::int32_t state = xeng_result_total_rate(raw_, &rate);
        return {state, rate};
    }
    template <class Face = face> outcome<Face, std::string> to_json() const
    {
        return detail::words<Face, xeng_free>(
            [&](auto json, auto why) { return xeng_result_to_json(raw_, json, why); });
    }

  protected:
    const xeng_result *raw_ = nullptr;
};

/// What came back of a request. Immutable; a copy is one more owner of the same.
class result : public result_view
{
  public:
    using raw_type = xeng_result;

    constexpr result() noexcept = default;
    explicit result(xeng_result *owned) noexcept : result_view(owned)
    {
    }
    result(const result &other) noexcept : result_view(xeng_result_ref(other.owned()))
    {
    }
    result(result &&other) noexcept : result_view(std::exchange(other.raw_, nullptr))
    {
    }
    result &operator=(result other) noexcept
    {
        std::swap(raw_, other.raw_);
        return *this;
    }
    ~result()
    {
        xeng_result_unref(owned());
    }

    /// A result from what to_json() gave, or the server.
    template <class Face = face> static outcome<Face, result> from_json(std::string_view json)
    {
        return detail::make<Face, result>([&](auto made, auto why) {
            return xeng_result_from_json(json.data(), json.size(), made, why);
        });
    }
    /// Several results as one: of other Posts, or of other windows.
    template <class Face = face>
    static outcome<Face, result> merge(span<const xeng_result *const> results)
    {
        return detail::make<Face, result>([&](auto made, auto why) {
            return xeng_result_merge(results.data(), results.size(), made, why);
        });
    }

  private:
    /* What is owned was given as one that can be changed, to be unreffed. */
    xeng_result *owned() const noexcept
    {
        return const_cast<xeng_result *>(raw_);
    }
};

XENG_CPP_END

#endif
