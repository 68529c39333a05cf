"""Runs: many requests, what ends them, exit status, files."""
import csv
import io
import os
import socket
import stat
import subprocess
import tempfile
import threading
import time
import unittest

import harness
from harness import APP, USER, Server, answer, count, refuse, run, snowflake

MANY = [snowflake(i) for i in range(2600)]
FAVORITES = ["--metrics", "favorites", "--format", "csv"]


def lines(ids):
    return "".join("%d\n" % post for post in ids)


class Batches(unittest.TestCase):
    def test_many_ids_are_a_few_requests_at_once_and_come_in_input_order(self):
        barrier = threading.Semaphore(0)

        def script(request):
            barrier.release()
            time.sleep(0.02 if min(request.ids) == MANY[0] else 0.005)
            return answer(request)

        with Server(script) as server:
            result = server.run("totals", *FAVORITES, "--ids", "-", "--concurrency", "4",
                                stdin=lines(MANY))
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertEqual(len(server.requests), 11)
            self.assertLessEqual(max(len(r.ids) for r in server.requests), 250)
            self.assertLessEqual(server.most, 4)
            self.assertGreater(server.most, 1)
        got = [int(row["tweet_id"]) for row in csv.DictReader(io.StringIO(result.stdout))]
        self.assertEqual(got, MANY)

    def test_an_error_in_the_middle_leaves_what_was_got_before(self):
        def script(request):
            if MANY[2000] in request.ids:
                time.sleep(0.2)
                return refuse(401, "Your account could not be authenticated. Reason: x")
            return answer(request)

        with Server(script) as server:
            result = server.run("totals", *FAVORITES, "--ids", "-", stdin=lines(MANY))
        self.assertEqual(result.returncode, 3)
        got = [int(row["tweet_id"]) for row in csv.DictReader(io.StringIO(result.stdout))]
        self.assertEqual(got[:1750], MANY[:1750])
        self.assertNotIn(MANY[2000], got)
        self.assertIn("not asked for", result.stderr)
        self.assertIn("what it had by then is written", result.stderr)
        self.assertIn("could not be authenticated", result.stderr)


class Status(unittest.TestCase):
    def status_of(self, script, *arguments, env=USER):
        with Server(script) as server:
            result = server.run("totals", *FAVORITES, *arguments, MANY[0], env=env)
        self.assertEqual(result.stdout, "" if result.returncode > 1 else result.stdout)
        self.assertNotEqual(result.stderr, "")
        return result.returncode

    def test_all_delivered_is_0(self):
        self.assertEqual(self.status_of(answer), 0)

    def test_a_bad_request_is_2(self):
        self.assertEqual(self.status_of(lambda _: refuse(400, "That is no request")), 2)
        self.assertEqual(self.status_of(lambda _: refuse(404, "No such page")), 2)

    def test_not_authorised_is_3(self):
        for status, words in ((401, "Your account could not be authenticated. Reason: x"),
                              (403, "Your application id is not authorized."),
                              (403, "Forbidden to access metrics: favorites")):
            self.assertEqual(self.status_of(lambda _: refuse(status, words)), 3, words)

    def test_server_trouble_is_4(self):
        self.assertEqual(self.status_of(lambda _: refuse(503, "x"), "--deadline", "0.5"), 4)
        self.assertEqual(self.status_of(lambda _: refuse(429, "Rate limit"), "--deadline", "0.5"), 4)

    def test_a_deadline_ends_the_run_with_4(self):
        def script(request):
            time.sleep(2)
            return answer(request)

        begun = time.monotonic()
        self.assertEqual(self.status_of(script, "--deadline", "0.3"), 4)
        self.assertLess(time.monotonic() - begun, 1.5)

    def test_a_limit_that_outlasts_the_deadline_ends_at_once_and_says_when_to_try_again(self):
        full = "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 900\r\nContent-Length: 0\r\n\r\n"
        with socket.create_server(("127.0.0.1", 0)) as listener:
            def refuse_one():
                connection, _ = listener.accept()
                with connection:
                    connection.recv(65536)
                    connection.sendall(full.encode())

            threading.Thread(target=refuse_one, daemon=True).start()
            begun = time.monotonic()
            result = run("totals", MANY[0], "--deadline", "60", "--base-url",
                         "http://127.0.0.1:%d" % listener.getsockname()[1], env=USER)
        self.assertEqual(result.returncode, 4, result.stderr)
        self.assertLess(time.monotonic() - begun, 10)
        self.assertRegex(result.stderr, r"try again in (89\d|90\d) s, at \d{4}-\d\d-\d\dT")

    def test_nobody_there_is_4(self):
        with socket.socket() as closed:
            closed.bind(("127.0.0.1", 0))
            url = "http://127.0.0.1:%d" % closed.getsockname()[1]
            result = run("totals", MANY[0], "--base-url", url, "--deadline", "1", env=USER)
        self.assertEqual(result.returncode, 4, result.stderr)

    def test_an_answer_that_makes_no_sense_is_5(self):
        self.assertEqual(self.status_of(lambda _: (200, "[1,2"), "--deadline", "20"), 5)

    def test_no_or_half_credentials_are_3(self):
        self.assertEqual(run("totals", "1").returncode, 3)
        half = {**APP, "XENGAGE_ACCESS_TOKEN": "1001-x"}
        result = run("totals", "1", env=half)
        self.assertEqual(result.returncode, 3)
        self.assertIn("XENGAGE_ACCESS_TOKEN_SECRET", result.stderr)

    def test_credentials_files_that_others_can_read_are_3(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "key.json")
            with open(path, "w", encoding="ascii") as file:
                file.write('{"bearer_token": "sesame"}')
            os.chmod(path, 0o644)
            result = run("totals", "1", "--credentials", path)
            self.assertEqual(result.returncode, 3)
            self.assertNotIn("sesame", result.stderr)
            os.chmod(path, 0o600)
            with Server(answer) as server:
                result = server.run("totals", MANY[0], "--credentials", path, env={})
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertEqual(server.requests[0].headers["Authorization"], "Bearer sesame")

    def test_a_missing_ca_file_is_5(self):
        result = run("totals", "1", "--ca-file", "/nonexistent/ca.pem", env=USER)
        self.assertEqual(result.returncode, 5, result.stderr)


class Files(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = os.path.join(self.folder.name, "counts.csv")

    def fetch(self, *arguments, script=answer, **options):
        with Server(script) as server:
            return server.run("totals", *FAVORITES, *arguments, MANY[0], **options)

    def content(self):
        with open(self.path, encoding="ascii") as file:
            return file.read()

    def test_a_file_is_complete_and_alone(self):
        result = self.fetch("--out", self.path, umask=0o027)
        self.assertEqual((result.returncode, result.stdout), (0, ""))
        self.assertIn(str(count(MANY[0], "favorites")), self.content())
        self.assertEqual(os.listdir(self.folder.name), ["counts.csv"])
        self.assertEqual(stat.S_IMODE(os.stat(self.path).st_mode), 0o640)

    def test_a_failure_leaves_the_old_file_alone(self):
        with open(self.path, "w", encoding="ascii") as file:
            file.write("old")
        result = self.fetch("--out", self.path, script=lambda _: refuse(400, "no"))
        self.assertEqual(result.returncode, 2)
        self.assertEqual(self.content(), "old")
        self.assertEqual(os.listdir(self.folder.name), ["counts.csv"])

    def test_a_signal_leaves_no_litter(self):
        def script(request):
            time.sleep(3)
            return answer(request)

        with Server(script) as server:
            process = subprocess.Popen(
                [harness.TOOL, "totals", str(MANY[0]), "--out", self.path],
                env=harness.environment({**USER, "XENGAGE_BASE_URL": server.url}))
            while not server.requests and process.poll() is None:
                time.sleep(0.01)
            process.terminate()
            time.sleep(0.1)
            process.terminate()
            self.assertEqual(process.wait(), 143)
        self.assertEqual(os.listdir(self.folder.name), [])

    def test_links_are_followed_and_devices_are_written_to(self):
        link = os.path.join(self.folder.name, "link")
        with open(self.path, "w", encoding="ascii"):
            os.symlink(self.path, link)
        self.assertEqual(self.fetch("--out", link).returncode, 0)
        self.assertTrue(os.path.islink(link))
        self.assertIn("favorites", self.content())
        self.assertEqual(self.fetch("--out", "/dev/null").returncode, 0)
        self.assertTrue(stat.S_ISCHR(os.stat("/dev/null").st_mode))

    def test_what_can_not_be_written_is_5(self):
        self.assertEqual(self.fetch("--out", "/nonexistent/x.csv").returncode, 5)
        self.assertEqual(self.fetch("--out", self.folder.name).returncode, 5)
        self.assertEqual(self.fetch("--out", "/dev/full").returncode, 5)

    def test_a_full_or_closed_standard_output_is_5(self):
        with open("/dev/full", "w", encoding="ascii") as full:
            result = self.fetch(stdout=full, stderr=subprocess.PIPE)
        self.assertEqual(result.returncode, 5)
        self.assertIn("standard output", result.stderr)
        for format in ("csv", "json", "table"):
            with Server(answer) as server:
                result = subprocess.run(
                    ["sh", "-c", 'exec "$@" >&-', "sh", harness.TOOL, "totals", str(MANY[0]),
                     "--format", format],
                    env=harness.environment({**USER, "XENGAGE_BASE_URL": server.url}),
                    capture_output=True, encoding="utf-8", check=False)
            self.assertEqual(result.returncode, 5, format)


class Talk(unittest.TestCase):
    def test_a_window_that_the_server_may_not_have_is_warned_of(self):
        with Server(answer) as server:
            result = server.run("historical", *FAVORITES, MANY[0], "--start", "2025-10-01",
                                "--end", "2025-10-02")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("warning: ", result.stderr)

    def test_on_a_terminal_progress_is_a_line_that_goes_away(self):
        leader, follower = os.openpty()
        with Server(answer) as server:
            result = server.run("totals", *FAVORITES, "--ids", "-", stdin=lines(MANY),
                                stdout=subprocess.DEVNULL, stderr=follower)
        os.close(follower)
        self.assertEqual(result.returncode, 0)
        said = b""
        try:
            while True:
                piece = os.read(leader, 4096)
                said += piece
        except OSError:
            os.close(leader)
        self.assertIn(b"\r0 of 2600 Posts (0%)", said)
        self.assertIn(b"\r2600 of 2600 Posts (100%)\x1b[K\r\x1b[K", said)

    def test_quiet_says_nothing_and_progress_is_told_where_asked_for(self):
        with Server(answer) as server:
            quiet = server.run("totals", *FAVORITES, "--quiet", "--progress", MANY[0])
            loud = server.run("totals", *FAVORITES, "--progress", "--ids", "-", stdin=lines(MANY))
        self.assertEqual(quiet.stderr, "")
        self.assertIn("2600 of 2600 Posts (100%)", loud.stderr)
        self.assertNotIn("\r", loud.stderr)

    def test_words_beside_counts_are_told_once_where_the_summary_does_not_explain_them(self):
        def script(request):
            gone = request.ids[:1]
            if gone[0] == MANY[250]:
                return answer(request, gone, unavailable_tweet_ids=list(map(str, gone)),
                              errors=["1 Tweet ID(s) are unavailable"])
            return answer(request, errors=["counts are from yesterday"])

        with Server(script) as server:
            result = server.run("totals", *FAVORITES, "--ids", "-", stdin=lines(MANY[:700]))
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertEqual(result.stderr.count("the server says: counts are from yesterday"), 1)
        self.assertNotIn("ID(s)", result.stderr)

    def test_control_characters_of_the_server_do_not_reach_the_terminal(self):
        with Server(lambda _: refuse(400, "\x1b[2Jgone")) as server:
            result = server.run("totals", MANY[0])
        self.assertNotIn("\x1b", result.stderr)

    def test_log_goes_to_stderr_without_secrets(self):
        with Server(answer) as server:
            result = server.run("totals", *FAVORITES, "--log", "trace", MANY[0])
        self.assertGreater(len(result.stderr.splitlines()), 3)
        for secret in USER.values():
            if "secret" in secret:
                self.assertNotIn(secret, result.stderr)
