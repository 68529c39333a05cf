/* plot */
#include "plot.h"

#include "say.h"
#include "status.h"

int cli_plot(const cli_args *args)
{
    (void)args;
    cli_die(CLI_LOCAL_TROUBLE, "not built yet");
}
