"""The tool against xengage-sim over HTTPS: counts and tokens."""
import csv
import io
import json
import os
import re
import ssl
import stat
import subprocess
import tempfile
import unittest
import urllib.error
import urllib.request

import harness
from harness import APP, NOW, USER, Simulator, environment, run, snowflake


def table(text):
    return list(csv.DictReader(io.StringIO(text)))


class Fetching(unittest.TestCase):
    ids = [snowflake(i * 4093 + 7, 1 + i % 80) for i in range(300)]

    def setUp(self):
        self.lines = "".join("%d\n" % post for post in self.ids)

    def test_totals_are_the_simulators_and_each_id_is_accounted_for(self):
        flags = ("--unavailable", "4", "--protected", "1", "--forbidden", "3", "--accounts", "1")
        with Simulator(*flags) as sim:
            result = sim.run("totals", "--ids", "-", "--format", "csv", stdin=self.lines)
            self.assertEqual(result.returncode, 1, result.stderr)
            rows = table(result.stdout)
            self.assertEqual(len(rows), 7 * len(self.ids))
            self.assertEqual(list(dict.fromkeys(int(row["tweet_id"]) for row in rows)), self.ids)
            states = {}
            for post in self.ids:
                about = json.loads(sim.ask("--post", post))
                good = about["state"] == "ok" and about["owner"] == "1001"
                states[post] = good
            for row in rows:
                self.assertEqual(row["value"] != "", states[int(row["tweet_id"])], row)
            for row in rows[:70:7]:
                if row["value"]:
                    wanted = sim.ask("--count", row["tweet_id"], row["engagement_type"],
                                     "creation", NOW)
                    self.assertEqual(row["value"], wanted)
            self.assertIn("%d of 300" % sum(states.values()), result.stderr)

    def test_days_of_a_window_are_the_simulators(self):
        with Simulator() as sim:
            result = sim.run("historical", "--ids", "-", "--format", "csv", "--start", "2026-11-17",
                             "--end", "2026-11-24", "--metrics", "impressions,url_clicks", "--group",
                             "daily=tweet.id,engagement.type,engagement.day", stdin=self.lines)
            self.assertEqual(result.returncode, 0, result.stderr)
            rows = table(result.stdout)
            self.assertEqual(len(rows), 300 * 2 * 7)
            for row in rows[:4000:500]:
                day = row["day"]
                after = "2026-11-%02d" % (int(day[-2:]) + 1)
                self.assertEqual(row["value"], sim.ask(
                    "--count", row["tweet_id"], row["engagement_type"], day + "T00:00:00Z",
                    after + "T00:00:00Z"))

    def test_hours_with_and_without_an_added_day(self):
        for shape, days in (("flat", {""}), ("dated", {"2026-11-23", "2026-11-24"})):
            with Simulator("--hour-shape", shape) as sim:
                result = sim.run("28hr", self.ids[0], "--metrics", "impressions", "--format", "csv",
                                 "--group", "g=tweet.id,engagement.hour")
            self.assertEqual(result.returncode, 0, result.stderr)
            rows = table(result.stdout)
            self.assertEqual(list(rows[0]), ["tweet_id", "day", "hour", "value"])
            self.assertEqual({row["day"] for row in rows}, days)

    def test_forms_in_which_posts_are_forbidden_make_no_difference(self):
        outputs = set()
        for form in ("list", "per-author", "unnamed"):
            with Simulator("--forbidden", "2", "--forbidden-form", form) as sim:
                result = sim.run("28hr", "--ids", "-", "--format", "csv", "--metrics", "url_clicks",
                                 stdin=self.lines)
            self.assertEqual(result.returncode, 1, result.stderr)
            outputs.add(result.stdout)
        self.assertEqual(len(outputs), 1)

    def test_old_posts_are_delivered_without_impressions(self):
        ids = [snowflake(1), snowflake(2, 200), snowflake(3, 2000)]
        with Simulator() as sim:
            result = sim.run("totals", *ids, "--format", "csv")
        self.assertEqual(result.returncode, 1, result.stderr)
        empty = {(int(row["tweet_id"]), row["engagement_type"]) for row in table(result.stdout)
                 if row["value"] == ""}
        young = [(ids[1], "impressions"), (ids[1], "engagements"), (ids[2], "impressions"),
                 (ids[2], "engagements")]
        self.assertEqual(empty, {*young, (ids[2], "video_views")})
        self.assertIn("2 without impressions and engagements", result.stderr)
        self.assertIn("1 without video views", result.stderr)

    def test_a_rate_limit_is_waited_for(self):
        with Simulator("--rate-limit", "4", "--rate-window", "1") as sim:
            result = sim.run("28hr", "--ids", "-", "--format", "csv", stdin=self.lines)
        self.assertEqual(result.returncode, 0, result.stderr)

    def test_a_rate_limit_longer_than_the_deadline_is_4(self):
        with Simulator("--rate-limit", "4", "--rate-window", "60") as sim:
            result = sim.run("28hr", "--ids", "-", "--format", "csv", "--deadline", "1",
                             stdin=self.lines)
        self.assertEqual(result.returncode, 4, result.stderr)

    def test_an_unknown_certificate_is_5(self):
        with Simulator() as sim:
            result = sim.run("totals", self.ids[0], env={**USER, "XENGAGE_CA_FILE": ""})
        self.assertEqual(result.returncode, 5, result.stderr)
        self.assertEqual(result.stdout, "")

    def test_options_do_what_the_variables_do(self):
        with Simulator() as sim:
            result = run("totals", self.ids[0], "--base-url", sim.url, "--ca-file", sim.ca,
                         "--now", NOW, env=USER)
        self.assertEqual(result.returncode, 0, result.stderr)


class Tokens(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = os.path.join(self.folder.name, "credentials.json")
        self.sim = Simulator()
        self.addCleanup(self.sim.__exit__)

    def consent(self, url, callback=False):
        """What the user does in a browser: the PIN, or the address to which they are sent."""
        context = ssl.create_default_context(cafile=self.sim.ca)

        class Stay(urllib.request.HTTPRedirectHandler):
            def redirect_request(self, *_):
                return None

        opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=context), Stay)
        try:
            with opener.open(url) as page:
                text = page.read().decode()
        except urllib.error.HTTPError as error:
            return error.headers["Location"]
        return None if callback else re.search(r"\b(\d{7})\b", text).group(1)

    def log_in(self, *arguments, answer=None, **options):
        command = [harness.TOOL, "auth", "login", *arguments]
        env = environment({**APP, "XENGAGE_BASE_URL": self.sim.url, "XENGAGE_CA_FILE": self.sim.ca})
        with subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True) as process:
            said = ""
            url = None
            while url is None:
                line = process.stderr.readline()
                self.assertNotEqual(line, "", said)
                said += line
                found = re.search(r"https://\S+", line)
                url = found.group() if found else None
            out, rest = process.communicate((answer or self.consent(url, **options)) + "\n", 20)
            return process.returncode, out, said + rest

    def test_a_bearer_token_is_had_used_and_given_back(self):
        got = self.sim.run("auth", "bearer", "--out", self.path, env=APP)
        self.assertEqual((got.returncode, got.stdout), (0, ""), got.stderr)
        self.assertEqual(stat.S_IMODE(os.stat(self.path).st_mode), 0o600)
        fetch = ["totals", snowflake(1), "--metrics", "favorites", "--credentials", self.path]
        self.assertEqual(self.sim.run(*fetch, env={}).returncode, 0)
        out = self.sim.run("auth", "logout", "--credentials", self.path, env=APP)
        self.assertEqual(out.returncode, 0, out.stderr)
        self.assertEqual(self.sim.run(*fetch, env={}).returncode, 3)

    def test_a_bearer_token_goes_to_stdout_without_out(self):
        got = self.sim.run("auth", "bearer", env=APP)
        self.assertEqual(json.loads(got.stdout), {"bearer_token": "sim-bearer%2Ftoken%3D"})

    def test_a_token_that_could_not_be_written_is_not_asked_for(self):
        got = self.sim.run("auth", "bearer", "--out", "/nonexistent/x.json", env=APP)
        self.assertEqual((got.returncode, got.stdout), (5, ""))

    def test_auth_uses_base_url_given_as_an_option(self):
        got = run("auth", "bearer", "--base-url", self.sim.url, "--ca-file", self.sim.ca, env=APP)
        self.assertEqual(got.returncode, 0, got.stderr)

    def test_no_application_no_token(self):
        got = self.sim.run("auth", "bearer", env={"XENGAGE_CONSUMER_KEY": "x"})
        self.assertEqual((got.returncode, got.stdout), (3, ""))
        self.assertIn("XENGAGE_CONSUMER_SECRET", got.stderr)
        wrong = {**APP, "XENGAGE_CONSUMER_SECRET": "wrong"}
        self.assertEqual(self.sim.run("auth", "bearer", env=wrong).returncode, 3)

    def test_a_user_logs_in_with_a_pin_and_out(self):
        status, out, said = self.log_in("--out", self.path)
        self.assertEqual((status, out), (0, ""), said)
        self.assertIn("@account_1", said)
        fetch = ["28hr", snowflake(1), "--credentials", self.path]
        got = self.sim.run(*fetch, env={})
        self.assertEqual(got.returncode, 0, got.stderr)
        self.assertEqual(self.sim.run("auth", "logout", "--credentials", self.path,
                                      env={}).returncode, 0)
        self.assertEqual(self.sim.run(*fetch, env={}).returncode, 3)

    def test_a_wrong_pin_logs_nobody_in(self):
        status, out, said = self.log_in("--out", self.path, answer="0000000")
        self.assertEqual((status, out), (3, ""), said)
        self.assertFalse(os.path.exists(self.path))

    def test_no_answer_logs_nobody_in(self):
        got = self.sim.run("auth", "login", env=APP)
        self.assertEqual((got.returncode, got.stdout), (2, ""))

    def test_a_user_logs_in_with_a_callback(self):
        callback = "https://app.example/done"
        status, out, said = self.log_in("--callback", callback, callback=True)
        self.assertEqual(status, 0, said)
        self.assertEqual(sorted(json.loads(out)), ["access_token", "access_token_secret",
                                                   "consumer_key", "consumer_secret"])

    def test_logout_without_a_token(self):
        self.assertEqual(self.sim.run("auth", "logout", env=APP).returncode, 3)
