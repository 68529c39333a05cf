#!/usr/bin/env python3
"""Tests of examples/: test_examples.py BUILD_FOLDER [unittest arguments]"""
import contextlib
import csv
import os
import pathlib
import re
import shlex
import signal
import ssl
import subprocess
import sys
import tempfile
import threading
import unittest
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "tests" / "sim"))
import world  # noqa: E402 - the simulator's rule, written again

EXAMPLES = ROOT / "examples"
IDS = [line for line in (EXAMPLES / "data" / "post-ids.txt").read_text().split("\n")
       if line and not line.startswith("#")]
NOW = 1795176000  # 2026-11-20T12:00:00Z, with-sim's present
FRIENDLY = ""  # flags of a simulator that makes no trouble
BUILD = None  # set below


def environment(flags=None):
    """The machine's, without what steers xengage; `flags` None stands for with-sim's own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XENGAGE_")}
    kept["XENGAGE_BUILD"] = BUILD
    if flags is not None:
        kept["XENGAGE_SIM_FLAGS"] = flags
    return kept


def with_sim(*command, flags=FRIENDLY, **more):
    return subprocess.run([EXAMPLES / "with-sim", *command], env=environment(flags), text=True,
                          capture_output=True, timeout=60, check=False, **more)


@contextlib.contextmanager
def talking(*command):
    """A command beside the simulator, to talk with; it's killed where the talk takes too long."""
    with subprocess.Popen([EXAMPLES / "with-sim", *command], env=environment(FRIENDLY), text=True,
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          start_new_session=True) as process:
        watch = threading.Timer(30, os.killpg, (process.pid, signal.SIGTERM))
        watch.start()
        try:
            yield process
        finally:
            watch.cancel()


def simulated(*arguments):
    """What the simulator says without serving."""
    sim = os.path.join(BUILD, "tools", "sim", "xengage-sim")
    return subprocess.run([sim, *arguments], capture_output=True, text=True, check=True).stdout.strip()


def likes(post):
    return simulated("--count", post, "favorites", "creation", "2026-11-20T12:00:00Z")


class Folder(unittest.TestCase):
    """Tests that run in an empty folder of their own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)


class Ids(unittest.TestCase):
    def test_the_ids_are_those_that_their_program_makes(self):
        data = EXAMPLES / "data"
        made = subprocess.run([data / "make-post-ids.py"], capture_output=True, text=True, check=True)
        self.assertEqual((data / "post-ids.txt").read_text(), made.stdout)

    def test_there_are_1000_and_a_few_are_too_old_for_impressions(self):
        ages = [(1000 * NOW - ((int(post) >> 22) + 1288834974657)) / 86400000 for post in IDS]
        self.assertEqual(len(set(IDS)), 1000)
        self.assertTrue(all(age > 0 for age in ages))
        self.assertTrue(20 <= sum(age > 90 for age in ages) <= 40)
        self.assertTrue(any(age > 1800 for age in ages))


class WithSim(Folder):
    def test_hands_on_the_status_of_the_command(self):
        self.assertEqual(with_sim("sh", "-c", "exit 7").returncode, 7)
        self.assertEqual(with_sim("true").returncode, 0)

    def test_without_a_command_it_says_how_to_use_it(self):
        got = with_sim()
        self.assertEqual((got.returncode, got.stdout), (2, ""))
        self.assertIn("usage", got.stderr)
        self.assertIn("usage", with_sim("--help").stdout)

    def test_stops_the_simulator_and_leaves_no_file(self):
        got = with_sim("sh", "-c", 'echo "$XENGAGE_BASE_URL $XENGAGE_CA_FILE"; test -s "$XENGAGE_CA_FILE"')
        url, ca_file = got.stdout.split()
        self.assertEqual(got.returncode, 0)
        self.assertTrue(url.startswith("https://127.0.0.1:"))
        self.assertFalse(os.path.exists(os.path.dirname(ca_file)))
        with self.assertRaises(OSError):
            urllib.request.urlopen(url, timeout=5)

    def test_stops_the_simulator_when_told_to_end(self):
        got = with_sim("sh", "-c", 'echo "$XENGAGE_CA_FILE"; kill -TERM "$PPID"')
        self.assertEqual(got.returncode, 143)
        self.assertFalse(os.path.exists(os.path.dirname(got.stdout.strip())))

    def test_says_what_is_wrong_with_the_flags(self):
        got = with_sim("true", flags="--no-such-flag")
        self.assertEqual(got.returncode, 5)
        self.assertIn("--no-such-flag", got.stderr)

    def test_keeps_real_credentials_away_from_the_command(self):
        env = {**environment(), "XENGAGE_BEARER_TOKEN": "real", "XENGAGE_ACCESS_TOKEN": "real"}
        got = subprocess.run([EXAMPLES / "with-sim", "env"], env=env, capture_output=True, text=True,
                             check=True)
        self.assertNotIn("real", re.findall(r"(?m)^XENGAGE_\w+=(.*)$", got.stdout))

    def test_writes_the_log_of_requests_where_asked(self):
        log = self.folder / "requests of mine"
        env = {**environment(FRIENDLY), "XENGAGE_SIM_LOG": str(log)}
        subprocess.run([EXAMPLES / "with-sim", "ten_lines"], env=env, stdout=subprocess.DEVNULL,
                       check=True)
        self.assertEqual(log.read_text().count('"status":200'), 1)


class Quickstart(Folder):
    """All but the building, from another folder; and what it says to try next."""

    @classmethod
    def setUpClass(cls):
        cls.got = subprocess.run([EXAMPLES / "quickstart"], env=environment(), cwd="/", text=True,
                                 capture_output=True, timeout=60, check=False)
        cls.next = re.findall(r"(?m)^(\S*/with-sim xengage .*)$", cls.got.stdout)

    def test_shows_top_posts_totals_and_progress(self):
        self.assertEqual(self.got.returncode, 0, self.got.stderr)
        table = self.got.stdout
        self.assertRegex(table, r"(?m)^Post +impressions +engagements ")
        rows = re.findall(r"(?m)^(\d{18,}) +([\d,]+) ", table)
        seen = [int(count.replace(",", "")) for _, count in rows]
        self.assertEqual(len(rows), 10)
        self.assertEqual(seen, sorted(seen, reverse=True))
        self.assertTrue({post for post, _ in rows} <= set(IDS))
        self.assertRegex(table, r"(?m)^total +[\d,]+ ")
        self.assertIn("of 1000 Posts (100%)", self.got.stderr)

    def test_says_which_posts_were_not_delivered_and_why(self):
        for kind in ("unavailable", "forbidden", "without impressions", "without video views"):
            self.assertRegex(self.got.stderr, rf"(?m)^xengage: \d+ {kind}.*\(.+\): \d{{18}}")

    def test_tells_of_a_request_that_failed_and_was_sent_again(self):
        self.assertRegex(self.got.stdout, r"(?m)^ +\d+ failed \(503\)$")

    def test_names_three_commands_that_work_in_the_same_shell(self):
        self.assertEqual(len(self.next), 3)
        for line in self.next:
            with self.subTest(line):
                got = subprocess.run(["bash", "-c", line], env=environment(), cwd=self.folder,
                                     text=True, capture_output=True, timeout=60, check=False)
                self.assertIn(got.returncode, (0, 1), got.stderr)
                self.assertNotIn("error", got.stderr)
                words = shlex.split(line)
                if "--out" in words:
                    made = self.folder / words[words.index("--out") + 1]
                    self.assertGreater(made.read_text().count("\n"), 1000)
                else:
                    self.assertGreater(got.stdout.count("\n"), 10)

    def test_names_the_commands_as_they_are_typed_in_each_folder(self):
        places = {ROOT: "./examples/with-sim", EXAMPLES: "./with-sim", EXAMPLES / "data": "../with-sim"}
        for place, typed in places.items():
            with self.subTest(typed):
                started = typed.replace("with-sim", "quickstart")
                got = subprocess.run([started], env=environment(), cwd=place, text=True,
                                     capture_output=True, timeout=60, check=False)
                self.assertEqual(got.returncode, 0, got.stderr)
                self.assertEqual(got.stdout.count(f"\n{typed} xengage "), 3)

    def test_takes_no_arguments(self):
        got = subprocess.run([EXAMPLES / "quickstart", "now"], capture_output=True, check=False)
        self.assertEqual(got.returncode, 2)


class Programs(Folder):
    def test_ten_lines_is_the_program_of_the_readme(self):
        shown = re.search(r"```c\n(.*?)```", (ROOT / "README.md").read_text(), re.S).group(1)
        program = (EXAMPLES / "ten_lines.c").read_text()
        self.assertEqual(program.split("\n", 1)[1], shown)

    def test_ten_lines_prints_the_number(self):
        got = with_sim("ten_lines")
        self.assertEqual(got.returncode, 0, got.stderr)
        post = "850006245121695744"
        self.assertEqual(got.stdout, f"{post} was liked {likes(post)} times\n")

    def test_walk_prints_every_count_of_the_window(self):
        post = IDS[20]
        got = with_sim("walk", post)
        self.assertEqual(got.returncode, 0, got.stderr)
        rows = [line.split(",") for line in got.stdout.splitlines()]
        self.assertEqual(len(rows), 17 * 28)
        self.assertEqual({row[0] for row in rows}, {post})
        count = simulated("--count", post, "impressions", "2026-11-20T03:00:00Z",
                          "2026-11-20T04:00:00Z")
        self.assertIn([post, "impressions", "2026-11-20", "03", count], rows)
        self.assertEqual(got.stderr, f"{post} is delivered\n")

    def test_walk_says_what_became_of_each_post(self):
        flags = "--unavailable 30 --unavailable-errors"
        got = with_sim("walk", *IDS[:20], flags=flags)
        self.assertEqual(got.returncode, 0, got.stderr)
        for post in IDS[:20]:
            state = simulated(*flags.split(), "--post", post)
            word = "deleted, protected" if '"deleted"' in state else "delivered"
            self.assertIn(f"{post} is {word}", got.stderr)
        self.assertRegex(got.stderr, r"the server says: \d+ Tweet ID\(s\) are unavailable")

    def test_walk_names_the_posts_that_the_server_refused(self):
        got = with_sim("walk", IDS[0], flags="--forbidden 100")
        self.assertEqual((got.returncode, got.stdout), (1, ""))
        self.assertIn(f"it is about {IDS[0]}\n", got.stderr)

    def test_columns_writes_what_walk_prints_and_adds_it_up(self):
        posts = IDS[:3]
        walked, wide = with_sim("walk", *posts), with_sim("columns", *posts)
        self.assertEqual((walked.returncode, wide.returncode), (0, 0), walked.stderr + wide.stderr)
        counts = {tuple(row[:4]): row[4] for row in csv.reader(walked.stdout.splitlines())}
        rows = list(csv.DictReader(wide.stdout.splitlines()))
        metrics = list(rows[0])[3:]
        got = {(row["tweet_id"], metric, row["day"], row["hour"]): row[metric]
               for row in rows for metric in metrics if row[metric] != ""}
        self.assertEqual(got, {keys: count for keys, count in counts.items() if count != ""})
        for metric in metrics:
            total = sum(int(row[metric] or 0) for row in rows)
            self.assertIn(f"{metric}: {total}, most of it", wide.stderr)

    def test_walk_refuses_a_26th_post_without_asking(self):
        got = with_sim("walk", *IDS[:26], flags="--app-not-allowed")
        self.assertEqual((got.returncode, got.stdout), (1, ""))
        self.assertIn("25", got.stderr)

    def test_job_has_a_line_for_each_post_and_asks_for_none_twice(self):
        with tempfile.TemporaryDirectory() as folder:
            command = ["job", str(EXAMPLES / "data" / "post-ids.txt"), f"{folder}/journal"]
            got = with_sim(*command, flags="--unavailable 3 --forbidden 2")
            again = with_sim(*command, flags="--app-not-allowed")
        self.assertEqual(got.returncode, 0, got.stderr)
        self.assertIn(f"{len(IDS)} of {len(IDS)} ids settled", got.stderr)
        rows = dict(line.split(",", 1) for line in got.stdout.splitlines())
        self.assertEqual(set(rows), set(IDS))
        counted = [post for post in IDS if rows[post].isdigit()]
        self.assertLess(len(IDS) // 2, len(counted))
        self.assertLess(len(counted), len(IDS))
        for post in counted[::100]:
            self.assertEqual(rows[post], likes(post))
        self.assertEqual((again.returncode, again.stdout), (0, ""))

    def test_roundup_has_the_sums_and_the_best_five(self):
        got = with_sim("roundup", str(EXAMPLES / "data" / "post-ids.txt"))
        self.assertEqual((got.returncode, got.stderr), (0, ""))
        *others, said = got.stdout.split(" of ", 1)[0].splitlines()
        young = [int(post) for post in IDS if NOW - world.born(int(post)) <= 90 * 86400]
        old = [f"{post}: unsupported, UNSUPPORTED_POSTS" for post in IDS if int(post) not in young]
        self.assertEqual((others, said), (old, str(len(young))))
        counts = {post: tuple(world.total(post, metric, NOW) for metric in ("engagements", "impressions"))
                  for post in young}
        best = sorted(young, key=lambda post: (-counts[post][0], post))[:5]
        engagements, impressions = map(sum, zip(*counts.values()))
        self.assertEqual(got.stdout.splitlines()[len(others):],
                         [f"{said} of {len(IDS)} Posts: {impressions} impressions, {engagements} engagements",
                          *(f"{post}: {counts[post][0]} engagements, {counts[post][1]} impressions" for post in best)])

    def test_roundup_says_what_stopped_it(self):
        got = with_sim("roundup", "/there/is/none")
        self.assertEqual((got.returncode, got.stdout), (1, ""))
        self.assertIn("roundup: ", got.stderr)
        self.assertIn("/there/is/none", got.stderr)

    def test_event_loop_answers_for_each_of_hundreds(self):
        got = with_sim("event_loop", input="\n".join(IDS[:500]) + "\n", flags="--fault status=503,every=50")
        self.assertEqual((got.returncode, got.stderr), (0, ""))
        told = dict(re.findall(r"(?m)^(\d+) was liked (\d+) times$", got.stdout))
        self.assertEqual(set(told), set(IDS[:500]))
        for post in IDS[:500:100]:
            self.assertEqual(told[post], likes(post))

    def test_event_loop_answers_while_its_input_is_still_open(self):
        with talking("event_loop") as process:
            for post in IDS[:2]:
                process.stdin.write(post + "\n")
                process.stdin.flush()
                self.assertEqual(process.stdout.readline(), f"{post} was liked {likes(post)} times\n")
            process.communicate()
            self.assertEqual(process.returncode, 0)

    def test_event_loop_refuses_what_is_no_id_and_goes_on(self):
        got = with_sim("event_loop", input=f"-5\n{IDS[0]}\n")
        self.assertEqual(got.returncode, 1)
        self.assertIn("-5", got.stderr)
        self.assertIn(IDS[0], got.stdout)

    def test_event_loop_passes_over_comments_and_empty_lines(self):
        got = with_sim("event_loop", input=f"# {'x' * 100}\n\n{IDS[0]}\n")
        self.assertEqual(got.returncode, 0, got.stderr)
        self.assertIn(IDS[0], got.stdout)

    def test_event_loop_ends_where_the_input_is_no_list(self):
        self.assertEqual(with_sim("event_loop", input="x" * 500).returncode, 1)

    def check_crowd(self, loop):
        """A thousand answers from a loop that had them all under way at once."""
        path = EXAMPLES / "data" / "post-ids.txt"
        got = with_sim(loop, path, flags="--fault delay=4s,first=1000")
        self.assertEqual(got.returncode, 0, got.stderr)
        told = dict(re.findall(r"(?m)^(\d+) was liked (\d+) times$", got.stdout))
        self.assertEqual(set(told), set(IDS))
        for post in IDS[::250]:
            self.assertEqual(told[post], likes(post))
        told = re.search(r"1000 answered, 0 failed; (\d+) under way at once; longest stall", got.stderr)
        self.assertIsNotNone(told, got.stderr)
        self.assertGreater(int(told.group(1)), 500)  # 1000, but on a machine that is slow indeed
        self.assertRegex(got.stderr, r"(?m)^\d+ under way, \d+ answered$")  # its own timer's work

    def test_a_thousand_requests_in_an_epoll_loop(self):
        self.check_crowd("epoll_loop")

    def test_a_thousand_requests_in_a_uv_loop(self):
        if not os.path.exists(os.path.join(BUILD, "examples", "uv_loop")):
            self.skipTest("libuv isn't here")
        self.check_crowd("uv_loop")

    def test_loops_say_what_of_their_input_is_wrong(self):
        path = self.folder / "ids"
        path.write_text(f"{IDS[0]}\n-5\n")
        got = with_sim("epoll_loop", path)
        self.assertEqual(got.returncode, 1)
        self.assertIn("-5", got.stderr)
        self.assertIn(IDS[0], got.stdout)
        self.assertIn("No such file", with_sim("epoll_loop", self.folder / "none").stderr)
        self.assertIn("a file of ids is to be given", with_sim("epoll_loop").stderr)

    def log_in(self, answer):
        """Runs login, opens the address it shows, and answers what `answer(page)` makes of the page."""
        shell = 'echo "$XENGAGE_CA_FILE"; exec login "$0"'
        with talking("sh", "-c", shell, str(self.folder / "me.json")) as process:
            trust = ssl.create_default_context(cafile=process.stdout.readline().strip())
            url = next(line.strip() for line in process.stdout if "https://" in line)
            opener = urllib.request.build_opener(urllib.request.ProxyHandler({}),
                                                 urllib.request.HTTPSHandler(context=trust))
            with opener.open(url, timeout=10) as page:
                pin = answer(page.read().decode())
            out, err = process.communicate(pin + "\n", timeout=30)
            return process.returncode, out, err

    def test_login_keeps_the_credentials_of_who_agreed(self):
        status, out, err = self.log_in(lambda page: re.search(r"<code>(\d+)</code>", page).group(1))
        self.assertEqual(status, 0, err)
        self.assertIn("@account_1", out)
        made = self.folder / "me.json"
        self.assertEqual(made.stat().st_mode & 0o777, 0o600)
        got = with_sim("xengage", "28hr", "--credentials", str(made), IDS[0])
        self.assertEqual(got.returncode, 0, got.stderr)

    def test_login_with_a_wrong_pin_keeps_nothing(self):
        status, _, err = self.log_in(lambda page: "0000000")
        self.assertEqual(status, 1)
        self.assertNotEqual(err, "")
        self.assertFalse((self.folder / "me.json").exists())


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    BUILD = os.path.abspath(sys.argv[1])
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
