/* The form of what is written. */
#ifndef CLI_FORM_H
#define CLI_FORM_H

#include <stdbool.h>

#include "args.h"

/* Whether the counts are written as CSV or JSON lines. */
bool cli_form_is_text(const cli_args *args);

/* Whether a name says that a file is gzipped; NULL says nothing. */
bool cli_form_named_gzip(const char *path);

/* Whether the command line asks for gzip: by --gzip, or the name of --out. */
bool cli_form_is_gzip(const cli_args *args);

#endif
