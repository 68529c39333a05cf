#!/usr/bin/env python3
"""SIGKILL at random moments: programs as support.take_programs() has them."""

import os
import random
import sqlite3
import sys
import time
import unittest

sys.dont_write_bytecode = True
import support  # noqa: E402
from support import Case, deliveries, posts  # noqa: E402

KILLS = int(os.environ.get("XENGAGE_TEST_KILLS", 50))  # of each job; there are two
CONCURRENCY = 4
SLOWLY = ("--fault", "delay=15ms")


class Killed(Case):
    """Kills a command again and again, until it was done often enough."""

    def setUp(self):
        super().setUp()
        self.chance = random.Random(11)
        self.killed = self.rounds = 0

    def clear(self):
        for name in os.listdir(self.folder):
            if name.startswith(("out", "journal", "db")):
                os.remove(self.path(name))

    def run_and_kill(self, sim, command, kills, status, check):
        begun = time.monotonic()
        self.run_tool(sim, *command, status=status)
        usual = time.monotonic() - begun
        wanted = check(None)
        self.clear()
        sim.control("reset")
        open(sim.log_file, "w", encoding="ascii").close()
        while self.killed < kills:
            process = self.begin(sim, *command)
            try:
                process.wait(self.chance.uniform(0, usual * 0.6))
            except support.subprocess.TimeoutExpired:
                process.kill()
                self.killed += 1
            if process.wait() != -9:
                self.end_round(process, status, check, wanted)
        self.end_round(self.begin(sim, *command), status, check, wanted)

    def end_round(self, process, status, check, wanted):
        self.finish(process, status)
        check(wanted)
        self.clear()
        self.rounds += 1

    def check_file(self, wanted):
        got = self.content("out")
        if wanted is not None:
            self.assert_same(got.decode(), wanted.decode(), f"the output after {self.killed} kills")
        return got

    def check_log(self, sim, batch):
        """At most what was in flight is asked again, and nothing is left out."""
        counts = deliveries(sim.log())
        again = sum(counts.values()) - len(counts) * self.rounds
        print(f"{self.killed} kills, {self.rounds} rounds, {again} asked again", file=sys.stderr)
        self.assertLessEqual(again, self.killed * CONCURRENCY * batch)
        self.assertGreaterEqual(min(counts.values()), self.rounds)


class Files(Killed):
    def command(self, *arguments):
        return [*arguments, "--format", "csv", "--out", self.path("out"), "--journal",
                self.path("journal"), "--concurrency", CONCURRENCY]  # fmt: skip

    def test_killed_50_times_totals_are_byte_for_byte_those_of_one_run(self):
        sim = self.simulator("--unavailable", 3, "--forbidden", 1, *SLOWLY)
        ids = self.ids_file(posts(9000))
        command = self.command("totals", "--ids", ids, "--metrics", "favorites,retweets")
        self.run_and_kill(sim, command, KILLS, 1, self.check_file)
        self.check_log(sim, 250)

    def test_killed_50_times_a_year_by_days_is_byte_for_byte_that_of_one_run(self):
        sim = self.simulator("--unavailable", 3, *SLOWLY)
        ids = self.ids_file(posts(200, days=300))
        command = self.command(
            "historical", "--ids", ids, "--metrics", "impressions", "--start", "2025-11-20", "--end",
            "2026-11-20", "--group", "daily=tweet.id,engagement.type,engagement.day", "--group",
            "sum=engagement.type,engagement.day",
        )  # fmt: skip
        self.run_and_kill(sim, command, KILLS, 1, self.check_file)
        self.check_log(sim, 25)


class Databases(Killed):
    TABLES = ("daily", "sum", "xengage_ids")

    def check_tables(self, wanted):
        with sqlite3.connect(self.path("db")) as database:
            got = {
                name: sorted(map(repr, database.execute(f'SELECT * FROM "{name}"')))
                for name in self.TABLES
            }
        database.close()
        if wanted is not None:
            for name in self.TABLES:
                self.assert_same("\n".join(got[name]), "\n".join(wanted[name]), name)
        return got

    def test_killed_20_times_the_tables_are_those_of_one_run(self):
        sim = self.simulator("--unavailable", 3, "--forbidden", 1, *SLOWLY)
        ids = self.ids_file(posts(200, days=60))
        command = [
            "historical", "--ids", ids, "--metrics", "impressions,favorites", "--start", "2026-09-20",
            "--end", "2026-11-20", "--group", "daily=tweet.id,engagement.type,engagement.day",
            "--group", "sum=engagement.type", "--sqlite", self.path("db"), "--concurrency", CONCURRENCY,
        ]  # fmt: skip
        self.run_and_kill(sim, command, 20, 1, self.check_tables)
        self.check_log(sim, 25)


if __name__ == "__main__":
    support.take_programs()
    unittest.main()
