"""Whatever is wrong with a command line, the message names the option, argument or variable at fault."""
import os
import tempfile
import unittest

from harness import NOW, USER, run, snowflake

POST = "1541815603606036480"
THREE = ["--group", "a=tweet.id", "--group", "b=tweet.id", "--group", "c=tweet.id"]

# What the message must have in it, and the command line; a file "x" is there, and a folder "d".
LINES = (
    ("--format", "totals", "1", "--format", "xml"),
    ("--format", "totals", "1", "--format"),
    ("--ids-format", "totals", "1", "--ids-format", "xml"),
    ("--ids", "totals", "--ids", "none"),
    ("--ids", "totals", "--ids", "d"),
    ("--ids", "totals"),
    ("--accounts", "totals", "--accounts", "none"),
    ("--accounts", "totals", "--accounts", "x"),
    ("--accounts", "totals", "--accounts", "x", "1"),
    ("--metrics", "totals", "1", "--metrics", "favorits"),
    ("--metrics", "totals", "1", "--metrics", "url_clicks"),
    ("--group", "totals", "1", "--group", "nothing"),
    ("--group", "totals", "1", "--group", "g=tweet.ix"),
    ("--group", "totals", "1", "--group", "g=engagement.hour"),
    ("--group", "totals", "1", *THREE, "--group", "d=tweet.id"),
    ("--start", "historical", "1", "--start", "yesterday"),
    ("--start", "historical", "1", "--start", "2014-08-31"),
    ("--end", "historical", "1", "--end", "noon"),
    ("--end", "historical", "1", "--now", NOW, "--end", "2026-11-26"),
    ("--start", "historical", "1", "--start", "2026-11-02", "--end", "2026-11-01"),
    ("--start", "totals", "1", "--start", "2026-11-02"),
    ("--start", "top", "1", "--metric", "favorites", "--start", "2026-11-02"),
    ("--now", "totals", "1", "--now", "noon"),
    ("--wide", "totals", "1", "--wide"),
    ("--gzip", "totals", "1", "--gzip"),
    ("--wide=", "totals", "1", "--wide=yes"),
    ("--top", "totals", "1", "--top", "0"),
    ("--top", "totals", "1", "--top", "5", "--format", "csv"),
    ("--metric", "top", "1"),
    ("--metric", "top", "1", "--metric", "likes"),
    ("--by", "top", "1", "--by", "rate"),
    ("--count", "top", "1", "--metric", "favorites", "--count", "0"),
    ("--count", "top", "1", "--metric", "favorites", "-n", "none"),
    ("--endpoint", "top", "1", "--endpoint", "30hr"),
    ("--from", "report", "--from", "none", "--out", "r"),
    ("--from", "plot", "--from", "x"),
    ("--post", "plot", "1", "--post", "me"),
    ("--utc-offset", "plot", "1", "--utc-offset", "5:30"),
    ("--step", "plot", "1", "--step", "month"),
    ("--width", "plot", "1", "--width", "wide"),
    ("--height", "plot", "1", "--height", "0"),
    ("--explain", "totals", "1", "--explain", "--plan"),
    ("--journal", "totals", "1", "--journal", "j"),
    ("--journal", "totals", "1", "--journal", "j", "--format", "csv"),
    ("--journal", "totals", "1", "--journal", "x", "--format", "csv", "--out", "o"),
    ("--sqlite", "totals", "1", "--sqlite", "s", "--out", "o"),
    ("--sqlite", "totals", "1", "--sqlite", "d"),
    ("--share", "totals", "1", "--share", "3/2"),
    ("--rate-limit", "totals", "1", "--rate-limit", "none"),
    ("--concurrency", "totals", "1", "--concurrency", "1001"),
    ("--patience", "totals", "1", "--patience", "long"),
    ("--ledger", "totals", "1", "--ledger", "d"),
    ("--ledger", "totals", "1", "--ledger", "x"),
    ("--ledger-day", "totals", "1", "--ledger-day", "31"),
    ("--handle-limit", "totals", "1", "--handle-limit", "5"),
    ("--handle-limit-action", "totals", "1", "--handle-limit-action", "stop"),
    ("--out", "totals", "1", "--out", "d"),
    ("--out", "totals", "1", "--out", "none/o"),
    ("--out", "auth", "bearer", "--out", "none/o"),
    ("--base-url", "totals", "1", "--base-url", "http://example.org"),
    ("--base-url", "totals", "1", "--base-url", "nowhere"),
    ("--ca-file", "totals", "1", "--ca-file", "none"),
    ("--credentials", "totals", "1", "--credentials", "none"),
    ("--credentials", "totals", "1", "--credentials", "x"),
    ("--credentials", "auth", "bearer", "--credentials", "x"),
    ("--deadline", "totals", "1", "--deadline", "soon"),
    ("--log", "totals", "1", "--log", "loud"),
    ("Post ids", "totals", "me"),
    ("'extra'", "auth", "bearer", "extra"),
    ("-n ", "totals", "1", "-n", "5"),
)

SUGGESTIONS = (
    ("--formt: did you mean --format?", "totals", "1", "--formt", "csv"),
    ("--metrisc: did you mean --metrics?", "totals", "1", "--metrisc=a"),
    ("--ledgr-day: did you mean --ledger-day?", "totals", "1", "--ledgr-day", "5"),
    ("did you mean totals?", "totls"),
    ("did you mean historical?", "historic"),
    ("did you mean auth login?", "auth", "logn"),
    ("did you mean impressions?", "top", "--metric", "impresions", "1"),
    ("--ids-f can be --ids-format or --ids-field", "totals", "1", "--ids-f", "csv"),
)

VARIABLES = (
    ("XENGAGE_NOW", "noon"),
    ("XENGAGE_BASE_URL", "nowhere"),
    ("XENGAGE_AUTH_URL", "nowhere"),
    ("XENGAGE_CA_FILE", "none"),
    ("XENGAGE_ACCESS_TOKEN_SECRET", ""),
)


class Faults(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        os.mkdir(os.path.join(self.folder, "d"))
        with open(os.path.join(self.folder, "x"), "w", encoding="ascii") as file:
            file.write("neither this nor that\n")

    def fails(self, *words, env=USER):
        result = run(*words, env={"XENGAGE_BASE_URL": "http://127.0.0.1:9", **env}, cwd=self.folder)
        self.assertIn(result.returncode, (2, 3, 5), (words, result))
        self.assertEqual(result.stdout, "", words)
        return result.stderr

    def test_the_option_at_fault_is_named(self):
        for wanted, *words in LINES:
            said = self.fails(*words).splitlines()[-1]
            self.assertIn(wanted.rstrip("="), said, words)

    def test_what_was_meant_is_named(self):
        for wanted, *words in SUGGESTIONS:
            self.assertIn(wanted, self.fails(*words), words)

    def test_the_variable_at_fault_is_named(self):
        for name, value in VARIABLES:
            self.assertIn(name, self.fails("totals", "1", env={**USER, name: value}), name)

    def test_help_does_not_look_at_variables(self):
        self.assertEqual(run("totals", "--help", env={"XENGAGE_NOW": "noon"}).returncode, 0)


class SameFile(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.content = "%d\n" % snowflake(1)
        with open(os.path.join(self.folder, "a"), "w", encoding="ascii") as file:
            file.write(self.content)
        os.chmod(os.path.join(self.folder, "a"), 0o600)
        os.symlink("a", os.path.join(self.folder, "link"))
        os.link(os.path.join(self.folder, "a"), os.path.join(self.folder, "hard"))

    def refused(self, one, other, *words):
        result = run(*words, env=USER, cwd=self.folder)
        self.assertEqual((result.returncode, result.stdout), (2, ""), result.stderr)
        self.assertIn(one, result.stderr)
        self.assertIn(other, result.stderr)
        self.assertIn("same file", result.stderr)
        with open(os.path.join(self.folder, "a"), encoding="ascii") as file:
            self.assertEqual(file.read(), self.content)

    def test_out_is_no_file_that_is_read(self):
        for name in ("a", "./a", "link", "hard"):
            self.refused("--out", "--ids", "totals", "--ids", "a", "--out", name)
        self.refused("--out", "--from", "report", "--from", "a", "--out", "link")
        self.refused("--out", "--before", "report", "--from", "b", "--before", "a", "--out", "a")
        self.refused("--out", "--accounts", "totals", "--accounts", "a", "--out", "a")
        self.refused("--out", "--credentials", "totals", "1", "--credentials", "a", "--out", "a")
        self.refused("--out", "--credentials", "auth", "bearer", "--credentials", "a", "--out", "a")
        self.refused("--out", "--ca-file", "totals", "1", "--ca-file", "a", "--out", "a")

    def test_no_two_written_files_are_the_same(self):
        more = ["--format", "csv"]
        self.refused("--out", "--journal", "totals", "1", "--out", "b", "--journal", "b", *more)
        self.refused("--out", "--ledger", "totals", "1", "--out", "a", "--ledger", "link")
        self.refused("--journal", "--ids", "totals", "--ids", "a", "--out", "b", "--journal", "a", *more)
        self.refused("--sqlite", "--ids", "totals", "--ids", "a", "--sqlite", "a")

    def test_files_of_accounts_are_not_written_to(self):
        with open(os.path.join(self.folder, "accounts"), "w", encoding="ascii") as file:
            file.write("credentials,ids\nme.json,a\n")
        self.refused("--out", "--accounts", "totals", "--accounts", "accounts", "--out", "a")
