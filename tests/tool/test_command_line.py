"""The command line: help, ids, what is refused before anything is sent, --explain."""
import json
import os
import tempfile
import unittest

from harness import APP, NOW, USER, run, snowflake


def explained(result):
    """The requests that --explain printed."""
    return [json.loads(line) for line in result.stdout.splitlines()]


class Help(unittest.TestCase):
    def test_version_is_a_line_on_stdout(self):
        result = run("--version")
        self.assertRegex(result.stdout, r"\Axengage \d+\.\d+\.\d+\n\Z")
        self.assertEqual((result.returncode, result.stderr), (0, ""))

    def test_no_command_and_wrong_commands_are_usage_errors_on_stderr(self):
        for words in ([], ["auth"], ["totales"], ["auth", "logoff"]):
            result = run(*words)
            self.assertEqual((result.returncode, result.stdout), (2, ""), words)
            self.assertNotEqual(result.stderr, "")

    def test_help_asked_for_wins_over_missing_credentials(self):
        self.assertEqual(run("auth", "--help").returncode, 0)


class WrongOptions(unittest.TestCase):
    def refused(self, *arguments, saying=""):
        result = run(*arguments, env=USER)
        self.assertEqual((result.returncode, result.stdout), (2, ""), result.stderr)
        self.assertIn(saying, result.stderr)
        return result.stderr

    def test_unknown_options_and_missing_values(self):
        self.refused("totals", "1", "--frobnicate", saying="--frobnicate")
        self.refused("totals", "1", "--metrics", saying="--metrics")
        self.refused("auth", "bearer", "extra", saying="extra")

    def test_secrets_are_not_taken_as_arguments_nor_repeated(self):
        for option in ("--bearer-token=hush", "--consumer-secret=hush", "--access-token=hush"):
            words = self.refused("totals", "1", option, saying="never from arguments")
            self.assertNotIn("hush", words)

    def test_values_that_make_no_sense(self):
        for option in (["--format", "xml"], ["--deadline", "soon"], ["--deadline", "0"],
                       ["--now", "noon"], ["--now", "2026-02-30"], ["--top", "0"],
                       ["--log", "loud"], ["--group", "no-dimensions"]):
            self.refused("totals", "1", *option, saying=option[1])

    def test_a_window_is_for_historical_only(self):
        self.refused("totals", "1", "--start", "2026-11-01", saying="--start is for historical")
        self.refused("28hr", "1", "--end", "2026-11-01", saying="--end")

    def test_rules_of_the_api_are_refused_before_sending_with_the_offending_value(self):
        three = ["--group", "a=tweet.id", "--group", "b=tweet.id", "--group", "c=tweet.id"]
        for value, *arguments in (
            ["url_clicks", "totals", "--metrics", "favorites,url_clicks"],
            ["media_engagements", "totals", "--metrics", "media_clicks"],
            ["engagement.hour", "totals", "--group", "g=engagement.hour"],
            ["2014-08-31", "historical", "--start", "2014-08-31"],
            ["2026-11-25", "historical", "--now", NOW, "--end", "2026-11-25"],
            ["engagement.hour", "historical", "--group",
             "g=tweet.id,engagement.day,engagement.type,engagement.hour"],
            ["start", "totals", "--group", "start=tweet.id"],
            ["a", "totals", "--group", "a=tweet.id", "--group", "a=tweet.id"],
            ["d=tweet.id", "totals", *three, "--group", "d=tweet.id"],
        ):
            self.refused(*arguments, "1541815603606036480", saying=value)

    def test_credentials_that_can_not_read_an_endpoint_or_metric(self):
        result = run("28hr", "1", env=APP)
        self.assertEqual(result.returncode, 2, result.stderr)
        result = run("totals", "1", "--metrics", "impressions", env=APP)
        self.assertEqual(result.returncode, 2, result.stderr)

    def test_json_has_no_grouping_of_a_name_that_it_needs(self):
        self.refused("totals", "1", "--format", "json", "--group", "missing_tweet_ids=tweet.id",
                     saying="missing_tweet_ids")

    def test_top_is_for_tables(self):
        self.refused("totals", "1", "--top", "5", "--format", "csv", saying="--top")

    def test_base_url_must_be_a_safe_one(self):
        self.refused("totals", "1", "--base-url", "http://example.org", saying="--base-url")


class Ids(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def file(self, content):
        path = os.path.join(self.folder.name, "ids.txt")
        with open(path, "wb") as file:
            file.write(content)
        return path

    def ids(self, *arguments, **options):
        result = run("totals", "--explain", *arguments, **options)
        self.assertEqual(result.returncode, 0, result.stderr)
        return [post for request in explained(result) for post in request["tweet_ids"]]

    def test_marks_line_ends_blanks_and_comments_are_tolerated(self):
        path = self.file(b"\xef\xbb\xbf1541815603606036480\r\n\r\n  # a comment\n\t17 \n\n18")
        self.assertEqual(self.ids("--ids", path), ["1541815603606036480", "17", "18"])

    def test_repeats_are_dropped_and_order_is_kept(self):
        path = self.file(b"9\n7\n9\n8\n7\n")
        self.assertEqual(self.ids("--ids", path, "8", "6", "9"), ["9", "7", "8", "6"])

    def test_standard_input_is_a_file_too(self):
        self.assertEqual(self.ids("--ids", "-", stdin="5\n4\n"), ["5", "4"])

    def test_the_largest_id_is_exact(self):
        self.assertEqual(self.ids("9223372036854775807"), ["9223372036854775807"])

    def test_a_bad_line_is_named_with_file_number_and_value(self):
        for line in (b"12x", b"0", b"007", b"-1", b"9223372036854775808", b"1.5", b"12 # no"):
            path = self.file(b"# ids\n17\n" + line + b"\n18\n")
            result = run("totals", "--explain", "--ids", path)
            self.assertEqual((result.returncode, result.stdout), (2, ""))
            self.assertIn("%s:3:" % path, result.stderr)
            self.assertIn(line.decode(), result.stderr)

    def test_a_binary_file_is_refused_and_does_not_reach_the_terminal(self):
        result = run("totals", "--explain", "--ids", self.file(b"\x1b[31m\x00\n"))
        self.assertEqual(result.returncode, 2)
        self.assertNotIn("\x1b", result.stderr)

    def test_a_bad_argument_and_no_ids_at_all(self):
        self.assertEqual(run("totals", "--explain", "abc").returncode, 2)
        self.assertEqual(run("totals", "--explain").returncode, 2)
        self.assertEqual(run("totals", "--explain", "--ids", self.file(b"\n#\n")).returncode, 2)

    def test_files_that_can_not_be_read_are_local_trouble(self):
        for path in (os.path.join(self.folder.name, "none"), self.folder.name):
            result = run("totals", "--explain", "--ids", path)
            self.assertEqual(result.returncode, 5)
            self.assertIn(path, result.stderr)

    def test_a_hundred_thousand_ids_are_read_at_once(self):
        lines = "".join("%d\n" % snowflake(i) for i in range(100000))
        self.assertEqual(len(self.ids("--ids", "-", stdin=lines + lines)), 100000)


class Explain(unittest.TestCase):
    def test_without_credentials_all_metrics_of_the_endpoint_are_shown(self):
        result = run("totals", "--explain", "--now", NOW, snowflake(1))
        self.assertEqual(result.returncode, 0)
        (request,) = explained(result)
        self.assertEqual(request["tweet_ids"], [str(snowflake(1))])
        self.assertEqual(len(request["engagement_types"]), 7)
        self.assertEqual(request["groupings"],
                         {"metrics": {"group_by": ["tweet.id", "engagement.type"]}})

    def test_credentials_narrow_the_metrics(self):
        result = run("totals", "--explain", snowflake(1), env=APP)
        self.assertEqual(len(explained(result)[0]["engagement_types"]), 5)

    def test_each_request_is_a_line(self):
        lines = "".join("%d\n" % snowflake(i) for i in range(601))
        result = run("totals", "--explain", "--ids", "-", stdin=lines)
        self.assertEqual([len(r["tweet_ids"]) for r in explained(result)], [250, 250, 101])
        self.assertIn("3 requests", result.stderr)
        self.assertIn("nothing was sent", result.stderr)

    def test_warnings_go_to_stderr(self):
        result = run("totals", "--explain", "--now", NOW, snowflake(1, 100), snowflake(2))
        self.assertIn("warning: ", result.stderr)
        self.assertIn("90 days", result.stderr)
        result = run("totals", "--explain", "--now", NOW, snowflake(2))
        self.assertNotIn("warning: ", result.stderr)

    def test_a_window_is_shown_widened(self):
        result = run("historical", "--explain", "--now", NOW, "--start", "2026-11-01T12:24:00Z",
                     "--end", "2026-11-02T08:37:00Z", snowflake(1))
        (request,) = explained(result)
        self.assertEqual((request["start"], request["end"]),
                         ("2026-11-01T12:00:00Z", "2026-11-02T09:00:00Z"))

    def test_now_comes_from_the_environment_too(self):
        arguments = ["historical", "--explain", "--end", "2026-11-24T11:00:00Z", snowflake(1)]
        self.assertEqual(run(*arguments, env={"XENGAGE_NOW": NOW}).returncode, 0)
        early = run(*arguments, env={"XENGAGE_NOW": "2026-11-24T10:00:00Z"})
        self.assertEqual(early.returncode, 2)

    def test_out_takes_what_is_explained(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "requests")
            result = run("totals", "--explain", "--out", path, snowflake(1))
            self.assertEqual((result.returncode, result.stdout), (0, ""))
            with open(path, encoding="utf-8") as file:
                self.assertIn("tweet_ids", json.load(file))
