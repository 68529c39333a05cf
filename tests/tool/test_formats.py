"""CSV, JSON and table, against a server that counts as harness.count() does."""
import csv
import gzip
import io
import json
import os
import tempfile
import unittest

from harness import USER, Server, answer, count, run, snowflake

TWO = "impressions,favorites"


def rows(text):
    return list(csv.reader(io.StringIO(text)))


class Csv(unittest.TestCase):
    def fetch(self, *arguments, script=answer):
        with Server(script) as server:
            result = server.run(*arguments, "--format", "csv")
            self.assertEqual(result.returncode, 0, result.stderr)
            return result.stdout

    def test_default_grouping_to_the_letter(self):
        ids = [snowflake(3), snowflake(1)]
        text = self.fetch("totals", "--metrics", TWO, *ids)
        self.assertEqual(text, "tweet_id,engagement_type,value\n" + "".join(
            "%d,%s,%d\n" % (post, metric, count(post, metric))
            for post in ids for metric in TWO.split(",")))

    def test_columns_are_in_the_order_asked_for(self):
        text = self.fetch("historical", "--metrics", TWO, snowflake(1), "--group",
                          "g=engagement.type,tweet.id,engagement.day,engagement.hour")
        self.assertEqual(rows(text)[0], ["engagement_type", "tweet_id", "day", "hour", "value"])
        self.assertEqual(rows(text)[1][:4], ["impressions", str(snowflake(1)), "2026-11-20", "00"])
        self.assertEqual(len(rows(text)), 1 + 2 * 1 * 2 * 2)

    def test_several_groupings_have_a_column_for_all_dimensions(self):
        text = self.fetch("historical", "--metrics", TWO, snowflake(1),
                          "--group", "by hour=engagement.hour,engagement.type",
                          "--group", 'a "b", c=tweet.id')
        table = rows(text)
        self.assertEqual(table[0],
                         ["grouping", "tweet_id", "engagement_type", "day", "hour", "value"])
        self.assertEqual(table[1][:5], ['a "b", c', str(snowflake(1)), "", "", ""])
        self.assertEqual(table[2][:5], ["by hour", "", "impressions", "", "00"], "sums come last")
        self.assertIn('"a ""b"", c",', text)

    def dated(self, request):
        """Puts a day above hours that alone were asked for."""
        hours = {"2026-11-20": {"00": "5", "01": "-7"}}
        body = {str(post): {metric: hours for metric in request.metrics} for post in request.ids}
        return 200, {"g": body}

    def test_a_day_that_the_server_adds_is_in_its_column(self):
        text = self.fetch("historical", "--metrics", "impressions", snowflake(1), "--group",
                          "g=tweet.id,engagement.type,engagement.hour", script=self.dated)
        self.assertEqual(text, "tweet_id,engagement_type,day,hour,value\n"
                         "{0},impressions,2026-11-20,00,5\n{0},impressions,2026-11-20,01,-7\n"
                         .format(snowflake(1)))

    def test_hours_have_a_day_beside_them_even_if_the_server_tells_none(self):
        text = self.fetch("historical", "--metrics", "impressions", snowflake(1), "--group",
                          "g=tweet.id,engagement.hour")
        self.assertEqual(rows(text)[:2],
                         [["tweet_id", "day", "hour", "value"],
                          [str(snowflake(1)), "", "00", str(count(snowflake(1), "impressions"))]])

    def test_a_post_that_comes_before_the_days_are_known_has_the_same_columns(self):
        def script(request):
            if min(request.ids) == snowflake(0):
                return 200, {"g": {}, "unavailable_tweet_ids": [str(i) for i in request.ids]}
            return self.dated(request)

        ids = [snowflake(i) for i in range(50)]
        with Server(script) as server:
            result = server.run("historical", "--metrics", "impressions", *ids, "--format", "csv",
                                "--group", "g=tweet.id,engagement.type,engagement.hour")
        self.assertEqual(result.returncode, 1)
        self.assertEqual(rows(result.stdout)[0],
                         ["tweet_id", "engagement_type", "day", "hour", "value"])
        self.assertEqual(len(rows(result.stdout)), 1 + 25 * 2)

    def test_sums_without_posts(self):
        text = self.fetch("totals", "--metrics", TWO, snowflake(1), snowflake(2), "--group",
                          "g=engagement.type")
        both = [count(snowflake(1), m) + count(snowflake(2), m) for m in TWO.split(",")]
        self.assertEqual(text, "engagement_type,value\nimpressions,%d\nfavorites,%d\n" % tuple(both))

    def test_large_and_negative_counts_are_exact(self):
        post = str(snowflake(1))

        def script(_):
            return 200, {"metrics": {post: {"impressions": "9223372036854775807",
                                            "favorites": -9223372036854775808}}}

        text = self.fetch("totals", "--metrics", TWO, post, script=script)
        self.assertEqual([row[2] for row in rows(text)[1:]],
                         ["9223372036854775807", "-9223372036854775808"])

    def test_what_was_not_delivered_is_an_empty_cell_never_zero(self):
        young, gone, old = snowflake(1), snowflake(2), snowflake(3, 2000)

        def script(request):
            status, body = answer(request, leave_out=[gone])
            body["metrics"][str(old)]["video_views"] = "0"
            return status, {**body, "unavailable_tweet_ids": [str(gone)],
                            "unsupported_for_video_views_tweet_ids": [str(old)]}

        with Server(script) as server:
            result = server.run("totals", "--metrics", "favorites,video_views", young, gone, old,
                                "--format", "csv")
        self.assertEqual(result.returncode, 1, result.stderr)
        values = {(row[0], row[1]): row[2] for row in rows(result.stdout)[1:]}
        self.assertEqual(len(values), 6)
        self.assertEqual(values[str(gone), "favorites"], "")
        self.assertEqual(values[str(gone), "video_views"], "")
        self.assertEqual(values[str(old), "video_views"], "")
        self.assertEqual(values[str(old), "favorites"], str(count(old, "favorites")))


class Wide(unittest.TestCase):
    old, young = snowflake(1, 2000), snowflake(2)

    def script(self, request):
        body = {"metrics": {str(post): {metric: str(count(post, metric))
                                        for metric in request.metrics}
                            for post in request.ids if post != self.old}}
        return 200, {**body, "unavailable_tweet_ids": [str(self.old)]}

    def fetch(self, *arguments, script=None):
        with Server(script or self.script) as server:
            return server.run(*arguments, "--wide")

    def test_a_row_is_a_post_and_a_metric_has_a_column(self):
        result = self.fetch("totals", "--metrics", "favorites,impressions", self.old, self.young,
                            "--format", "csv")
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertEqual(result.stdout, "tweet_id,impressions,favorites\n%d,,\n%d,%d,%d\n" % (
            self.old, self.young, count(self.young, "impressions"),
            count(self.young, "favorites")))

    def test_json_lines_have_a_member_a_metric(self):
        result = self.fetch("totals", "--metrics", "favorites,impressions", self.old, self.young,
                            "--format", "jsonl")
        got = [json.loads(line) for line in result.stdout.splitlines()]
        self.assertEqual(got[:2], [
            {"tweet_id": str(self.old), "impressions": None, "favorites": None},
            {"tweet_id": str(self.young), "impressions": count(self.young, "impressions"),
             "favorites": count(self.young, "favorites")}])
        self.assertEqual((got[2]["tweet_id"], got[2]["state"]), (str(self.old), "unavailable"))
        self.assertEqual(len(got), 3)

    def test_hours_and_several_groupings(self):
        result = self.fetch("historical", "--metrics", TWO, snowflake(1), "--format", "csv",
                            "--group", "h=tweet.id,engagement.type,engagement.day,engagement.hour",
                            "--group", "s=engagement.type", script=answer)
        self.assertEqual(result.returncode, 0, result.stderr)
        table = rows(result.stdout)
        self.assertEqual(table[0], ["grouping", "tweet_id", "day", "hour", "impressions",
                                    "favorites"])
        values = [str(count(snowflake(1), metric)) for metric in TWO.split(",")]
        self.assertEqual(table[1:], [
            ["h", str(snowflake(1)), day, hour, *values]
            for day in ("2026-11-20", "2026-11-21") for hour in ("00", "01")
        ] + [["s", "", "", "", *values]])

    def test_what_has_no_wide_form_is_refused_by_the_option_s_name(self):
        for options in (["--format", "json"], ["--format", "table"], [], ["--sqlite", "no.db"],
                        ["--format", "csv", "--group", "g=tweet.id"]):
            result = run("totals", "1", *options, "--wide", env=USER)
            self.assertEqual((result.returncode, result.stdout), (2, ""), options)
            self.assertIn("--wide", result.stderr)


class Gzip(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def test_the_option_or_a_name_compresses(self):
        path = os.path.join(self.folder.name, "out.gz")
        plain_path = os.path.join(self.folder.name, "out")
        for form in ("csv", "jsonl"):
            command = ["totals", "--metrics", TWO, *map(snowflake, range(300)), "--format", form]
            with Server(answer) as server:
                plain = server.run(*command).stdout
                server.run(*command, "--out", path)
                server.run(*command, "--out", plain_path, "--gzip")
            for name in (path, plain_path):
                with gzip.open(name, "rt", encoding="utf-8") as file:
                    self.assertEqual(file.read(), plain)
                self.assertLess(os.path.getsize(name), len(plain) / 2)

    def test_what_is_not_compressed_is_refused(self):
        for options in (["--gzip"], ["--gzip", "--format", "json"], ["--gzip", "--sqlite", "no.db"],
                        ["--out", "no.json.gz", "--format", "json"]):
            result = run("totals", "1", *options, env=USER)
            self.assertEqual((result.returncode, result.stdout), (2, ""), options)
            self.assertIn(options[0], result.stderr)


class Json(unittest.TestCase):
    def members(self, pairs):
        self.assertEqual(len(dict(pairs)), len(pairs), pairs)
        return dict(pairs)

    def fetch(self, *arguments, script=answer, status=0):
        with Server(script) as server:
            result = server.run(*arguments, "--format", "json")
            self.assertEqual(result.returncode, status, result.stderr)
            return json.loads(result.stdout, object_pairs_hook=self.members)

    def test_batches_become_one_document_in_input_order(self):
        ids = [snowflake(i) for i in reversed(range(300))]
        got = self.fetch("totals", "--metrics", TWO, *ids)
        self.assertEqual(list(got), ["metrics"])
        self.assertEqual(list(got["metrics"]), [str(post) for post in ids])
        self.assertEqual(got["metrics"][str(ids[7])],
                         {m: str(count(ids[7], m)) for m in TWO.split(",")})

    def test_batches_are_merged_below_other_keys(self):
        ids = [snowflake(i) for i in range(60)]
        got = self.fetch("historical", "--metrics", TWO, *ids, "--group",
                         "g=engagement.type,tweet.id,engagement.day", "--group",
                         "h=engagement.day,tweet.id")
        self.assertEqual(list(got["g"]), TWO.split(","))
        self.assertEqual(set(got["g"]["favorites"]), {str(post) for post in ids})
        self.assertEqual(list(got["h"]), ["2026-11-20", "2026-11-21"])
        self.assertEqual(len(got["h"]["2026-11-21"]), 60)

    def test_the_window_and_the_outcome_of_ids_are_there(self):
        def script(request):
            return answer(request, leave_out=[snowflake(2)],
                          start="2026-11-20T00:00:00Z", end="2026-11-22T00:00:00Z",
                          unavailable_tweet_ids=[str(snowflake(2))],
                          errors=["1 Tweet ID(s) are unavailable"], novelty={"a": [1, 2]})

        got = self.fetch("historical", "--metrics", TWO, snowflake(1), snowflake(2), script=script,
                         status=1)
        self.assertEqual((got["start"], got["end"]),
                         ("2026-11-20T00:00:00Z", "2026-11-22T00:00:00Z"))
        self.assertEqual(got["unavailable_tweet_ids"], [str(snowflake(2))])
        self.assertEqual(got["errors"], ["1 Tweet ID(s) are unavailable"])
        self.assertEqual(got["novelty"], {"a": [1, 2]})
        self.assertEqual(list(got["metrics"]), [str(snowflake(1))])

    def test_what_was_not_delivered_is_null(self):
        old = str(snowflake(1, 2000))

        def script(_):
            return 200, {"metrics": {old: {"video_views": "0", "favorites": "3"}},
                         "unsupported_for_video_views_tweet_ids": [old]}

        got = self.fetch("totals", "--metrics", "video_views,favorites,retweets", old,
                         script=script, status=1)
        self.assertEqual(got["metrics"], {old: {"video_views": None, "favorites": "3",
                                                "retweets": None}})
        self.assertEqual(got["unsupported_for_video_views_tweet_ids"], [old])

    def test_a_post_too_old_for_one_metric_is_there_once_below_a_metric_nobody_knows(self):
        old = str(snowflake(1))

        def script(_):
            sums = {"favorites": {old: "5"}, "video_views": {old: "0"}, "novelty": {old: "7"}}
            return 200, {"sums": sums, "unsupported_for_video_views_tweet_ids": [old]}

        got = self.fetch("totals", old, "--metrics", "favorites,video_views",
                         "--group", "sums=engagement.type,tweet.id", script=script, status=1)
        self.assertEqual(got["sums"], {"favorites": {old: "5"}, "video_views": {old: None},
                                       "novelty": {old: "7"}})

    def test_names_are_escaped(self):
        got = self.fetch("totals", "--metrics", TWO, snowflake(1), "--group", 'a"\\ü=tweet.id')
        self.assertEqual(list(got), ['a"\\ü'])


class Table(unittest.TestCase):
    def fetch(self, *arguments, script=answer, status=0, **options):
        with Server(script) as server:
            result = server.run(*arguments, **options)
            self.assertEqual(result.returncode, status, result.stderr)
            return result.stdout.splitlines()

    def script(self, request):
        values = {snowflake(1): 5, snowflake(2): 1234567, snowflake(3): -1000}
        known = {str(post): {"impressions": str(values[post]), "favorites": "1"}
                 for post in request.ids if post in values}
        return 200, {"metrics": known, "unavailable_tweet_ids": [str(snowflake(4))]}

    def test_posts_are_rows_with_the_most_seen_first_and_sums_below(self):
        lines = self.fetch("totals", "--metrics", "favorites,impressions",
                           *map(snowflake, (1, 2, 3, 4)), script=self.script, status=1,
                           env={**USER, "LC_ALL": "C.UTF-8"})
        cells = [line.split() for line in lines]
        self.assertEqual(cells[0], ["Post", "favorites", "impressions"])
        self.assertEqual([row[0] for row in cells[2:6]],
                         [str(snowflake(i)) for i in (2, 1, 3, 4)])
        self.assertEqual([row[2] for row in cells[2:6]], ["1,234,567", "5", "-1,000", "-"])
        self.assertEqual(cells[-1], ["total", "3", "1,233,572"])
        self.assertEqual(len({len(line) for line in lines}), 1, "columns are aligned")

    def test_top_cuts_rows_but_not_sums(self):
        lines = self.fetch("totals", "--metrics", "impressions", "--top", 1,
                           *map(snowflake, (1, 2, 3)), script=self.script, status=0)
        self.assertEqual(lines[2].split(), [str(snowflake(2)), "1,234,567"])
        self.assertEqual(lines[3], "... and 2 more")
        self.assertEqual(lines[-1].split(), ["total", "1,233,572"])

    def test_other_groupings_have_a_row_a_count(self):
        lines = self.fetch("historical", "--metrics", TWO, snowflake(1), "--group",
                           "g=engagement.day,engagement.type")
        self.assertEqual(lines[0].split(), ["day", "engagement_type", "value"])
        self.assertEqual(len(lines), 1 + 4)
        self.assertEqual(len({len(line) for line in lines}), 1)
