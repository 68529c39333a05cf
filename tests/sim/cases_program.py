"""The program itself: options, log, world file, how it starts and ends."""

import json
import os
import signal
import stat
import subprocess
import tempfile
import time
import unittest

import harness
from harness import BEARER, USER, Sim, query, run
from world import post_at

POST = post_at(int(time.time()) - 7200)


class Program(unittest.TestCase):
    def test_help_names_every_option_that_the_tests_use(self):
        status, out, _ = run("--help")
        self.assertEqual(status, 0)
        for word in ("--ca-out", "--now", "--fault", "truncate-gzip", "/sim/faults",
                     "sim-consumer-key", "sim-access-token-secret", "Examples"):  # fmt: skip
            self.assertIn(word, out)
        self.assertLessEqual(max(map(len, out.splitlines())), 100)
        self.assertIn("0x9E3779B97F4A7C15", run("--help-world")[1])

    def test_wrong_options_are_refused(self):
        for args in (["--nope"], ["x"], ["--port"], ["--port", "70000"], ["--now", "soon"],
                     ["--unavailable", "101"], ["--rate-pools", "both"], ["--fault", "status=x"],
                     ["--host", "0.0.0.0"], ["--http=yes"], ["--forbid-metric", "x"],
                     ["--world", "/nonexistent"], ["--count", "1", "favorites"],
                     ["--count", "1", "likes", "creation", "2026-01-01"]):  # fmt: skip
            status, out, err = run(*args)
            self.assertEqual((status, out), (2, ""), args)
            self.assertTrue(err.startswith("xengage-sim: "), err)

    def test_signals_end_it_cleanly(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            process = subprocess.Popen([harness.PROGRAM, "--http"], stdout=subprocess.PIPE, text=True)
            self.assertIn("listening on http://127.0.0.1:", process.stdout.readline())
            process.send_signal(number)
            self.assertEqual(process.wait(5), 0)
            process.stdout.close()

    def test_url_and_key_files(self):
        with tempfile.TemporaryDirectory() as folder:
            url, key = os.path.join(folder, "url"), os.path.join(folder, "key")
            with Sim("--url-file", url, "--key-out", key, tls=True) as sim:
                with open(url, encoding="utf-8") as file:
                    self.assertEqual(file.read(), sim.url + "\n")
                self.assertEqual(stat.S_IMODE(os.stat(key).st_mode), 0o600)
                self.assertEqual(sorted(os.listdir(folder)), ["key", "url"])

    def test_log_tells_of_each_request_before_it_is_answered(self):
        with Sim("--fault", "status=503,nth=2") as sim:
            body = json.dumps(query([POST + 1, POST], ["retweets", "favorites"]))
            sim.ask("28hr", body, USER, nonce="logged")
            sim.ask("totals", body, BEARER)
            sim.stats()
            first, second = sim.log()
        self.assertEqual(first["path"], "/insights/engagement/28hr")
        self.assertEqual((first["auth"], first["account"]), ("user", "1001"))
        self.assertEqual((first["nonce"], first["id_count"]), ("logged", 2))
        self.assertEqual(first["ids"], [str(POST), str(POST + 1)])
        self.assertEqual(first["metrics"], ["favorites", "retweets"])
        self.assertEqual(first["groupings"], json.loads(body)["groupings"])
        self.assertEqual((first["status"], first["http"]), (200, "HTTP/1.1"))
        self.assertEqual(first["bytes_in"], len(body))
        self.assertGreater(first["bytes_out"], 20)
        self.assertRegex(first["time"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")
        self.assertRegex(first["start"] + first["end"], r"^(\d{4}-\d\d-\d\dT\d\d:00:00Z){2}$")
        self.assertAlmostEqual(int(first["timestamp"]), time.time(), delta=10)
        self.assertEqual((second["status"], second["fault"]), (503, "status=503,nth=2"))
        self.assertEqual(second["connection"], first["connection"])

    def test_secrets_are_not_logged(self):
        with Sim() as sim:
            sim.ask("totals", query([POST]), USER)
            sim.ask("totals", query([POST]), BEARER)
            with open(sim.log_file, encoding="utf-8") as file:
                text = file.read()
        for secret in ("sim-access-token", "sim-bearer", "secret"):
            self.assertNotIn(secret, text)

    def test_stats_count(self):
        with Sim() as sim:
            sim.ask("totals", query([POST]))
            sim.ask("totals", "{")
            got = sim.stats()
            self.assertEqual((got["requests"], got["status"]), (2, {"200": 1, "400": 1}))

    def test_world_file_sets_accounts_owners_and_states(self):
        world = {
            "accounts": [{"user_id": "77", "screen_name": "me", "token": "77-t", "secret": "s&"}],
            "posts": [
                {"id": str(POST), "owner": "77"},
                {"id": POST + 1, "owner": 77, "state": "deleted"},
                {"id": str(POST + 2), "state": "protected"},
                {"id": str(POST + 4), "state": "poison", "owner": "77"},
            ],
        }
        with tempfile.TemporaryDirectory() as folder:
            name = os.path.join(folder, "world.json")
            with open(name, "w", encoding="utf-8") as file:
                json.dump(world, file)
            with Sim("--world", name) as sim:
                mine = ("77-t", "s&")
                got = sim.ask("totals", query([POST, POST + 1]), mine).json
                self.assertEqual(got["unavailable_tweet_ids"], [str(POST + 1)])
                self.assertEqual(list(got["g"]), [str(POST)])
                self.assertEqual(sim.ask("totals", query([POST + 3]), mine).status, 403)
                self.assertEqual(sim.ask("totals", query([POST])).status, 403)
                self.assertEqual(sim.ask("totals", query([POST + 2])).status, 400)
                self.assertEqual(sim.ask("totals", query([POST, POST + 4]), mine).status, 500)
            _, out, _ = run("--world", name, "--post", str(POST + 1))
            self.assertEqual(json.loads(out)["owner"], "77")
            self.assertEqual(json.loads(out)["state"], "deleted")

    def test_huge_and_odd_requests_do_not_harm_it(self):
        with Sim() as sim:
            answer = sim.ask("totals", b" " * (9 << 20), BEARER, fresh=True)
            self.assertEqual(answer.status, 413)
            for text in (b"\x00\x01\r\n\r\n", b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                         b"GET /%00%zz?%=&& HTTP/1.0\r\n\r\n"):  # fmt: skip
                sim.raw(text)
            nested = b"[" * 100000
            self.assertEqual(sim.ask("totals", nested, BEARER, fresh=True).status, 400)
            self.assertEqual(sim.ask("totals", query([POST])).status, 200)
