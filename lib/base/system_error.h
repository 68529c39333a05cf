/* Why the system refused something, in words for a person that don't depend on the locale. */
#ifndef XENG__BASE_SYSTEM_ERROR_H
#define XENG__BASE_SYSTEM_ERROR_H

#include <stddef.h>

#define XENG__SYSTEM_ERROR_SIZE 48

/* The words for an errno; `text` gets them if they are not fixed ones. */
const char *xeng__system_error(int number, char text[XENG__SYSTEM_ERROR_SIZE]);

#endif
