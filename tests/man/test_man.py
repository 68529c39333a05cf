"""Manual pages: well-formed, all options, variables and headers in them, examples that work."""

import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True  # nothing of a test run stays in the source folder

ROOT, BUILD, LIBRARY = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
sys.path.insert(0, str(ROOT / "tests/tool"))

import harness  # noqa: E402 pylint: disable=wrong-import-position

harness.TOOL = str(BUILD / "tools/xengage/xengage")
harness.SIM = str(BUILD / "tools/sim/xengage-sim")

from options_table import commands, option_table  # noqa: E402 pylint: disable=wrong-import-position

PAGES = sorted((ROOT / "man").glob("*.[0-9]"))
STRICT = ["-std=c99", "-pedantic", "-Wall", "-Wextra", "-Werror"]


def text_of(name):
    return (ROOT / "man" / name).read_text()


def tagged_options(page):
    """{option: its value's name} of the items that describe options."""
    found = {}
    for line in re.findall(r"^\.It (Fl .*)$", page, re.MULTILINE):
        option = re.search(r"Fl -([a-z][a-z-]*)(?: Ar (.+))?$", line)
        assert option.group(1) not in found, "described twice: " + option.group(1)
        found[option.group(1)] = option.group(2)
    return found


class Form(unittest.TestCase):
    def lint(self, *command):
        if shutil.which(command[0]) is None:
            self.skipTest(command[0] + " is not installed")
        self.assertGreaterEqual(len(PAGES), 3)
        for page in PAGES:
            done = subprocess.run([*command, page], capture_output=True, text=True)
            self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""), page.name)

    def test_mandoc_finds_nothing_to_warn_of(self):
        self.lint("mandoc", "-Tlint", "-Wwarning")

    def test_groff_finds_nothing_to_warn_of(self):
        self.lint("groff", "-mdoc", "-ww", "-Tutf8", "-z")

    def test_lines_fit_a_terminal(self):
        if shutil.which("mandoc") is None:
            self.skipTest("mandoc is not installed")
        for page in PAGES:
            shown = subprocess.run(["mandoc", "-Tascii", "-Owidth=78", page], capture_output=True, text=True)
            plain = re.sub(r".\x08", "", shown.stdout)
            self.assertLessEqual(max(map(len, plain.splitlines())), 80, page.name)


class Tool(unittest.TestCase):
    page = text_of("xengage.1")

    def test_every_option_is_described_with_its_value(self):
        table = {name: option.value for options in option_table().values() for name, option in options.items()}
        self.assertEqual(tagged_options(self.page), table)

    def test_every_command_is_described(self):
        for command in commands():
            self.assertIn(".It Cm " + command, self.page)

    def test_every_choice_is_named(self):
        for options in option_table().values():
            for name, option in options.items():
                if (option.action or "").startswith("("):
                    for choice in option.action[1:-1].split():
                        self.assertRegex(self.page, r"\.Cm %s\b|Cm.* %s\b" % (choice, choice), name)

    def test_every_variable_of_tool_and_library_is_described(self):
        named = set()
        for folder in ("lib", "tools/xengage"):
            for path in (ROOT / folder).rglob("*.[ch]"):
                named |= set(re.findall(r'"(XENGAGE_[A-Z_]+)"|getenv\("(TMPDIR)"\)', path.read_text()))
        named = {one or other for one, other in named}
        self.assertGreater(len(named), 8)
        self.assertEqual(named - set(re.findall(r"Ev ([A-Z_]+)", self.page)), set())

    def test_exit_statuses_are_those_of_the_help(self):
        shown = harness.run("help", "environment").stdout
        for status in re.findall(r"^\.It (\d+)", self.page, re.MULTILINE):
            self.assertRegex(shown, r"  %s\b" % status)

    def test_examples_have_options_that_there_are(self):
        for line in re.findall(r"\$ (xengage .*(?:\\e\n.*)*)", self.page):
            words = shlex.split(line.replace("\\e\n", " "))
            command = " ".join(words[1:3]) if words[1] == "auth" else words[1]
            for option in re.findall(r"--([a-z-]+)", line):
                self.assertIn(option, option_table()[command], line)


class Simulator(unittest.TestCase):
    def test_options_that_are_described_are_there(self):
        page = text_of("xengage-sim.1")
        shown = subprocess.run([harness.SIM, "--help"], capture_output=True, text=True, check=True).stdout
        named = re.findall(r"Fl -([a-z-]+)|--([a-z-]+)", page)
        self.assertGreater(len(named), 10)
        for one, other in named:
            self.assertIn("--%s" % (one or other), shown)


class Library(unittest.TestCase):
    page = text_of("libxengage.3")

    def test_every_header_is_named(self):
        there = {"xengage/" + path.name for path in (ROOT / "include/xengage").glob("*.h")}
        named = re.findall(r"^\.It In (\S+)$", self.page, re.MULTILINE)
        self.assertEqual(named, sorted(there))

    def test_every_function_that_is_named_is_there(self):
        headers = "".join(path.read_text() for path in (ROOT / "include/xengage").glob("*.h"))
        for name in re.findall(r"^\.Fn (xeng_\w+)", self.page, re.MULTILINE):
            self.assertRegex(headers, r"\b%s\(" % name)

    def test_its_program_runs(self):
        program = re.search(r"^\.Bd -literal\n(#include.*?)^\.Ed$", self.page, re.MULTILINE | re.DOTALL)
        with tempfile.TemporaryDirectory() as scratch:
            source = pathlib.Path(scratch, "program.c")
            source.write_text(program.group(1).replace(r"\e", "\\"))
            compiler = shlex.split(os.environ.get("CC", "cc"))
            subprocess.run([*compiler, *STRICT, f"-I{ROOT / 'include'}", source, "-o", source.with_suffix(""),
                            LIBRARY, f"-Wl,-rpath,{LIBRARY.parent}"], check=True)
            calm = {**os.environ, "XENGAGE_BUILD": str(BUILD), "XENGAGE_SIM_FLAGS": ""}
            done = subprocess.run([ROOT / "examples/with-sim", source.with_suffix("")], env=calm,
                                  stdin=subprocess.DEVNULL, capture_output=True, text=True)
            self.assertRegex(done.stdout, r"\A850006245121695744: \d+\n\Z", done.stderr)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[4:]])
