/* The reference driver: does what a file of cases says, through the public headers alone, and
 * prints what came of each. `driver cases FILE`; README.md says what both look like. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "driver.h"

typedef struct {
    const char *name;
    json_t *(*run)(const json_t *one);
} verb;

static const verb verbs[] = {
    {"fetch", do_fetch},     {"fetch_many", do_fetch_many},
    {"cancel", do_cancel},   {"two_clients", do_two_clients},
    {"job", do_job},         {"table", do_table},
    {"post", do_post},       {"names", do_names},
    {"secrets", do_secrets},
};

_Noreturn void give_up(const char *why)
{
    fprintf(stderr, "driver: %s\n", why);
    exit(2);
}

const char *text_of(const json_t *from, const char *member)
{
    const char *text = json_string_value(json_object_get(from, member));
    if (text == NULL) {
        fprintf(stderr, "driver: a case has no text %s\n", member);
        exit(2);
    }
    return text;
}

static json_t *run(const json_t *one)
{
    const char *wanted = text_of(one, "do");
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (strcmp(verbs[i].name, wanted) == 0) {
            return verbs[i].run(one);
        }
    }
    give_up("a case wants something that this driver can't do");
}

static void print(const json_t *one)
{
    json_t *line =
        json_pack("{s:O, s:o}", "case", json_object_get(one, "name"), "outcome", run(one));
    if (line == NULL || json_dumpf(line, stdout, JSON_COMPACT) != 0 || puts("") < 0) {
        give_up("can't print an outcome");
    }
    fflush(stdout);
    json_decref(line);
}

int main(int argc, char **argv)
{
    if (argc != 3 || strcmp(argv[1], "cases") != 0) {
        give_up("usage: driver cases FILE");
    }
    json_error_t trouble;
    json_t *file = json_load_file(argv[2], JSON_REJECT_DUPLICATES, &trouble);
    if (file == NULL) {
        give_up(trouble.text);
    }
    size_t place;
    json_t *one;
    json_array_foreach(json_object_get(file, "cases"), place, one)
    {
        print(one);
    }
    json_decref(file);
    return 0;
}
