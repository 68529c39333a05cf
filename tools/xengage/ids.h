/* The Post ids of a run: read from files and arguments, repeats dropped, order kept. */
#ifndef CLI_IDS_H
#define CLI_IDS_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
    uint64_t *at;
    size_t count;
    size_t capacity;
    uint64_t *slots; /* a hash set of the same ids; 0 where empty */
    size_t slot_count;
} cli_ids;

/* Adds the ids of a file, or of standard input where it is "-": one a line; blank lines and those
 * that begin with # are skipped. Ends the program at a line that is no id. */
void cli_ids_read(cli_ids *ids, const char *path);

/* Adds an id given as an argument. Ends the program if it is none. */
void cli_ids_argument(cli_ids *ids, const char *text);

void cli_ids_free(cli_ids *ids);

#endif
