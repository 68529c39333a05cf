/* Where data goes: standard output, a file that is complete or not there, or, with a journal, a
 * file that grows and is gone on with. */
#ifndef CLI_OUTFILE_H
#define CLI_OUTFILE_H

#include <stdint.h>
#include <stdio.h>

/* Opens a file beside `path`, to be renamed to it in the end; standard output for NULL and "-".
 * Ends the program if that can't be. */
FILE *cli_outfile_open(const char *path);

/* Opens a file to which a job with this journal is written from now on. Where there is no journal
 * yet, the file must be new or empty. Ends the program if that can't be. */
FILE *cli_outfile_append(const char *path, const char *journal);

/* Cuts that file to what is acknowledged, and goes on behind it. Ends the program if there isn't so
 * much in it. */
void cli_outfile_cut(uint64_t size);

/* Hands over to the system what was written to it, so that it survives the end of the process, and
 * mostly to the disk, too. Returns the file's size. Ends the program if that can't be. */
uint64_t cli_outfile_hand_over(void);

/* Ends the program if something couldn't be written. */
void cli_outfile_check(void);

/* Makes sure that all is written, and gives the file its name. Ends the program if that can't be.
 */
void cli_outfile_finish(void);

/* Leaves everything as it was before; of a file that grows, what is in it. */
void cli_outfile_discard(void);

/* Removes what has no name of its own yet. A signal handler may call it. */
void cli_outfile_remove(void);

#endif
