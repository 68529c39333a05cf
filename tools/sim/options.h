/* The one table of options: what is parsed and what --help shows. */
#ifndef SIM_OPTIONS_H
#define SIM_OPTIONS_H

#include <stddef.h>
#include <stdint.h>

typedef enum {
    SIM_OPT_HEADING, /* only help: the title of a group */
    SIM_OPT_FLAG,
    SIM_OPT_NUMBER,
    SIM_OPT_PERCENT,
    SIM_OPT_SECONDS, /* to milliseconds */
    SIM_OPT_TEXT,
    SIM_OPT_CHOICE, /* argument is the list, "a|b"; the target gets the place in it */
    SIM_OPT_OTHER,  /* parsed by name */
} sim_option_kind;

typedef struct {
    sim_option_kind kind;
    const char *name;
    const char *argument;
    void *target;
    uint64_t max;
    const char *help;
} sim_option;

extern const sim_option sim_options[];
extern const size_t sim_option_count;

#endif
