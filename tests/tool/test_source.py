#!/usr/bin/env python3
"""Tests of what report and plot are given: test_source.py XENGAGE SIM SOURCE_DUMP [unittest arguments]"""
import collections
import csv
import errno
import gzip
import io
import itertools
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True  # nothing of a test run stays in the source folder

import harness  # noqa: E402 pylint: disable=wrong-import-position

if len(sys.argv) < 4:
    sys.exit(__doc__)
harness.TOOL, harness.SIM, DUMP = map(os.path.abspath, sys.argv[1:4])

# pylint: disable=wrong-import-position
from harness import NOW, USER, Server, Simulator, answer, environment, snowflake  # noqa: E402

METRICS = "impressions,engagements,favorites,replies,video_views"
FULL = "g=tweet.id,engagement.type,engagement.day,engagement.hour"
WINDOW = ("--start", "2026-11-20", "--end", "2026-11-23")
FAULTS = ("--unavailable", "10", "--forbidden", "10", "--negative", "5")
IDS = [snowflake(i * 4093 + 7, 1 + i * 3) for i in range(60)]
LINES = "".join("%d\n" % post for post in IDS)

Dump = collections.namedtuple("Dump", "counts fates results any outcome")


def dump(*arguments, stdin=None, env=None, status=0):
    """What the sink gets: counts by grouping, Post, metric, day, hour and key; fates by Post."""
    variables = environment({"XENGAGE_NOW": NOW, **(env or {})})
    outcome = subprocess.run([DUMP, *map(str, arguments)], env=variables, input=stdin,
                             capture_output=True, timeout=50, check=False)
    outcome.stdout = outcome.stdout.decode()
    outcome.stderr = outcome.stderr.decode()
    assert outcome.returncode == status, outcome
    counts, fates, results, known = {}, {}, 0, None
    for line in outcome.stdout.splitlines():
        cells = line.split("\t")
        if cells[0] == "result":
            results += 1
        elif cells[0] == "any":
            known = cells[1]
        elif cells[0] == "fate":
            assert int(cells[1]) not in fates, "the fate of a Post is told once: %s" % line
            fates[int(cells[1])] = tuple(cells[2:])
        else:
            assert tuple(cells[:6]) not in counts, "a count comes once: %s" % line
            counts[tuple(cells[:6])] = None if cells[-1] == "null" else int(cells[-1])
    return Dump(counts, fates, results, known, outcome)


def refusal(data, *arguments):
    """What is said about a file with these bytes."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "file")
        with open(path, "wb") as file:
            file.write(data if isinstance(data, bytes) else data.encode())
        said = dump(*arguments, path, status=2).outcome
        assert said.stdout == "" or "\n" in said.stdout
        return said.stderr.replace(path, "FILE")


def dump_of(data):
    return dump("-", stdin=data if isinstance(data, bytes) else data.encode())


def count(text):
    """How many counts are delivered or null."""
    outcome = subprocess.run([DUMP, "--count", "-"], input=text.encode(), capture_output=True,
                             timeout=50, check=True)
    return int(outcome.stdout)


def renamed(counts, grouping="metrics"):
    """CSV and databases of one grouping don't tell its name."""
    return {(grouping, *key[1:]): value for key, value in counts.items()}


def delivered(counts):
    return {key: value for key, value in counts.items() if value is not None}


def widen(text):
    """Long CSV of one grouping as wide."""
    rows = list(csv.DictReader(io.StringIO(text)))
    keys = [name for name in rows[0] if name not in ("engagement_type", "value")]
    metrics = list(dict.fromkeys(row["engagement_type"] for row in rows))
    wide = {}
    for row in rows:
        wide.setdefault(tuple(row[key] for key in keys), {})[row["engagement_type"]] = row["value"]
    lines = [",".join(keys + metrics)]
    lines += [",".join([*key, *(values.get(metric, "") for metric in metrics)])
              for key, values in wide.items()]
    return "\n".join(lines) + "\n"


class Formats(unittest.TestCase):
    """The same run in all formats gives the same."""

    maxDiff = 2000

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.path = {}
        with Simulator(*FAULTS) as sim:
            for name, (command, *options) in cls.runs().items():
                for form in ("json", "jsonl", "csv", "sqlite"):
                    path = cls.path[name, form] = os.path.join(cls.folder.name, name + "." + form)
                    where = ("--sqlite", path) if form == "sqlite" else ("--format", form, "--out",
                                                                        path)
                    outcome = sim.run(command, "--ids", "-", "--metrics", METRICS,
                                      *options, *where, stdin=LINES)
                    assert outcome.returncode == 1, outcome.stderr
            env = {"XENGAGE_BASE_URL": sim.url, "XENGAGE_CA_FILE": sim.ca, **USER}
            cls.live = dump("--run", "report", "--ids", "-", "--metrics", METRICS, *WINDOW,
                            stdin=LINES.encode(), env=env, status=1)
            cls.live_totals = dump("--run", "report", "--endpoint", "totals", "--ids", "-",
                                   "--metrics", METRICS, stdin=LINES.encode(), env=env, status=1)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @staticmethod
    def runs():
        return {
            "hours": ("historical", *WINDOW, "--group", FULL),
            "totals": ("totals",),
            "several": ("historical", *WINDOW, "--group", "by metric=engagement.type,tweet.id",
                        "--group", "daily=tweet.id,engagement.type,engagement.day",
                        "--group", 'sum, "all"=engagement.day,engagement.type'),
            "sums": ("historical", *WINDOW, "--group", "g=engagement.type,engagement.day"),
        }

    def read(self, name, form):
        return dump(self.path[name, form])

    def text(self, name, form):
        with open(self.path[name, form], encoding="utf-8", newline="") as file:
            return file.read()

    def test_hours_by_post(self):
        want = self.read("hours", "json")
        self.assertGreater(len(want.counts), 10000)
        for form in ("jsonl", "csv", "sqlite"):
            got = self.read("hours", form)
            self.assertEqual(delivered(got.counts), renamed(delivered(want.counts)), form)

    def test_a_job_gives_what_its_files_hold(self):
        files = self.read("hours", "json")
        self.assertEqual(delivered(self.live.counts), renamed(delivered(files.counts)))
        self.assertEqual(self.live.any, "yes")
        files = self.read("totals", "json")
        self.assertEqual(delivered(self.live_totals.counts), delivered(files.counts))
        self.assertEqual({key[3:5] for key in self.live_totals.counts}, {("-", "-")})

    def test_totals(self):
        want = self.read("totals", "json")
        self.assertGreater(len(want.counts), 150)
        for form in ("jsonl", "csv", "sqlite"):
            got = self.read("totals", form)
            self.assertEqual(got.counts, want.counts, form)

    def test_several_groupings_come_in_one_result(self):
        want = self.read("several", "json")
        self.assertEqual({key[0] for key in want.counts}, {"by metric", "daily", 'sum, "all"'})
        for form in ("jsonl", "csv", "sqlite"):
            got = self.read("several", form)
            self.assertEqual(got.results, 1)
            self.assertEqual(delivered(got.counts), delivered(want.counts), form)

    def test_sums_without_posts(self):
        want = self.read("sums", "json")
        self.assertEqual(len(want.counts), 3 * len(METRICS.split(",")))
        for form in ("jsonl", "csv", "sqlite"):
            self.assertEqual(self.read("sums", form).counts, renamed(want.counts), form)

    def test_states_and_reasons(self):
        want = self.live_totals.fates
        states = {state for state, _ in want.values()}
        self.assertEqual(states, {"unavailable", "forbidden", "unsupported"})
        self.assertTrue(all(reason for _, reason in want.values()))
        for form in ("jsonl", "sqlite"):
            self.assertEqual(self.read("totals", form).fates, want, form)
        document = self.read("totals", "json").fates
        self.assertEqual({post: state for post, (state, _) in document.items()},
                         {post: state for post, (state, _) in want.items()})

    def test_the_gravest_state_counts(self):
        """A Post of a stranger that is too old, too, is in two lists of the document."""
        got = dump_of('{"m":{"123":{"impressions":"5"}},"forbidden_tweet_ids":["124"],'
                      '"unsupported_for_video_views_tweet_ids":["123","124"]}')
        self.assertEqual({post: state for post, (state, _) in got.fates.items()},
                         {124: "forbidden", 123: "unsupported"})

    def test_csv_tells_what_was_not_delivered_but_not_why(self):
        want = {post: ("delivered in part" if state == "unsupported" else "not delivered", "")
                for post, (state, _) in self.live_totals.fates.items()}
        self.assertEqual(self.read("totals", "csv").fates, want)

    def test_posts_without_any_count_are_left_out(self):
        gone = {str(post) for post, (state, _) in self.live_totals.fates.items()
                if state != "unsupported"}
        self.assertGreater(len(gone), 3)
        for form in ("json", "jsonl", "csv", "sqlite"):
            self.assertFalse(gone & {key[1] for key in self.read("totals", form).counts}, form)

    def test_gzip_is_told_by_its_bytes(self):
        for form in ("json", "jsonl", "csv"):
            data = self.text("hours", form).encode()
            want = self.read("hours", form)
            half = len(data) // 2
            for packed in (gzip.compress(data), gzip.compress(data[:half]) +
                           gzip.compress(b"") + gzip.compress(data[half:])):
                self.assertEqual(dump_of(packed)[:3], want[:3], form)

    def test_standard_input(self):
        for form in ("json", "jsonl", "csv"):
            data = self.text("hours", form).encode()
            self.assertEqual(dump_of(data)[:3], self.read("hours", form)[:3], form)

    def test_wide_csv(self):
        for name in ("hours", "totals"):
            text = widen(self.text(name, "csv"))
            want, got = self.read(name, "csv"), dump_of(text)
            self.assertEqual(delivered(got.counts), delivered(want.counts), name)
        self.assertEqual(got.fates, want.fates)

    def test_wide_json_lines(self):
        text = widen(self.text("totals", "csv"))
        lines = ""
        for row in csv.DictReader(io.StringIO(text)):
            values = {name: json.loads(value or "null") for name, value in row.items()
                      if name != "tweet_id"}
            lines += json.dumps({"tweet_id": row["tweet_id"], **values}) + "\n"
        self.assertEqual(dump_of(lines).counts, self.read("totals", "csv").counts)

    def test_what_the_library_writes(self):
        for name in self.runs():
            want = self.read(name, "json").counts
            want = want if name == "several" else renamed(want)
            for how in itertools.product(("csv", "jsonl"), ("long", "wide"), ("plain", "gzip")):
                text = subprocess.run([DUMP, "--write", *how, self.path[name, "json"]], check=True,
                                      capture_output=True, timeout=50).stdout
                self.assertEqual(delivered(dump_of(text).counts), delivered(want), (name, how))

    def test_what_the_tool_writes_wide_and_compressed(self):
        with Simulator(*FAULTS) as sim:
            for form, options in itertools.product(("csv", "jsonl"),
                                                   (("--wide",), ("--gzip",), ("--wide", "--gzip"))):
                path = os.path.join(self.folder.name, "written")
                outcome = sim.run("totals", "--ids", "-", "--metrics", METRICS, "--format", form,
                                  *options, "--out", path, stdin=LINES)
                self.assertEqual(outcome.returncode, 1, outcome.stderr)
                got, want = dump(path), self.read("totals", form)
                self.assertEqual((got.counts, got.fates), (want.counts, want.fates), options)
                with open(path, "rb") as file:
                    self.assertEqual(file.read(2) == b"\x1f\x8b", "--gzip" in options)

    def test_line_ends_of_windows_and_a_byte_order_mark(self):
        for form in ("csv", "jsonl", "json"):
            text = self.text("totals", form)
            self.assertEqual(dump_of("\ufeff" + text.replace("\n", "\r\n"))[:3],
                             self.read("totals", form)[:3], form)

    def test_empty_lines_say_nothing(self):
        for form in ("csv", "jsonl"):
            lines = self.text("totals", form).splitlines()
            got = dump_of("\n".join([*lines[:5], "", "\r", *lines[5:], "", "", ""]))
            self.assertEqual(got[:3], self.read("totals", form)[:3], form)

    def test_the_order_of_lines_of_a_small_file_does_not_matter(self):
        header, *lines = self.text("totals", "csv").splitlines()
        lines.sort(key=lambda line: line.split(",")[1])
        got = dump_of("\n".join([header, *lines, ""]))
        self.assertEqual(got.counts, self.read("totals", "csv").counts)
        self.assertEqual(got.results, 1)

    def test_a_database_that_is_written_to_can_be_read(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "copy")
            with open(self.path["totals", "sqlite"], "rb") as file:
                data = file.read()
            with open(path, "wb") as file:
                file.write(data)
            with sqlite3.connect(path) as database:
                database.execute("BEGIN IMMEDIATE")
                database.execute("DELETE FROM metrics")
                self.assertEqual(dump(path).counts, self.read("totals", "sqlite").counts)
                database.rollback()
            database.close()

    def test_a_database_in_a_folder_that_nobody_writes_to(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "100%#1?")
            shutil.copy(self.path["totals", "sqlite"], path)
            os.chmod(path, 0o444)
            os.chmod(folder, 0o555)
            other = {"user": 65534} if os.geteuid() == 0 else {}
            try:
                outcome = subprocess.run([DUMP, "--count", path], capture_output=True, timeout=50,
                                         check=False, **other)
            except PermissionError:
                self.skipTest("the program is out of another user's reach")
            finally:
                os.chmod(folder, 0o755)
            self.assertEqual((outcome.returncode, outcome.stderr), (0, b""))
            self.assertEqual(int(outcome.stdout), len(self.read("totals", "sqlite").counts))

    def test_a_document_read_back_is_equal(self):
        """What report reads of a document is what the document says, count by count."""
        document = json.loads(self.text("hours", "json"))
        counts = {("g", post, metric, day, hour, "-"): None if value is None else int(value)
                  for post, metrics in document["g"].items() for metric, days in metrics.items()
                  for day, hours in days.items() for hour, value in hours.items()}
        got = self.read("hours", "json")
        old = {post for name in document if name.startswith("unsupported")
               for post in document[name]}
        for key, value in counts.items():
            if got.counts[key] is None:
                self.assertIn(key[1], old)
                self.assertIn(key[2], ("impressions", "engagements", "video_views"))
            else:
                self.assertEqual(got.counts[key], value)
        self.assertEqual(len(got.counts), len(counts))
        lists = {"unavailable_tweet_ids": "unavailable", "forbidden_tweet_ids": "forbidden"}
        for name, state in lists.items():
            self.assertEqual({post for post in got.fates if got.fates[post][0] == state},
                             set(map(int, document[name])))


class Shapes(unittest.TestCase):
    """Small files, written by hand."""

    def test_values_are_exact(self):
        got = dump_of("tweet_id,engagement_type,value\n"
                      "9223372036854775807,impressions,9223372036854775807\n"
                      "9223372036854775807,favorites,-9223372036854775808\n")
        self.assertEqual(set(got.counts.values()), {2**63 - 1, -2**63})
        self.assertEqual({key[1] for key in got.counts}, {str(2**63 - 1)})

    def test_hours_without_a_day(self):
        for day in ("", "day,"):
            got = dump_of("tweet_id,engagement_type,%shour,value\n123,impressions,%s07,5\n" %
                          (day, day and ","))
            self.assertEqual(got.counts, {("metrics", "123", "impressions", "-", "07", "-"): 5})

    def test_a_metric_of_later_is_kept(self):
        got = dump_of("tweet_id,engagement_type,value\n123,impressions,5\n123,novel_one,6\n")
        self.assertEqual(got.counts[("metrics", "123", "novel_one", "-", "-", "-")], 6)

    def test_keys_that_are_none_of_these(self):
        got = dump_of("tweet_id,key,value\n123,somewhere,5\n")
        self.assertEqual(got.counts, {("metrics", "123", "-", "-", "-", "somewhere"): 5})

    def test_a_field_in_quotes_may_hold_commas_quotes_and_line_ends(self):
        for name in ('a "b", c', '"', ',', '""'):
            got = dump_of('grouping,tweet_id,engagement_type,value\n"%s",123,impressions,5\n' %
                          name.replace('"', '""'))
            self.assertEqual([key[0] for key in got.counts], [name])
        got = count('grouping,tweet_id,engagement_type,value\r\n"a\r\nb",123,likes,5\r\n'
                    '"a\r\nb",124,likes,5\r\n')
        self.assertEqual(got, 2)

    def test_null_beside_counts_stays_null(self):
        got = dump_of("tweet_id,engagement_type,day,value\n"
                      "123,impressions,2026-11-20,5\n123,impressions,2026-11-21,\n")
        self.assertEqual(list(got.counts.values()), [5, None])
        self.assertEqual(got.fates, {123: ("delivered in part", "")})

    def test_json_lines_with_and_without_fates(self):
        got = dump_of('{"tweet_id":"123","engagement_type":"impressions","value":5}\n'
                      '{"tweet_id":"124","engagement_type":"impressions","value":null}\n'
                      '{"tweet_id":"124","state":"forbidden","reason":"why not"}\n'
                      '{"tweet_id":"125","engagement_type":"impressions","value":null}\n')
        self.assertEqual(list(got.counts.values()), [5])
        self.assertEqual(got.fates, {124: ("forbidden", "why not"), 125: ("not delivered", "")})

    def test_nothing_delivered_at_all(self):
        got = dump_of("tweet_id,engagement_type,value\n123,impressions,\n")
        self.assertEqual((got.counts, got.results), ({}, 0))
        self.assertEqual(got.fates, {123: ("not delivered", "")})
        got = dump_of("tweet_id,engagement_type,value\n")
        self.assertEqual((got.counts, got.fates), ({}, {}))

    def test_an_answer_as_the_server_wrote_it(self):
        got = dump_of('{"start":"2026-11-20T00:00:00Z","end":"2026-11-22T00:00:00Z","Owned":'
                      '{"123":{"impressions":{"2026-11-20":{"00":"5"}}}},'
                      '"unavailable_tweet_ids":["124"],"errors":["1 Tweet ID(s) are unavailable"]}')
        self.assertEqual(got.counts, {("Owned", "123", "impressions", "2026-11-20", "00", "-"): 5})
        self.assertEqual(got.fates, {124: ("unavailable", "")})

    def test_members_of_later_versions_do_no_harm(self):
        got = dump_of('{"novelty":5,"m":{"123":{"impressions":"5"}}}')
        self.assertEqual(list(got.counts.values()), [5])

    def test_lists_that_only_xengage_writes(self):
        lists = {"forbidden_tweet_ids": "forbidden", "missing_tweet_ids": "failed",
                 "failed_tweet_ids": "failed", "not_asked_tweet_ids": "not asked"}
        ids = {name: str(200 + i) for i, name in enumerate(lists)}
        document = {"errors": ["Forbidden"], **{name: [post] for name, post in ids.items()}}
        for tree in ({}, {"m": {"123": {"impressions": "5"}}}):
            got = dump_of(json.dumps({**tree, **document}))
            self.assertEqual({post: state for post, (state, _) in got.fates.items()},
                             {int(ids[name]): lists[name] for name in lists})
            self.assertEqual(len(got.counts), len(tree))

    def test_a_large_file_comes_in_parts_each_with_whole_posts(self):
        text = "tweet_id,engagement_type,value\n" + "".join(
            "%d,%s,%d\n" % (post, metric, post) for post in range(1000, 91000)
            for metric in ("impressions", "engagements", "favorites", "likes"))
        got = dump_of(text)
        self.assertEqual(len(got.counts), 360000)
        self.assertEqual(got.results, 2)
        posts = []
        for line in got.outcome.stdout.splitlines():
            if line == "result":
                posts.append(set())
            else:
                posts[-1].add(line.split("\t")[1])
        self.assertFalse(posts[0] & posts[1])


class Damage(unittest.TestCase):
    def test_what_is_none_of_the_formats(self):
        for data in ("", "\n", "Post  impressions\n123  5\n", "rank,tweet_id,likes\n", b"\x00\x01",
                     "{}", '{"data": {"id": "5"}}', '{"name": "x"}', "[]", '[{"tweet_id":"1"}]',
                     "tweet_id,engagement_type\n1,likes\n", "tweet_id,likes,value\n1,2,3\n",
                     "value\n5\n", "tweet_id,tweet_id,value\n"):
            said = refusal(data)
            self.assertIn("--from: FILE", said, data)

    def test_lines_are_named(self):
        good = "tweet_id,engagement_type,value\n123,impressions,5\n"
        for line, words in (
            ("124,impressions\n", "2 fields"), ("124,impressions,5,6\n", "4 fields"),
            ("0,impressions,5\n", "no Post id"), ("012,impressions,5\n", "no Post id"),
            ("9223372036854775808,impressions,5\n", "no Post id"), ("x,impressions,5\n", "'x'"),
            (",impressions,5\n", "empty"), ("124,,5\n", "empty"),
            ("124,impressions,5.0\n", "no count"), ("124,impressions,9223372036854775808\n", "no count"),
            ("124,impressions,-9223372036854775809\n", "no count"), ("124,impressions,-\n", "no count"),
            ("124,impressions,99999999999999999999\n", "no count"), (" \n", "1 fields"),
            ("124,impressions,5", "cut off"), ('124,"impressions,5\n', "never closed"),
            ('124,"impressions"x,5\n', "between"),
        ):
            said = refusal(good + line)
            self.assertIn("--from: FILE:3: ", said, line)
            self.assertIn(words, said, line)

    def test_days_and_hours_must_be(self):
        for day, hour in (("2026-02-29", "00"), ("2026-13-01", "00"), ("2026-11-2", "00"),
                          ("20261120", "00"), ("2026-11-20", "24"), ("2026-11-20", "007"),
                          ("2026-11-20", "-1"), ("0000-01-01", "00"), ("2026-11-20T00:00:00Z", "0")):
            self.assertIn("FILE:2: ", refusal("tweet_id,day,hour,value\n1,%s,%s,5\n" % (day, hour)))

    def test_json_lines_are_named(self):
        good = '{"tweet_id":"123","engagement_type":"impressions","value":5}\n'
        for line in ("{\n", "[]\n", "5\n", "\0\n", '{"tweet_id":"124","engagement_type":"impr',
                     '{"tweet_id":"124","engagement_type":"likes"}\n', '{"value":5}\n',
                     '{"tweet_id":"124","engagement_type":"likes","value":5.5}\n',
                     '{"tweet_id":"124","engagement_type":"likes","value":true}\n',
                     '{"tweet_id":"124","engagement_type":"likes","value":9223372036854775808}\n',
                     '{"tweet_id":"124","engagement_type":"likes","value":5,"extra":1}\n',
                     '{"tweet_id":"124","tweet_id":"125","engagement_type":"likes","value":5}\n',
                     '{"tweet_id":null,"engagement_type":"likes","value":5}\n',
                     '{"tweet_id":"124","value":5}\n', '{"tweet_id":"124","state":5}\n',
                     '{"tweet_id":"124","state":"forbidden","value":5}\n', '{"state":"forbidden"}\n'):
            self.assertIn("--from: FILE:2: ", refusal(good + line), line)

    def test_a_count_that_is_there_twice(self):
        said = refusal("tweet_id,engagement_type,value\n123,impressions,5\n123,impressions,5\n")
        self.assertIn("Post 123 has two counts", said)
        said = refusal("engagement_type,value\nimpressions,5\nfavorites,5\nimpressions,5\n")
        self.assertIn("two counts", said)

    def test_posts_that_come_again_far_below(self):
        text = "tweet_id,engagement_type,value\n" + "".join(
            "%d,%s,1\n" % (post, metric) for metric in ("impressions", "engagements")
            for post in range(1000, 301000))
        said = refusal(text)
        self.assertIn("Post 1000 ", said)
        self.assertIn("sort", said)

    def test_ids_that_look_like_hours(self):
        self.assertIn("two digits", refusal("tweet_id,engagement_type,value\n20,impressions,5\n"))

    def test_groupings_of_reserved_names(self):
        self.assertIn("keeps for itself", refusal("grouping,tweet_id,engagement_type,value\n"
                                                  "start,123,impressions,5\n"))

    def test_gzip_that_is_damaged(self):
        data = gzip.compress(b"tweet_id,engagement_type,value\n123,impressions,5\n" * 50)
        for broken in (data[:-1], data[:20], data[:40] + b"\x00\x00\x00\x00" + data[44:],
                       data + b"more", data + data[:12]):
            self.assertIn("damaged", refusal(broken))

    def test_a_document_that_is_cut_off(self):
        document = b'{"m":{"123":{"impressions":"5"}}}'
        for size in range(2, len(document)):
            self.assertIn("--from: FILE", refusal(document[:size]), size)

    def test_an_answer_that_is_an_error(self):
        self.assertIn("Forbidden metrics", refusal('{"errors":["Forbidden metrics requested: x"]}'))

    def test_databases_of_others(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "db")
            with sqlite3.connect(path) as database:
                database.execute("CREATE TABLE metrics (tweet_id INTEGER, value INTEGER)")
            database.close()
            self.assertIn("none of --sqlite", dump(path, status=2).outcome.stderr)
            with sqlite3.connect(path) as database:
                database.execute("CREATE TABLE xengage_ids (tweet_id INTEGER, state TEXT, reason TEXT)")
                database.execute("CREATE TABLE other (name TEXT)")
            database.close()
            self.assertIn("table other", dump(path, status=2).outcome.stderr)
            with open(path, "rb") as file:
                data = file.read()
            self.assertIn("standard input", dump("-", stdin=data, status=2).outcome.stderr)
            self.assertIn("gzip", refusal(gzip.compress(data)))
            with open(path, "wb") as file:
                file.write(data[:4096] + b"\xff" * (len(data) - 4096))
            self.assertIn("--from: ", dump(path, status=5).outcome.stderr)

    def test_files_that_are_not_there(self):
        said = dump("/nonexistent", status=5).outcome.stderr
        self.assertIn("--from: /nonexistent: " + os.strerror(errno.ENOENT), said)
        self.assertIn(os.strerror(errno.EISDIR), dump("/", status=5).outcome.stderr)


class Jobs(unittest.TestCase):
    """Counts that are asked for."""

    def ask(self, *arguments, script=answer, status=0, env=None):
        with Server(script) as server:
            got = dump("--run", *arguments, status=status,
                       env={"XENGAGE_BASE_URL": server.url, **USER, **(env or {})})
        return got, server.requests

    def test_report_asks_for_posts_metrics_days_and_hours(self):
        for endpoint, dimensions in (("historical", 4), ("28hr", 4), ("totals", 2)):
            got, requests = self.ask("report", "--endpoint", endpoint, snowflake(1))
            groupings = requests[0].body["groupings"]
            self.assertEqual(len(groupings), 1)
            self.assertEqual(groupings["metrics"]["group_by"],
                             ["tweet.id", "engagement.type", "engagement.day",
                              "engagement.hour"][:dimensions])
            self.assertIn(endpoint, requests[0].path)
            self.assertEqual(got.any, "yes")
            self.assertEqual(len(got.counts), len(requests[0].metrics) * (dimensions * 2 - 4 or 1))

    def test_report_has_all_metrics_whatever_it_ranks_by(self):
        _, plain = self.ask("report", snowflake(1))
        _, ranked = self.ask("report", snowflake(1), "--metric", "favorites")
        self.assertEqual(plain[0].metrics, ranked[0].metrics)
        self.assertGreater(len(plain[0].metrics), 10)

    def test_plot_has_the_metric_that_it_shows(self):
        _, requests = self.ask("plot", snowflake(1), "--metric", "favorites")
        self.assertEqual(requests[0].metrics, ["favorites"])

    def test_metrics_are_those_asked_for(self):
        _, requests = self.ask("report", snowflake(1), "--metrics", "favorites,replies")
        self.assertEqual(requests[0].metrics, ["favorites", "replies"])

    def test_what_fails_has_a_status_and_fates(self):
        got, _ = self.ask("report", snowflake(1), script=lambda _: (403, {"errors": ["no"]}), status=3)
        self.assertEqual((got.any, got.counts), ("no", {}))
        self.assertEqual(set(got.fates), {snowflake(1)})

    def test_posts_that_were_never_asked_for(self):
        ids = [snowflake(i) for i in range(30)]

        def script(request):
            if snowflake(29) in request.ids:
                return 503, {"errors": ["over capacity"]}
            return answer(request)

        got, _ = self.ask("report", *ids, "--deadline", "0.7", script=script, status=4)
        self.assertEqual(got.any, "yes")
        self.assertEqual(set(got.fates), set(ids[25:]))

    def test_plan_and_explain_send_nothing(self):
        with Server(answer) as server:
            plan = server.run("report", snowflake(1), "--plan")
            explain = server.run("plot", snowflake(1), "--explain")
        self.assertEqual((plan.returncode, explain.returncode, server.requests), (0, 0, []))
        self.assertIn("engagement.hour", explain.stdout)


class Options(unittest.TestCase):
    """What goes together on the command line of report and plot."""

    def said(self, *arguments):
        outcome = harness.run(*arguments)
        self.assertEqual(outcome.returncode, 2, outcome)
        return outcome.stderr

    def test_there_must_be_something_to_show(self):
        for command in ("report", "plot"):
            said = self.said(command)
            for word in ("--ids", "--from"):
                self.assertIn(word, said)

    def test_from_goes_without_what_is_for_asking(self):
        for options in (("--ids", "x"), ("--accounts", "x"), ("--metrics", "likes"),
                        ("--start", "2026-11-20"), ("--endpoint", "historical"), ("--plan",),
                        ("--explain",), ("--deadline", "5"), ("--ledger", "x"), ("--credentials", "x"),
                        ("--base-url", "x"), ("--share", "1/2"), ("--rate-limit", "5"),
                        ("--leave-out-old",), ("--progress",), ("--concurrency", "2")):
            for command in ("report", "plot"):
                self.assertIn(options[0] + " ", self.said(command, "--from", "x", *options))
        self.assertIn("Post ids", self.said("report", "--from", "x", "123"))

    def test_standard_input_is_read_once(self):
        for options in (("--from", "-", "--from", "-"), ("--from", "-", "--before", "-"),
                        ("--ids", "-", "--before", "-")):
            self.assertIn("once", self.said("report", *options))

    def test_windows_are_for_historical(self):
        for command in ("report", "plot"):
            self.assertIn("--start", self.said(command, "--endpoint", "totals", "123", "--start",
                                               "2026-11-20"))

    def test_before_is_for_report(self):
        self.assertIn("--before", self.said("plot", "--from", "x", "--before", "y"))

    def test_a_rate_has_no_sums_by_time(self):
        self.assertIn("--metric", self.said("plot", "--from", "x", "--metric", "engagement-rate"))


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[4:]])
