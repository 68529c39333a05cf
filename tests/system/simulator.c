/* A running xengage-sim, started and stopped by a test. */
#include "simulator.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "system.h"

extern char **environ;

enum {
    FLAGS_MAX = 32,
    START_MS = 20000, /* generous, for sanitizers and valgrind on a busy machine */
};

struct simulator {
    simulator *next;
    pid_t pid;
    int input; /* closing it ends the simulator */
    bool http;
    char folder[256];
    char ca_file[300];
    char key_file[300];
    char log_file[300];
    char url_file[300];
    char world_flag[320];
    char url[128];
    char other_url[128];
    char other_file[300];
};

static simulator *running;

static const char *program(void)
{
    const char *path = getenv("XENGAGE_SIM");
    if (path == NULL) {
        fail_msg("the environment variable XENGAGE_SIM must name the built xengage-sim");
    }
    return path;
}

static void remove_folder(const simulator *sim)
{
    char command[400];
    snprintf(command, sizeof command, "rm -rf '%s'", sim->folder);
    if (system(command) != 0) {
        fprintf(stderr, "could not remove %s\n", sim->folder);
    }
}

/* Ends the process and waits for it, without a word to cmocka: also called at exit. */
static void end(simulator *sim)
{
    close(sim->input);
    for (int i = 0; i < 500; i++) {
        if (waitpid(sim->pid, NULL, WNOHANG) != 0) {
            sim->pid = 0;
            break;
        }
        sleep_ms(2);
    }
    if (sim->pid != 0) {
        kill(sim->pid, SIGKILL);
        waitpid(sim->pid, NULL, 0);
    }
    remove_folder(sim);
    free(sim);
}

static void end_all(void)
{
    while (running != NULL) {
        simulator *sim = running;
        running = sim->next;
        end(sim);
    }
}

static void make_folder(simulator *sim)
{
    const char *base = getenv("TMPDIR");
    snprintf(sim->folder, sizeof sim->folder, "%s/xengage-system-XXXXXX",
             base == NULL || *base == '\0' ? "/tmp" : base);
    if (mkdtemp(sim->folder) == NULL) {
        fail_msg("no folder %s: %s", sim->folder, strerror(errno));
    }
    snprintf(sim->ca_file, sizeof sim->ca_file, "%s/ca.pem", sim->folder);
    snprintf(sim->key_file, sizeof sim->key_file, "%s/key.pem", sim->folder);
    snprintf(sim->log_file, sizeof sim->log_file, "%s/log", sim->folder);
    snprintf(sim->url_file, sizeof sim->url_file, "%s/url", sim->folder);
}

static void spawn(simulator *sim, char *const *arguments)
{
    int input[2];
    assert_return_code(pipe2(input, O_CLOEXEC), errno);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input[0], 0);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    int refused = posix_spawn(&sim->pid, program(), &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(input[0]);
    if (refused != 0) {
        close(input[1]);
        remove_folder(sim);
        free(sim);
        fail_msg("%s can't be run: %s", program(), strerror(refused));
    }
    sim->input = input[1];
    if (running == NULL) {
        static bool registered;
        registered = registered || atexit(end_all) == 0;
    }
    sim->next = running;
    running = sim;
}

static bool read_url(simulator *sim)
{
    FILE *file = fopen(sim->url_file, "r");
    if (file == NULL) {
        return false;
    }
    bool ok = fgets(sim->url, sizeof sim->url, file) != NULL;
    fclose(file);
    sim->url[strcspn(sim->url, "\r\n")] = '\0';
    size_t size = strlen(sim->url);
    if (size > 0 && sim->url[size - 1] == '/') {
        sim->url[size - 1] = '\0';
    }
    return ok;
}

static void wait_for_url(simulator *sim)
{
    for (int64_t until = now_ms() + START_MS; now_ms() < until; sleep_ms(2)) {
        if (read_url(sim)) {
            return;
        }
        int status;
        if (waitpid(sim->pid, &status, WNOHANG) == sim->pid) {
            running = sim->next;
            close(sim->input);
            remove_folder(sim);
            free(sim);
            fail_msg("the simulator ended at once, with status %d", WEXITSTATUS(status));
        }
    }
    fail_msg("the simulator didn't serve within %d ms", (int)START_MS);
}

/* Writes a world file; the flag that names it. */
static char *world_flag(simulator *sim, const char *json)
{
    FILE *file = fopen(simulator_file(sim, "world"), "w");
    assert_non_null(file);
    assert_true(fputs(json, file) >= 0 && fclose(file) == 0);
    snprintf(sim->world_flag, sizeof sim->world_flag, "--world=%s", sim->other_file);
    return sim->world_flag;
}

/* posix_spawn() takes words that it could change, and doesn't. */
static char *word(const char *text)
{
    return (char *)(uintptr_t)text;
}

simulator *simulator_start(const char *flag, ...)
{
    simulator *sim = calloc(1, sizeof *sim);
    char *arguments[FLAGS_MAX + 12];
    size_t count = 0;
    assert_non_null(sim);
    make_folder(sim);
    arguments[count++] = word(program());
    arguments[count++] = word("--until-stdin-closes");
    arguments[count++] = word("--log");
    arguments[count++] = sim->log_file;
    arguments[count++] = word("--url-file");
    arguments[count++] = sim->url_file;
    va_list more;
    va_start(more, flag);
    for (const char *next = flag; next != NULL; next = va_arg(more, const char *)) {
        assert_true(count < FLAGS_MAX);
        sim->http = sim->http || strcmp(next, "--http") == 0;
        arguments[count++] = *next == '{' ? world_flag(sim, next) : word(next);
    }
    va_end(more);
    if (!sim->http) {
        arguments[count++] = word("--ca-out");
        arguments[count++] = sim->ca_file;
        arguments[count++] = word("--key-out");
        arguments[count++] = sim->key_file;
    }
    arguments[count] = NULL;
    spawn(sim, arguments);
    wait_for_url(sim);
    return sim;
}

void simulator_stop(simulator *sim)
{
    simulator **place = &running;
    while (*place != sim) {
        place = &(*place)->next;
    }
    *place = sim->next;
    end(sim);
}

const char *simulator_url(const simulator *sim)
{
    return sim->url;
}

int simulator_port(const simulator *sim)
{
    const char *colon = strrchr(sim->url, ':');
    return colon == NULL ? 0 : atoi(colon + 1);
}

const char *simulator_url_at(simulator *sim, const char *host)
{
    snprintf(sim->other_url, sizeof sim->other_url, "%s://%s:%d", sim->http ? "http" : "https",
             host, simulator_port(sim));
    return sim->other_url;
}

const char *simulator_ca_file(const simulator *sim)
{
    return sim->http ? NULL : sim->ca_file;
}

const char *simulator_log_file(const simulator *sim)
{
    return sim->log_file;
}

const char *simulator_key_file(const simulator *sim)
{
    return sim->key_file;
}

const char *simulator_file(simulator *sim, const char *name)
{
    snprintf(sim->other_file, sizeof sim->other_file, "%s/%s", sim->folder, name);
    return sim->other_file;
}

static void iso_time(int64_t seconds, char out[32])
{
    time_t time = (time_t)seconds;
    struct tm parts;
    gmtime_r(&time, &parts);
    strftime(out, 32, "%Y-%m-%dT%H:%M:%SZ", &parts);
}

int64_t simulator_count(uint64_t id, const char *metric, int64_t start, int64_t end)
{
    char from[32] = "creation";
    char to[32];
    char command[600];
    if (start != SIMULATOR_CREATION) {
        iso_time(start, from);
    }
    iso_time(end, to);
    snprintf(command, sizeof command, "'%s' --count %" PRIu64 " %s %s %s", program(), id, metric,
             from, to);
    FILE *output = popen(command, "r");
    int64_t count = 0;
    assert_non_null(output);
    int read = fscanf(output, "%" SCNd64, &count);
    int status = pclose(output);
    if (read != 1 || status != 0) {
        fail_msg("%s: status %d", command, status);
    }
    return count;
}
