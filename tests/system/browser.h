/* A plain HTTP client for what a test does beside the library: being the user's browser, or
 * scripting the simulator. */
#ifndef TESTS_BROWSER_H
#define TESTS_BROWSER_H

#include "simulator.h"

/* What a page said; valid until the next call. */
typedef struct page {
    long status;
    const char *body;
    const char *location; /* where it redirects to; "" if it doesn't */
} page;

/* Opens an address at the simulator, without following redirects. */
page browse(const simulator *sim, const char *url);

/* Posts JSON to one of the simulator's control paths, such as /sim/clock; fails the test unless it
 * is accepted. */
void simulator_control(const simulator *sim, const char *path, const char *json);

#endif
