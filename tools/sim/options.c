/* Reads the command line by the table of options. */
#include "options.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "accounts.h"
#include "catalog.h"
#include "config.h"
#include "fault.h"
#include "posts.h"
#include "when.h"
#include "world.h"

#ifndef SIM_VERSION
#define SIM_VERSION "0"
#endif

static const sim_option *find_option(const char *name, size_t size)
{
    for (size_t i = 0; i < sim_option_count; i++) {
        const sim_option *option = &sim_options[i];
        if (option->kind != SIM_OPT_HEADING && strlen(option->name) == size &&
            memcmp(option->name, name, size) == 0) {
            return option;
        }
    }
    return NULL;
}

/* A decimal number times scale, such as 0.5 percent in hundredths. */
static uint64_t scaled(const sim_option *option, const char *text, double scale, double max)
{
    char *end = NULL;
    double value = strtod(text, &end);
    if (end == text || *end != '\0' || !(value >= 0 && value <= max)) {
        sim_die("--%s takes a number from 0 to %.0f, not '%s'", option->name, max, text);
    }
    return (uint64_t)(value * scale + 0.5);
}

static int choice(const sim_option *option, const char *text)
{
    size_t size = strlen(text);
    const char *list = option->argument;
    for (int place = 0;; place++) {
        size_t length = strcspn(list, "|");
        if (length == size && memcmp(list, text, size) == 0) {
            return place;
        }
        if (list[length] == '\0') {
            sim_die("--%s takes %s, not '%s'", option->name, option->argument, text);
        }
        list += length + 1;
    }
}

static int64_t need_time(const char *option, const char *text)
{
    int64_t seconds;
    if (!sim_parse_time(text, &seconds)) {
        sim_die("--%s takes a time like 2026-11-24T12:00:00Z, not '%s'", option, text);
    }
    return seconds;
}

static uint64_t need_id(const char *option, const char *text)
{
    uint64_t id;
    if (!sim_parse_u64(text, &id) || id == 0 || id > INT64_MAX) {
        sim_die("--%s takes the id of a Post, not '%s'", option, text);
    }
    return id;
}

static sim_metric need_metric(const char *option, const char *text)
{
    sim_metric metric = sim_find_metric(text);
    if (metric == SIM_METRICS) {
        sim_die("--%s: there is no metric '%s'", option, text);
    }
    return metric;
}

static int print_count(char **argv)
{
    uint64_t id = need_id("count", argv[0]);
    sim_metric metric = need_metric("count", argv[1]);
    int64_t end = need_time("count", argv[3]);
    int64_t count;
    sim_world_set_negative((unsigned)(sim_conf.negative / 100));
    if (strcmp(argv[2], "creation") == 0) {
        count = sim_total_at(id, metric, end);
    } else {
        count = sim_count_in(id, metric, need_time("count", argv[2]), end);
    }
    printf("%" PRId64 "\n", count);
    return 0;
}

static int print_post(const char *text)
{
    uint64_t id = need_id("post", text);
    sim_buf out = {0};
    sim_accounts_init();
    sim_posts_init();
    sim_buf_adds(&out, "{\"id\":\"");
    sim_buf_addu(&out, id);
    sim_buf_adds(&out, "\",\"created_at\":\"");
    sim_add_time_ms(&out, sim_created_ms(id));
    sim_buf_addf(&out, "\",\"owner\":\"%" PRIu64 "\",\"state\":\"%s\"}\n", sim_post_owner(id),
                 sim_post_state_name(sim_post_state_of(id)));
    fputs(out.data, stdout);
    sim_buf_free(&out);
    return 0;
}

static void read_offset(const char *text)
{
    char *end = NULL;
    long long offset = strtoll(text, &end, 10);
    if (end == text || *end != '\0' || offset > 1000000000 || offset < -1000000000) {
        sim_die("--clock-offset takes whole seconds, not '%s'", text);
    }
    sim_set_clock_offset(offset);
}

/* Options that take an argument and aren't just stored. */
static void read_other(const char *name, const char *value)
{
    char problem[200];
    if (strcmp(name, "now") == 0) {
        sim_freeze_now(need_time(name, value));
    } else if (strcmp(name, "clock-offset") == 0) {
        read_offset(value);
    } else if (strcmp(name, "forbid-metric") == 0) {
        sim_conf.forbid_metrics |= UINT64_C(1) << need_metric(name, value);
    } else if (strcmp(name, "fault") == 0) {
        if (!sim_faults_add_spec(value, problem, sizeof(problem))) {
            sim_die("--fault %s: %s", value, problem);
        }
    } else if (strcmp(name, "faults") == 0) {
        size_t size = 0;
        char *text = sim_read_file(value, &size);
        if (text == NULL || !sim_faults_add_json(text, size, problem, sizeof(problem))) {
            sim_die("--faults %s: %s", value, text == NULL ? "unreadable" : problem);
        }
        free(text);
    }
}

static void store(const sim_option *option, const char *value)
{
    uint64_t number;
    switch (option->kind) {
    case SIM_OPT_NUMBER:
        if (!sim_parse_u64(value, &number) || number > option->max) {
            sim_die("--%s takes a number up to %" PRIu64 ", not '%s'", option->name, option->max,
                    value);
        }
        *(uint64_t *)option->target = number;
        break;
    case SIM_OPT_PERCENT:
        *(uint64_t *)option->target = scaled(option, value, 100, 100);
        break;
    case SIM_OPT_SECONDS:
        *(uint64_t *)option->target = scaled(option, value, 1000, 1000000);
        break;
    case SIM_OPT_TEXT:
        *(const char **)option->target = value;
        break;
    case SIM_OPT_CHOICE:
        *(int *)option->target = choice(option, value);
        break;
    case SIM_OPT_OTHER:
        read_other(option->name, value);
        break;
    case SIM_OPT_FLAG:
    case SIM_OPT_HEADING:
        break;
    }
}

/* Options that print something and end the program: the status to end with, or -1. */
static int print_and_end(const char *name, int argc, char **argv)
{
    if (strcmp(name, "help") == 0) {
        sim_print_help();
        return 0;
    }
    if (strcmp(name, "help-world") == 0) {
        sim_print_world();
        return 0;
    }
    if (strcmp(name, "version") == 0) {
        printf("xengage-sim %s\n", SIM_VERSION);
        return 0;
    }
    if (strcmp(name, "count") == 0) {
        if (argc < 4) {
            sim_die("--count takes ID METRIC START END");
        }
        return print_count(argv);
    }
    if (strcmp(name, "post") == 0 && argc >= 1) {
        return print_post(argv[0]);
    }
    return -1;
}

int sim_read_options(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        const char *word = strcmp(argv[i], "-h") == 0 ? "--help" : argv[i];
        size_t size = strcspn(word, "=");
        const sim_option *option =
            strncmp(word, "--", 2) == 0 ? find_option(word + 2, size - 2) : NULL;
        if (option == NULL) {
            sim_die("no such option: %s (see --help)", word);
        }
        if (option->kind == SIM_OPT_OTHER) {
            int status = print_and_end(option->name, argc - i - 1, argv + i + 1);
            if (status >= 0) {
                return status;
            }
        }
        if (option->kind == SIM_OPT_FLAG) {
            if (word[size] == '=') {
                sim_die("--%s takes no argument", option->name);
            }
            *(bool *)option->target = true;
        } else if (word[size] == '=') {
            store(option, word + size + 1);
        } else if (i + 1 < argc) {
            store(option, argv[++i]);
        } else {
            sim_die("--%s needs an argument", option->name);
        }
    }
    return -1;
}
