/* The parameters of a request: from the OAuth header, the query and a form-encoded body. */
#include "oauth.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

void sim_params_free(sim_params *params)
{
    for (size_t i = 0; i < params->count; i++) {
        free(params->list[i].name);
        free(params->list[i].value);
    }
    free(params->list);
    *params = (sim_params){0};
}

/* Takes name and value over; false where one of them couldn't be decoded. */
static bool add(sim_params *params, char *name, char *value, bool from_header)
{
    if (name == NULL || value == NULL) {
        free(name);
        free(value);
        return false;
    }
    if ((params->count & (params->count + 1)) == 0) {
        size_t room = params->count * 2 + 1;
        params->list = sim_grow(params->list, room * sizeof(*params->list));
    }
    params->list[params->count++] = (sim_param){name, value, from_header};
    return true;
}

const char *sim_param_get(const sim_params *params, const char *name)
{
    for (size_t i = 0; i < params->count; i++) {
        if (strcmp(params->list[i].name, name) == 0) {
            return params->list[i].value;
        }
    }
    return NULL;
}

bool sim_params_add_form(sim_params *params, const char *text, size_t size)
{
    size_t at = 0;
    while (at < size) {
        const char *end = memchr(text + at, '&', size - at);
        size_t length = end == NULL ? size - at : (size_t)(end - text) - at;
        const char *equals = memchr(text + at, '=', length);
        size_t name = equals == NULL ? length : (size_t)(equals - text) - at;
        size_t rest = equals == NULL ? length : name + 1;
        if (length > 0 && !add(params, sim_decode(text + at, name, true),
                               sim_decode(text + at + rest, length - rest, true), false)) {
            return false;
        }
        at += length + 1;
    }
    return true;
}

static const char *skip_blanks(const char *at)
{
    return at + strspn(at, " \t");
}

/* name="value", name="value": the value is percent-encoded, so holds no quote. */
static bool add_header(sim_params *params, const char *at)
{
    for (at = skip_blanks(at); *at != '\0'; at = skip_blanks(at)) {
        size_t name = strcspn(at, "=, \t");
        const char *value = at + name + 1;
        if (name == 0 || at[name] != '=' || *value != '"') {
            return false;
        }
        value++;
        const char *end = strchr(value, '"');
        if (end == NULL || !add(params, sim_decode(at, name, false),
                                sim_decode(value, (size_t)(end - value), false), true)) {
            return false;
        }
        at = skip_blanks(end + 1);
        if (*at == ',') {
            at++;
        } else if (*at != '\0') {
            return false;
        }
    }
    return true;
}

static bool is_form(const char *type)
{
    static const char form[] = "application/x-www-form-urlencoded";
    size_t size = sizeof(form) - 1;
    return type != NULL && strncasecmp(type, form, size) == 0 &&
           (type[size] == '\0' || type[size] == ';' || type[size] == ' ');
}

bool sim_params_collect(sim_params *params, const sim_call *call)
{
    const char *header = call->authorization;
    if (header != NULL && strncasecmp(header, "OAuth ", 6) == 0 &&
        !add_header(params, header + 6)) {
        return false;
    }
    if (!sim_params_add_form(params, call->query, strlen(call->query))) {
        return false;
    }
    return !is_form(call->content_type) || call->body.size == 0 ||
           sim_params_add_form(params, call->body.data, call->body.size);
}
