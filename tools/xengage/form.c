/* The form of what is written. */
#include "form.h"

#include <string.h>

bool cli_form_is_text(const cli_args *args)
{
    return args->sqlite == NULL && (args->format == CLI_CSV || args->format == CLI_JSONL);
}

bool cli_form_named_gzip(const char *path)
{
    static const char ending[] = ".gz";
    size_t size = path == NULL ? 0 : strlen(path);
    return size >= strlen(ending) && strcmp(path + size - strlen(ending), ending) == 0;
}

bool cli_form_is_gzip(const cli_args *args)
{
    return args->gzip || cli_form_named_gzip(args->out);
}
