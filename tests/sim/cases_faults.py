"""Faults: each kind, each selector, and the control endpoint."""

import http.client
import json
import os
import tempfile
import time
import unittest
import zlib

from harness import BEARER, USER, Sim, query
from world import post_at

POST = post_at(int(time.time()) - 7200)
BROKEN = (ConnectionError, http.client.IncompleteRead, http.client.BadStatusLine)


class Faults(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.sim = Sim("--fault", "status=500,nth=1", "--fault", "status=418,first=0")
        cls.addClassCleanup(cls.sim.close)

    def script(self, *faults):
        answer = self.sim.control("faults", list(faults))
        self.assertEqual(answer.status, 200, answer.text)

    def ask(self, endpoint="totals", **more):
        return self.sim.ask(endpoint, query([POST]), BEARER, **more)

    def statuses(self, count):
        return [self.ask().status for _ in range(count)]

    def test_selectors(self):
        for spec, want in (
            ("first=2", [503, 503, 200, 200, 200, 200]),
            ("nth=3", [200, 200, 503, 200, 200, 200]),
            ("every=2", [200, 503, 200, 503, 200, 503]),
            ("after=1,first=2", [200, 503, 503, 200, 200, 200]),
            ("every=2,first=3", [200, 503, 200, 200, 200, 200]),
            ("percent=0", [200] * 6),
            ("percent=100", [503] * 6),
            ("path=/historical", [200] * 6),
            ("path=/totals,first=1", [503, 200, 200, 200, 200, 200]),
        ):
            self.script("status=503," + spec)
            self.assertEqual(self.statuses(6), want, spec)

    def test_percent_is_repeatable(self):
        runs = []
        for _ in range(2):
            self.script("status=503,percent=30")
            runs.append(self.statuses(60))
        self.assertEqual(runs[0], runs[1])
        self.assertTrue(5 < runs[0].count(503) < 35)

    def test_first_that_strikes_wins_and_all_count(self):
        self.script("status=500,nth=2", {"status": 503, "every": 2})
        self.assertEqual(self.statuses(4), [200, 500, 200, 503])
        faults = self.sim.stats()["faults"]
        self.assertEqual([f["met"] for f in faults], [4, 4])
        self.assertEqual([f["struck"] for f in faults], [1, 1])

    def test_status_has_a_fitting_body_and_headers(self):
        self.script({"status": 429, "retry-after": 7, "header": ["X-A: b, c", "Date: never"]})
        answer = self.ask()
        self.assertEqual((answer.status, answer.error), (429, "Rate limit exceeded"))
        self.assertEqual(answer.headers["Retry-After"], "7")
        self.assertEqual(answer.headers["X-A"], "b, c")
        self.assertEqual(answer.headers.get_all("Date"), ["never"])
        self.script("status=500,header=X:a\\,b")
        answer = self.ask()
        self.assertEqual(answer.json, {"errors": ["internal server error"]})
        self.assertEqual(answer.headers["X"], "a,b")

    def test_headers_can_be_added_to_a_proper_answer(self):
        self.script("header=x-per-minute-remaining:0")
        answer = self.ask()
        self.assertEqual((answer.status, answer.headers["x-per-minute-remaining"]), (200, "0"))

    def test_html_is_plain(self):
        self.script("html")
        answer = self.ask()
        self.assertEqual((answer.status, answer.headers["Content-Type"]), (502, "text/html"))
        self.assertIn("<h1>502 Bad Gateway</h1>", answer.text)
        self.assertIsNone(answer.headers["Content-Encoding"])

    def test_body_is_verbatim(self):
        with tempfile.NamedTemporaryFile(delete=False) as file:
            file.write(b'{"errors":["x"]}\n')
        self.script({"body": file.name, "status": 400})
        answer = self.ask()
        os.unlink(file.name)
        self.assertEqual((answer.status, answer.text), (400, '{"errors":["x"]}\n'))
        self.script({"text": "{}"})
        self.assertEqual(self.ask().text, "{}")

    def test_faulty_status_does_not_use_the_nonce_up(self):
        self.script("status=503,first=1")
        asked = query([POST])
        self.assertEqual(self.sim.ask("totals", asked, USER, nonce="again").status, 503)
        self.assertEqual(self.sim.ask("totals", asked, USER, nonce="again").status, 200)

    def test_delay_waits_without_holding_others_up(self):
        self.script("delay=400ms,nth=1,status=503")
        slow = self.sim.connect()
        start = time.monotonic()
        slow.request("POST", "/insights/engagement/totals")
        time.sleep(0.05)
        for _ in range(20):
            self.assertEqual(self.ask().status, 200)
        self.assertLess(time.monotonic() - start, 0.35)
        self.assertEqual(slow.getresponse().status, 503)
        self.assertGreaterEqual(time.monotonic() - start, 0.39)
        slow.close()

    def test_drip_comes_in_pieces(self):
        self.script("drip=20/30ms")
        start = time.monotonic()
        answer = self.ask(fresh=True)
        self.assertEqual(answer.status, 200)
        pieces = (len(answer.raw) + 19) // 20
        self.assertGreaterEqual(time.monotonic() - start, (pieces - 1) * 0.03 * 0.9)

    def test_cut_closes_within_the_body(self):
        self.script("cut=30")
        with self.assertRaises(http.client.IncompleteRead) as caught:
            self.ask(fresh=True)
        self.assertEqual(len(caught.exception.partial), 30)
        self.script("cut=0")
        with self.assertRaises(http.client.IncompleteRead) as caught:
            self.ask(fresh=True)
        self.assertEqual(caught.exception.partial, b"")

    def test_reset_is_a_reset(self):
        self.script("reset")
        with self.assertRaises(ConnectionResetError):
            self.ask(fresh=True)
        self.script("reset=30")
        with self.assertRaises(ConnectionResetError):
            self.ask(fresh=True)

    def test_corrupt_spoils_gzip_and_garble_spoils_json(self):
        self.script("corrupt=40")
        with self.assertRaises((zlib.error, EOFError, OSError)):
            self.ask(fresh=True)
        self.script("garble=0")
        answer = self.ask()
        with self.assertRaises(json.JSONDecodeError):
            answer.json

    def test_truncated_gzip_has_a_matching_length(self):
        for spec in ("truncate-gzip", "truncate-gzip=15"):
            self.script(spec)
            with self.assertRaises(EOFError):
                self.ask(fresh=True)

    def test_bomb_inflates_to_what_was_asked(self):
        self.script("bomb=3M")
        answer = self.ask()
        self.assertLess(len(answer.raw), 20000)
        self.assertEqual(len(answer.json["bomb"]), 3 << 20)

    def test_chunked_has_no_length(self):
        self.script("chunked")
        answer = self.ask()
        self.assertEqual(answer.headers["Transfer-Encoding"], "chunked")
        self.assertIn("g", answer.json)

    def test_wrong_scripts_are_refused_and_change_nothing(self):
        self.script("status=503")
        for wrong in ("status=abc", "status=99", "nonsense", "drip=5", "every=0", "header=x"):
            self.assertEqual(self.sim.control("faults", [wrong]).status, 400, wrong)
        self.assertEqual(self.sim.request("POST", "/sim/faults", "{").status, 400)
        self.assertEqual(self.ask().status, 503)

    def test_reset_goes_back_to_the_command_line(self):
        self.script("status=503")
        self.sim.control("reset")
        self.assertEqual(self.statuses(2), [500, 200])
        self.assertEqual(len(self.sim.stats()["faults"]), 2)

    def test_faults_hit_the_token_endpoints_but_not_control(self):
        self.script("status=503")
        self.assertEqual(self.sim.request("POST", "/oauth2/token").status, 503)
        self.assertEqual(self.sim.request("GET", "/sim/stats").status, 200)

    def test_faults_come_from_a_file(self):
        with tempfile.TemporaryDirectory() as folder:
            name = os.path.join(folder, "faults.json")
            with open(name, "w", encoding="utf-8") as file:
                json.dump({"faults": ["status=503,first=1", {"status": 502, "first": 2}]}, file)
            with Sim("--faults", name) as sim:
                got = [sim.ask("totals", query([POST]), BEARER).status for _ in range(3)]
            self.assertEqual(got, [503, 502, 200])


class OverTls(unittest.TestCase):
    def test_cut_reset_and_drip(self):
        with Sim("--fault", "cut=30,nth=1", "--fault", "reset,nth=2", "--fault", "reset=30,nth=3",
                 "--fault", "drip=50/1ms,nth=4", tls=True) as sim:  # fmt: skip
            for _ in range(3):
                with self.assertRaises(BROKEN + (OSError,)):
                    sim.ask("totals", query([POST]), fresh=True)
            self.assertEqual(sim.ask("totals", query([POST]), fresh=True).status, 200)

    def test_stopping_does_not_wait_for_delays(self):
        start = time.monotonic()
        with Sim("--fault", "delay=60s", tls=True) as sim:
            slow = sim.connect()
            slow.request("POST", "/insights/engagement/totals")
            time.sleep(0.1)
        slow.close()
        self.assertLess(time.monotonic() - start, 5)
