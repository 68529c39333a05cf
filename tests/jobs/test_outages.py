#!/usr/bin/env python3
"""A server that is down, out of reach, or of another mind about one account: programs as
support.take_programs() has them."""

import json
import sys
import time
import unittest

sys.dont_write_bytecode = True
import support  # noqa: E402
from support import Case, Warp, deliveries, posts  # noqa: E402

WARP = 30
CONCURRENCY = 4
IDS = posts(25 * 100, days=60)
NOTICING = 60  # seconds of warped time until a job has seen that there is an outage
OUTAGE = 300
MOST_TRIES = 120  # the retry budget allows 100 retries
MOST_PROBES = (OUTAGE - NOTICING) // 30 + 1


class Outages(Case):
    def setUp(self):
        super().setUp()
        self.warp = Warp(WARP)

    def begin_job(self, sim):
        source = self.ids_file(IDS)
        return self.begin(
            sim, "28hr", "--ids", source, "--metrics", "favorites", "--format", "csv", "--out",
            self.path("out"), "--journal", self.path("journal"), "--concurrency", CONCURRENCY,
            warp=self.warp,
        )  # fmt: skip

    def wait_for(self, process, holds):
        begun = time.monotonic()
        while not holds():
            self.assertIsNone(process.poll(), "the job ended")
            self.assertLess(time.monotonic() - begun, 60)
            time.sleep(0.005)

    def stay(self, process, seconds):
        begun = self.warp.elapsed()
        self.wait_for(process, lambda: self.warp.elapsed() - begun > seconds)

    def check(self, process, sim):
        self.finish(process)
        counts = deliveries(sim.log())
        self.assertEqual(len(counts), len(IDS))
        self.assertLessEqual(sum(counts.values()), len(IDS) + CONCURRENCY * 25)
        self.assertEqual(self.content("out").decode().count("\n"), len(IDS) + 1)
        values = [line.split(",")[2] for line in self.content("out").decode().splitlines()]
        self.assertNotIn("", values)

    def test_minutes_of_503_pause_the_job_which_probes_now_and_then_and_loses_nothing(self):
        sim = self.simulator("--fault", "delay=500ms", warp=self.warp)
        process = self.begin_job(sim)
        self.wait_for(process, lambda: sim.stats()["requests"] > 20)
        sim.control("faults", ["status=503,delay=500ms"])
        counts = [sim.stats()["requests"]]
        for seconds in (NOTICING, OUTAGE - NOTICING):
            self.stay(process, seconds)
            counts.append(sim.stats()["requests"])
        sim.control("faults", [])
        self.check(process, sim)
        tries, probes = counts[1] - counts[0], counts[2] - counts[1]
        print(f"{tries} requests until it paused, {probes} probes", file=sys.stderr)
        self.assertLessEqual(tries, MOST_TRIES)
        self.assertLessEqual(probes, MOST_PROBES)
        self.assertGreaterEqual(probes, 2)

    def test_a_server_out_of_reach_for_minutes_is_waited_for(self):
        log_file = self.path("log")
        sim = support.Sim("--fault", "delay=500ms", warp=self.warp, log_file=log_file)
        process = self.begin_job(sim)
        try:
            self.wait_for(process, lambda: sim.stats()["requests"] > 20)
        finally:
            sim.close()
        self.stay(process, OUTAGE)
        again = self.simulator("--port", sim.port, warp=self.warp, log_file=log_file)
        self.assertEqual(again.url, sim.url)
        self.check(process, again)

    def account(self, number, secret):
        return self.file(f"{number}.json", json.dumps({
            "consumer_key": "sim-consumer-key", "consumer_secret": "sim-consumer-secret",
            "access_token": f"100{number}-sim-access-token", "access_token_secret": secret,
        }), 0o600)  # fmt: skip

    def test_401_for_one_account_stops_its_ids_only(self):
        owners = {1001: [], 1002: [], 1003: []}
        for post in posts(900):
            owners[1001 + support.world.chance(post, 102) // 10000 % 3].append(post)
        rows = "name,ids,credentials\n"
        for number, secret in ((1, ""), (2, "-wrong"), (3, "-3")):
            self.account(number, "sim-access-token-secret" + secret)
            self.ids_file(owners[1000 + number], f"{number}.txt")
            rows += f"account {number},{number}.txt,{number}.json\n"
        sim = self.simulator("--accounts", 3, warp=self.warp)
        out, said = self.run_tool(
            sim, "28hr", "--accounts", self.file("accounts.csv", rows), "--metrics", "favorites",
            "--format", "csv", status=3, warp=self.warp,
        )  # fmt: skip
        values = {int(line.split(",")[0]): line.split(",")[2] for line in out.splitlines()[1:]}
        delivered = {post for post, value in values.items() if value != ""}
        self.assertEqual(delivered, {*owners[1001], *owners[1003]})
        self.assertIn("account 2", said)
        refused = sum(line["status"] == 401 for line in sim.log())
        self.assertLessEqual(refused, 16, "no more than were under way")


if __name__ == "__main__":
    support.take_programs()
    unittest.main()
