/* What a running simulator says that it was asked. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "simulator.h"
#include "system.h"

enum {
    PATIENCE_MS = 20000
};

json_t *simulator_log(const simulator *sim)
{
    json_t *lines = json_array();
    FILE *file = fopen(simulator_log_file(sim), "r");
    char *line = NULL;
    size_t capacity = 0;
    ssize_t size;
    while (file != NULL && (size = getline(&line, &capacity, file)) > 0) {
        if (line[size - 1] != '\n') {
            break; /* it is being written */
        }
        json_error_t error;
        json_t *parsed = json_loadb(line, (size_t)size, 0, &error);
        if (parsed == NULL) {
            fail_msg("the simulator's log has a line that is no JSON (%s): %s", error.text, line);
        }
        json_array_append_new(lines, parsed);
    }
    free(line);
    if (file != NULL) {
        fclose(file);
    }
    return lines;
}

json_t *simulator_log_of(const simulator *sim, const char *path)
{
    json_t *lines = simulator_log(sim);
    for (size_t i = json_array_size(lines); i-- > 0;) {
        const char *given = json_string_value(json_object_get(json_array_get(lines, i), "path"));
        if (given == NULL || strcmp(given, path) != 0) {
            json_array_remove(lines, i);
        }
    }
    return lines;
}

size_t simulator_request_count(const simulator *sim)
{
    json_t *lines = simulator_log(sim);
    size_t count = json_array_size(lines);
    json_decref(lines);
    return count;
}

size_t simulator_log_distinct(const simulator *sim, const char *member)
{
    json_t *lines = simulator_log(sim);
    json_t *seen = json_object();
    size_t i;
    json_t *line;
    json_array_foreach(lines, i, line)
    {
        char *text = json_dumps(json_object_get(line, member), JSON_ENCODE_ANY);
        if (text != NULL) {
            json_object_set_new(seen, text, json_true());
            free(text);
        }
    }
    size_t count = json_object_size(seen);
    json_decref(seen);
    json_decref(lines);
    return count;
}

void simulator_wait_for_requests(const simulator *sim, size_t count)
{
    for (int64_t until = now_ms() + PATIENCE_MS; simulator_request_count(sim) < count;
         sleep_ms(2)) {
        if (now_ms() > until) {
            fail_msg("the simulator has seen %zu requests, not %zu", simulator_request_count(sim),
                     count);
        }
    }
}
