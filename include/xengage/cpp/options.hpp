/* Who asks, and how: credentials, options, the ledger of users. Part of xengage.hpp. */
#ifndef XENGAGE_CPP_OPTIONS_HPP
#define XENGAGE_CPP_OPTIONS_HPP

#include <xengage/cpp/names.hpp>

XENG_CPP_BEGIN

/// Whose eyes to see with. Nothing shows what is in them but to_json() and save().
class credentials
    : public detail::handle<xeng_credentials, xeng_credentials_ref, xeng_credentials_unref>
{
  public:
    enum class kind_of : std::int32_t {
        user = XENG_CREDENTIALS_USER,
        app = XENG_CREDENTIALS_APP,
        bearer = XENG_CREDENTIALS_BEARER,
    };

    using handle::handle;

    template <class Face = face>
    static outcome<Face, credentials> user(const text &consumer_key, const text &consumer_secret,
                                           const text &access_token,
                                           const text &access_token_secret)
    {
        return detail::make<Face, credentials>([&](auto made, auto why) {
            return xeng_credentials_new_user(consumer_key.c_str(), consumer_secret.c_str(),
                                             access_token.c_str(), access_token_secret.c_str(),
                                             made, why);
        });
    }
    template <class Face = face>
    static outcome<Face, credentials> app(const text &consumer_key, const text &consumer_secret)
    {
        return detail::make<Face, credentials>([&](auto made, auto why) {
            return xeng_credentials_new_app(consumer_key.c_str(), consumer_secret.c_str(), made,
                                            why);
        });
    }
    template <class Face = face> static outcome<Face, credentials> bearer(const text &token)
    {
        return detail::make<Face, credentials>([&](auto made, auto why) {
            return xeng_credentials_new_bearer(token.c_str(), made, why);
        });
    }
    template <class Face = face> static outcome<Face, credentials> from_env()
    {
        return detail::make<Face, credentials>(
            [](auto made, auto why) { return xeng_credentials_from_env(made, why); });
    }
    template <class Face = face> static outcome<Face, credentials> from_file(const text &path)
    {
        return detail::make<Face, credentials>([&](auto made, auto why) {
            return xeng_credentials_from_file(path.c_str(), made, why);
        });
    }

    kind_of kind() const noexcept
    {
        return static_cast<kind_of>(xeng_credentials_kind(get()));
    }
    /// The user's number, as far as the access token tells; else 0.
    std::uint64_t user_id() const noexcept
    {
        return xeng_credentials_user_id(get());
    }
    template <class Face = face> outcome<Face, void> save(const text &path) const
    {
        return detail::act<Face>(
            [&](auto why) { return xeng_credentials_save(get(), path.c_str(), why); });
    }
    /// All secrets in the clear; the string is the caller's to keep, and to wipe.
    template <class Face = face> outcome<Face, std::string> to_json() const
    {
        return detail::words<Face, xeng_free_secret>(
            [&](auto json, auto why) { return xeng_credentials_to_json(get(), json, why); });
    }
};

/// A count of distinct users a month.
class ledger : public detail::handle<xeng_ledger, xeng_ledger_ref, xeng_ledger_unref>
{
  public:
    using handle::handle;

    template <class Face = face>
    static outcome<Face, ledger> open(const text &path, std::int32_t first_day = 1)
    {
        return detail::make<Face, ledger>([&](auto made, auto why) {
            return xeng_ledger_open(path.c_str(), first_day, made, why);
        });
    }
    /// How many users there may be; `refuse` one more, or let him pass with a warning.
    void set_limit(std::uint64_t users, bool refuse) noexcept
    {
        xeng_ledger_set_limit(get(), users, refuse ? 1 : 0);
    }
    template <class Face = face> outcome<Face, void> count(const credentials &whose)
    {
        return detail::act<Face>(
            [&](auto why) { return xeng_ledger_count(get(), whose.get(), why); });
    }
    /// The users of the month of some time, by default of the present one.
    template <class Face = face>
    outcome<Face, std::uint64_t> users(std::int64_t time = XENG_TIME_UNSET) const
    {
        return detail::number<Face, std::uint64_t>([&](std::uint64_t *users, xeng_error **why) {
            return xeng_ledger_users(get(), time, users, why);
        });
    }
};

enum class log_level : std::int32_t {
    off = XENG_LOG_OFF,
    error = XENG_LOG_ERROR,
    warn = XENG_LOG_WARN,
    info = XENG_LOG_INFO,
    debug = XENG_LOG_DEBUG,
    trace = XENG_LOG_TRACE,
};

/// Called from any thread that uses the client.
using log_function = std::function<void(log_level level, std::string_view line)>;

namespace detail
{

/// Where a client's lines go. All that may still log share it.
struct log_target {
    log_function write;
    thrown kept;

    static void line(void *context, std::int32_t level, const char *message) noexcept
    {
        auto *self = static_cast<log_target *>(context);
        self->kept.run([&] { self->write(static_cast<log_level>(level), message); });
    }
};

/// What a chain of setters meets first; the rest of the chain does nothing then.
class first_failure
{
  public:
    template <class Call> void run(Call &&call)
    {
        xeng_error *why = nullptr;
        if (failed_.code() == XENG_OK) {
            if (const std::int32_t code = call(&why)) {
                failed_ = error(code, why);
            }
        }
    }
    const error &get() const noexcept
    {
        return failed_;
    }
    explicit operator bool() const noexcept
    {
        return failed_.code() != XENG_OK;
    }

  private:
    error failed_;
};

} // namespace detail

/// How a client behaves: a chain of settings. The first that is refused is told by the client that
/// is made of them. A copy is one more owner of the same settings.
class options
{
    using handle = detail::handle<xeng_options, xeng_options_ref, xeng_options_unref>;

  public:
    options()
    {
        xeng_options *made = nullptr;
        failed_.run([&](auto why) { return xeng_options_new(&made, why); });
        raw_ = handle(made);
    }
    /* A move is a copy, so that there are none without C's. */
    options(const options &) = default;
    options &operator=(const options &) = default;

    static options from_env()
    {
        options made;
        made.failed_.run([&](auto why) { return xeng_options_from_env(made.get(), why); });
        return made;
    }

    options &base_url(const text &url)
    {
        return set(xeng_options_set_base_url, url.c_str());
    }
    options &auth_url(const text &url)
    {
        return set(xeng_options_set_auth_url, url.c_str());
    }
    options &ca_file(const text &path)
    {
        return set(xeng_options_set_ca_file, path.c_str());
    }
    options &fallback_ca_file(const text &path)
    {
        return set(xeng_options_set_fallback_ca_file, path.c_str());
    }
    options &proxy(const text &url)
    {
        return set(xeng_options_set_proxy, url.c_str());
    }
    options &user_agent(const text &product)
    {
        return set(xeng_options_set_user_agent, product.c_str());
    }
    /// By default HTTP/2 where the server offers it.
    options &http_1_1_only(bool on = true)
    {
        return set(xeng_options_set_http_version, on ? XENG_HTTP_1_1 : XENG_HTTP_AUTO);
    }
    options &deadline_ms(std::uint32_t ms)
    {
        return put(xeng_options_set_deadline_ms, ms);
    }
    options &connect_timeout_ms(std::uint32_t ms)
    {
        return put(xeng_options_set_connect_timeout_ms, ms);
    }
    options &stall_timeout_ms(std::uint32_t ms)
    {
        return put(xeng_options_set_stall_timeout_ms, ms);
    }
    options &max_attempts(std::uint32_t attempts)
    {
        return put(xeng_options_set_max_attempts, attempts);
    }
    /// Requests a minute.
    options &rate_limit(std::uint32_t per_minute)
    {
        return put(xeng_options_set_rate_limit, per_minute);
    }
    options &max_concurrency(std::uint32_t requests)
    {
        return put(xeng_options_set_max_concurrency, requests);
    }
    options &max_response_bytes(std::size_t bytes)
    {
        return put(xeng_options_set_max_response_bytes, bytes);
    }
    options &compress_requests(bool on = true)
    {
        return put(xeng_options_set_compress_requests, on ? 1 : 0);
    }
    /// An exception that leaves `write` leaves the call that was logging.
    options &log(log_level level, log_function write)
    {
        auto target = std::make_shared<detail::log_target>();
        target->write = std::move(write);
        if (!failed_) {
            xeng_options_set_log(get(), detail::number_of(level), detail::log_target::line,
                                 target.get());
            *log_ = std::move(target);
        }
        return *this;
    }
    options &count_users(const ledger &in)
    {
        return put(xeng_options_set_ledger, in.get());
    }

    xeng_options *get() const noexcept
    {
        return raw_.get();
    }
    /// What was refused; its code is 0 if nothing was.
    const error &failed() const noexcept
    {
        return failed_.get();
    }

  private:
    friend class client;

    template <class Setter, class Value> options &set(Setter setter, Value value)
    {
        failed_.run([&](auto why) { return setter(get(), value, why); });
        return *this;
    }
    template <class Setter, class Value> options &put(Setter setter, Value value)
    {
        if (!failed_) {
            setter(get(), value);
        }
        return *this;
    }

    /* All copies have one place for it, as they have one of C's options. */
    std::shared_ptr<std::shared_ptr<detail::log_target>> log_ =
        std::make_shared<std::shared_ptr<detail::log_target>>();
    handle raw_;
    detail::first_failure failed_;
};

XENG_CPP_END

#endif
