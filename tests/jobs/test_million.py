#!/usr/bin/env python3
"""A million ids through everything that goes wrong: programs as support.take_programs() has them."""

import json
import os
import random
import sys
import unittest

sys.dont_write_bytecode = True
import support  # noqa: E402
from support import NOW_SECONDS, Case, Warp, is_delivery, world  # noqa: E402

IDS = int(os.environ.get("XENGAGE_TEST_IDS", 1000000))
REPEATS = IDS // 100
UNAVAILABLE = 300  # hundredths of a percent
FORBIDDEN = 100
BATCH = 250
CONCURRENCY = 16  # the tool's default
LIMIT = 2400  # requests a minute
MEMORY_KB = 64 * 1024
WARP = 20


def distinct_ids():
    """A Post every few seconds, each with a number of its own."""
    chance = random.Random(7)
    step = 79 * 86400 * 1000 // IDS
    first = NOW_SECONDS * 1000 - 80 * 86400 * 1000 - 1288834974657
    return [((first + i * step) << 22) + chance.randrange(1 << 22) for i in range(IDS)]


class Log:
    """Reads the simulator's log, line by line; what it must prove is checked on the way."""

    def __init__(self, case, path, numbers):
        self.case = case
        self.numbers = numbers  # of each id
        self.settled = bytearray(len(numbers))
        self.requests = self.faults = self.limited = self.refused = 0
        self.resets = 0
        self.connections = set()
        self.windows = {}
        with open(path, encoding="ascii") as lines:
            for line in lines:
                self.take(json.loads(line))

    def take(self, line):
        self.requests += 1
        if "rate" in line:
            window = line["rate"]["window"]
            self.windows[window] = max(self.windows.get(window, 0), line["rate"]["used"])
        self.faults += "fault" in line
        self.resets += line.get("fault", "").startswith("reset")
        self.connections.add(line["connection"])
        if line["status"] == 429 and "fault" not in line:
            self.limited += 1
        if "ids" in line:
            ids = line["ids"]
            self.case.assertLessEqual(len(ids), BATCH)
            self.case.assertEqual(len(set(ids)), len(ids), "an id twice in a request")
            self.ask(ids, line)

    def ask(self, ids, line):
        numbers = [self.numbers[post] for post in ids]
        for number in numbers:
            if self.settled[number]:
                self.case.fail(f"asked again after it was settled, in {line['time']}")
        if is_delivery(line):
            for number in numbers:
                self.settled[number] = 1
        elif line["status"] == 403:
            self.refused += 1


class Million(Case):
    def test_a_million_ids_are_each_delivered_once_in_64_mib_under_every_fault(self):
        ids = distinct_ids()
        chance = random.Random(8)
        given = ids + chance.choices(ids, k=REPEATS)
        source = self.ids_file(given)
        warp = Warp(WARP)
        sim = self.simulator(
            "--unavailable", UNAVAILABLE / 100, "--forbidden", FORBIDDEN / 100,
            "--rate-limit", LIMIT, "--seed", 3,
            "--fault", "status=429,percent=5,retry-after=1", "--fault", "status=503,percent=5",
            "--fault", "reset,percent=1", "--fault", "reset=200,percent=1", warp=warp,
        )  # fmt: skip
        process = self.begin(
            sim, "totals", "--ids", source, "--metrics", "favorites", "--format", "csv", "--out",
            self.path("out.csv"), "--journal", self.path("journal"), "--rate-limit", LIMIT, warp=warp,
        )  # fmt: skip
        peak = self.watch_memory(process)
        _, said = self.finish(process, status=1, limit=300)
        print(f"{warp.elapsed():.0f} s of warped time, {peak} KiB\n{said[-800:]}", file=sys.stderr)
        self.check_output(ids)
        log = self.check_log(sim, ids)
        self.assertLess(peak, MEMORY_KB, "peak memory, KiB")
        self.assertEqual(log.limited, 0, "429 for the rate limit, which was given")

    def watch_memory(self, process):
        """Peak resident memory in KiB, by the kernel's word while the program runs."""
        peak = 0
        while process.poll() is None:
            try:
                with open(f"/proc/{process.pid}/status", encoding="ascii") as file:
                    text = file.read()
            except OSError:
                break
            found = [line for line in text.splitlines() if line.startswith("VmHWM")]
            peak = max(peak, int(found[0].split()[1])) if found else peak
            try:
                process.wait(0.05)
            except support.subprocess.TimeoutExpired:
                pass
        return peak

    def check_output(self, ids):
        shares = {"unavailable": UNAVAILABLE, "forbidden": FORBIDDEN}
        wanted = self.table(ids, "favorites", **shares)
        self.assert_same(self.content("out.csv").decode(), wanted, "the output")

    def check_log(self, sim, ids):
        states = self.table(ids, "states", unavailable=UNAVAILABLE, forbidden=FORBIDDEN)
        forbidden = {line.split(",")[0] for line in states.splitlines() if line.endswith("forbidden")}
        numbers = {str(post): number for number, post in enumerate(ids)}
        log = Log(self, sim.log_file, numbers)
        for post, number in numbers.items():
            if log.settled[number] == (post in forbidden):
                self.fail(f"{post} is {'' if post in forbidden else 'not '}in a whole answer")
        plan = -(-IDS // BATCH)
        answered = log.requests - log.faults - log.limited
        self.assertLessEqual(log.refused, plan, "a named forbidden id costs one more request")
        self.assertLessEqual(answered, 2 * plan)
        # Some more than are reset: libcurl leaves connections that are two minutes old.
        self.assertLessEqual(len(log.connections), 4 * CONCURRENCY + log.resets)
        self.assertLessEqual(max(log.windows.values()), LIMIT)
        return log


if __name__ == "__main__":
    support.take_programs()
    unittest.main()
