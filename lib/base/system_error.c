/* Why the system refused something, in words for a person that don't depend on the locale. */
#include "base/system_error.h"

#include <errno.h>
#include <stdio.h>

/* The reasons that a person meets. */
static const struct {
    int number;
    const char *words;
} reasons[] = {{ENOENT, "no such file or folder"},
               {EACCES, "permission denied"},
               {EPERM, "not permitted"},
               {ENOTDIR, "a part of the path is no folder"},
               {EISDIR, "it is a folder"},
               {ENOSPC, "the disk is full"},
               {EDQUOT, "the disk quota is used up"},
               {EFBIG, "it would be larger than files may be"},
               {EIO, "the disk or the connection to it is broken"},
               {EROFS, "the disk is read-only"},
               {ENAMETOOLONG, "the name is too long"},
               {ELOOP, "too many symbolic links"},
               {EMFILE, "too many open files"}};

const char *xeng__system_error(int number, char text[XENG__SYSTEM_ERROR_SIZE])
{
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        if (reasons[i].number == number) {
            return reasons[i].words;
        }
    }
    (void)snprintf(text, XENG__SYSTEM_ERROR_SIZE, "system error %d", number);
    return text;
}
