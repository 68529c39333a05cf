/* CSV and JSON lines: the library writes them, as the pieces come. */
#include <string.h>

#include <xengage/writer.h>

#include "form.h"
#include "outfile.h"
#include "output.h"
#include "say.h"
#include "source_bytes.h"
#include "status.h"

static xeng_writer *make_writer(const cli_output *output, uint32_t flags)
{
    const cli_args *args = output->args;
    xeng_writer *writer = NULL;
    xeng_error *error = NULL;
    cli_check(xeng_writer_new(output->query->request,
                              args->format == CLI_CSV ? XENG_WRITE_CSV : XENG_WRITE_JSON_LINES,
                              args->wide ? XENG_FORM_WIDE : XENG_FORM_LONG, flags, &writer, &error),
              &error, args->wide ? "--wide" : NULL);
    return writer;
}

static uint32_t gzip_flag(const cli_output *output)
{
    return cli_form_is_gzip(output->args) ? XENG_WRITE_GZIP : 0;
}

void cli_text_open(cli_output *output)
{
    output->writer = make_writer(output, gzip_flag(output));
}

/* Whether a line is the header that the command writes. */
static bool is_header(const cli_output *output, const char *line, size_t size)
{
    xeng_writer *writer = make_writer(output, 0);
    const void *header = NULL;
    size_t header_size = 0;
    xeng_error *error = NULL;
    cli_check(xeng_writer_finish(writer, &error), &error, NULL);
    cli_check(xeng_writer_next(writer, &header, &header_size, &error), &error, NULL);
    /* The line comes without its end. */
    bool same = header_size == size + 1 && memcmp(header, line, size) == 0;
    xeng_writer_unref(writer);
    return same;
}

/* Whether a line of JSON is of the form that the command writes. A quote within a name has a
 * backslash before it, so that members are found by their names. */
static bool is_member_line(const cli_output *output, const char *line, size_t size)
{
    static const char value[] = "\"value\":";
    static const char state[] = "\"state\":"; /* of an id: the same in every form */
    return memmem(line, size, state, strlen(state)) != NULL ||
           (memmem(line, size, value, strlen(value)) == NULL) == output->args->wide;
}

/* An earlier run has settled which columns there are, and whether they are compressed. */
static void check_file(const cli_output *output)
{
    const cli_args *args = output->args;
    cli_bytes bytes;
    cli_bytes_open(&bytes, args->out, "--out");
    if (bytes.zipped != cli_form_is_gzip(args)) {
        cli_die(CLI_LOCAL_TROUBLE,
                "--out: %s is%s gzipped, and what this command writes is%s, so that it can't be "
                "gone on with",
                args->out, bytes.zipped ? "" : " not", bytes.zipped ? " not" : "");
    }
    size_t size = 0;
    bool whole = false;
    const char *line = cli_bytes_line(&bytes, &size, &whole);
    if (line == NULL || !(args->format == CLI_CSV ? is_header(output, line, size)
                                                  : is_member_line(output, line, size))) {
        cli_die(CLI_LOCAL_TROUBLE,
                "--out: the first line of %s isn't what this command writes, so that it can't be "
                "gone on with",
                args->out);
    }
    cli_bytes_close(&bytes);
}

void cli_text_go_on(cli_output *output)
{
    check_file(output);
    xeng_writer_unref(output->writer);
    output->writer = make_writer(output, gzip_flag(output) | XENG_WRITE_NO_HEADER);
}

static void write_out(cli_output *output)
{
    for (;;) {
        const void *bytes = NULL;
        size_t size = 0;
        xeng_error *error = NULL;
        cli_check(xeng_writer_next(output->writer, &bytes, &size, &error), &error, NULL);
        if (size == 0) {
            return;
        }
        /* Whether it was written is looked at when the piece is acknowledged. */
        (void)fwrite(bytes, 1, size, output->file);
    }
}

void cli_text_piece(cli_output *output, const xeng_piece *piece)
{
    xeng_error *error = NULL;
    cli_check(xeng_writer_add_piece(output->writer, piece, &error), &error, NULL);
    write_out(output);
    if (output->args->journal != NULL) {
        /* The file is whole where it may be cut. */
        cli_check(xeng_writer_flush(output->writer, &error), &error, NULL);
        write_out(output);
    }
    cli_output_ack(output, piece);
}

static bool has_sums(const cli_query *query)
{
    for (size_t i = 0; i < query->grouping_count; i++) {
        if (!cli_grouping_has_posts(&query->groupings[i])) {
            return true;
        }
    }
    return false;
}

void cli_text_end(cli_output *output)
{
    xeng_error *error = NULL;
    if (has_sums(output->query)) {
        xeng_result *sums = cli_job_sums(output->job);
        cli_check(xeng_writer_add_result(output->writer, sums, &error), &error, NULL);
        xeng_result_unref(sums);
        write_out(output);
    }
    cli_check(xeng_writer_finish(output->writer, &error), &error, NULL);
    write_out(output);
}
