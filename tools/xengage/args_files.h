/* Files of a command line that must not be the same. */
#ifndef CLI_ARGS_FILES_H
#define CLI_ARGS_FILES_H

#include "args.h"

/* Ends the program where a file that is written is one that is read, or written as something else.
 */
void cli_check_files(const cli_args *args);

/* The same for one more file that is read. */
void cli_check_file_read(const cli_args *args, const char *option, const char *path);

#endif
