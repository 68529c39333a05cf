/* Any number of ids as a stream of pieces. Part of xengage.hpp. */
#ifndef XENGAGE_CPP_JOB_HPP
#define XENGAGE_CPP_JOB_HPP

#include <xengage/cpp/client.hpp>

XENG_CPP_BEGIN

enum class id_format : std::int32_t {
    by_first_line = XENG_IDS_AUTO,
    plain = XENG_IDS_PLAIN,
    csv = XENG_IDS_CSV,
    json_lines = XENG_IDS_JSON_LINES,
};

enum class job_state : std::int32_t {
    open = XENG_JOB_OPEN,
    complete = XENG_JOB_COMPLETE,
    stopped = XENG_JOB_STOPPED,
};

enum class waiting_for : std::int32_t {
    nothing = XENG_WAIT_NONE,
    rate_limit = XENG_WAIT_RATE_LIMIT,
    outage = XENG_WAIT_OUTAGE,
};

enum class figure : std::int32_t {
    ids = XENG_FIGURE_IDS,
    ids_settled = XENG_FIGURE_IDS_SETTLED,
    pieces = XENG_FIGURE_PIECES,
    pieces_done = XENG_FIGURE_PIECES_DONE,
    requests = XENG_FIGURE_REQUESTS,
    retries = XENG_FIGURE_RETRIES,
    in_flight = XENG_FIGURE_IN_FLIGHT,
    bytes_sent = XENG_FIGURE_BYTES_SENT,
    bytes_received = XENG_FIGURE_BYTES_RECEIVED,
    rate_limit = XENG_FIGURE_RATE_LIMIT,
    requests_left = XENG_FIGURE_REQUESTS_LEFT,
};

enum class journal_record : std::int32_t {
    keep = XENG_JOURNAL_KEEP,
    done = XENG_JOURNAL_DONE,
};

/// Fills in the next ids and says how many; 0 at the end.
using id_source = std::function<std::size_t(span<post_id> room)>;
/// Keeps a record of a job's progress.
using journal_function =
    std::function<void(journal_record what, std::uint64_t piece, span<const std::byte> record)>;

/// One of a piece's ids and what became of it. It lives as long as the piece.
class piece_id
{
  public:
    piece_id() noexcept = default;
    piece_id(const xeng_piece *of, std::size_t index) noexcept : raw_(of), index_(index)
    {
    }
    post_id id() const noexcept
    {
        return xeng_piece_id_at(raw_, index_);
    }
    id_state state() const noexcept
    {
        return static_cast<id_state>(xeng_piece_id_state(raw_, index_));
    }
    /// Why it was not delivered: an error's code.
    std::int32_t reason() const noexcept
    {
        return xeng_piece_id_reason(raw_, index_);
    }
    std::string_view reason_text() const noexcept
    {
        return detail::view(xeng_piece_id_reason_text(raw_, index_));
    }
    /// For which metrics the Post is too old: `XENG_UNSUPPORTED_`.
    std::uint32_t unsupported() const noexcept
    {
        return xeng_piece_id_unsupported(raw_, index_);
    }

  private:
    const xeng_piece *raw_ = nullptr;
    std::size_t index_ = 0;
};

namespace detail
{

struct piece_id_at {
    const xeng_piece *raw = nullptr;
    piece_id operator()(std::size_t index) const noexcept
    {
        return {raw, index};
    }
};

} // namespace detail

/// What became of some ids of a job, with their counts.
class piece : public detail::handle<xeng_piece, xeng_piece_ref, xeng_piece_unref>
{
  public:
    using handle::handle;

    std::uint64_t number() const noexcept
    {
        return xeng_piece_number(get());
    }
    std::uint32_t account() const noexcept
    {
        return xeng_piece_account(get());
    }
    bool is_finished() const noexcept
    {
        return xeng_piece_is_finished(get()) != 0;
    }
    /// Its counts, which live as long as it; false if nothing was delivered.
    result_view result() const noexcept
    {
        return result_view(xeng_piece_result(get()));
    }
    sequence<detail::piece_id_at> ids() const noexcept
    {
        return {{get()}, xeng_piece_id_count(get())};
    }
};

namespace detail
{

struct plan_window_at {
    const xeng_plan *raw = nullptr;
    time_window operator()(std::size_t index) const noexcept
    {
        time_window its{};
        xeng_plan_window_at(raw, index, &its.start, &its.end);
        return its;
    }
};

} // namespace detail

/// What a job will send.
class plan : public detail::handle<xeng_plan, xeng_plan_ref, xeng_plan_unref>
{
  public:
    using handle::handle;

    std::uint64_t ids_given() const noexcept
    {
        return xeng_plan_ids_given(get());
    }
    std::uint64_t ids() const noexcept
    {
        return xeng_plan_ids(get());
    }
    std::uint64_t pieces() const noexcept
    {
        return xeng_plan_pieces(get());
    }
    std::uint64_t pieces_done() const noexcept
    {
        return xeng_plan_pieces_done(get());
    }
    std::uint64_t requests() const noexcept
    {
        return xeng_plan_requests(get());
    }
    std::uint64_t requests_left() const noexcept
    {
        return xeng_plan_requests_left(get());
    }
    /// The windows that each piece is asked for in.
    sequence<detail::plan_window_at> windows() const noexcept
    {
        return {{get()}, xeng_plan_windows(get())};
    }
    /// How long it takes at so many requests a minute; by default at the limit that is known.
    std::uint64_t seconds(std::uint32_t per_minute = 0) const noexcept
    {
        return xeng_plan_seconds(get(), per_minute);
    }
};

/// What became of one of a job's ids.
struct job_id {
    post_id id;
    std::uint32_t account;
    id_state state;
    std::int32_t reason; ///< An error's code; job::reason() has it in words.
};

/// What a job waits for, and until when by this machine's clock; 0 if that isn't known.
struct waiting {
    waiting_for what;
    std::int64_t until;
};

/// A job, set up by a chain of settings of which begin(), or the first that is asked of it
/// afterwards, tells the first that was refused. A copy is one more owner of the same job.
class job
{
    using handle = detail::handle<xeng_job, xeng_job_ref, xeng_job_unref>;

    /* What C's job uses of C++'s side; goes after it. */
    struct held {
        client by;
        journal_function journal;
        detail::thrown kept;
        detail::first_failure failed;

        void rethrow()
        {
            kept.rethrow();
            by.rethrow();
        }
    };

  public:
    job(const client &by, const request &what) : held_(std::make_shared<held>())
    {
        held_->by = by;
        xeng_job *made = nullptr;
        held_->failed.run([&](auto why) { return xeng_job_new(by.get(), what.get(), &made, why); });
        raw_ = handle(made);
    }
    /* A move is a copy, so that there is no job without what it needs. */
    job(const job &) noexcept = default;
    job &operator=(job other) noexcept
    {
        std::swap(held_, other.held_);
        std::swap(raw_, other.raw_);
        return *this;
    }
    ~job() = default;

    /// One more account; its number is that of the call, from 0 on.
    job &add(const credentials &whose)
    {
        return set([&](auto raw, auto why) {
            return xeng_job_add_credentials(raw, whose.get(), nullptr, why);
        });
    }
    job &ids(span<const post_id> ids, std::uint32_t account = 0)
    {
        return set([&](auto raw, auto why) {
            return xeng_job_add_ids(raw, account, ids.data(), ids.size(), why);
        });
    }
    /// Ids from a function, or anything that can be called; its exceptions leave this call.
    job &ids_from(const id_source &source, std::uint32_t account = 0)
    {
        std::pair<const id_source *, detail::thrown> context;
        context.first = &source;
        set([&](auto raw, auto why) {
            return xeng_job_add_ids_from(raw, account, fill_ids<decltype(context)>, &context, why);
        });
        context.second.rethrow();
        return *this;
    }
    job &ids_file(const text &path, id_format format = id_format::by_first_line,
                  const text &field = static_cast<const char *>(nullptr), std::uint32_t account = 0)
    {
        return set([&](auto raw, auto why) {
            return xeng_job_add_ids_file(raw, account, path.c_str(), detail::number_of(format),
                                         field.c_str(), why);
        });
    }
    job &window(std::int64_t start, std::int64_t end)
    {
        return set([&](auto raw, auto why) { return xeng_job_set_window(raw, start, end, why); });
    }
    job &window(const text &start, const text &end)
    {
        return set([&](auto raw, auto why) {
            return xeng_job_set_window_text(raw, start.c_str(), end.c_str(), why);
        });
    }
    /// Only one of `count` shares of the ids, for as many machines.
    job &share(std::uint32_t index, std::uint32_t count)
    {
        return set([&](auto raw, auto why) { return xeng_job_set_share(raw, index, count, why); });
    }
    /// Pieces in the order of their ids.
    job &ordered(bool on = true)
    {
        return put([&](auto raw) { xeng_job_set_ordered(raw, on ? 1 : 0); });
    }
    job &leave_out_old(bool on = true)
    {
        return put([&](auto raw) { xeng_job_set_leave_out_old(raw, on ? 1 : 0); });
    }
    /// How long an outage may last; 0 for as long as it takes.
    job &patience_ms(std::uint32_t ms)
    {
        return put([&](auto raw) { xeng_job_set_patience_ms(raw, ms); });
    }
    job &temporary_folder(const text &path)
    {
        return set([&](auto raw, auto why) {
            return xeng_job_set_temporary_folder(raw, path.c_str(), why);
        });
    }
    job &journal(const text &path)
    {
        return set(
            [&](auto raw, auto why) { return xeng_job_set_journal(raw, path.c_str(), why); });
    }
    /// Who keeps the progress, instead of a file; an exception stops the job and leaves next() or
    /// ack().
    job &keep_journal(journal_function keep)
    {
        held_->journal = std::move(keep);
        return put([&](auto raw) { xeng_job_set_journal_fn(raw, keep_record, held_.get()); });
    }
    /// Takes back a record of an earlier run, in order.
    job &replay(span<const std::byte> record)
    {
        return set([&](auto raw, auto why) {
            return xeng_job_replay(raw, record.data(), record.size(), why);
        });
    }

    /// What was refused so far; its code is 0 if nothing was.
    const error &failed() const noexcept
    {
        return held_->failed.get();
    }
    xeng_job *get() const noexcept
    {
        return raw_.get();
    }

    template <class Face = face> outcome<Face, void> begin_work() const
    {
        return act<Face>([&](auto why) { return xeng_job_begin(get(), why); });
    }
    template <class Face = face> outcome<Face, xeng::plan> plan() const
    {
        return make<Face, xeng::plan>(
            [&](auto made, auto why) { return xeng_job_plan(get(), made, why); });
    }
    /// The next complete piece; false when time is up or the job is over, as state() tells.
    template <class Face = face> outcome<Face, piece> next(std::int32_t timeout_ms = -1) const
    {
        return make<Face, piece>(
            [&](auto made, auto why) { return xeng_job_next(get(), timeout_ms, made, why); });
    }
    /// What was to be done with a piece is done.
    template <class Face = face>
    outcome<Face, void> ack(const piece &done, std::uint64_t mark = 0) const
    {
        return act<Face>([&](auto why) { return xeng_job_ack(get(), done.get(), mark, why); });
    }
    /// The mark of the last ack(), of an earlier run, too.
    std::uint64_t mark() const noexcept
    {
        return xeng_job_mark(get());
    }
    /// Runs to the end, for one result of all.
    template <class Face = face> outcome<Face, result> collect() const
    {
        return make<Face, result>(
            [&](auto made, auto why) { return xeng_job_collect(get(), made, why); });
    }
    /// The counts of the groupings without `tweet.id`, of all pieces acknowledged so far.
    template <class Face = face> outcome<Face, result> sums() const
    {
        return make<Face, result>(
            [&](auto made, auto why) { return xeng_job_sums(get(), made, why); });
    }
    /// From any thread or a signal handler: what is in flight is finished.
    void stop() const noexcept
    {
        xeng_job_stop(get());
    }
    /// From any thread or a signal handler: what is in flight is dropped.
    void cancel() const noexcept
    {
        xeng_job_cancel(get());
    }

    job_state state() const noexcept
    {
        return static_cast<job_state>(xeng_job_state(get()));
    }
    std::uint64_t figure(xeng::figure which) const noexcept
    {
        return xeng_job_figure(get(), detail::number_of(which));
    }
    /// How many ids ended so.
    std::uint64_t count(id_state of) const noexcept
    {
        return xeng_job_state_count(get(), detail::number_of(of));
    }
    xeng::waiting waiting() const noexcept
    {
        std::int64_t until = 0;
        const std::int32_t what = xeng_job_waiting(get(), &until);
        return {static_cast<waiting_for>(what), until};
    }
    /// What became of one of the ids, numbered below figure(figure::ids).
    template <class Face = face> outcome<Face, job_id> id(std::uint64_t index) const
    {
        job_id its{};
        std::int32_t state = 0;
        xeng_error *why = nullptr;
        if (const std::int32_t code =
                xeng_job_id_at(get(), index, &its.id, &its.account, &state, &its.reason, &why)) {
            return Face::template fail<job_id>(error(code, why));
        }
        its.state = static_cast<id_state>(state);
        return its;
    }
    /// A reason in words, until the job is used again.
    std::string_view reason(std::uint32_t account, std::int32_t code) const noexcept
    {
        return detail::view(xeng_job_reason(get(), account, code));
    }
    /// What stopped an account; its code is 0 if nothing did.
    error account_error(std::uint32_t account) const noexcept
    {
        const xeng_error *its = xeng_job_account_error(get(), account);
        return {its == nullptr ? XENG_OK : xeng_error_code(its),
                xeng_error_ref(const_cast<xeng_error *>(its))};
    }
    std::string_view journal_note() const noexcept
    {
        return detail::view(xeng_job_journal_note(get()));
    }

#if XENG_CPP_EXCEPTIONS
    /// The pieces as they come: `for (auto &piece : job)`.
    class iterator
    {
      public:
        using iterator_category = std::input_iterator_tag;
        using value_type = piece;
        using difference_type = std::ptrdiff_t;
        using pointer = const piece *;
        using reference = const piece &;

        iterator() noexcept = default;
        explicit iterator(const job *of) : of_(of), current_(of->next())
        {
        }
        const piece &operator*() const noexcept
        {
            return current_;
        }
        const piece *operator->() const noexcept
        {
            return &current_;
        }
        iterator &operator++()
        {
            current_ = piece(); /* its memory is the next one's */
            current_ = of_->next();
            return *this;
        }
        void operator++(int)
        {
            ++*this;
        }
        friend bool operator==(const iterator &a, const iterator &b) noexcept
        {
            return a.current_.get() == b.current_.get();
        }
        friend bool operator!=(const iterator &a, const iterator &b) noexcept
        {
            return !(a == b);
        }

      private:
        const job *of_ = nullptr;
        piece current_;
    };

    iterator begin() const
    {
        return iterator(this);
    }
    iterator end() const noexcept
    {
        return {};
    }
#endif

  private:
    template <class Context>
    static std::int32_t fill_ids(void *context, post_id *ids, std::size_t capacity,
                                 std::size_t *count) noexcept
    {
        auto *self = static_cast<Context *>(context);
        std::size_t given = 0;
        const bool ran =
            self->second.run([&] { given = (*self->first)(span<post_id>(ids, capacity)); });
        if (!ran || given > capacity) {
            return XENG_ERROR_INPUT;
        }
        *count = given;
        return XENG_OK;
    }
    static std::int32_t keep_record(void *context, std::int32_t what, std::uint64_t piece,
                                    const void *record, std::size_t size) noexcept
    {
        auto *self = static_cast<held *>(context);
        const bool ran = self->kept.run([&] {
            self->journal(static_cast<journal_record>(what), piece,
                          {static_cast<const std::byte *>(record), size});
        });
        return ran ? XENG_OK : XENG_ERROR_JOURNAL;
    }

    template <class Call> job &set(Call &&call)
    {
        held_->failed.run([&](auto why) { return call(get(), why); });
        return *this;
    }
    template <class Call> job &put(Call &&call)
    {
        if (!held_->failed) {
            call(get());
        }
        return *this;
    }
    template <class Face, class T, class Call> outcome<Face, T> make(Call &&call) const
    {
        if (held_->failed) {
            return Face::template fail<T>(held_->failed.get());
        }
        return detail::make<Face, T>(std::forward<Call>(call), held_.get());
    }
    template <class Face, class Call> outcome<Face, void> act(Call &&call) const
    {
        if (held_->failed) {
            return Face::template fail<void>(held_->failed.get());
        }
        return detail::act<Face>(std::forward<Call>(call), held_.get());
    }

    std::shared_ptr<held> held_;
    handle raw_;
};

XENG_CPP_END

#endif
