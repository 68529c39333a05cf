/* The data of a run, in the format that is asked for. */
#include "output.h"

#include "outfile.h"

void cli_output_begin(cli_output *output, const cli_args *args, const cli_plan *plan)
{
    *output = (cli_output){.args = args, .plan = plan};
    output->file = cli_outfile_open(args->out);
}

static bool is_known(const cli_batch *batch)
{
    for (size_t i = 0; i < batch->count; i++) {
        if (batch->fates[i].state != 0) {
            return true;
        }
    }
    return false;
}

void cli_output_batch(cli_output *output, cli_batch *batch)
{
    if (!is_known(batch)) {
        return;
    }
    output->any = true;
    if (output->args->format == CLI_CSV) {
        cli_csv_batch(output, batch);
    }
}

void cli_output_end(cli_output *output, cli_batch *batches, size_t count)
{
    if (!output->any) {
        cli_outfile_discard();
        return;
    }
    switch (output->args->format) {
    case CLI_CSV:
        cli_csv_end(output);
        break;
    case CLI_JSON:
        cli_json_write(output, batches, count);
        break;
    case CLI_TABLE:
        cli_table_write(output, batches, count);
        break;
    }
    cli_outfile_finish();
}
