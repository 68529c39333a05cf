/* Preloaded into tests: sets the locale of the environment, as a host program might. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

__attribute__((constructor)) static void enter(void)
{
    const char *wanted = getenv("LC_ALL");
    const char *got = setlocale(LC_ALL, "");
    /* A test may have asked for another one. */
    if (wanted == NULL || strncmp(wanted, "de_DE", 5) != 0) {
        return;
    }
    if (got == NULL || localeconv()->decimal_point[0] != ',') {
        (void)fputs("foreign-locale: the locale asked for has no decimal comma\n", stderr);
        exit(98);
    }
}
