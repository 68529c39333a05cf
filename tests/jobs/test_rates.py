#!/usr/bin/env python3
"""The contract's limit is used up and kept to: programs as support.take_programs() has them."""

import sys
import unittest

sys.dont_write_bytecode = True
import support  # noqa: E402
from support import Case, Warp, posts  # noqa: E402

LIMIT = 300
WARP = 20
LEAST = 0.98
BATCH = 25


class Rates(Case):
    def setUp(self):
        super().setUp()
        self.warp = Warp(WARP)
        self.sim = self.simulator("--rate-limit", LIMIT, warp=self.warp)

    def command(self, ids, *more):
        source = self.ids_file(ids)
        return ["28hr", "--ids", source, "--metrics", "favorites", "--format", "csv", *more]

    def check(self, log, free=0):
        """How much of each minute was used; the first `free` and the last may be less."""
        used = {}
        for line in log:
            window = line["rate"]["window"]
            used[window] = max(used.get(window, 0), line["rate"]["used"])
            if line["status"] == 429 and window > 1:
                self.fail(f"429 in minute {window}")
        self.assertGreaterEqual(len(used), 4, used)
        last = max(used)
        for window, count in used.items():
            if free < window < last:
                self.assertGreaterEqual(count, LIMIT * LEAST, used)
        return used

    def test_a_known_limit_is_used_to_98_percent_and_never_passed(self):
        ids = posts(BATCH * (LIMIT * 4 + 60))
        self.run_tool(self.sim, *self.command(ids, "--rate-limit", LIMIT), warp=self.warp)
        log = self.sim.log()
        self.assertEqual({line["status"] for line in log}, {200})
        self.assertEqual(len(log), len(ids) // BATCH)
        self.check(log, free=1)

    def test_a_limit_that_is_learned_is_used_to_98_percent_and_never_passed(self):
        ids = posts(BATCH * (LIMIT * 4 + 60))
        self.run_tool(self.sim, *self.command(ids), warp=self.warp)
        self.check(self.sim.log(), free=1)

    def test_two_shares_keep_to_the_limit_together(self):
        command = self.command(posts(BATCH * (LIMIT * 4 + 60)), "--rate-limit", LIMIT)
        both = []
        for share in (1, 2):
            more = "--share", f"{share}/2", "--out", self.path(str(share))
            both.append(self.begin(self.sim, *command, *more, warp=self.warp))
        for process in both:
            self.finish(process)
        outputs = [self.content(share).splitlines()[1:] for share in ("1", "2")]
        log = self.sim.log()
        self.assertEqual({line["status"] for line in log}, {200})
        self.assertEqual(len(set(outputs[0] + outputs[1])), sum(map(len, outputs)))
        self.assertEqual(sum(map(len, outputs)), BATCH * (LIMIT * 4 + 60))
        self.check(log, free=1)


if __name__ == "__main__":
    support.take_programs()
    unittest.main()
