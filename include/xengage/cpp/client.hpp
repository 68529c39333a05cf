/* The client: requests one by one, many at once, or in an event loop; logging in. Part of
 * xengage.hpp. */
#ifndef XENGAGE_CPP_CLIENT_HPP
#define XENGAGE_CPP_CLIENT_HPP

#include <xengage/cpp/options.hpp>
#include <xengage/cpp/request.hpp>
#include <xengage/cpp/result.hpp>

XENG_CPP_BEGIN

class operation;

/// How an operation ended that nobody waits for.
struct completion {
    xeng_operation number;
    expected<result> outcome;
};

/// A login of a user by his browser.
class login : public detail::handle<xeng_login, xeng_login_ref, xeng_login_unref>
{
  public:
    using handle::handle;

    /// Where to send the user.
    std::string_view url() const noexcept
    {
        return detail::view(xeng_login_url(get()));
    }
    /// Who it was, once the login has ended.
    std::string_view screen_name() const noexcept
    {
        return detail::view(xeng_login_screen_name(get()));
    }
};

/// Sends requests; any number of threads may use one. A copy is one more owner of the same.
class client
{
    using handle = detail::handle<xeng_client, xeng_client_ref, xeng_client_unref>;

  public:
    /// No client, until one is assigned.
    client() noexcept = default;

    /* Memberwise assigning would take the log away from a client that still uses it. */
    client(const client &) noexcept = default;
    client(client &&) noexcept = default;
    client &operator=(client other) noexcept
    {
        std::swap(log_, other.log_);
        std::swap(raw_, other.raw_);
        return *this;
    }
    ~client() = default;

    template <class Face = face> static outcome<Face, client> open(const options &how = {})
    {
        if (how.failed_) {
            return Face::template fail<client>(how.failed());
        }
        xeng_client *raw = nullptr;
        xeng_error *why = nullptr;
        const std::int32_t code = xeng_client_new(how.get(), &raw, &why);
        client made(handle(raw), *how.log_);
        error failed(code, why);
        made.rethrow();
        if (code != XENG_OK) {
            return Face::template fail<client>(std::move(failed));
        }
        return made;
    }

    xeng_client *get() const noexcept
    {
        return raw_.get();
    }
    explicit operator bool() const noexcept
    {
        return static_cast<bool>(raw_);
    }

    /// Sends a request and waits for its result.
    template <class Face = face>
    outcome<Face, result> fetch(const credentials &whose, const request &what) const
    {
        return detail::make<Face, result>(
            [&](auto made, auto why) {
                return xeng_client_fetch(get(), whose.get(), what.get(), made, why);
            },
            kept());
    }
    /// Puts a request on its way: it makes progress while anything of the client's is waited for.
    template <class Face = face>
    outcome<Face, operation> submit(const credentials &whose, const request &what) const;

    /// Readable when dispatch() or next_completion() has something to do.
    int fd() const noexcept
    {
        return xeng_client_fd(get());
    }
    /// Does what is due; -1 waits until something is.
    template <class Face = face> outcome<Face, void> dispatch(std::int32_t timeout_ms = 0) const
    {
        return detail::act<Face>(
            [&](auto why) { return xeng_client_dispatch(get(), timeout_ms, why); }, kept());
    }
    /// The outcome of a finished operation, if there is one that nobody waits for.
    std::optional<completion> next_completion() const
    {
        xeng_operation number = XENG_OPERATION_NONE;
        expected<result> outcome = detail::make<checked, result>(
            [&](auto made, auto why) {
                return xeng_client_next_completion(get(), &number, made, why);
            },
            kept());
        if (number == XENG_OPERATION_NONE) {
            return std::nullopt;
        }
        return completion{number, std::move(outcome)};
    }
    void cancel(xeng_operation number) const noexcept
    {
        xeng_client_cancel(get(), number);
    }
    /// From any thread: everything under way but jobs.
    void cancel_all() const noexcept
    {
        xeng_client_cancel_all(get());
    }

    /// Trades an application's key and secret for a bearer token.
    template <class Face = face> outcome<Face, credentials> bearer(const credentials &app) const
    {
        return detail::make<Face, credentials>(
            [&](auto made, auto why) { return xeng_auth_bearer(get(), app.get(), made, why); },
            kept());
    }
    template <class Face = face>
    outcome<Face, login> begin_login(const credentials &app,
                                     const text &callback = XENG_LOGIN_CALLBACK_PIN) const
    {
        return detail::make<Face, login>(
            [&](auto made, auto why) {
                return xeng_auth_login_begin(get(), app.get(), callback.c_str(), made, why);
            },
            kept());
    }
    /// `answer` is the PIN, or the address to which X sent the user.
    template <class Face = face>
    outcome<Face, credentials> finish_login(const login &begun, const text &answer) const
    {
        return detail::make<Face, credentials>(
            [&](auto made, auto why) {
                return xeng_auth_login_finish(get(), begun.get(), answer.c_str(), made, why);
            },
            kept());
    }
    /// Makes a token worthless; for a bearer token with the application's credentials.
    template <class Face = face>
    outcome<Face, void> invalidate(const credentials &token, const credentials &app = {}) const
    {
        return detail::act<Face>(
            [&](auto why) { return xeng_auth_invalidate(get(), token.get(), app.get(), why); },
            kept());
    }

  private:
    friend class job;
    friend class operation;

    client(handle raw, std::shared_ptr<detail::log_target> log) noexcept
        : log_(std::move(log)), raw_(std::move(raw))
    {
    }
    detail::thrown *kept() const noexcept
    {
        return log_ ? &log_->kept : nullptr;
    }
    void rethrow() const
    {
        if (log_) {
            log_->kept.rethrow();
        }
    }

    std::shared_ptr<detail::log_target> log_; /* goes after the client, which logs to the last */
    handle raw_;
};

/// A request under way. One that is let go of is cancelled.
class operation
{
  public:
    operation() noexcept = default;
    operation(client of, xeng_operation number) noexcept : client_(std::move(of)), number_(number)
    {
    }
    operation(operation &&other) noexcept
        : client_(std::move(other.client_)), number_(other.detach())
    {
    }
    operation &operator=(operation &&other) noexcept
    {
        std::swap(client_, other.client_);
        std::swap(number_, other.number_);
        return *this;
    }
    ~operation()
    {
        if (number_ != XENG_OPERATION_NONE) {
            cancel();
            discard();
        }
    }

    /// Waits, and takes the outcome; once.
    template <class Face = face> outcome<Face, result> wait()
    {
        const xeng_operation number = detach();
        return detail::make<Face, result>(
            [&](auto made, auto why) { return xeng_client_wait(client_.get(), number, made, why); },
            client_.kept());
    }
    /// From any thread: it ends with XENG_ERROR_CANCELLED.
    void cancel() const noexcept
    {
        client_.cancel(number_);
    }
    xeng_operation number() const noexcept
    {
        return number_;
    }
    /// Leaves its outcome to client::next_completion(); its number tells which it is.
    xeng_operation detach() noexcept
    {
        return std::exchange(number_, XENG_OPERATION_NONE);
    }

  private:
    void discard() noexcept
    {
        xeng_result *raw = nullptr;
        xeng_error *why = nullptr;
        xeng_client_wait(client_.get(), number_, &raw, &why);
        xeng_result_unref(raw);
        xeng_error_unref(why);
    }

    client client_;
    xeng_operation number_ = XENG_OPERATION_NONE;
};

template <class Face>
outcome<Face, operation> client::submit(const credentials &whose, const request &what) const
{
    xeng_operation number = XENG_OPERATION_NONE;
    xeng_error *why = nullptr;
    const std::int32_t code = xeng_client_submit(get(), whose.get(), what.get(), &number, &why);
    operation begun(*this, number);
    error failed(code, why);
    rethrow();
    if (code != XENG_OK) {
        return Face::template fail<operation>(std::move(failed));
    }
    return begun;
}

XENG_CPP_END

#endif
