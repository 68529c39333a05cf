#!/usr/bin/env python3
"""Runs the programs that pages show, in time that runs faster:

    test_pages.py LIBRARY|installed SIMULATOR TIME_WARP always|dask|spark [unittest's arguments]

A block of docs/distributed.md that is a file says `<!-- file: NAME -->`, or `<!-- file: NAME, run: WITH -->`
where it is a program; programs of bindings/python/README.md say `<!-- run -->`.
"""

import collections
import datetime
import math
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import unittest
import unittest.mock

import support

support.take_arguments()
TIME_WARP = os.path.abspath(sys.argv.pop(1))  # tests/jobs/time_warp.c
WITH = sys.argv.pop(1)

import harness  # noqa: E402  found by support
import xengage  # noqa: E402

PAGE = (support.ROOT / "docs/distributed.md").read_text()
README = (support.PACKAGE / "README.md").read_text()
FILES = re.findall(r"<!-- file: ([\w.]+)(?:, run: (\w+))? -->\n```python\n(.*?)```", PAGE, re.DOTALL)
SHARES = 4
LIMIT = 12  # the contract's requests a minute
FASTER = 20
BILLION = 10**9


def minutes(text):
    """A duration as the page writes it, in minutes: "4 days 15 hours", "11 hours 7 minutes"."""
    units = {"year": 525960, "day": 1440, "hour": 60, "minute": 1}
    return sum(int(number) * units[unit] for number, unit in re.findall(r"(\d+) (year|day|hour|minute)", text))


def warped():
    """The environment of programs for which a minute takes three seconds; the same time for all."""
    clocks = (time.CLOCK_MONOTONIC, time.CLOCK_REALTIME)
    began = [str(time.clock_gettime_ns(clock)) for clock in clocks]
    return {"LD_PRELOAD": TIME_WARP, "XENGAGE_WARP": " ".join([str(FASTER), *began])}


def spark_options(environment):
    """Spark itself has the machine's time, its Python workers the faster one."""
    words = [f"--master local[{SHARES}]", "--conf spark.ui.enabled=false"]
    words += [f"--conf 'spark.executorEnv.{name}={value}'" for name, value in environment.items()]
    return " ".join(words + ["pyspark-shell"])


def recent(number):
    """Ids of Posts of ten days ago by the machine's clock, which is the page's programs', too."""
    moment = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=10)
    first = xengage.first_id_at(moment)
    return [first + (i * 2654435761) % (1 << 35) for i in range(number)]


class Programs(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        for name, _, text in FILES:
            (self.folder / name).write_text(text)
        self.out = self.folder / "out"
        self.out.mkdir()

    def run_program(self, sim, warp, name, *arguments):
        path = os.pathsep.join(filter(None, [str(self.folder), os.environ.get("PYTHONPATH")]))
        env = {
            **os.environ,
            **support.USER,
            "XENGAGE_BASE_URL": sim.url,
            "PYTHONPATH": path,
            "PYSPARK_PYTHON": sys.executable,
            "PYSPARK_DRIVER_PYTHON": sys.executable,
            "SPARK_LOCAL_IP": "127.0.0.1",
            "PYSPARK_SUBMIT_ARGS": spark_options(warp),
            **({} if WITH == "spark" else warp),
        }
        command = [sys.executable, self.folder / name, *map(str, arguments)]
        done = subprocess.run(command, cwd=self.folder, env=env, capture_output=True, text=True, timeout=180)
        self.assertEqual(done.returncode, 0, f"{name}:\n{done.stdout}{done.stderr}")
        return done.stdout

    def rows(self):
        """(id, metric) -> count, of all shares' files; none is in them twice."""
        found = {}
        for path in self.out.glob("*.csv"):
            for line in path.read_text().splitlines():
                post, metric, value = line.split(",")
                self.assertNotIn((int(post), metric), found)
                found[int(post), metric] = int(value)
        return found

    def check_whole(self, name):
        """Shares run at once under one limit: together they ask for each id once and keep the limit."""
        ids = recent(6000)
        (self.folder / "ids.txt").write_text("".join(f"{post}\n" for post in ids))
        arguments = ("ids.txt", self.out, SHARES, LIMIT)
        warp = warped()
        with unittest.mock.patch.dict(os.environ, warp):
            now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
            sim = harness.Sim("--now", now, "--rate-limit", str(LIMIT))
        with sim:
            said = self.run_program(sim, warp, name, *arguments)
            log = [line for line in sim.log() if line["path"].endswith("/totals")]
            asked = collections.Counter(int(post) for line in log for post in line["ids"])
            self.assertEqual({line["status"] for line in log}, {200}, "429: the limit was not kept")
            self.assertEqual(asked, collections.Counter(ids))
            self.check_side_by_side(log)
            rows = self.rows()
            self.assertEqual(set(rows), {(post, metric) for post in ids for metric in ("impressions", "engagements")})
            states = re.findall(r"'delivered': (\d+)", said)
            self.assertEqual(len(states), SHARES)
            self.assertEqual(sum(map(int, states)), len(ids))
            for post in ids[::1500]:
                self.assertEqual(rows[post, "engagements"], support.count(post, "engagements", end=now))
            self.check_shares()
            if WITH == "spark":  # it takes long to begin
                return
            self.run_program(sim, warp, name, *arguments)
            self.assertEqual(len(sim.log()), len(log), "what was acknowledged is not asked again")
            self.assertEqual(self.rows(), rows)

    def check_side_by_side(self, log):
        """Shares that were run one after the other would let parts of the limit lie idle."""
        times = collections.defaultdict(list)
        for line in log:
            times[xengage.share_of(int(line["ids"][0]), SHARES)].append(line["time"])
        self.assertEqual(len(times), SHARES)
        self.assertLess(max(min(share) for share in times.values()), min(max(share) for share in times.values()))

    def check_shares(self):
        """Each id is in the file of the share that it falls to."""
        for path in self.out.glob("*.csv"):
            index = int(path.stem.rpartition("-")[2])
            posts = {int(line.partition(",")[0]) for line in path.read_text().splitlines()}
            self.assertEqual({xengage.share_of(post, SHARES) for post in posts}, {index})
            self.assertTrue(len(posts) > 6000 / SHARES * 0.85)


def add(name):
    def test(self):
        self.check_whole(name)

    setattr(Programs, f"test_{name.partition('.')[0]}_asks_for_each_id_once_and_keeps_the_limit", test)


for file, run_with, _ in FILES:
    if run_with == WITH:
        add(file)


class Arithmetic(unittest.TestCase):
    """What the page reckons for a billion ids, from the plans of smaller jobs."""

    def setUp(self):
        self.owner = xengage.Credentials.user(*harness.KEY, *harness.USER)
        client = xengage.Client(base_url="http://127.0.0.1:9")
        self.addCleanup(client.close)
        self.client = client

    def plan(self, ids, endpoint="totals", **more):
        request = xengage.Request(
            endpoint, metrics=["impressions"], groupings={"posts": "tweet.id,engagement.type"}, now=support.NOW
        )
        with xengage.Job(self.client, request, self.owner, ids, **more) as job:
            return job.plan()

    def test_requests_and_durations_are_those_of_the_plan(self):
        def waits(requests, limit):
            """The first minute's requests go at once."""
            return (math.ceil(requests / limit) - 1) * 60

        scale = 1000
        plan = self.plan(range(1, BILLION // scale + 1))
        for limit in (1, 7, 60, 600):
            self.assertEqual(plan.seconds(limit), waits(plan.requests, limit))
        self.assertEqual(plan.requests * scale, 4_000_000)
        self.assertIn("4,000,000 requests", PAGE)
        requests = (4_000_000, 40_000_000, 27 * 40_000_000)
        rows = re.findall(r"^\| ([\d,]+) a minute \| (.+) \| (.+) \| (.+) \|$", PAGE, re.MULTILINE)
        self.assertEqual([row[0] for row in rows], ["60", "600", "6,000"])
        for limit, *durations in rows:
            for number, duration in zip(requests, durations):
                wanted = waits(number, int(limit.replace(",", ""))) / 60
                self.assertAlmostEqual(minutes(duration) / wanted, 1, delta=0.01, msg=duration)

    def test_bytes_of_a_request_are_about_those_of_the_page(self):
        pieces = 20
        with tempfile.TemporaryDirectory() as folder, harness.Sim() as sim:
            journal = pathlib.Path(folder, "journal")
            request = xengage.Request(
                "totals", metrics=["impressions", "engagements"], groupings={"posts": "tweet.id,engagement.type"}
            )
            with xengage.Client(base_url=sim.url) as client:
                job = xengage.Job(client, request, self.owner, recent(250 * pieces), journal=journal)
                job.begin()
                empty = journal.stat().st_size
                rows = 0
                for piece in job:
                    rows += sum(len(f"{post},{metric},{value}\n") for (post, metric), value in piece.result.leaves("posts"))
                    piece.ack()
                sent, received = job.figure(xengage.Figure.BYTES_SENT), job.figure(xengage.Figure.BYTES_RECEIVED)
                job.close()
            measured = {
                "request body": sent / pieces / 1000,
                "2 metrics": received / pieces / 1000,
                "rows": rows / pieces / 1000,
            }
            # Answers that wait to be handed over are kept, until the journal is written anew.
            self.assertLess((journal.stat().st_size - empty) / pieces, 5000)
        for what, size in measured.items():
            told = float(re.search(rf"^\| [^|]*{what}[^|]*\| ([\d.]+) ", PAGE, re.MULTILINE).group(1))
            self.assertAlmostEqual(size / told, 1, delta=0.25, msg=f"{what}: {size}")

    def test_shares_divide_the_ids_evenly_and_completely(self):
        ids = range(support.snowflake(0), support.snowflake(100000))
        plans = [self.plan(ids, share=(index, SHARES)) for index in range(SHARES)]
        self.assertEqual(sum(plan.ids for plan in plans), len(ids))
        own = collections.Counter(xengage.share_of(post, SHARES) for post in ids)
        self.assertEqual([plan.ids for plan in plans], [own[index] for index in range(SHARES)])
        # Each waits for its part of the limit, so that all are through at about the same time.
        whole = self.plan(ids).seconds(600)
        for plan in plans:
            self.assertAlmostEqual(plan.seconds(600), whole, delta=whole * 0.1 + 60)

    def test_windows_of_two_years_are_as_many_as_the_page_says(self):
        plan = self.plan(range(1, 2501), "historical", start="2024-11-24", end="2026-11-24")
        self.assertEqual((plan.pieces, len(plan.windows), plan.requests), (100, 27, 2700))
        self.assertIn("27 windows", PAGE)
        day = self.plan(range(1, 2501), "historical", start="2026-11-22", end="2026-11-23")
        self.assertEqual(day.requests, 100)


class Readme(unittest.TestCase):
    def test_its_programs_run(self):
        programs = support.programs_of(README, "run")
        self.assertEqual(len(programs), 4)
        for program in programs:
            self.assertGreater(support.run_program(program).count("\n"), 1)

    def test_the_example_names_the_best_posts(self):
        ids = [support.snowflake(i) for i in range(600)]
        with tempfile.TemporaryDirectory() as folder, harness.Sim("--now", support.NOW) as sim:
            path = pathlib.Path(folder, "ids.txt")
            path.write_text("".join(f"{post}\n" for post in ids))
            env = {**os.environ, **support.USER, "XENGAGE_BASE_URL": sim.url, "XENGAGE_NOW": support.NOW}
            done = subprocess.run(
                [sys.executable, support.PACKAGE / "examples/top_posts.py", path, "3"],
                env=env,
                capture_output=True,
                text=True,
                timeout=60,
            )
        self.assertEqual(done.returncode, 0, done.stderr)
        best = [line.split() for line in done.stdout.splitlines()]
        self.assertEqual(len(best), 3)
        seen = [int(number.replace(",", "")) for _, number in best]
        self.assertEqual(seen, sorted(seen, reverse=True))
        self.assertEqual(seen[0], support.count(int(best[0][0]), "impressions"))
        self.assertIn("600 delivered", done.stderr)


if WITH != "always":  # once is enough
    del Arithmetic, Readme

if __name__ == "__main__":
    unittest.main()
