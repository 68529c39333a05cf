"""Jobs: any number of ids and accounts, journals, databases, Ctrl-C, shares, top."""
import csv
import gzip
import io
import json
import os
import re
import signal
import sqlite3
import subprocess
import tempfile
import time
import unittest

import harness
from harness import NOW, USER, Server, Simulator, answer, count, environment, refuse, run, snowflake

IDS = [snowflake(i * 3 + 1) for i in range(3000)]
FAVORITES = ["--metrics", "favorites"]


def lines(ids):
    return "".join("%d\n" % post for post in ids)


def table(text):
    return list(csv.DictReader(io.StringIO(text)))


class InFolder(unittest.TestCase):
    """Tests with a folder of their own."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.ids = self.file("ids.txt", lines(IDS))

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def file(self, name, content, mode=0o644):
        data = content if isinstance(content, bytes) else content.encode()
        with open(self.path(name), "wb") as file:
            file.write(data)
        os.chmod(self.path(name), mode)
        return self.path(name)

    def content(self, name):
        with open(self.path(name), encoding="utf-8") as file:
            return file.read()

    def popen(self, server, *arguments):
        """The tool against a server, not waited for."""
        env = environment({**USER, "XENGAGE_BASE_URL": server.url, "XENGAGE_NOW": NOW})
        process = subprocess.Popen([harness.TOOL, *map(str, arguments)], env=env, text=True,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.stderr.close)
        return process


class WrongJobs(InFolder):
    def test_options_that_do_not_go_together_are_named(self):
        journal = ["--journal", self.path("j")]
        for saying, *options in (
            ["--journal takes --format", *journal, "--out", self.path("o")],
            ["--journal takes --format", *journal, "--out", self.path("o"), "--format", "json"],
            ["--journal takes --out", *journal, "--format", "csv"],
            ["--journal takes --out", *journal, "--format", "csv", "--out", "-"],
            ["same file", *journal, "--format", "csv", "--out", self.path("j")],
            ["--sqlite", *journal, "--sqlite", self.path("d")],
            ["--sqlite", "--sqlite", self.path("d"), "--format", "csv"],
            ["--accounts", "--accounts", self.path("a")],
            ["--plan and --explain", "--plan", "--explain"],
            ["--handle-limit ", "--handle-limit", "5"],
            ["--handle-limit-action", "--handle-limit-action", "refuse"],
            ["--share", "--share", "3/2"],
            ["--share", "--share", "0/2"],
            ["--share", "--share", "1"],
            ["--patience", "--patience", "10y"],
            ["--patience", "--patience", "50d"],
            ["--rate-limit", "--rate-limit", "0"],
            ["--ids-format", "--ids-format", "xml"],
        ):
            result = run("totals", "1", *options, env=USER)
            self.assertEqual((result.returncode, result.stdout), (2, ""), options)
            self.assertIn(saying, result.stderr)
        self.assertEqual(os.listdir(self.folder.name), ["ids.txt"])

    def test_top_ranks_by_one_figure(self):
        for options in ([], ["--metric", "impressions", "--by", "engagement-rate"],
                        ["--metric", "shares"], ["--metric", "url_clicks"],
                        ["--metric", "replies", "-n", "0"], ["--metric", "replies", "--start", "x"]):
            result = run("top", "1", *options, env=USER)
            self.assertEqual((result.returncode, result.stdout), (2, ""), options)


class Input(InFolder):
    def asked(self, *arguments):
        result = run("totals", "--explain", *arguments, env=USER)
        self.assertEqual(result.returncode, 0, result.stderr)
        return [int(post) for line in result.stdout.splitlines()
                for post in json.loads(line)["tweet_ids"]]

    def test_a_column_of_csv(self):
        path = self.file("posts.csv", 'text,post,x\r\n"a ""b"",\n c",17,\r\n,18,1\r\n')
        self.assertEqual(self.asked("--ids", path, "--ids-field", "post", "--ids-format", "csv"),
                         [17, 18])

    def test_a_field_of_gzipped_json_lines(self):
        posts = '{"a":{"id":"17"}}\n{"a":{"id":18},"b":[1]}\n'
        path = self.file("posts.jsonl.gz", gzip.compress(posts.encode()))
        self.assertEqual(self.asked("--ids", path, "--ids-field", "a.id"), [17, 18])

    def test_several_files_and_arguments_in_order_without_repeats(self):
        first, second = self.file("1", "9\n7\n"), self.file("2", "8\n9\n")
        self.assertEqual(self.asked("--ids", first, "5", "--ids", second, "7", "6"),
                         [9, 7, 8, 5, 6])

    def test_explain_shows_the_windows_of_a_long_one(self):
        result = run("historical", "--explain", "--now", NOW, "--start", "2026-09-01", "--end",
                     "2026-11-01", snowflake(1), env=USER)
        windows = [(r["start"], r["end"]) for r in map(json.loads, result.stdout.splitlines())]
        self.assertEqual(len(windows), 3)
        self.assertEqual((windows[0][0], windows[-1][1]),
                         ("2026-09-01T00:00:00Z", "2026-11-01T00:00:00Z"))
        for before, after in zip(windows, windows[1:]):
            self.assertEqual(before[1], after[0])


class Windows(unittest.TestCase):
    def run_with(self, made_in):
        """A server that leaves a Post out of the windows before it was made, perhaps of more."""
        post = snowflake(1, days_old=10)

        def script(request):
            return answer(request, leave_out=[post] if request.body["end"] < made_in else ())

        with Server(script) as server:
            result = server.run("historical", *FAVORITES, "--format", "csv", "--start", "2026-09-01",
                                "--end", "2026-11-24", post)
        return result, "%d,favorites," % post, count(post, "favorites")

    def test_a_post_is_not_missed_before_it_was_made(self):
        result, row, value = self.run_with("2026-11-01")
        self.assertEqual((result.returncode, result.stdout.splitlines()[1]), (0, row + str(value)))

    def test_a_post_that_is_missed_after_it_was_made_has_failed(self):
        result, row, _ = self.run_with("2026-12-01")
        self.assertEqual((result.returncode, result.stdout.splitlines()[1:]), (1, [row]))
        self.assertIn("1 missing", result.stderr)


class Plan(InFolder):
    def plan(self, *arguments, **options):
        result = run(*arguments, "--plan", **options)
        self.assertEqual(result.returncode, 0, result.stderr)
        return dict(re.split(r"  +", line, maxsplit=1) for line in result.stdout.splitlines())

    def test_requests_and_time_are_told_and_nothing_is_sent_nor_written(self):
        with Server(answer) as server:
            got = self.plan("totals", "--ids", self.ids, IDS[0], "--rate-limit", "6", "--journal",
                            self.path("j"), "--out", self.path("o"), "--format", "csv",
                            env={**USER, "XENGAGE_BASE_URL": server.url})
            self.assertEqual(server.requests, [])
        self.assertEqual((got["ids given"], got["ids to ask for"], got["repeats"]),
                         ("3001", "3000", "1"))
        self.assertEqual((got["pieces"], got["requests"], got["requests left"]), ("12", "12", "12"))
        self.assertRegex(got["time"], r"^(1 min \d+ s|2 min 0 s)$")
        self.assertEqual(os.listdir(self.folder.name), ["ids.txt"])

    def test_credentials_are_not_needed(self):
        got = self.plan("28hr", "--ids", self.ids)
        self.assertEqual((got["windows"], got["requests"]), ("1", "120"))
        self.assertIn("unknown", got["time"])

    def test_windows_are_counted(self):
        got = self.plan("historical", "--ids", self.ids, "--start", "2025-11-24", "--end",
                        "2026-11-23", "--now", NOW)
        self.assertEqual((got["windows"], got["from"], got["until"]),
                         ("13", "2025-11-24T00:00:00Z", "2026-11-23T00:00:00Z"))
        self.assertEqual(got["requests"], str(13 * 120))

    def test_shares_divide_the_ids(self):
        parts = [self.plan("totals", "--ids", self.ids, "--share", "%d/3" % i) for i in (1, 2, 3)]
        self.assertEqual(sum(int(part["ids to ask for"]) for part in parts), len(IDS))


class Journal(InFolder):
    def command(self, form="csv", *more):
        return ["totals", "--ids", self.ids, *FAVORITES, "--format", form, "--out",
                self.path("out"), "--journal", self.path("journal"), *more]

    def slowly(self, request):
        time.sleep(0.01)
        bad = [post for post in request.ids if post % 100 == 7]
        return answer(request, leave_out=bad, unavailable_tweet_ids=list(map(str, bad)))

    def test_killed_anywhere_the_output_is_that_of_one_run(self):
        for form in ("csv", "jsonl"):
            with Server(self.slowly) as server:
                whole = server.run("totals", "--ids", self.ids, *FAVORITES, "--format", form)
            for end in (1, 4, 7, 11):
                with Server(self.slowly) as server:
                    process = self.popen(server, *self.command(form))
                    while len(server.requests) < end and process.poll() is None:
                        time.sleep(0.001)
                    process.kill()
                    process.wait()
                with Server(self.slowly) as server:
                    result = server.run(*self.command(form))
                    self.assertEqual(result.returncode, 1, result.stderr)
                    self.assertLessEqual(len(server.requests), 12)
                self.assertEqual(self.content("out"), whole.stdout)
                os.remove(self.path("out"))
                os.remove(self.path("journal"))

    def test_killed_anywhere_a_gzipped_output_holds_that_of_one_run(self):
        for form, *more in (["csv"], ["jsonl", "--wide"]):
            with Server(self.slowly) as server:
                whole = server.run("totals", "--ids", self.ids, *FAVORITES, "--format", form, *more)
            for end in (1, 6, 11):
                with Server(self.slowly) as server:
                    process = self.popen(server, *self.command(form, "--gzip", *more))
                    while len(server.requests) < end and process.poll() is None:
                        time.sleep(0.001)
                    process.kill()
                    process.wait()
                with Server(self.slowly) as server:
                    result = server.run(*self.command(form, "--gzip", *more))
                    self.assertEqual(result.returncode, 1, result.stderr)
                    with gzip.open(self.path("out"), "rt", encoding="utf-8") as file:
                        self.assertEqual(file.read(), whole.stdout)
                    with open(self.path("out"), "rb") as file:
                        once = file.read()
                    asked = len(server.requests)
                    self.assertEqual(server.run(*self.command(form, "--gzip", *more)).returncode, 1)
                    self.assertEqual(len(server.requests), asked, "it is finished")
                with open(self.path("out"), "rb") as file:
                    self.assertEqual(file.read(), once)
                os.remove(self.path("out"))
                os.remove(self.path("journal"))

    def test_an_output_of_another_form_is_not_gone_on_with(self):
        for form in ("csv", "jsonl"):
            with Server(answer) as server:
                self.assertEqual(server.run(*self.command(form, "--gzip")).returncode, 0)
                for more in ([], ["--gzip", "--wide"]):
                    result = server.run(*self.command(form, *more))
                    self.assertEqual(result.returncode, 5, more)
                    self.assertIn("--out", result.stderr)
            os.remove(self.path("out"))
            os.remove(self.path("journal"))

    def test_a_finished_job_asks_nothing_and_writes_the_same(self):
        group = ["--group", "a=tweet.id", "--group", "sum=engagement.type"]
        with Server(answer) as server:
            self.assertEqual(server.run(*self.command(), *group).returncode, 0)
            once = self.content("out")
            asked = len(server.requests)
            self.assertEqual(server.run(*self.command(), *group).returncode, 0)
            self.assertEqual(len(server.requests), asked)
        self.assertEqual(self.content("out"), once)
        total = sum(count(post, "favorites") for post in IDS)
        self.assertIn("sum,,favorites,%d\n" % total, once)

    def test_an_output_that_does_not_belong_to_the_journal_is_refused(self):
        with Server(answer) as server:
            self.assertEqual(server.run(*self.command()).returncode, 0)
            self.file("out", self.content("out")[:1000])
            result = server.run(*self.command())
            self.assertEqual(result.returncode, 5)
            self.assertIn("belong together", result.stderr)
            self.file("out", "x" * 1000000)
            result = server.run(*self.command())
            self.assertEqual(result.returncode, 5)
            self.assertIn("first line", result.stderr)

    def test_a_file_that_is_there_is_not_written_over(self):
        self.file("out", "precious")
        result = run(*self.command(), env=USER)
        self.assertEqual(result.returncode, 2)
        self.assertIn("--out", result.stderr)
        self.assertEqual(self.content("out"), "precious")
        self.assertFalse(os.path.exists(self.path("journal")))

    def test_a_journal_of_another_job_is_refused(self):
        with Server(answer) as server:
            server.run(*self.command())
            result = server.run(*self.command(), IDS[-1] + 1)
        self.assertEqual(result.returncode, 5)
        self.assertIn("--journal", result.stderr)


class Database(InFolder):
    def command(self, *more):
        return ["totals", "--ids", self.ids, *FAVORITES, "--sqlite", self.path("db"), *more]

    def ask(self, question):
        with sqlite3.connect(self.path("db")) as database:
            rows = database.execute(question).fetchall()
        database.close()
        return rows

    def script(self, request):
        time.sleep(0.01)
        bad = [post for post in request.ids if post % 100 == 7]
        return answer(request, leave_out=bad, unavailable_tweet_ids=list(map(str, bad)))

    def test_killed_anywhere_the_tables_are_those_of_one_run(self):
        group = ["--group", "posts=tweet.id,engagement.type", "--group", "sums=engagement.type"]
        bad = {post for post in IDS if post % 100 == 7}
        for end in (1, 5, 11):
            with Server(self.script) as server:
                process = self.popen(server, *self.command(*group))
                while len(server.requests) < end and process.poll() is None:
                    time.sleep(0.001)
                process.kill()
                process.wait()
            with Server(self.script) as server:
                result = server.run(*self.command(*group))
                self.assertEqual(result.returncode, 1, result.stderr)
            self.assertEqual(
                self.ask("SELECT * FROM posts ORDER BY tweet_id"),
                [(post, "favorites", None if post in bad else count(post, "favorites"))
                 for post in IDS])
            self.assertEqual(self.ask("SELECT * FROM sums"),
                             [("favorites",
                               sum(count(post, "favorites") for post in IDS if post not in bad))])
            states = self.ask("SELECT tweet_id, state, reason FROM xengage_ids ORDER BY 1")
            self.assertEqual([row[0] for row in states], IDS)
            self.assertEqual({row[0] for row in states if row[1] == "unavailable"}, bad)
            self.assertTrue(all(row[2] for row in states if row[1] != "delivered"))
            os.remove(self.path("db"))

    def test_a_finished_job_asks_nothing(self):
        with Server(answer) as server:
            self.assertEqual(server.run(*self.command()).returncode, 0)
            asked = len(server.requests)
            self.assertEqual(server.run(*self.command()).returncode, 0)
            self.assertEqual(len(server.requests), asked)

    def test_hours_have_a_day_beside_them(self):
        with Server(answer) as server:
            result = server.run("historical", IDS[0], *FAVORITES, "--sqlite", self.path("db"),
                                "--group", "h=tweet.id,engagement.hour")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual([row[:3] for row in self.ask("SELECT * FROM h ORDER BY hour")],
                         [(IDS[0], "", 0), (IDS[0], "", 1)])

    def test_a_database_of_another_job_or_of_somebody_else_is_refused(self):
        with Server(answer) as server:
            server.run(*self.command())
            result = server.run(*self.command(), IDS[-1] + 1)
            self.assertEqual(result.returncode, 5)
            self.assertIn("--sqlite", result.stderr)
            os.remove(self.path("db"))
            self.ask("CREATE TABLE metrics (mine)")
            result = server.run(*self.command())
        self.assertEqual(result.returncode, 5)
        self.assertIn("already exists", result.stderr)
        self.assertEqual(self.ask("SELECT name FROM sqlite_schema"), [("metrics",)])

    def test_what_is_no_database_is_refused_and_left_alone(self):
        self.file("db", "no database at all" * 100)
        result = run(*self.command(), env=USER)
        self.assertEqual(result.returncode, 5)
        self.assertEqual(self.content("db"), "no database at all" * 100)

    def test_names_that_can_not_be_tables_are_refused(self):
        for group in (["xengage_ids=tweet.id"], ["a=tweet.id", "A=tweet.id"]):
            options = [word for name in group for word in ("--group", name)]
            result = run(*self.command(*options), env=USER)
            self.assertEqual(result.returncode, 2)
            self.assertIn("--group", result.stderr)


class Signals(InFolder):
    def slowly(self, request):
        time.sleep(0.3)
        return answer(request)

    def command(self):
        return ["totals", "--ids", self.ids, *FAVORITES, "--format", "csv", "--out",
                self.path("out"), "--journal", self.path("journal"), "--concurrency", "2"]

    def interrupted(self, server, times, number=signal.SIGINT):
        process = self.popen(server, *self.command())
        while len(server.requests) < 3 and process.poll() is None:
            time.sleep(0.005)
        process.send_signal(number)
        said = ""
        if times > 1:
            while "again to stop at once" not in said:
                line = process.stderr.readline()
                self.assertNotEqual(line, "", said)
                said += line
            process.send_signal(number)
        begun = time.monotonic()
        said += process.communicate(timeout=20)[1]
        return process.returncode, said, time.monotonic() - begun

    def test_once_finishes_what_is_under_way_and_says_how_to_go_on(self):
        with Server(self.slowly) as server:
            status, said, _ = self.interrupted(server, 1)
            asked = [tuple(request.ids) for request in server.requests]
        self.assertEqual(status, 130, said)
        self.assertRegex(said, r"finishing \d+ requests?; again to stop at once")
        self.assertIn("to go on: %s totals --ids " % harness.TOOL, said)
        self.assertLess(len(asked), 12)
        with Server(answer) as server:
            result = server.run(*self.command())
            self.assertEqual(result.returncode, 0, result.stderr)
            again = [tuple(request.ids) for request in server.requests]
        self.assertEqual(set(asked) & set(again), set(), "what was under way isn't asked again")
        self.assertEqual([int(row["tweet_id"]) for row in table(self.content("out"))], IDS)

    def test_twice_stops_at_once_and_loses_nothing(self):
        def hang(request):
            time.sleep(0 if IDS[0] in request.ids else 3)
            return answer(request)

        with Server(hang) as server:
            status, said, took = self.interrupted(server, 2)
        self.assertEqual(status, 130, said)
        self.assertLess(took, 2)
        with Server(answer) as server:
            self.assertEqual(server.run(*self.command()).returncode, 0)
        self.assertEqual([int(row["tweet_id"]) for row in table(self.content("out"))], IDS)

    def test_a_polite_end_is_143(self):
        with Server(self.slowly) as server:
            self.assertEqual(self.interrupted(server, 1, signal.SIGTERM)[0], 143)

    def test_a_reader_that_has_enough_ends_it_quietly(self):
        with Server(answer) as server:
            env = environment({**USER, "XENGAGE_BASE_URL": server.url, "XENGAGE_NOW": NOW})
            result = subprocess.run(
                ["sh", "-c", '"$@" | head -n 1', "sh", harness.TOOL, "totals", "--ids", self.ids,
                 "--format", "csv", "--quiet"], env=env, capture_output=True, text=True,
                check=False, timeout=30)
        self.assertEqual(result.stdout, "tweet_id,engagement_type,value\n")
        self.assertEqual(result.stderr, "")


class Accounts(InFolder):
    def account(self, name, token):
        return self.file(name, json.dumps({
            "consumer_key": "k", "consumer_secret": "s", "access_token": token,
            "access_token_secret": "t"}), 0o600)

    def accounts(self, rows):
        return self.file("accounts.csv", "name,ids,credentials\n" + rows)

    def test_each_account_sees_its_own_ids_and_one_that_is_refused_stops_alone(self):
        for number in (1, 2, 3):
            self.account("%d.json" % number, "100%d-x" % number)
            self.file("%d.txt" % number, lines(IDS[number * 600:number * 600 + 600]))
        path = self.accounts('one,1.txt,1.json\n"two, too",2.txt,2.json\n,3.txt,3.json\n')

        def script(request):
            if 'oauth_token="1002-x"' in request.headers["Authorization"]:
                return refuse(401, "Your account could not be authenticated. Reason: x")
            return answer(request)

        with Server(script) as server:
            result = server.run("totals", "--accounts", path, *FAVORITES, "--format", "csv", env={})
        self.assertEqual(result.returncode, 3, result.stderr)
        self.assertEqual({int(row["tweet_id"]) for row in table(result.stdout)},
                         {*IDS[600:1200], *IDS[1800:2400]})
        self.assertIn("two, too", result.stderr)
        self.assertIn("1200 of 1800", result.stderr)
        self.assertIn("600 not asked for", result.stderr)
        for request in server.requests:
            self.assertIn('oauth_token="100%d-x"' % (IDS.index(request.ids[0]) // 600),
                          request.headers["Authorization"])

    def test_files_that_make_no_sense_are_named_with_their_line(self):
        self.account("1.json", "1001-x")
        self.file("1.txt", "17\n")
        for rows, saying in (("one,,1.json\n", "accounts.csv:2"), ("", "no account"),
                             ("a,1.txt,1.json\nb,2.txt,1.json\n", "2.txt"),
                             ("a,1.txt,9.json\n", "9.json"), ('"a,1.txt', "quote")):
            result = run("totals", "--accounts", self.accounts(rows), "--plan")
            self.assertGreater(result.returncode, 1, rows)
            self.assertIn(saying, result.stderr)
        path = self.file("accounts.csv", "ids\n1.txt\n")
        self.assertEqual(run("totals", "--accounts", path, "--plan").returncode, 2)

    def test_users_are_counted_and_limited(self):
        ledger = ["--ledger", self.path("ledger")]
        refuse_more = ["--handle-limit", "1", "--handle-limit-action", "refuse"]
        with Server(answer) as server:
            result = server.run("totals", IDS[0], *ledger)
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertIn("1 user read this month", result.stderr)
            self.assertIn("1001", self.content("ledger"))
            same = server.run("totals", IDS[0], *ledger, *refuse_more)
            self.assertEqual(same.returncode, 0, same.stderr)
            asked = len(server.requests)
            other = self.account("2.json", "1002-x")
            result = server.run("totals", IDS[0], *ledger, *refuse_more, "--credentials", other)
            self.assertEqual(result.returncode, 5, result.stderr)
            self.assertEqual(len(server.requests), asked)


class Shares(InFolder):
    def test_shares_are_together_the_whole_and_apart(self):
        with Server(answer) as server:
            parts = [server.run("totals", "--ids", self.ids, *FAVORITES, "--format", "csv",
                                "--share", "%d/4" % share) for share in (1, 2, 3, 4)]
        ids = [int(row["tweet_id"]) for part in parts for row in table(part.stdout)]
        self.assertEqual(sorted(ids), IDS)
        for part in parts:
            self.assertEqual(part.returncode, 0, part.stderr)
            self.assertGreater(len(table(part.stdout)), 500)


class Top(InFolder):
    def best(self, figure, *arguments, number=5):
        with Server(answer) as server:
            result = server.run("top", "--ids", self.ids, "-n", number, *arguments)
            self.assertEqual(result.returncode, 0, result.stderr)
        wanted = sorted(IDS, key=lambda post: (-figure(post), post))[:number]
        return wanted, result.stdout

    def test_the_best_by_a_metric(self):
        def favorites(post):
            return count(post, "favorites")

        wanted, text = self.best(favorites, "--metric", "favorites", "--format", "csv")
        self.assertEqual(text, "rank,tweet_id,favorites\n" + "".join(
            "%d,%d,%d\n" % (i + 1, post, favorites(post)) for i, post in enumerate(wanted)))
        _, text = self.best(favorites, "--metric", "favorites", "--format", "json")
        self.assertEqual([row["tweet_id"] for row in json.loads(text)], list(map(str, wanted)))
        _, text = self.best(favorites, "--metric", "favorites")
        self.assertEqual([line.split()[1] for line in text.splitlines()[1:]],
                         list(map(str, wanted)))

    def test_the_best_by_engagement_rate(self):
        def rate(post):
            return count(post, "engagements") / count(post, "impressions")

        _, text = self.best(rate, "--by", "engagement-rate", "--format", "jsonl", number=3)
        rows = [json.loads(line) for line in text.splitlines()]
        self.assertEqual([row["rank"] for row in rows], [1, 2, 3])
        for row in rows:
            self.assertAlmostEqual(row["engagement_rate"], rate(int(row["tweet_id"])), places=5)

    def test_the_simulators_formula_agrees(self):
        with Simulator() as sim:
            result = sim.run("top", "--metric", "impressions", "-n", 3, "--format", "csv",
                             *IDS[:30])
            values = {post: int(sim.ask("--count", post, "impressions", "creation", NOW))
                      for post in IDS[:30]}
        self.assertEqual(result.returncode, 0, result.stderr)
        wanted = sorted(values, key=lambda post: (-values[post], post))[:3]
        self.assertEqual([(int(row["tweet_id"]), int(row["impressions"]))
                          for row in table(result.stdout)], [(i, values[i]) for i in wanted])


class Outages(InFolder):
    def test_an_outage_is_waited_for_once_the_server_has_answered(self):
        state = {"answered": 0, "failed": 0}

        def script(request):
            if state["answered"] >= 2 and state["failed"] < 8:
                state["failed"] += 1
                return refuse(503, "down")
            state["answered"] += 1
            return answer(request)

        with Server(script) as server:
            result = server.run("totals", "--ids", self.ids, *FAVORITES, "--format", "csv",
                                "--concurrency", "2")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(len(table(result.stdout)), len(IDS))

    def test_patience_ends(self):
        with Server(lambda _: refuse(503, "down")) as server:
            begun = time.monotonic()
            result = server.run("totals", IDS[0], "--patience", "1s")
        self.assertEqual((result.returncode, result.stdout), (4, ""), result.stderr)
        self.assertLess(time.monotonic() - begun, 30)


class Sums(InFolder):
    def test_groupings_without_posts_are_over_all_of_them(self):
        total = sum(count(post, "favorites") for post in IDS)
        for form in ("csv", "jsonl", "json", "table"):
            with Server(answer) as server:
                result = server.run("totals", "--ids", self.ids, *FAVORITES, "--group",
                                    "g=engagement.type", "--format", form)
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertIn("{:,}".format(total) if form == "table" else str(total), result.stdout)

    def test_json_lines_have_a_line_a_count_and_one_for_each_id_that_is_not_delivered(self):
        def script(request):
            return answer(request, leave_out=IDS[:1], unavailable_tweet_ids=[str(IDS[0])])

        with Server(script) as server:
            result = server.run("totals", *IDS[:2], *FAVORITES, "--format", "jsonl")
        self.assertEqual(result.returncode, 1, result.stderr)
        got = [json.loads(line) for line in result.stdout.splitlines()]
        first, second = str(IDS[0]), str(IDS[1])
        self.assertEqual(got[:2], [
            {"tweet_id": first, "engagement_type": "favorites", "value": None},
            {"tweet_id": second, "engagement_type": "favorites",
             "value": count(IDS[1], "favorites")}])
        self.assertEqual((got[2]["tweet_id"], got[2]["state"]), (first, "unavailable"))
        self.assertTrue(got[2]["reason"])
        self.assertEqual(len(got), 3)
