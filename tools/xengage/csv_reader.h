/* Small CSV files (RFC 4180), read whole. */
#ifndef CLI_CSV_READER_H
#define CLI_CSV_READER_H

#include <stddef.h>

typedef struct {
    char **fields;
    size_t count;
    size_t line; /* on which it begins; the first is 1 */
} cli_record;

typedef struct {
    char *text;
    cli_record *records;
    size_t count;
} cli_csv_file;

/* Reads a file, without its empty lines. Ends the program, naming `option`, if that can't be. */
void cli_csv_read(const char *option, const char *path, cli_csv_file *file);
void cli_csv_free(cli_csv_file *file);

#endif
