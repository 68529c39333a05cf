/* Where data goes: standard output, or a file that is complete or not there. */
#ifndef CLI_OUTFILE_H
#define CLI_OUTFILE_H

#include <stdio.h>

/* Opens a file beside `path`, to be renamed to it in the end; standard output for NULL and "-".
 * Ends the program if that can't be. */
FILE *cli_outfile_open(const char *path);

/* Ends the program if something couldn't be written. */
void cli_outfile_check(void);

/* Makes sure that all is written, and gives the file its name. Ends the program if that can't be.
 */
void cli_outfile_finish(void);

/* Leaves everything as it was before. */
void cli_outfile_discard(void);

#endif
