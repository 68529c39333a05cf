/* Reads faults: "status=503,every=7" or the same as a JSON object. */
#include "fault.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* 12, 5k, 100M, 1G */
static bool read_size(const char *text, int64_t *value)
{
    char digits[24];
    uint64_t number;
    size_t size = strspn(text, "0123456789");
    int shift = 0;
    if (size == 0 || size >= 16) {
        return false;
    }
    memcpy(digits, text, size);
    digits[size] = '\0';
    switch (text[size]) {
    case '\0':
        break;
    case 'k':
    case 'K':
        shift = 10;
        break;
    case 'M':
        shift = 20;
        break;
    case 'G':
        shift = 30;
        break;
    default:
        return false;
    }
    if ((shift > 0 && text[size + 1] != '\0') || !sim_parse_u64(digits, &number)) {
        return false;
    }
    *value = (int64_t)(number << shift);
    return number < (UINT64_C(1) << 33);
}

static bool read_ms(const char *text, int64_t *value)
{
    char *end = NULL;
    double number = strtod(text, &end);
    if (end == text || !(number >= 0 && number < 1e9)) {
        return false;
    }
    double scale = strcmp(end, "s") == 0 ? 1000 : 1;
    *value = (int64_t)(number * scale);
    return *end == '\0' || strcmp(end, "ms") == 0 || strcmp(end, "s") == 0;
}

/* BYTES/TIME, such as 1/100ms. */
static bool read_drip(sim_fault *fault, const char *text)
{
    const char *slash = strchr(text, '/');
    if (slash == NULL || !read_ms(slash + 1, &fault->drip_ms)) {
        return false;
    }
    char *bytes = sim_strndup(text, (size_t)(slash - text));
    bool ok = read_size(bytes, &fault->drip_bytes) && fault->drip_bytes > 0;
    free(bytes);
    return ok;
}

static bool read_percent(const char *text, int64_t *value)
{
    char *end = NULL;
    double number = strtod(text, &end);
    *value = number >= 0 && number <= 100 ? (int64_t)(number * 100 + 0.5) : 0;
    return end != text && *end == '\0' && number >= 0 && number <= 100;
}

static bool read_header(sim_fault *fault, const char *text)
{
    const char *colon = strchr(text, ':');
    if (colon == NULL || colon == text || fault->header_count == SIM_HEADERS_MAX) {
        return false;
    }
    sim_header *added = &fault->headers[fault->header_count++];
    added->name = sim_strndup(text, (size_t)(colon - text));
    added->value = sim_strdup(colon + 1 + strspn(colon + 1, " "));
    return true;
}

static bool read_bomb(sim_fault *fault, const char *text)
{
    int64_t size;
    if (!read_size(text, &size)) {
        return false;
    }
    sim_gzip_bomb((uint64_t)size, &fault->bomb);
    return true;
}

static bool read_body(sim_fault *fault, const char *path)
{
    free(fault->text);
    fault->text = sim_read_file(path, &fault->text_size);
    return fault->text != NULL;
}

static bool read_text(sim_fault *fault, const char *text)
{
    free(fault->text);
    fault->text = sim_strdup(text);
    fault->text_size = strlen(text);
    return true;
}

/* Numbers that need nothing but to be stored. */
static int64_t *number_of(sim_fault *fault, const char *key)
{
    const struct {
        const char *key;
        int64_t *value;
    } numbers[] = {
        {"first", &fault->first},     {"after", &fault->after},
        {"nth", &fault->nth},         {"every", &fault->every},
        {"status", &fault->status},   {"retry-after", &fault->retry_after},
        {"garble", &fault->garble},   {"cut", &fault->cut},
        {"corrupt", &fault->corrupt},
    };
    for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
        if (strcmp(numbers[i].key, key) == 0) {
            return numbers[i].value;
        }
    }
    return NULL;
}

/* value is "" for a key that stands alone. */
static bool set(sim_fault *fault, const char *key, const char *value)
{
    int64_t *number = number_of(fault, key);
    if (number != NULL) {
        return read_size(value, number);
    }
    if (strcmp(key, "percent") == 0) {
        return read_percent(value, &fault->percent);
    }
    if (strcmp(key, "path") == 0) {
        free(fault->path);
        fault->path = sim_strdup(value);
        return true;
    }
    if (strcmp(key, "delay") == 0) {
        return read_ms(value, &fault->delay_ms);
    }
    if (strcmp(key, "drip") == 0) {
        return read_drip(fault, value);
    }
    if (strcmp(key, "reset") == 0) {
        fault->reset = 0;
        return *value == '\0' || read_size(value, &fault->reset);
    }
    if (strcmp(key, "truncate-gzip") == 0) {
        fault->truncate = SIM_HALF;
        return *value == '\0' || read_size(value, &fault->truncate);
    }
    if (strcmp(key, "html") == 0 || strcmp(key, "chunked") == 0) {
        *(*key == 'h' ? &fault->html : &fault->chunked) = true;
        return *value == '\0';
    }
    if (strcmp(key, "header") == 0) {
        return read_header(fault, value);
    }
    if (strcmp(key, "bomb") == 0) {
        return read_bomb(fault, value);
    }
    if (strcmp(key, "body") == 0) {
        return read_body(fault, value);
    }
    return strcmp(key, "text") == 0 && read_text(fault, value);
}

static sim_fault *new_fault(void)
{
    sim_fault *fault = sim_alloc(sizeof(*fault));
    fault->first = fault->nth = fault->every = fault->percent = SIM_UNSET;
    fault->status = fault->retry_after = fault->garble = fault->delay_ms = SIM_UNSET;
    fault->drip_bytes = fault->cut = fault->reset = fault->corrupt = SIM_UNSET;
    fault->truncate = SIM_UNSET;
    return fault;
}

void sim_fault_free(sim_fault *fault)
{
    if (fault == NULL) {
        return;
    }
    for (size_t i = 0; i < fault->header_count; i++) {
        free(fault->headers[i].name);
        free(fault->headers[i].value);
    }
    sim_buf_free(&fault->bomb);
    free(fault->spec);
    free(fault->path);
    free(fault->text);
    free(fault);
}

static sim_fault *checked(sim_fault *fault, char *problem, size_t size)
{
    bool odd_status = fault->status != SIM_UNSET && (fault->status < 200 || fault->status > 599);
    if (!odd_status && fault->every != 0) {
        return fault;
    }
    snprintf(problem, size, odd_status ? "a status is from 200 to 599" : "every=0 makes no sense");
    sim_fault_free(fault);
    return NULL;
}

/* One key=value, up to a comma that has no backslash before it. */
static const char *next_part(const char *at, sim_buf *part)
{
    part->size = 0;
    sim_buf_adds(part, "");
    for (; *at != '\0' && *at != ','; at++) {
        if (at[0] == '\\' && (at[1] == ',' || at[1] == '\\')) {
            at++;
        }
        sim_buf_addc(part, *at);
    }
    return *at == ',' ? at + 1 : at;
}

sim_fault *sim_fault_parse(const char *spec, char *problem, size_t size)
{
    sim_fault *fault = new_fault();
    sim_buf part = {0};
    fault->spec = sim_strdup(spec);
    for (const char *at = spec; fault != NULL && *at != '\0';) {
        at = next_part(at, &part);
        char *equals = strchr(part.data, '=');
        if (equals != NULL) {
            *equals = '\0';
        }
        if (!set(fault, part.data, equals == NULL ? "" : equals + 1)) {
            snprintf(problem, size, "can't make sense of '%s' (see --help)", part.data);
            sim_fault_free(fault);
            fault = NULL;
        }
    }
    sim_buf_free(&part);
    return fault == NULL ? NULL : checked(fault, problem, size);
}

static bool set_json(sim_fault *fault, const char *key, const json_t *value)
{
    char number[32];
    size_t i;
    json_t *item;
    if (json_is_array(value)) {
        json_array_foreach((json_t *)(uintptr_t)value, i, item)
        {
            if (!json_is_string(item) || !set_json(fault, key, item)) {
                return false;
            }
        }
        return true;
    }
    if (json_is_string(value)) {
        return set(fault, key, json_string_value(value));
    }
    if (json_is_boolean(value)) {
        return json_is_false(value) || set(fault, key, "");
    }
    if (json_is_number(value)) {
        snprintf(number, sizeof(number), "%.10g", json_number_value(value));
        return set(fault, key, number);
    }
    return false;
}

sim_fault *sim_fault_from_json(const json_t *from, char *problem, size_t size)
{
    const char *key;
    json_t *value;
    if (json_is_string(from)) {
        return sim_fault_parse(json_string_value(from), problem, size);
    }
    if (!json_is_object(from)) {
        snprintf(problem, size, "a fault is a string or an object");
        return NULL;
    }
    sim_fault *fault = new_fault();
    char *spec = json_dumps(from, JSON_COMPACT);
    fault->spec = sim_strdup(spec == NULL ? "" : spec);
    free(spec);
    json_object_foreach((json_t *)(uintptr_t)from, key, value)
    {
        if (!set_json(fault, key, value)) {
            snprintf(problem, size, "can't make sense of '%s' (see --help)", key);
            sim_fault_free(fault);
            return NULL;
        }
    }
    return checked(fault, problem, size);
}
