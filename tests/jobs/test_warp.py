#!/usr/bin/env python3
"""The time that the other tests here rely on: programs as support.take_programs() has them."""

import sys
import time
import unittest

sys.dont_write_bytecode = True
import support  # noqa: E402
from support import Case, Step, Warp, simulator  # noqa: E402

POST = support.posts(1)[0]


class Warped(Case):
    def date(self, answer):
        return time.mktime(time.strptime(answer.headers["Date"], "%a, %d %b %Y %H:%M:%S GMT"))

    def ask(self, sim, warp):
        now = time.time() + warp.elapsed() - warp.elapsed() / warp.factor
        return sim.ask("totals", simulator.query([POST]), timestamp=str(int(now)))

    def test_minutes_of_the_rate_limit_pass_in_seconds(self):
        warp = Warp(60)
        sim = self.simulator("--rate-limit", 1, "--rate-window", 60, warp=warp)
        self.assertEqual([self.ask(sim, warp).status for _ in range(2)], [200, 429])
        begun = time.monotonic()
        while self.ask(sim, warp).status == 429:
            self.assertLess(time.monotonic() - begun, 10)
            time.sleep(0.01)
        self.assertGreater(time.monotonic() - begun, 0.5)

    def test_a_delay_is_as_much_shorter(self):
        warp = Warp(50)
        sim = self.simulator("--fault", "delay=20s", warp=warp)
        begun = time.monotonic()
        first = self.date(self.ask(sim, warp))
        took = time.monotonic() - begun
        second = self.date(self.ask(sim, warp))
        self.assertGreaterEqual(took, 0.39)
        self.assertLess(took, 5)
        self.assertGreaterEqual(second - first, 19)

    def test_a_step_moves_the_wall_clock_of_one_program_while_it_runs(self):
        step = Step(self.path("step"), 3600)
        warp = Warp(1)
        env = support.tool.environment(warp.env(step.path))
        with simulator.Sim("--http", env=env) as sim:
            before = self.date(self.ask(sim, warp))
            self.assertEqual(self.ask(sim, warp).status, 401)
            step.set(-7200)
            after = self.date(self.ask(sim, warp))
        self.assertAlmostEqual(after - before, -10800, delta=5)


if __name__ == "__main__":
    support.take_programs()
    unittest.main()
