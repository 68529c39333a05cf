/* Faults on demand: which are in force, whom they strike, what they answer. */
#include "fault.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config.h"
#include "limit.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static sim_fault_set *in_force;
/* The command line's faults as JSON texts, to start again from. */
static json_t *from_command_line;

static void release(sim_fault_set *set)
{
    if (set == NULL || atomic_fetch_sub(&set->holders, 1) > 1) {
        return;
    }
    for (size_t i = 0; i < set->count; i++) {
        sim_fault_free(set->faults[i]);
    }
    free(set->faults);
    free(set);
}

static sim_fault_set *make_set(const json_t *list, char *problem, size_t size)
{
    sim_fault_set *set = sim_alloc(sizeof(*set));
    atomic_store(&set->holders, 1);
    set->faults = sim_alloc(json_array_size(list) * sizeof(sim_fault *));
    for (size_t i = 0; i < json_array_size(list); i++) {
        sim_fault *fault = sim_fault_from_json(json_array_get(list, i), problem, size);
        if (fault == NULL) {
            release(set);
            return NULL;
        }
        set->faults[set->count++] = fault;
    }
    return set;
}

static void put_in_force(sim_fault_set *set)
{
    pthread_mutex_lock(&lock);
    sim_fault_set *before = in_force;
    in_force = set;
    pthread_mutex_unlock(&lock);
    release(before);
}

/* An array of faults, or an object whose member "faults" is one. NULL with the problem as text. */
static json_t *read_list(const char *text, size_t length, char *problem, size_t size)
{
    json_error_t error;
    json_t *root = json_loadb(text, length, 0, &error);
    json_t *list = json_is_object(root) ? json_object_get(root, "faults") : root;
    if (!json_is_array(list)) {
        snprintf(problem, size, "%s", root == NULL ? error.text : "not an array of faults");
        json_decref(root);
        return NULL;
    }
    json_incref(list);
    json_decref(root);
    return list;
}

static bool add_list(json_t *list, char *problem, size_t size)
{
    if (from_command_line == NULL) {
        from_command_line = json_array();
    }
    json_array_extend(from_command_line, list);
    json_decref(list);
    sim_fault_set *set = make_set(from_command_line, problem, size);
    if (set != NULL) {
        put_in_force(set);
    }
    return set != NULL;
}

bool sim_faults_add_spec(const char *spec, char *problem, size_t size)
{
    json_t *list = json_array();
    if (json_array_append_new(list, json_string(spec)) != 0) {
        snprintf(problem, size, "not UTF-8");
        json_decref(list);
        return false;
    }
    return add_list(list, problem, size);
}

bool sim_faults_add_json(const char *text, size_t length, char *problem, size_t size)
{
    json_t *list = read_list(text, length, problem, size);
    return list != NULL && add_list(list, problem, size);
}

bool sim_faults_replace(const char *text, size_t length, char *problem, size_t size)
{
    json_t *list = read_list(text, length, problem, size);
    sim_fault_set *set = list == NULL ? NULL : make_set(list, problem, size);
    json_decref(list);
    if (set != NULL) {
        put_in_force(set);
    }
    return set != NULL;
}

void sim_faults_reset(void)
{
    char problem[200];
    put_in_force(from_command_line == NULL ? NULL
                                           : make_set(from_command_line, problem, sizeof(problem)));
}

void sim_faults_free(void)
{
    put_in_force(NULL);
    json_decref(from_command_line);
    from_command_line = NULL;
}

void sim_faults_add_stats(sim_buf *json)
{
    sim_buf_addc(json, '[');
    pthread_mutex_lock(&lock);
    for (size_t i = 0; in_force != NULL && i < in_force->count; i++) {
        sim_fault *fault = in_force->faults[i];
        sim_buf_adds(json, i == 0 ? "{\"fault\":" : ",{\"fault\":");
        sim_buf_add_json(json, fault->spec);
        sim_buf_addf(json, ",\"met\":%" PRIu64 ",\"struck\":%" PRIu64 "}", atomic_load(&fault->met),
                     atomic_load(&fault->struck));
    }
    pthread_mutex_unlock(&lock);
    sim_buf_addc(json, ']');
}

/* number counts the requests that the fault has met, from 1. All selectors must agree. */
static bool strikes(const sim_fault *fault, size_t index, int64_t number)
{
    number -= fault->after;
    if (number < 1) {
        return false;
    }
    if (fault->first != SIM_UNSET && number > fault->first) {
        return false;
    }
    if (fault->nth != SIM_UNSET && number != fault->nth) {
        return false;
    }
    if (fault->every != SIM_UNSET && number % fault->every != 0) {
        return false;
    }
    uint64_t chance = sim_mix(sim_mix(sim_conf.seed + index) + (uint64_t)number) % 10000;
    return fault->percent == SIM_UNSET || chance < (uint64_t)fault->percent;
}

void sim_fault_choose(sim_call *call)
{
    if (strncmp(call->uri, "/sim/", 5) == 0) {
        return; /* whoever scripts faults must not be hit by them */
    }
    pthread_mutex_lock(&lock);
    sim_fault_set *set = in_force;
    if (set != NULL) {
        atomic_fetch_add(&set->holders, 1);
    }
    pthread_mutex_unlock(&lock);
    for (size_t i = 0; set != NULL && i < set->count; i++) {
        sim_fault *fault = set->faults[i];
        if (fault->path != NULL && strstr(call->uri, fault->path) == NULL) {
            continue;
        }
        /* Every fault counts what it meets, also where an earlier one strikes. */
        int64_t number = (int64_t)atomic_fetch_add(&fault->met, 1) + 1;
        if (strikes(fault, i, number) && call->fault == NULL) {
            atomic_fetch_add(&fault->struck, 1);
            call->fault = fault;
            call->note.fault = fault->spec;
        }
    }
    call->fault_set = set;
}

void sim_fault_release(sim_call *call)
{
    release(call->fault_set);
    call->fault_set = NULL;
    call->fault = NULL;
}

static const char *words_for(unsigned status)
{
    switch (status) {
    case 500:
        return "internal server error";
    case 502:
        return "Bad Gateway";
    case 503:
        return "Service Unavailable";
    case 504:
        return "Gateway Timeout";
    default:
        return "Injected fault";
    }
}

static void answer_html(sim_reply *reply)
{
    reply->plain = true;
    reply->type = "text/html";
    sim_buf_addf(&reply->body,
                 "<html>\r\n<head><title>%u %s</title></head>\r\n<body>\r\n<center><h1>%u %s</h1>"
                 "</center>\r\n<hr><center>proxy</center>\r\n</body>\r\n</html>\r\n",
                 reply->status, words_for(reply->status), reply->status, words_for(reply->status));
}

bool sim_fault_answers(sim_call *call)
{
    const sim_fault *fault = call->fault;
    sim_reply *reply = &call->reply;
    if (fault == NULL) {
        return false;
    }
    bool standing_in = fault->html || fault->text != NULL || fault->bomb.size > 0;
    if (fault->status == SIM_UNSET && !standing_in) {
        return false;
    }
    reply->status = fault->status != SIM_UNSET ? (unsigned)fault->status : fault->html ? 502 : 200;
    if (fault->html) {
        answer_html(reply);
    } else if (fault->text != NULL) {
        sim_buf_add(&reply->body, fault->text, fault->text_size);
    } else if (fault->bomb.size > 0) {
        sim_buf_add(&reply->body, fault->bomb.data, fault->bomb.size);
        sim_reply_header(reply, "Content-Encoding", "gzip");
        reply->plain = true;
    } else if (reply->status == 429) {
        sim_limit_refuse(reply);
    } else {
        sim_reply_error(reply, reply->status, words_for(reply->status));
    }
    return true;
}
