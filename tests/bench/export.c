/* How fast results are written: the largest answer that the API gives, as text, JSON, a table and
 * Arrow. `--short` does everything once with a small answer, to see that it works.
 *
 * It prints figures and judges none: what is fast enough depends on the machine. */
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <xengage/xengage.h>

enum {
    RUNS = 15,
    METRICS = 17, /* of a historical request */
    DAYS = 28,
    HOURS = 24
};

static const uint64_t first_id = UINT64_C(1070059276213702656);

typedef struct {
    size_t ids;
    size_t days;
    size_t runs;
} scale;

/* Text that grows. */
typedef struct {
    char *bytes;
    size_t size;
    size_t room;
} text;

static _Noreturn void die(const char *what, const xeng_error *error)
{
    fprintf(stderr, "%s: %s\n", what, error == NULL ? strerror(errno) : xeng_error_message(error));
    exit(1);
}

static void append(text *to, const void *bytes, size_t size)
{
    if (to->room - to->size < size) {
        to->room = (to->room + size) * 2;
        to->bytes = realloc(to->bytes, to->room);
        if (to->bytes == NULL) {
            die("realloc", NULL);
        }
    }
    memcpy(to->bytes + to->size, bytes, size);
    to->size += size;
}

__attribute__((format(printf, 2, 3))) static void print(text *to, const char *format, ...)
{
    char piece[256];
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(piece, sizeof piece, format, arguments);
    va_end(arguments);
    append(to, piece, (size_t)size);
}

/* Counts as they are: mostly small, now and then large, rarely negative. */
static int64_t next_count(void)
{
    static uint64_t seed = 1;
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    uint32_t drawn = (uint32_t)(seed >> 33);
    return (int64_t)(drawn % 10 < 6 ? drawn / 10 % 100 : drawn / 10 % 5000) - (drawn % 97 == 0);
}

static void print_day(text *to, size_t day)
{
    print(to, "%s\"2026-10-%02zu\":{", day == 0 ? "" : ",", day + 1);
    for (size_t hour = 0; hour < HOURS; hour++) {
        print(to, "%s\"%02zu\":\"%" PRId64 "\"", hour == 0 ? "" : ",", hour, next_count());
    }
    append(to, "}", 1);
}

static void print_post(text *to, size_t post, const scale *size)
{
    const char *separator = "";
    size_t metrics = 0;
    print(to, "%s\"%" PRIu64 "\":{", post == 0 ? "" : ",", first_id + post * 1000003);
    for (size_t i = 0; i < xeng_metric_count() && metrics < METRICS; i++) {
        if (!xeng_metric_on_endpoint(xeng_metric_at(i), XENG_ENDPOINT_HISTORICAL)) {
            continue;
        }
        print(to, "%s\"%s\":{", separator, xeng_metric_name(xeng_metric_at(i)));
        for (size_t day = 0; day < size->days; day++) {
            print_day(to, day);
        }
        append(to, "}", 1);
        separator = ",";
        metrics++;
    }
    append(to, "}", 1);
}

static xeng_result *make_result(const scale *size)
{
    text json = {NULL, 0, 0};
    xeng_result *result = NULL;
    xeng_error *error = NULL;
    print(&json, "{\"start\":\"2026-10-01T00:00:00Z\",\"end\":\"2026-10-29T00:00:00Z\",\"g\":{");
    for (size_t post = 0; post < size->ids; post++) {
        print_post(&json, post, size);
    }
    append(&json, "}}", 2);
    if (xeng_result_from_json(json.bytes, json.size, &result, &error) != XENG_OK) {
        die("xeng_result_from_json", error);
    }
    free(json.bytes);
    return result;
}

/* Of the processor's time: what else the machine does matters little, and nothing is waited for. */
static double seconds(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int by_size(const void *a, const void *b)
{
    double left = *(const double *)a;
    double right = *(const double *)b;
    return left < right ? -1 : left > right;
}

/* A task: does something with a result, and returns how many bytes came out. */
typedef size_t task(const xeng_result *result, void *context);

/* Does a task several times; the median of the seconds it took. */
static double measure(const scale *size, task *run, const xeng_result *result, void *context,
                      size_t *bytes)
{
    double times[RUNS];
    for (size_t i = 0; i < size->runs; i++) {
        double began = seconds();
        *bytes = run(result, context);
        times[i] = seconds() - began;
    }
    qsort(times, size->runs, sizeof *times, by_size);
    return times[size->runs / 2];
}

typedef struct {
    int32_t format;
    int32_t form;
    uint32_t flags;
    text *keep; /* NULL: what comes out is dropped */
} how;

/* Writes text: what comes out is looked at only by its size, as if it went to a socket. */
static size_t write_text(const xeng_result *result, void *context)
{
    const how *way = context;
    xeng_writer *writer = NULL;
    xeng_error *error = NULL;
    size_t all = 0;
    if (xeng_writer_new_for_result(result, way->format, way->form, way->flags, &writer, &error) !=
            XENG_OK ||
        xeng_writer_add_result(writer, result, &error) != XENG_OK ||
        xeng_writer_finish(writer, &error) != XENG_OK) {
        die("xeng_writer", error);
    }
    for (;;) {
        const void *bytes;
        size_t size;
        if (xeng_writer_next(writer, &bytes, &size, &error) != XENG_OK) {
            die("xeng_writer_next", error);
        }
        if (size == 0) {
            break;
        }
        if (way->keep != NULL) {
            append(way->keep, bytes, size);
        }
        all += size;
    }
    xeng_writer_unref(writer);
    return all;
}

static size_t write_json(const xeng_result *result, void *context)
{
    char *json = NULL;
    xeng_error *error = NULL;
    (void)context;
    if (xeng_result_to_json(result, &json, &error) != XENG_OK) {
        die("xeng_result_to_json", error);
    }
    size_t size = strlen(json);
    xeng_free(json);
    return size;
}

static size_t make_table(const xeng_result *result, void *context)
{
    const how *way = context;
    xeng_table *table = NULL;
    xeng_error *error = NULL;
    if (xeng_table_new(result, 0, way->form, &table, &error) != XENG_OK) {
        die("xeng_table_new", error);
    }
    size_t rows = xeng_table_row_count(table);
    xeng_table_unref(table);
    return rows;
}

static size_t make_arrow(const xeng_result *result, void *context)
{
    const how *way = context;
    struct ArrowSchema schema;
    struct ArrowArray array;
    xeng_error *error = NULL;
    if (xeng_result_to_arrow(result, 0, way->form, &schema, &array, &error) != XENG_OK) {
        die("xeng_result_to_arrow", error);
    }
    size_t rows = (size_t)array.length;
    schema.release(&schema);
    array.release(&array);
    return rows;
}

/* Copies text, 64 KiB at a time, to the same place, as a writer does. */
static size_t copy(const xeng_result *result, void *context)
{
    static char chunk[64 * 1024];
    static volatile char seen;
    const text *from = context;
    (void)result;
    for (size_t at = 0; at < from->size; at += sizeof chunk) {
        size_t left = from->size - at;
        memcpy(chunk, from->bytes + at, left < sizeof chunk ? left : sizeof chunk);
        seen = chunk[at % sizeof chunk];
    }
    (void)seen;
    return from->size;
}

/* Writes text to a file that is gone when it is closed: to the system's memory, mostly. */
static size_t store(const xeng_result *result, void *context)
{
    const text *from = context;
    FILE *file = tmpfile();
    (void)result;
    if (file == NULL || fwrite(from->bytes, 1, from->size, file) != from->size ||
        fclose(file) != 0) {
        die("tmpfile", NULL);
    }
    return from->size;
}

static void show(const char *what, size_t bytes, double took)
{
    printf("%-28s %9.1f MB %9.0f MB/s %9.2f ms\n", what, (double)bytes / 1e6,
           (double)bytes / 1e6 / took, took * 1e3);
}

static void show_texts(const scale *size, const xeng_result *result)
{
    static const struct {
        const char *what;
        how way;
    } texts[] = {
        {"CSV, long", {XENG_WRITE_CSV, XENG_FORM_LONG, 0, NULL}},
        {"CSV, wide", {XENG_WRITE_CSV, XENG_FORM_WIDE, 0, NULL}},
        {"JSON lines, long", {XENG_WRITE_JSON_LINES, XENG_FORM_LONG, 0, NULL}},
        {"JSON lines, wide", {XENG_WRITE_JSON_LINES, XENG_FORM_WIDE, 0, NULL}},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        how way = texts[i].way;
        size_t bytes = 0;
        double took = measure(size, write_text, result, &way, &bytes);
        show(texts[i].what, bytes, took);
    }
}

/* Gzip's figures are of what is put in. */
static void show_gzip(const scale *size, const xeng_result *result, size_t plain)
{
    how way = {XENG_WRITE_CSV, XENG_FORM_LONG, XENG_WRITE_GZIP, NULL};
    scale few = {size->ids, size->days, size->runs < 3 ? size->runs : 3};
    size_t bytes = 0;
    double took = measure(&few, write_text, result, &way, &bytes);
    show("CSV, long, gzipped", plain, took);
    printf("%-28s %9.1f %%\n", "  that is left of it", 100.0 * (double)bytes / (double)plain);
}

static void show_columns(const scale *size, const xeng_result *result)
{
    how long_form = {.form = XENG_FORM_LONG};
    how wide_form = {.form = XENG_FORM_WIDE};
    const struct {
        const char *what;
        task *run;
        how *way;
    } columns[] = {
        {"table, long", make_table, &long_form},
        {"table, wide", make_table, &wide_form},
        {"Arrow, long", make_arrow, &long_form},
        {"Arrow, wide", make_arrow, &wide_form},
    };
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        size_t rows = 0;
        double took = measure(size, columns[i].run, result, columns[i].way, &rows);
        printf("%-28s %9zu rows %17s %9.2f ms\n", columns[i].what, rows, "", took * 1e3);
    }
}

int main(int argc, char **argv)
{
    bool quick = argc > 1 && strcmp(argv[1], "--short") == 0;
    const scale size = quick ? (scale){2, 2, 1} : (scale){25, DAYS, RUNS};
    xeng_result *result = make_result(&size);
    text csv = {NULL, 0, 0};
    how keep = {XENG_WRITE_CSV, XENG_FORM_LONG, 0, &csv};
    size_t bytes = write_text(result, &keep);
    printf("%zu Posts, %d metrics, %zu hours: %zu counts\n", size.ids, METRICS, size.days * HOURS,
           xeng_result_leaf_count(result, 0));
    show_texts(&size, result);
    double took = measure(&size, write_json, result, NULL, &bytes);
    show("JSON, the server's shape", bytes, took);
    show_gzip(&size, result, csv.size);
    took = measure(&size, copy, NULL, &csv, &bytes);
    show("memcpy of the long CSV", bytes, took);
    took = measure(&size, store, NULL, &csv, &bytes);
    show("write of it to a file", bytes, took);
    show_columns(&size, result);
    free(csv.bytes);
    xeng_result_unref(result);
    return 0;
}
