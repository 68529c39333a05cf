/* Faults on demand: what goes wrong, and for which requests. */
#ifndef SIM_FAULT_H
#define SIM_FAULT_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include "call.h"

enum {
    SIM_UNSET = -1,
    SIM_HALF = -2,
};

typedef struct sim_fault {
    char *spec; /* as the log names it */
    /* whom it strikes */
    char *path;
    int64_t first;
    int64_t after;
    int64_t nth;
    int64_t every;
    int64_t percent; /* in hundredths of a percent */
    /* instead of the proper answer */
    int64_t status;
    bool html;
    char *text; /* verbatim body */
    size_t text_size;
    sim_buf bomb; /* gzipped */
    /* added to whatever is answered */
    int64_t retry_after;
    sim_header headers[SIM_HEADERS_MAX];
    size_t header_count;
    int64_t garble; /* place in the text before gzip */
    /* to the answer on its way */
    int64_t delay_ms;
    int64_t drip_bytes;
    int64_t drip_ms;
    int64_t cut;     /* bytes of the body until the connection closes */
    int64_t reset;   /* the same, until it's reset; 0: before any answer */
    int64_t corrupt; /* place in the body as sent */
    int64_t truncate;
    bool chunked;
    /* so far */
    _Atomic uint64_t met;
    _Atomic uint64_t struck;
} sim_fault;

typedef struct sim_fault_set {
    _Atomic int holders;
    size_t count;
    sim_fault **faults;
} sim_fault_set;

/* From the command line, before serving. False with the problem as text. */
bool sim_faults_add_spec(const char *spec, char *problem, size_t size);
bool sim_faults_add_json(const char *text, size_t length, char *problem, size_t size);
/* Replaces the faults in force. */
bool sim_faults_replace(const char *text, size_t length, char *problem, size_t size);
/* The faults of the command line are back, with their counters at zero. */
void sim_faults_reset(void);
void sim_faults_free(void);
void sim_faults_add_stats(sim_buf *json);

/* Which fault strikes this request, if any: call->fault. */
void sim_fault_choose(sim_call *call);
void sim_fault_release(sim_call *call);
/* Whether the fault stands in for the proper answer; if so, it's in the reply. */
bool sim_fault_answers(sim_call *call);

/* faultspec.c: a fault from text or JSON; NULL with the problem as text. */
sim_fault *sim_fault_parse(const char *spec, char *problem, size_t size);
sim_fault *sim_fault_from_json(const json_t *from, char *problem, size_t size);
void sim_fault_free(sim_fault *fault);

#endif
