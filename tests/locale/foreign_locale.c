/* Preloaded into tests: sets the locale of the environment, as a host program might. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

__attribute__((constructor)) static void enter(void)
{
    if (setlocale(LC_ALL, "") == NULL || localeconv()->decimal_point[0] != ',') {
        (void)fputs("foreign-locale: the locale asked for has no decimal comma\n", stderr);
        exit(98);
    }
}
