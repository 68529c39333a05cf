/* Results as columns and rows, as Arrow's, and as files. Part of xengage.hpp. */
#ifndef XENGAGE_CPP_TABLE_HPP
#define XENGAGE_CPP_TABLE_HPP

#include <xengage/cpp/job.hpp>

XENG_CPP_BEGIN

/// One row for each count, or one for each Post and time.
enum class form : std::int32_t {
    long_rows = XENG_FORM_LONG,
    wide = XENG_FORM_WIDE,
};

enum class column_type : std::int32_t {
    int64 = XENG_COLUMN_INT64,
    int8 = XENG_COLUMN_INT8,
    day = XENG_COLUMN_DAY,
    time = XENG_COLUMN_TIME,
    word = XENG_COLUMN_WORD,
};

namespace detail
{

/// Whether a row has a value, by the bits of its column.
inline bool is_set(const std::uint8_t *bits, std::size_t row) noexcept
{
    return bits == nullptr || (static_cast<unsigned>(bits[row / 8]) >> (row % 8) & 1U) != 0;
}

template <class T> bool holds(column_type type) noexcept
{
    switch (type) {
    case column_type::int64:
    case column_type::time:
        return std::is_same_v<T, std::int64_t>;
    case column_type::day:
    case column_type::word:
        return std::is_same_v<T, std::int32_t>;
    case column_type::int8:
        return std::is_same_v<T, std::int8_t>;
    }
    return false;
}

} // namespace detail

/// A column of a table, which it lives as long as.
class column
{
  public:
    column() noexcept = default;
    column(const xeng_table *table, std::size_t place) noexcept : raw_(table), place_(place)
    {
    }
    std::string_view name() const noexcept
    {
        return detail::view(xeng_table_column_name(raw_, place_));
    }
    column_type type() const noexcept
    {
        return static_cast<column_type>(xeng_table_column_type(raw_, place_));
    }
    /// The metric that a wide table's column has.
    std::optional<xeng::metric> metric() const noexcept
    {
        return detail::known<xeng::metric>(xeng_table_column_metric(raw_, place_));
    }
    /// All numbers, without a copy: int64_t for int64 and time, int32_t for day and word (the
    /// word's place), int8_t for int8; empty for any other T.
    template <class T> span<const T> as() const noexcept
    {
        const auto *data = static_cast<const T *>(xeng_table_column_data(raw_, place_));
        return detail::borrowed(detail::holds<T>(type()) ? data : nullptr,
                                xeng_table_row_count(raw_));
    }
    /// A bit for each row, least first; nullptr if all rows have values.
    const std::uint8_t *validity() const noexcept
    {
        return xeng_table_column_validity(raw_, place_);
    }
    bool has_value(std::size_t row) const noexcept
    {
        return detail::is_set(validity(), row);
    }
    std::size_t null_count() const noexcept
    {
        return xeng_table_column_null_count(raw_, place_);
    }
    /// The words that a column of words is made of.
    std::size_t word_count() const noexcept
    {
        return xeng_table_word_count(raw_, place_);
    }
    std::string_view word(std::size_t which) const noexcept
    {
        return detail::view(xeng_table_word(raw_, place_, which));
    }

  private:
    const xeng_table *raw_ = nullptr;
    std::size_t place_ = 0;
};

/// A row of a table in long form; what it has no column for is none.
struct row {
    post_id id;
    std::optional<xeng::metric> metric;
    std::optional<std::int64_t> time; ///< When its hour or day begins, Unix seconds.
    std::optional<std::int64_t> value;
};

namespace detail
{

struct column_at {
    const xeng_table *raw = nullptr;
    column operator()(std::size_t index) const noexcept
    {
        return {raw, index};
    }
};

struct row_at {
    const std::int64_t *ids = nullptr;
    const std::int32_t *metrics = nullptr;
    const std::int64_t *times = nullptr;
    const std::int64_t *values = nullptr;
    const std::uint8_t *valid = nullptr;

    row operator()(std::size_t at) const noexcept
    {
        row made{};
        made.id = ids == nullptr ? 0 : static_cast<post_id>(ids[at]);
        made.metric = metrics == nullptr ? std::nullopt : known<xeng::metric>(metrics[at]);
        made.time = times == nullptr ? std::nullopt : std::optional(times[at]);
        const bool there = values != nullptr && is_set(valid, at);
        made.value = there ? std::optional(values[at]) : std::nullopt;
        return made;
    }
};

} // namespace detail

/// One of Arrow's C structures, released with its owner. `put()` is where C fills one in; whoever
/// imports it releases it, and leaves nothing to do here.
template <class Struct> class arrow_owner
{
  public:
    arrow_owner() noexcept = default;
    arrow_owner(arrow_owner &&other) noexcept : held_(std::exchange(other.held_, Struct{}))
    {
    }
    arrow_owner &operator=(arrow_owner &&other) noexcept
    {
        std::swap(held_, other.held_);
        return *this;
    }
    ~arrow_owner()
    {
        if (held_.release != nullptr) {
            held_.release(&held_);
        }
    }
    Struct *get() noexcept
    {
        return &held_;
    }
    const Struct *get() const noexcept
    {
        return &held_;
    }
    Struct *operator->() noexcept
    {
        return &held_;
    }

  private:
    Struct held_{};
};

/// A record batch for anything that speaks Arrow.
struct arrow_batch {
    arrow_owner<ArrowSchema> schema;
    arrow_owner<ArrowArray> array;
};

using arrow_stream = arrow_owner<ArrowArrayStream>;

/// Columns of one grouping, or of what became of the ids.
class table : public detail::handle<xeng_table, xeng_table_ref, xeng_table_unref>
{
  public:
    using handle::handle;

    template <class Face = face>
    static outcome<Face, table> of(const result_view &from, std::size_t grouping,
                                   xeng::form form = xeng::form::long_rows)
    {
        return detail::make<Face, table>([&](auto made, auto why) {
            return xeng_table_new(from.get(), grouping, detail::number_of(form), made, why);
        });
    }
    template <class Face = face>
    static outcome<Face, table> of(const piece &from, std::size_t grouping,
                                   xeng::form form = xeng::form::long_rows)
    {
        return detail::make<Face, table>([&](auto made, auto why) {
            return xeng_table_of_piece(from.get(), grouping, detail::number_of(form), made, why);
        });
    }
    template <class Face = face> static outcome<Face, table> of_ids(const result_view &from)
    {
        return detail::make<Face, table>(
            [&](auto made, auto why) { return xeng_table_of_ids(from.get(), made, why); });
    }
    template <class Face = face> static outcome<Face, table> of_ids(const piece &from)
    {
        return detail::make<Face, table>(
            [&](auto made, auto why) { return xeng_table_of_piece_ids(from.get(), made, why); });
    }

    std::size_t row_count() const noexcept
    {
        return xeng_table_row_count(get());
    }
    sequence<detail::column_at> columns() const noexcept
    {
        return {{get()}, xeng_table_column_count(get())};
    }
    std::optional<column> operator[](const text &name) const noexcept
    {
        const std::size_t place = xeng_table_column_by_name(get(), name.c_str());
        return place < columns().size() ? std::optional(column(get(), place)) : std::nullopt;
    }
    /// Of a table in long form: `for (auto [id, metric, time, value] : table.rows())`.
    sequence<detail::row_at> rows() const noexcept
    {
        const std::optional<column> value = (*this)["value"];
        return {{xeng_table_ids(get()), xeng_table_metrics(get()), xeng_table_times(get()),
                 xeng_table_values(get()), value ? value->validity() : nullptr},
                row_count()};
    }
    span<const std::int64_t> ids() const noexcept
    {
        return detail::borrowed(xeng_table_ids(get()), row_count());
    }
    span<const std::int32_t> metrics() const noexcept
    {
        return detail::borrowed(xeng_table_metrics(get()), row_count());
    }
    span<const std::int64_t> times() const noexcept
    {
        return detail::borrowed(xeng_table_times(get()), row_count());
    }
    span<const std::int64_t> values() const noexcept
    {
        return detail::borrowed(xeng_table_values(get()), row_count());
    }

    template <class Face = face> outcome<Face, arrow_batch> to_arrow() const;
    template <class Face = face> outcome<Face, arrow_stream> to_arrow_stream() const;
};

namespace detail
{

template <class Face, class Call> outcome<Face, arrow_batch> make_batch(Call &&call)
{
    arrow_batch made;
    xeng_error *why = nullptr;
    if (const std::int32_t code = call(made.schema.get(), made.array.get(), &why)) {
        return Face::template fail<arrow_batch>(error(code, why));
    }
    return made;
}

template <class Face, class Call> outcome<Face, arrow_stream> make_stream(Call &&call)
{
    arrow_stream made;
    xeng_error *why = nullptr;
    if (const std::int32_t code = call(made.get(), &why)) {
        return Face::template fail<arrow_stream>(error(code, why));
    }
    return made;
}

} // namespace detail

template <class Face> outcome<Face, arrow_batch> table::to_arrow() const
{
    return detail::make_batch<Face>([&](auto schema, auto array, auto why) {
        return xeng_table_to_arrow(get(), schema, array, why);
    });
}

template <class Face> outcome<Face, arrow_stream> table::to_arrow_stream() const
{
    return detail::make_stream<Face>(
        [&](auto stream, auto why) { return xeng_table_to_arrow_stream(get(), stream, why); });
}

/// One grouping of a result for Arrow.
template <class Face = face>
outcome<Face, arrow_batch> to_arrow(const result_view &from, std::size_t grouping,
                                    form shape = form::long_rows)
{
    return detail::make_batch<Face>([&](auto schema, auto array, auto why) {
        return xeng_result_to_arrow(from.get(), grouping, detail::number_of(shape), schema, array,
                                    why);
    });
}

/// One grouping of a job as a stream of batches, while the job runs. The stream holds the job of
/// C; a log or journal function needs this `job` (or its client) to stay, too.
template <class Face = face>
outcome<Face, arrow_stream> to_arrow_stream(const job &from, std::size_t grouping,
                                            form shape = form::long_rows)
{
    if (from.failed().code() != XENG_OK) {
        return Face::template fail<arrow_stream>(from.failed());
    }
    return detail::make_stream<Face>([&](auto stream, auto why) {
        return xeng_job_to_arrow_stream(from.get(), grouping, detail::number_of(shape), stream,
                                        why);
    });
}

enum class file_format : std::int32_t {
    csv = XENG_WRITE_CSV,
    json_lines = XENG_WRITE_JSON_LINES,
};

/// How a writer writes.
struct writer_options {
    file_format format = file_format::csv;
    form shape = form::long_rows;
    bool gzip = false;
    bool header = true;

    std::uint32_t flags() const noexcept
    {
        return (gzip ? XENG_WRITE_GZIP : 0U) | (header ? 0U : XENG_WRITE_NO_HEADER);
    }
};

/// Turns results and pieces into the bytes of a file, which are taken with next() after each.
class writer : public detail::handle<xeng_writer, xeng_writer_ref, xeng_writer_unref>
{
  public:
    using handle::handle;

    template <class Face = face>
    static outcome<Face, writer> open(const request &of, writer_options how = {})
    {
        return detail::make<Face, writer>([&](auto made, auto why) {
            return xeng_writer_new(of.get(), detail::number_of(how.format),
                                   detail::number_of(how.shape), how.flags(), made, why);
        });
    }
    template <class Face = face>
    static outcome<Face, writer> open(const result_view &of, writer_options how = {})
    {
        return detail::make<Face, writer>([&](auto made, auto why) {
            return xeng_writer_new_for_result(of.get(), detail::number_of(how.format),
                                              detail::number_of(how.shape), how.flags(), made, why);
        });
    }
    template <class Face = face> outcome<Face, void> add(const result_view &one)
    {
        return detail::act<Face>(
            [&](auto why) { return xeng_writer_add_result(get(), one.get(), why); });
    }
    template <class Face = face> outcome<Face, void> add(const piece &one)
    {
        return detail::act<Face>(
            [&](auto why) { return xeng_writer_add_piece(get(), one.get(), why); });
    }
    /// Makes what was added stand for itself.
    template <class Face = face> outcome<Face, void> flush()
    {
        return detail::act<Face>([&](auto why) { return xeng_writer_flush(get(), why); });
    }
    template <class Face = face> outcome<Face, void> finish()
    {
        return detail::act<Face>([&](auto why) { return xeng_writer_finish(get(), why); });
    }
    /// The next bytes, valid until the writer is used again; "" when all are taken.
    template <class Face = face> outcome<Face, std::string_view> next()
    {
        const void *bytes = nullptr;
        std::size_t size = 0;
        xeng_error *why = nullptr;
        if (const std::int32_t code = xeng_writer_next(get(), &bytes, &size, &why)) {
            return Face::template fail<std::string_view>(error(code, why));
        }
        return std::string_view(static_cast<const char *>(bytes), size);
    }
};

XENG_CPP_END

#endif
