/* How the C++ face tells what goes wrong: exceptions by code, or xeng::expected. Part of
 * xengage.hpp. */
#ifndef XENGAGE_CPP_ERROR_HPP
#define XENGAGE_CPP_ERROR_HPP

#include <exception>
#include <mutex>
#include <variant>
#include <xengage/cpp/base.hpp>

XENG_CPP_BEGIN

/// What went wrong. All exceptions of this library derive from it; xeng::expected has it as it is.
class error : public std::exception
{
    using owner = detail::handle<xeng_error, xeng_error_ref, xeng_error_unref>;

  public:
    error() noexcept = default;
    /// Takes over an error of C's, which may be NULL.
    error(std::int32_t code, xeng_error *owned) noexcept : code_(code), raw_(owned)
    {
    }

    const char *what() const noexcept override
    {
        return raw_ ? xeng_error_message(raw_.get()) : code_name().data();
    }
    /// What went wrong, for people.
    std::string_view message() const noexcept
    {
        return what();
    }
    /// One of the `XENG_ERROR_` numbers.
    std::int32_t code() const noexcept
    {
        return code_;
    }
    /// The number's name, `XENG_ERROR_…`.
    std::string_view code_name() const noexcept
    {
        return xeng_error_code_name(code_);
    }
    /// Which rule was broken, one of the `XENG_RULE_` numbers.
    std::int32_t rule() const noexcept
    {
        return xeng_error_rule(raw_.get());
    }
    std::string_view rule_name() const noexcept
    {
        return detail::view(xeng_error_rule_name(rule()));
    }
    /// The rule's limit; 0 where there is none.
    std::int64_t limit() const noexcept
    {
        return xeng_error_limit(raw_.get());
    }
    /// What was refused; "" where it is nothing in particular.
    std::string_view value() const noexcept
    {
        return detail::view(xeng_error_value(raw_.get()));
    }
    std::int32_t http_status() const noexcept
    {
        return xeng_error_http_status(raw_.get());
    }
    /// When to try again, Unix seconds; 0 if the server didn't say.
    std::int64_t retry_at() const noexcept
    {
        return xeng_error_retry_at(raw_.get());
    }
    std::uint32_t attempts() const noexcept
    {
        return xeng_error_attempts(raw_.get());
    }
    /// The Posts that it is about. Like all that an error tells, they live as long as it.
    auto ids() const noexcept
    {
        return detail::elements<post_id, xeng_error_id_at, const xeng_error>(
            raw_.get(), xeng_error_id_count(raw_.get()));
    }
    auto server_messages() const noexcept
    {
        return detail::elements<std::string_view, xeng_error_server_message, const xeng_error>(
            raw_.get(), xeng_error_server_message_count(raw_.get()));
    }
    const xeng_error *get() const noexcept
    {
        return raw_.get();
    }

  private:
    std::int32_t code_ = XENG_OK;
    owner raw_;
};

/// A call was wrong, and nothing was sent: codes from 100 on.
class usage_error : public error
{
  public:
    explicit usage_error(const error &of) noexcept : error(of)
    {
    }
};

/// This machine didn't do its part: codes from 200 on.
class system_error : public error
{
  public:
    explicit system_error(const error &of) noexcept : error(of)
    {
    }
};

/// No answer came, or none that can be read: codes from 300 on.
class transport_error : public error
{
  public:
    explicit transport_error(const error &of) noexcept : error(of)
    {
    }
};

/// The server refused or failed: codes from 400 on.
class server_error : public error
{
  public:
    explicit server_error(const error &of) noexcept : error(of)
    {
    }
};

namespace detail
{

template <std::int32_t Code>
using group_of = std::conditional_t<
    (Code < 200), usage_error,
    std::conditional_t<(Code < 300), system_error,
                       std::conditional_t<(Code < 400), transport_error, server_error>>>;

} // namespace detail

/// The exception of one code.
template <std::int32_t Code> class error_of : public detail::group_of<Code>
{
  public:
    using detail::group_of<Code>::group_of;
};

using invalid_argument = error_of<XENG_ERROR_INVALID_ARGUMENT>;
using rule_error = error_of<XENG_ERROR_RULE>;
using state_error = error_of<XENG_ERROR_STATE>;
using forked_error = error_of<XENG_ERROR_FORKED>;
using no_memory = error_of<XENG_ERROR_NO_MEMORY>;
using os_error = error_of<XENG_ERROR_SYSTEM>;
using credentials_file_error = error_of<XENG_ERROR_CREDENTIALS_FILE>;
using crypto_error = error_of<XENG_ERROR_CRYPTO>;
using journal_error = error_of<XENG_ERROR_JOURNAL>;
using input_error = error_of<XENG_ERROR_INPUT>;
using ledger_error = error_of<XENG_ERROR_LEDGER>;
using ledger_limit = error_of<XENG_ERROR_LEDGER_LIMIT>;
using network_error = error_of<XENG_ERROR_NETWORK>;
using dns_error = error_of<XENG_ERROR_DNS>;
using tls_error = error_of<XENG_ERROR_TLS>;
using deadline_error = error_of<XENG_ERROR_DEADLINE>;
using cancelled = error_of<XENG_ERROR_CANCELLED>;
using protocol_error = error_of<XENG_ERROR_PROTOCOL>;
using too_large = error_of<XENG_ERROR_TOO_LARGE>;
using redirect_error = error_of<XENG_ERROR_REDIRECT>;
using bad_request = error_of<XENG_ERROR_BAD_REQUEST>;
using unauthorized = error_of<XENG_ERROR_UNAUTHORIZED>;
using forbidden_posts = error_of<XENG_ERROR_FORBIDDEN_POSTS>;
using forbidden_metrics = error_of<XENG_ERROR_FORBIDDEN_METRICS>;
using forbidden_error = error_of<XENG_ERROR_FORBIDDEN>;
using not_found = error_of<XENG_ERROR_NOT_FOUND>;
using unavailable_posts = error_of<XENG_ERROR_UNAVAILABLE_POSTS>;
using unsupported_posts = error_of<XENG_ERROR_UNSUPPORTED_POSTS>;
using rate_limited = error_of<XENG_ERROR_RATE_LIMITED>;
using refused = error_of<XENG_ERROR_REFUSED>;
using server_failure = error_of<XENG_ERROR_SERVER>;

#if XENG_CPP_EXCEPTIONS
namespace detail
{

template <class... Kinds> struct kinds {
};

template <std::int32_t Code> constexpr std::int32_t code_of(const error_of<Code> *)
{
    return Code;
}

template <class Kind> void raise_if(const error &of)
{
    if (of.code() == code_of(static_cast<const Kind *>(nullptr))) {
        throw Kind(of);
    }
}

template <class... Kinds> void raise_any(const error &of, kinds<Kinds...>)
{
    (raise_if<Kinds>(of), ...);
}

using all_kinds =
    kinds<invalid_argument, rule_error, state_error, forked_error, no_memory, os_error,
          credentials_file_error, crypto_error, journal_error, input_error, ledger_error,
          ledger_limit, network_error, dns_error, tls_error, deadline_error, cancelled,
          protocol_error, too_large, redirect_error, bad_request, unauthorized, forbidden_posts,
          forbidden_metrics, forbidden_error, not_found, unavailable_posts, unsupported_posts,
          rate_limited, refused, server_failure>;

} // namespace detail

/// Throws an error as the exception of its code. A code of a newer library is its group's.
[[noreturn]] inline void raise(const error &of)
{
    detail::raise_any(of, detail::all_kinds());
    switch (of.code() / 100) {
    case 1:
        throw usage_error(of);
    case 2:
        throw system_error(of);
    case 3:
        throw transport_error(of);
    case 4:
    case 5:
        throw server_error(of);
    default:
        throw error(of);
    }
}
#endif

#if XENG_CPP_EXPECTED
template <class T> using expected = std::expected<T, error>;
#else
/// std::expected<T, error> for C++17: a value, or what went wrong.
template <class T> class expected
{
  public:
    using value_type = T;
    using error_type = xeng::error;

    expected(T value) : held_(std::in_place_index<0>, std::move(value))
    {
    }
    /// Made of detail::failure() only.
    expected(std::in_place_index_t<1> place, xeng::error failed) : held_(place, std::move(failed))
    {
    }
    bool has_value() const noexcept
    {
        return held_.index() == 0;
    }
    explicit operator bool() const noexcept
    {
        return has_value();
    }
    /* As in std::expected, these two may only be used if there is a value. */
    T &operator*() &noexcept
    {
        return *std::get_if<0>(&held_);
    }
    const T &operator*() const &noexcept
    {
        return *std::get_if<0>(&held_);
    }
    T &&operator*() &&noexcept
    {
        return std::move(*std::get_if<0>(&held_));
    }
    T *operator->() noexcept
    {
        return std::get_if<0>(&held_);
    }
    const T *operator->() const noexcept
    {
        return std::get_if<0>(&held_);
    }
    const xeng::error &error() const noexcept
    {
        return *std::get_if<1>(&held_);
    }
    template <class U> T value_or(U &&other) const &
    {
        return has_value() ? **this : static_cast<T>(std::forward<U>(other));
    }
#if XENG_CPP_EXCEPTIONS
    /// The value, or the exception.
    T &value() &
    {
        return has_value() ? **this : (raise(error()), **this);
    }
    T &&value() &&
    {
        return has_value() ? *std::move(*this) : (raise(error()), *std::move(*this));
    }
#endif

  private:
    std::variant<T, xeng::error> held_;
};

template <> class expected<void>
{
  public:
    using value_type = void;
    using error_type = xeng::error;

    expected() noexcept = default;
    expected(std::in_place_index_t<1>, xeng::error failed) : failed_(std::move(failed))
    {
    }
    bool has_value() const noexcept
    {
        return !failed_.has_value();
    }
    explicit operator bool() const noexcept
    {
        return has_value();
    }
    const xeng::error &error() const noexcept
    {
        return *failed_;
    }
#if XENG_CPP_EXCEPTIONS
    void value() const
    {
        if (failed_) {
            raise(*failed_);
        }
    }
#endif

  private:
    std::optional<xeng::error> failed_;
};
#endif

namespace detail
{

template <class T> expected<T> failure(error failed)
{
#if XENG_CPP_EXPECTED
    return std::unexpected<error>(std::move(failed));
#else
    return expected<T>(std::in_place_index<1>, std::move(failed));
#endif
}

} // namespace detail

/* Every function that can fail has a template parameter that says how it tells: written once, it
 * is both. */

/// What goes wrong is returned: `client.fetch<xeng::checked>(…)` is an expected<result>.
struct checked {
    template <class T> using type = expected<T>;
    template <class T> static expected<T> fail(error failed)
    {
        return detail::failure<T>(std::move(failed));
    }
    static expected<void> done() noexcept
    {
        return {};
    }
};

#if XENG_CPP_EXCEPTIONS
/// What goes wrong is thrown: `client.fetch(…)` is a result.
struct throwing {
    template <class T> using type = T;
    template <class T> [[noreturn]] static T fail(const error &failed)
    {
        raise(failed);
    }
    static void done() noexcept
    {
    }
};
/// What functions do unless they are told.
using face = throwing;
#else
using face = checked;
#endif

template <class Face, class T> using outcome = typename Face::template type<T>;

namespace detail
{

/// The first exception that left a function of the caller's, which C was calling: it passes C by
/// in here, and goes on from where C was called.
class thrown
{
  public:
#if XENG_CPP_EXCEPTIONS
    template <class Call> bool run(Call &&call) noexcept
    {
        try {
            call();
            return true;
        } catch (...) {
            std::lock_guard<std::mutex> lock(mutex_);
            if (!first_) {
                first_ = std::current_exception();
            }
            return false;
        }
    }
    void rethrow()
    {
        std::unique_lock<std::mutex> lock(mutex_);
        if (std::exception_ptr first = std::exchange(first_, nullptr)) {
            lock.unlock();
            std::rethrow_exception(first);
        }
    }

  private:
    std::mutex mutex_;
    std::exception_ptr first_;
#else
    template <class Call> bool run(Call &&call) noexcept
    {
        call();
        return true;
    }
    void rethrow() noexcept
    {
    }
#endif
};

/// Calls C for a new object.
template <class Face, class T, class Call, class Kept = thrown>
outcome<Face, T> make(Call &&call, Kept *kept = nullptr)
{
    typename T::raw_type *raw = nullptr;
    xeng_error *why = nullptr;
    const std::int32_t code = call(&raw, &why);
    T made(raw);
    error failed(code, why);
    if (kept != nullptr) {
        kept->rethrow();
    }
    if (code != XENG_OK) {
        return Face::template fail<T>(std::move(failed));
    }
    return made;
}

/// Calls C for a number.
template <class Face, class T, class Call> outcome<Face, T> number(Call &&call)
{
    T value = 0;
    xeng_error *why = nullptr;
    if (const std::int32_t code = call(&value, &why)) {
        return Face::template fail<T>(error(code, why));
    }
    return value;
}

/// Calls C for text, freed by `Free`.
template <class Face, auto Free, class Call> outcome<Face, std::string> words(Call &&call)
{
    char *raw = nullptr;
    xeng_error *why = nullptr;
    const std::int32_t code = call(&raw, &why);
    std::unique_ptr<char, void (*)(char *)> held(raw, [](char *chars) { Free(chars); });
    error failed(code, why);
    if (code != XENG_OK) {
        return Face::template fail<std::string>(std::move(failed));
    }
    return std::string(held.get());
}

/// Calls C for what it does.
template <class Face, class Call, class Kept = thrown>
outcome<Face, void> act(Call &&call, Kept *kept = nullptr)
{
    xeng_error *why = nullptr;
    const std::int32_t code = call(&why);
    error failed(code, why);
    if (kept != nullptr) {
        kept->rethrow();
    }
    if (code != XENG_OK) {
        return Face::template fail<void>(std::move(failed));
    }
    return Face::done();
}

} // namespace detail

XENG_CPP_END

#endif
