/* How a plot may look: how wide, with which characters, in colour or not. */
#ifndef CLI_PLOT_LOOK_H
#define CLI_PLOT_LOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "args.h"

typedef struct {
    size_t width;
    bool unicode;
    bool colour;
} cli_look;

/* What the command line, the environment and the terminal say. Ends the program if --width leaves
 * no room for a plot. */
cli_look cli_look_find(const cli_args *args);

#endif
