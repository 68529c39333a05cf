/* What every system test includes: cmocka with the headers that it wants first, and the library. */
#ifndef TESTS_SYSTEM_H
#define TESTS_SYSTEM_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <xengage/xengage.h>

#include "support.h"

#endif
