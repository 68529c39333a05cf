/* What all of the C++ face is made of: owners, texts, spans and sequences. Part of xengage.hpp. */
#ifndef XENGAGE_CPP_BASE_HPP
#define XENGAGE_CPP_BASE_HPP

#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <xengage/xengage.h>

#if __cplusplus >= 202002L
#include <version>
#endif
#if defined(__cpp_lib_span) && defined(__cpp_lib_ranges)
#include <ranges>
#include <span>
#define XENG_CPP_RANGES 1
#else
#define XENG_CPP_RANGES 0
#endif
#if defined(__cpp_lib_expected)
#include <expected>
#define XENG_CPP_EXPECTED 1
#else
#define XENG_CPP_EXPECTED 0
#endif
#if defined(__cpp_exceptions)
#define XENG_CPP_EXCEPTIONS 1
#else
#define XENG_CPP_EXCEPTIONS 0
#endif

/* What is inline here differs with the standard and with -fno-exceptions; its names tell, so that
 * the linker never takes the one for the other. */
#define XENG_CPP_PASTE(a, b, c) face_##a##b##c
#define XENG_CPP_FACE(a, b, c)  XENG_CPP_PASTE(a, b, c)
#define XENG_CPP_BEGIN                                                                      \
    namespace xeng                                                                          \
    {                                                                                       \
    inline namespace XENG_CPP_FACE(XENG_CPP_RANGES, XENG_CPP_EXPECTED, XENG_CPP_EXCEPTIONS) \
    {
#define XENG_CPP_END \
    }                \
    }

XENG_CPP_BEGIN

/// A Post's id.
using post_id = std::uint64_t;

#if XENG_CPP_RANGES
template <class T> using span = std::span<T>;
#else
/// std::span for C++17, as much of it as is needed: some elements that belong to somebody else.
template <class T> class span
{
  public:
    using element_type = T;
    using value_type = std::remove_cv_t<T>;
    using size_type = std::size_t;
    using difference_type = std::ptrdiff_t;
    using pointer = T *;
    using reference = T &;
    using iterator = T *;

    constexpr span() noexcept = default;
    constexpr span(T *data, std::size_t size) noexcept : data_(data), size_(size)
    {
    }
    template <std::size_t N> constexpr span(T (&array)[N]) noexcept : data_(array), size_(N)
    {
    }
    /// All of a container whose elements lie side by side.
    template <class Container, class = std::enable_if_t<std::is_convertible_v<
                                   decltype(std::data(std::declval<Container &>())), T *>>>
    constexpr span(Container &&all) noexcept : data_(std::data(all)), size_(std::size(all))
    {
    }

    constexpr T *data() const noexcept
    {
        return data_;
    }
    constexpr std::size_t size() const noexcept
    {
        return size_;
    }
    constexpr std::size_t size_bytes() const noexcept
    {
        return size_ * sizeof(T);
    }
    constexpr bool empty() const noexcept
    {
        return size_ == 0;
    }
    constexpr T &operator[](std::size_t index) const
    {
        return data_[index];
    }
    constexpr T &front() const
    {
        return data_[0];
    }
    constexpr T &back() const
    {
        return data_[size_ - 1];
    }
    constexpr span first(std::size_t count) const
    {
        return {data_, count};
    }
    constexpr span subspan(std::size_t offset) const
    {
        return {data_ + offset, size_ - offset};
    }
    constexpr T *begin() const noexcept
    {
        return data_;
    }
    constexpr T *end() const noexcept
    {
        return data_ + size_;
    }

  private:
    T *data_ = nullptr;
    std::size_t size_ = 0;
};
#endif

/// A parameter that is text for C: a literal or a std::string as it is, a std::string_view copied
/// to get its end. C reads it up to the first zero.
class text
{
  public:
    text(const char *chars) noexcept : chars_(chars)
    {
    }
    text(const std::string &chars) noexcept : chars_(chars.c_str())
    {
    }
    text(std::string_view chars) : held_(new char[chars.size() + 1]), chars_(held_.get())
    {
        held_[chars.copy(held_.get(), chars.size())] = '\0';
    }
    text(const text &) = delete;
    text &operator=(const text &) = delete;

    const char *c_str() const noexcept
    {
        return chars_;
    }

  private:
    /* Not a std::string: that compilers see nothing in this costs nothing. */
    std::unique_ptr<char[]> held_;
    const char *chars_;
};

/// A number, if it was delivered; like a std::optional, but it can say why there is none.
template <class T> class counted
{
  public:
    using value_type = T;

    constexpr counted() noexcept = default;
    constexpr counted(std::int32_t state, T value) noexcept : value_(value), state_(state)
    {
    }
    constexpr bool has_value() const noexcept
    {
        return state_ == XENG_VALUE_DELIVERED;
    }
    constexpr explicit operator bool() const noexcept
    {
        return has_value();
    }
    /// The number; 0 if there is none.
    constexpr const T &operator*() const noexcept
    {
        return value_;
    }
    constexpr T value_or(T other) const noexcept
    {
        return has_value() ? value_ : other;
    }
    /// XENG_VALUE_DELIVERED, XENG_VALUE_NOT_DELIVERED or XENG_VALUE_NO_LEAF.
    constexpr std::int32_t state() const noexcept
    {
        return state_;
    }
    constexpr operator std::optional<T>() const noexcept
    {
        return has_value() ? std::optional<T>(value_) : std::nullopt;
    }

  private:
    T value_ = 0;
    std::int32_t state_ = XENG_VALUE_NO_LEAF;
};

namespace detail
{

/// What C says as text that is never NULL, or NULL for none.
inline std::string_view view(const char *chars) noexcept
{
    return chars == nullptr ? std::string_view() : std::string_view(chars);
}

template <class T> span<const T> borrowed(const T *data, std::size_t size) noexcept
{
    return data == nullptr ? span<const T>() : span<const T>(data, size);
}

/// An owner of one of C's objects: a copy is one more owner of the same.
template <class T, T *(*Ref)(T *), void (*Unref)(T *)> class handle
{
  public:
    using raw_type = T;

    constexpr handle() noexcept = default;
    /// Takes over what belongs to the caller.
    explicit handle(T *owned) noexcept : raw_(owned)
    {
    }
    handle(const handle &other) noexcept : raw_(Ref(other.raw_))
    {
    }
    handle(handle &&other) noexcept : raw_(std::exchange(other.raw_, nullptr))
    {
    }
    handle &operator=(handle other) noexcept
    {
        std::swap(raw_, other.raw_);
        return *this;
    }
    ~handle()
    {
        Unref(raw_);
    }

    /// C's object, which stays this owner's; NULL if there is none, as after a move.
    T *get() const noexcept
    {
        return raw_;
    }
    /// Gives C's object to the caller.
    T *release() noexcept
    {
        return std::exchange(raw_, nullptr);
    }
    explicit operator bool() const noexcept
    {
        return raw_ != nullptr;
    }

  private:
    T *raw_ = nullptr;
};

#if XENG_CPP_RANGES
using view_base = std::ranges::view_base;
#else
struct view_base {
};
#endif

/// What `->` of an iterator gives whose elements are made when they are asked for.
template <class T> class arrow
{
  public:
    explicit arrow(T value) : value_(std::move(value))
    {
    }
    T *operator->() noexcept
    {
        return &value_;
    }

  private:
    T value_;
};

} // namespace detail

/// Elements that are numbered from 0 on, each made by `Get` when it is asked for.
template <class Get> class sequence : public detail::view_base
{
  public:
    using value_type = std::decay_t<std::invoke_result_t<const Get &, std::size_t>>;

    /// Any place in a sequence; it stays valid without it.
    class iterator
    {
      public:
        /* Elements are values, so by C++17's rules it is an input iterator, by C++20's more. */
        using iterator_category = std::input_iterator_tag;
        using iterator_concept = std::random_access_iterator_tag;
        using value_type = typename sequence::value_type;
        using difference_type = std::ptrdiff_t;
        using pointer = detail::arrow<value_type>;
        using reference = value_type;

        constexpr iterator() noexcept = default;
        constexpr iterator(Get get, std::size_t at) noexcept : get_(get), at_(at)
        {
        }
        constexpr value_type operator*() const
        {
            return get_(at_);
        }
        pointer operator->() const
        {
            return pointer(get_(at_));
        }
        constexpr value_type operator[](difference_type by) const
        {
            return *(*this + by);
        }
        constexpr iterator &operator++() noexcept
        {
            ++at_;
            return *this;
        }
        constexpr iterator operator++(int) noexcept
        {
            iterator before = *this;
            ++at_;
            return before;
        }
        constexpr iterator &operator--() noexcept
        {
            --at_;
            return *this;
        }
        constexpr iterator operator--(int) noexcept
        {
            iterator before = *this;
            --at_;
            return before;
        }
        constexpr iterator &operator+=(difference_type by) noexcept
        {
            at_ += static_cast<std::size_t>(by);
            return *this;
        }
        constexpr iterator &operator-=(difference_type by) noexcept
        {
            at_ -= static_cast<std::size_t>(by);
            return *this;
        }
        friend constexpr iterator operator+(iterator one, difference_type by) noexcept
        {
            return one += by;
        }
        friend constexpr iterator operator+(difference_type by, iterator one) noexcept
        {
            return one += by;
        }
        friend constexpr iterator operator-(iterator one, difference_type by) noexcept
        {
            return one -= by;
        }
        friend constexpr difference_type operator-(const iterator &a, const iterator &b) noexcept
        {
            return static_cast<difference_type>(a.at_) - static_cast<difference_type>(b.at_);
        }
        friend constexpr bool operator==(const iterator &a, const iterator &b) noexcept
        {
            return a.at_ == b.at_;
        }
        friend constexpr bool operator!=(const iterator &a, const iterator &b) noexcept
        {
            return a.at_ != b.at_;
        }
        friend constexpr bool operator<(const iterator &a, const iterator &b) noexcept
        {
            return a.at_ < b.at_;
        }
        friend constexpr bool operator>(const iterator &a, const iterator &b) noexcept
        {
            return b < a;
        }
        friend constexpr bool operator<=(const iterator &a, const iterator &b) noexcept
        {
            return !(b < a);
        }
        friend constexpr bool operator>=(const iterator &a, const iterator &b) noexcept
        {
            return !(a < b);
        }

      private:
        Get get_{};
        std::size_t at_ = 0;
    };
    using const_iterator = iterator;

    constexpr sequence() noexcept = default;
    constexpr sequence(Get get, std::size_t size) noexcept : get_(get), size_(size)
    {
    }
    constexpr std::size_t size() const noexcept
    {
        return size_;
    }
    constexpr bool empty() const noexcept
    {
        return size_ == 0;
    }
    /// As in a vector, `index` must be below size().
    constexpr value_type operator[](std::size_t index) const
    {
        return get_(index);
    }
    constexpr value_type front() const
    {
        return get_(0);
    }
    constexpr value_type back() const
    {
        return get_(size_ - 1);
    }
    constexpr iterator begin() const noexcept
    {
        return iterator(get_, 0);
    }
    constexpr iterator end() const noexcept
    {
        return iterator(get_, size_);
    }

  private:
    Get get_{};
    std::size_t size_ = 0;
};

namespace detail
{

/// Element `index` of one of C's objects, by the function that gives it, made a `To`.
template <auto At, class To, class Raw> struct element {
    Raw *raw = nullptr;
    To operator()(std::size_t index) const
    {
        if constexpr (std::is_same_v<To, std::string_view>) {
            return view(At(raw, index));
        } else {
            return static_cast<To>(At(raw, index));
        }
    }
};

template <class To, auto At, class Raw> auto elements(Raw *raw, std::size_t size) noexcept
{
    return sequence<element<At, To, Raw>>({raw}, size);
}

} // namespace detail

XENG_CPP_END

#if XENG_CPP_RANGES
template <class Get>
inline constexpr bool std::ranges::enable_borrowed_range<xeng::sequence<Get>> = true;
#endif

#endif
