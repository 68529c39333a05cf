/* The request log, one JSON line a request, and the running figures. */
#include "log.h"

#include <errno.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include "accounts.h"
#include "auth.h"
#include "catalog.h"
#include "config.h"
#include "fault.h"
#include "when.h"

static FILE *file;
static _Atomic uint64_t requests;
static _Atomic uint64_t faulted;
static _Atomic uint64_t by_status[600];
static _Atomic uint64_t opened_connections;
static _Atomic uint64_t open_connections;

void sim_log_open(void)
{
    if (sim_conf.log == NULL) {
        return;
    }
    file = strcmp(sim_conf.log, "-") == 0 ? stderr : fopen(sim_conf.log, "ae");
    if (file == NULL) {
        sim_die("can't write %s: %s", sim_conf.log, strerror(errno));
    }
}

void sim_log_close(void)
{
    if (file != NULL && file != stderr) {
        fclose(file);
    }
    file = NULL;
}

static void add_text(sim_buf *line, const char *name, const char *text)
{
    if (text != NULL && text[0] != '\0') {
        sim_buf_addf(line, ",\"%s\":", name);
        sim_buf_add_json(line, text);
    }
}

static void add_asked(sim_buf *line, const sim_note *note)
{
    sim_buf_addf(line, ",\"id_count\":%zu", note->id_count);
    if (note->ids != NULL) {
        sim_buf_adds(line, ",\"ids\":[");
        for (size_t i = 0; i < note->id_count; i++) {
            sim_buf_addf(line, "%s\"%" PRIu64 "\"", i == 0 ? "" : ",", note->ids[i]);
        }
        sim_buf_addc(line, ']');
    }
    sim_buf_adds(line, ",\"metrics\":[");
    bool first = true;
    for (int m = 0; m < SIM_METRICS; m++) {
        if ((note->metrics >> m & 1) != 0) {
            sim_buf_addf(line, "%s\"%s\"", first ? "" : ",", sim_metrics[m].name);
            first = false;
        }
    }
    sim_buf_addc(line, ']');
    if (note->groupings.size > 0) {
        sim_buf_adds(line, ",\"groupings\":");
        sim_buf_adds(line, note->groupings.data);
    }
    if (note->window.size > 0) {
        sim_buf_addc(line, ',');
        sim_buf_adds(line, note->window.data);
    }
}

static void add_line(sim_buf *line, const sim_call *call, size_t bytes_out)
{
    const sim_note *note = &call->note;
    sim_buf_adds(line, "{\"time\":\"");
    sim_add_time_ms(line, sim_clock_ms());
    sim_buf_addc(line, '"');
    add_text(line, "method", call->method);
    add_text(line, "path", call->uri);
    add_text(line, "auth", sim_auth_kind_name(note->auth));
    if (note->account != SIM_NO_ACCOUNT) {
        sim_buf_addf(line, ",\"account\":\"%" PRIu64 "\"", sim_account_user((size_t)note->account));
    }
    add_text(line, "nonce", note->nonce);
    add_text(line, "timestamp", note->timestamp);
    if (note->id_count > 0) {
        add_asked(line, note);
    }
    sim_buf_addf(line, ",\"status\":%u", call->reply.status);
    if (note->rate_window > 0) {
        sim_buf_addf(line, ",\"rate\":{\"window\":%" PRIu64 ",\"used\":%" PRIu64 "}",
                     note->rate_window, note->rate_used);
    }
    add_text(line, "fault", note->fault);
    sim_buf_addf(line, ",\"bytes_in\":%zu,\"bytes_out\":%zu,\"connection\":%" PRIu64,
                 call->body.size, bytes_out, call->connection_number);
    add_text(line, "http", call->version);
    add_text(line, "via", call->via);
    sim_buf_adds(line, "}\n");
}

void sim_log_call(const sim_call *call, size_t bytes_out)
{
    if (strncmp(call->uri, "/sim/", 5) == 0) {
        return;
    }
    atomic_fetch_add(&requests, 1);
    if (call->reply.status < 600) {
        atomic_fetch_add(&by_status[call->reply.status], 1);
    }
    atomic_fetch_add(&faulted, call->fault != NULL);
    if (file != NULL) {
        sim_buf line = {0};
        add_line(&line, call, bytes_out);
        flockfile(file);
        fwrite(line.data, 1, line.size, file);
        fflush(file);
        funlockfile(file);
        sim_buf_free(&line);
    }
}

void sim_stats_connection(bool opened)
{
    if (opened) {
        atomic_fetch_add(&opened_connections, 1);
        atomic_fetch_add(&open_connections, 1);
    } else {
        atomic_fetch_sub(&open_connections, 1);
    }
}

void sim_stats_add(sim_buf *json)
{
    sim_buf_addf(json, "{\"requests\":%" PRIu64 ",\"faulted\":%" PRIu64, atomic_load(&requests),
                 atomic_load(&faulted));
    sim_buf_addf(json, ",\"connections\":%" PRIu64 ",\"open_connections\":%" PRIu64 ",\"status\":{",
                 atomic_load(&opened_connections), atomic_load(&open_connections));
    bool first = true;
    for (int status = 0; status < 600; status++) {
        uint64_t count = atomic_load(&by_status[status]);
        if (count > 0) {
            sim_buf_addf(json, "%s\"%d\":%" PRIu64, first ? "" : ",", status, count);
            first = false;
        }
    }
    sim_buf_adds(json, "},\"faults\":");
    sim_faults_add_stats(json);
    sim_buf_addc(json, '}');
}

void sim_stats_reset(void)
{
    atomic_store(&requests, 0);
    atomic_store(&faulted, 0);
    atomic_store(&opened_connections, 0);
    for (int status = 0; status < 600; status++) {
        atomic_store(&by_status[status], 0);
    }
}
