/* plot: a series of counts, drawn in the terminal. */
#include "plot.h"

#include <stdlib.h>

#include "outfile.h"
#include "plot_data.h"
#include "plot_look.h"
#include "plot_panel.h"
#include "plot_time.h"
#include "plot_words.h"
#include "say.h"
#include "status.h"

enum {
    LINES_ALONE = 12,
    LINES_EACH = 5, /* where there are several panels */
};

/* The least and the most of all lines, in one scale, so that panels can be compared. */
static cli_value_scale scale_for(const cli_plot_data *data)
{
    int64_t least = 0;
    int64_t most = 0;
    for (size_t line = 0; line < data->line_count; line++) {
        for (size_t i = 0; i < data->span.count; i++) {
            int64_t value = 0;
            (void)cli_span_value(&data->span, i, cli_plot_series(data, line), &value);
            least = value < least ? value : least;
            most = value > most ? value : most;
        }
    }
    int lines = data->args->height > 0  ? (int)data->args->height
                : data->line_count == 1 ? LINES_ALONE
                                        : LINES_EACH;
    return cli_value_scale_for(least, most, lines);
}

static void draw_line(const cli_plot_data *data, const cli_panel *panel, size_t line, FILE *file)
{
    bool several = data->line_count > 1;
    cli_bar *bars = cli_columns_fill(panel->columns, &data->span, cli_plot_series(data, line));
    if (several) {
        fputs(line > 0 ? "\n" : "", file);
        cli_words_line(file, panel->look, data, line);
    }
    cli_panel_draw(panel, bars, file);
    free(bars);
}

static void draw(cli_plot_data *data, const cli_look *look, FILE *file)
{
    bool *marked = NULL;
    cli_value_scale scale = scale_for(data);
    size_t gutter = cli_tick_width(&scale);
    size_t width = look->width - cli_panel_margin(gutter);
    cli_columns columns = cli_columns_for(data->span.count, width);
    char *labels = cli_time_labels(&columns, &data->span, data->args->utc_offset_s, width, &marked);
    cli_panel panel = {look, &scale, &columns, gutter, marked};
    cli_words_above(file, look, data);
    for (size_t line = 0; line < data->line_count; line++) {
        draw_line(data, &panel, line, file);
    }
    fprintf(file, "%*s%s\n\n", (int)cli_panel_margin(gutter), "", labels);
    if (data->line_count == 1) {
        cli_words_line(file, look, data, 0);
    }
    cli_words_below(file, look, data, &columns);
    free(labels);
    free(marked);
}

/* Takes the counts in; returns the exit status. */
static int gather(const cli_args *args, cli_plot_data *data, bool *any)
{
    cli_sink sink = cli_plot_sink(data);
    if (args->from_count == 0) {
        return cli_source_run(args, &sink, any);
    }
    for (size_t i = 0; i < args->from_count; i++) {
        data->from = args->from[i];
        cli_source_read(args->from[i], "--from", &sink);
    }
    *any = true;
    return CLI_ALL_DELIVERED;
}

/* Says that there is nothing to draw; returns the exit status for that. */
static int say_nothing(const cli_args *args, int status)
{
    cli_outfile_discard();
    cli_say("there is nothing to draw: no counts were delivered%s",
            args->post_count > 0 ? " of these Posts" : "");
    return status == CLI_ALL_DELIVERED ? CLI_SOME_MISSING : status;
}

int cli_plot(const cli_args *args)
{
    cli_plot_data data;
    bool any = false;
    cli_look look = cli_look_find(args);
    if (args->from_count == 0 && args->endpoint == XENG_ENDPOINT_TOTALS) {
        cli_die(CLI_WRONG_REQUEST, "--endpoint totals: its counts have no time in them; ask for "
                                   "historical or 28hr");
    }
    cli_plot_begin(&data, args);
    FILE *file = cli_outfile_open(args->out);
    int status = gather(args, &data, &any);
    if (!any) {
        cli_outfile_discard();
    } else if (cli_plot_choose(&data)) {
        draw(&data, &look, file);
        cli_outfile_finish();
    } else {
        status = say_nothing(args, status);
    }
    cli_plot_free(&data);
    return status;
}
