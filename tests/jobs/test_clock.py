#!/usr/bin/env python3
"""The machine's clock is wrong, or is set while a job runs: programs as support.take_programs() has
them."""

import sys
import time
import unittest

sys.dont_write_bytecode = True
import support  # noqa: E402
from support import Case, Step, deliveries, posts  # noqa: E402

IDS = posts(25 * 120, days=60)
HOUR = 3600


class Clock(Case):
    """The simulator refuses timestamps that are more than five minutes off."""

    def run_with(self, first, *later, concurrency=1):
        """A job whose clock is off by so much, and later by so much."""
        sim = self.simulator("--fault", "delay=10ms")
        step = Step(self.path("step"), first)
        source = self.ids_file(IDS)
        process = self.begin(
            sim, "28hr", "--ids", source, "--metrics", "favorites", "--format", "csv", "--quiet",
            "--out", self.path("out"), "--journal", self.path("journal"), "--concurrency", concurrency,
            warp=support.Warp(1), step=step.path,
        )  # fmt: skip
        done = 0
        for seconds in later:
            done += 120 // (len(later) + 1)
            self.wait_for(sim, process, done)
            step.set(seconds)
        self.finish(process)
        log = sim.log()
        self.assertGreater(len(log), done, "it was over before the clock was set")
        counts = deliveries(log)
        self.assertEqual(len(counts), len(IDS))
        self.assertEqual(set(counts.values()), {1})
        self.assertEqual(self.content("out").count(b"\n"), len(IDS) + 1)
        self.assertLessEqual({line["status"] for line in log}, {200, 401})
        return sum(line["status"] == 401 for line in log)

    def wait_for(self, sim, process, count):
        while sim.stats()["requests"] < count:
            self.assertIsNone(process.poll(), "it ended too early")
            time.sleep(0.005)

    def test_off_by_an_hour_costs_one_refusal(self):
        for seconds in (HOUR, -HOUR):
            self.assertEqual(self.run_with(seconds), 1, seconds)
            self.clear()

    def test_each_step_while_it_runs_costs_at_most_one_refusal(self):
        for steps in ((HOUR, 0), (-HOUR, 0), (HOUR, -HOUR, 0)):
            self.assertLessEqual(self.run_with(0, *steps), len(steps), steps)
            self.clear()

    def test_at_most_what_is_in_flight_is_refused(self):
        self.assertLessEqual(self.run_with(HOUR, -HOUR, concurrency=4), 2 * 4)

    def clear(self):
        for name in ("out", "journal"):
            support.os.remove(self.path(name))


if __name__ == "__main__":
    support.take_programs()
    unittest.main()
