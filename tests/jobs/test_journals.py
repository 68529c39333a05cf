#!/usr/bin/env python3
"""A journal that is cut short, damaged or another job's is never trusted: programs as
support.take_programs() has them."""

import os
import random
import sys
import time
import unittest

sys.dont_write_bytecode = True
import support  # noqa: E402
from support import Case, deliveries, posts  # noqa: E402

REFUSED = 5
NO_JOURNAL = 2  # where an output is that belongs to none
IDS = posts(25 * 24, days=200)


class Journals(Case):
    """A job of 24 pieces and three windows that was killed half-way."""

    def setUp(self):
        super().setUp()
        self.sim = self.simulator("--unavailable", 4, "--forbidden", 1)
        self.ids_file(IDS)
        self.run_tool(self.sim, *self.command(), status=1)
        self.wanted = self.content("out")
        self.clear()
        self.kill_half_way()

    def command(self, *more):
        return [
            "historical", "--ids", self.path("ids.txt"), "--metrics", "favorites", "--start",
            "2026-09-01", "--end", "2026-11-20", "--group", "days=tweet.id,engagement.day", "--group",
            "sum=engagement.type", "--format", "csv", "--out", self.path("out"), "--journal",
            self.path("journal"), "--concurrency", "3", *more,
        ]  # fmt: skip

    def clear(self):
        for name in ("out", "journal"):
            if os.path.exists(self.path(name)):
                os.remove(self.path(name))

    def kill_half_way(self):
        self.sim.control("reset")
        self.sim.control("faults", ["delay=20ms"])
        process = self.begin(self.sim, *self.command())
        while self.sim.stats()["requests"] < 45:
            self.assertIsNone(process.poll())
            time.sleep(0.002)
        process.kill()
        process.wait()
        self.sim.control("faults", [])
        self.journal = self.content("journal")
        self.out = self.content("out")
        self.assertGreater(len(self.out), 100)

    def go_on(self, journal, out=None):
        """Goes on from this; "refused", or "done" where all is as it must be."""
        self.file("journal", journal)
        self.file("out", self.out if out is None else out)
        process = self.begin(self.sim, *self.command())
        _, said = process.communicate(timeout=60)
        if process.returncode == REFUSED or (journal == b"" and process.returncode == NO_JOURNAL):
            self.assertEqual(self.content("out"), self.out if out is None else out, said)
            self.assertEqual(self.content("journal"), journal, said)
            self.assertRegex(said, "journal|belong together")
            return "refused"
        self.assertEqual(process.returncode, 1, said)
        self.assert_same(self.content("out").decode(), self.wanted.decode(), "the output")
        return "done"

    def test_cut_anywhere_it_is_repaired_or_refused_and_nothing_is_lost(self):
        ends = [*range(0, 40, 5), *range(40, len(self.journal), max(1, len(self.journal) // 60))]
        came = [self.go_on(self.journal[:end]) for end in ends]
        print(f"cut at {len(ends)} places: {came.count('done')} repaired", file=sys.stderr)
        self.assertEqual(self.go_on(self.journal), "done")
        self.assertEqual(self.go_on(self.journal[:-1]), "done", "an end that is cut is repaired")

    def test_a_byte_changed_anywhere_is_noticed(self):
        chance = random.Random(5)
        places = chance.sample(range(len(self.journal)), 60)
        came = []
        for place in places:
            journal = bytearray(self.journal)
            journal[place] ^= chance.randrange(1, 256)
            came.append(self.go_on(bytes(journal)))
        print(f"changed at {len(places)} places: {came.count('refused')} refused", file=sys.stderr)
        self.assertGreater(came.count("refused"), 20)

    def test_garbage_is_refused(self):
        for garbage in (b"x", b"\0" * 4096, b"tweet_id,engagement_type,value\n", os.urandom(2000),
                        self.journal[100:], self.journal[:200] + self.journal[300:]):  # fmt: skip
            self.assertEqual(self.go_on(garbage), "refused", garbage[:40])

    def test_what_comes_twice_or_in_another_order_is_not_trusted(self):
        half = len(self.journal) // 2
        for journal in (self.journal * 2, self.journal[half:] + self.journal[:half]):
            self.assertEqual(self.go_on(journal), "refused")

    def test_another_jobs_is_refused_and_left_alone(self):
        self.file("journal", self.journal)
        self.file("out", self.out)
        ids = self.content("ids.txt")
        for change, value in (
            (["--metrics", "retweets"], None),
            (["--end", "2026-11-19"], None),
            (["--group", "other=tweet.id"], None),
            (["--share", "1/2"], None),
            ([], ids[:-1].rsplit(b"\n", 1)[0] + b"\n"),
            ([], b"".join(reversed(ids.splitlines(True)))),
        ):
            self.file("ids.txt", value or ids)
            command = self.command()
            for option, text in zip(change[::2], change[1::2]):
                if option in command and option != "--group":
                    command[command.index(option) + 1] = text
                else:
                    command += [option, text]
            _, said = self.run_tool(self.sim, *command, status=REFUSED)
            self.assertIn("journal", said)
            self.assertEqual(self.content("journal"), self.journal)
            self.assertEqual(self.content("out"), self.out)

    def test_two_processes_do_not_share_one(self):
        self.sim.control("faults", ["delay=50ms"])
        self.file("journal", self.journal)
        self.file("out", self.out)
        first = self.begin(self.sim, *self.command())
        before = self.sim.stats()["requests"]
        while self.sim.stats()["requests"] < before + 2:
            self.assertIsNone(first.poll())
            time.sleep(0.002)
        _, said = self.run_tool(self.sim, *self.command(), status=REFUSED)
        self.assertIn("in use", said)
        self.finish(first, 1)
        self.assert_same(self.content("out").decode(), self.wanted.decode(), "the output")

    def test_what_was_acknowledged_is_not_asked_for_again(self):
        whole = self.out[: self.out.rfind(b"\n")].splitlines()[1:]
        written = {line.split(b",")[1] for line in whole}
        open(self.sim.log_file, "w", encoding="ascii").close()
        self.assertEqual(self.go_on(self.journal), "done")
        asked = {post.encode() for post, _, _ in deliveries(self.sim.log())}
        again = asked & written
        self.assertGreater(len(written), 0)
        self.assertLessEqual(len(again), 3 * 25, "at most what was in flight")

    def test_no_secret_is_in_it(self):
        for secret in (b"sim-consumer-secret", b"sim-access-token", b"oauth"):
            self.assertNotIn(secret, self.journal)


if __name__ == "__main__":
    support.take_programs()
    unittest.main()
