"""What each object of the archive asks of other libraries: who may allocate, read a clock, draw
random numbers, touch sockets, files or the environment; and what nobody may do."""

import collections
import re
import subprocess
import sys

# What may be called only by objects whose name begins with one of the prefixes.
ONLY = [
    ("allocates past xeng__malloc", r"malloc|calloc|realloc|reallocarray|free|strn?dup|v?asprintf", ["base_alloc."]),
    ("reads a clock", r"time|clock|gettimeofday|clock_gettime|timespec_get|ftime", ["base_clock."]),
    ("draws random numbers", r"RAND_.*|getrandom|getentropy|[sdlem]?rand(om|48)?(_r)?", ["base_random."]),
    ("uses libcurl", r"curl_.*", ["net_"]),
    ("uses sockets", r"socket(pair)?|connect|bind|listen|accept4?|send(to|msg)?|recv(from|msg)?|getaddrinfo", ["net_"]),
    ("waits for descriptors", r"p?poll|select|epoll_.*|eventfd.*|timerfd_.*|pipe2?", ["net_"]),
    ("uses files", r"f?open(64|at)?|fdopen|f?p?read(64)?|f?p?write(64)?|f?l?stat(64|at)?|unlink|rename|mko?stemp(64)?|fsync", ["net_", "client_", "job_ids_file.", "job_journal", "job_spool_store."]),
    # These two are shared by processes, and a write that was interrupted is cut off again.
    ("locks or cuts files", r"flock|lockf|f?truncate(64)?", ["client_ledger_file.", "job_journal"]),
    ("reads the environment", r"(secure_)?getenv", ["client_", "job_spool.", "net_trust."]),
    ("writes to stderr", r"stderr|v?fprintf|fputs|fwrite|fputc", ["base_log.", "client_"]),
]

# What the library promises never to do, and what would depend on the locale.
NEVER = [
    ("ends the program", r"_?exit|_Exit|quick_exit|abort|raise|kill|__assert_fail|err(x|c)?|longjmp"),
    ("handles signals", r"signal|sigaction|sigprocmask|pthread_sigmask"),
    ("starts threads or programs", r"pthread_create|thrd_create|v?fork|posix_spawnp?|exec(l|v)p?e?|system|popen"),
    ("sleeps", r"u?sleep|nanosleep|clock_nanosleep"),
    ("prints", r"v?printf|puts|putchar|perror|stdout"),
    ("depends on the locale", r"setlocale|uselocale|ato[fil]l?|strto(d|f|ld|u?ll?|[iu]max)(_l)?|__isoc\d+_strto.*"
     r"|__ctype_\w+|is(alnum|alpha|digit|space|upper|lower|print|xdigit)|to(upper|lower)|strn?casecmp|strcoll"
     r"|v?s?f?scanf|__isoc\d+_v?s?f?scanf|strftime|strptime|strerror|(local|gm)time(_r)?|mktime|timegm"),
    ("is not safe in threads or bounds", r"strtok|gets|strcpy|strcat|v?sprintf|putenv|setenv|unsetenv|tmpnam"),
]


def calls(archive):
    """Object name -> names that it doesn't define itself; fortified names as the plain ones."""
    shown = subprocess.run(["nm", "-A", "--undefined-only", archive], capture_output=True, text=True, check=True)
    found = collections.defaultdict(set)
    for line in shown.stdout.splitlines():
        place, _, name = line.rpartition(" U ")
        member = re.search(r"([\w.]+\.o):", place)
        if member:
            name = name.strip()
            found[member.group(1)].add(re.sub(r"^__(\w+)_chk$", r"\1", name))
    return found


problems = []
objects = calls(sys.argv[1])
for name, wanted in sorted(objects.items()):
    for symbol in sorted(wanted):
        for what, pattern, allowed in ONLY:
            if re.fullmatch(pattern, symbol) and not name.startswith(tuple(allowed)):
                problems.append(f"{name} {what}: {symbol} (only {', '.join(allowed)} may)")
        for what, pattern in NEVER:
            if re.fullmatch(pattern, symbol):
                problems.append(f"{name} {what}: {symbol}")
if not any(name.startswith("base_alloc.") and "malloc" in wanted for name, wanted in objects.items()):
    problems.append("malloc not found in base_alloc: has the naming of objects changed?")
print("\n".join(problems))
sys.exit(1 if problems else 0)
