/* What the exit status says: the one place where errors become one. */
#ifndef CLI_STATUS_H
#define CLI_STATUS_H

#include <stdint.h>

#include <xengage/error.h>

enum {
    CLI_ALL_DELIVERED = 0,
    CLI_SOME_MISSING = 1,   /* some ids not delivered; the data is written */
    CLI_WRONG_REQUEST = 2,  /* the command line, a rule of the API, or the server's 4xx */
    CLI_UNAUTHORIZED = 3,   /* credentials missing, incomplete or not accepted */
    CLI_SERVER_TROUBLE = 4, /* rate limited, down, out of reach, or too slow for the deadline */
    CLI_LOCAL_TROUBLE = 5,  /* memory, files, certificates, an answer that makes no sense */
    CLI_BY_SIGNAL = 128,    /* and the signal's number: 130 for Ctrl-C, 143 for SIGTERM */
};

/* The status for one of the library's error codes. */
int cli_status_of(int32_t code);

/* Ends the program with that status if a call has failed, and says why; `what`, such as an option,
 * comes before that unless it is NULL. Takes the error's place: the call that sets it is an
 * argument beside it, and which of the two is looked at first is up to the compiler. */
void cli_check(int32_t code, xeng_error *const *error, const char *what);

#endif
