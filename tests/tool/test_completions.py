"""Completions, in the shells that they are for."""
import os
import pty
import re
import select
import shutil
import subprocess
import tempfile
import time
import unittest

from harness import environment, run
from options_table import commands, option_table

# What is typed, and all that fits.
CASES = (
    (["to"], ["top", "totals"]),
    (["auth", ""], ["bearer", "login", "logout"]),
    (["completions", ""], ["bash", "fish", "zsh"]),
    (["help", "job"], ["jobs"]),
    (["totals", "--fo"], ["--format"]),
    (["auth", "login", "--cal"], ["--callback"]),
    (["totals", "--format", ""], ["csv", "json", "jsonl", "table"]),
    (["plot", "--step", ""], ["day", "hour", "week"]),
    (["totals", "--log", "de"], ["debug"]),
    (["top", "--by", "engagement"], ["engagement-rate", "engagements"]),
    (["top", "--endpoint", "28hr", "--metric", "url"], ["url_clicks"]),
    (["totals", "--metrics", "favorites,re"], ["favorites,replies", "favorites,retweets"]),
    (["historical", "--group", "daily=tweet.id,engagement.d"], ["daily=tweet.id,engagement.day"]),
    (["totals", "--group", "sum=en"], ["sum=engagement.type"]),
)


def script(shell):
    result = run("completions", shell)
    assert (result.returncode, result.stderr) == (0, ""), result
    return result.stdout


class Shell(unittest.TestCase):
    """A shell, with the script in a file."""

    shell = None

    def setUp(self):
        if self.shell is None:
            return
        if shutil.which(self.shell) is None:
            self.skipTest("%s is not installed" % self.shell)
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = os.path.join(self.folder.name, "_xengage")
        with open(self.path, "w", encoding="utf-8") as file:
            file.write(script(self.shell))
        self.home = os.path.join(self.folder.name, "home")
        os.mkdir(self.home)
        for name in ("posts one.txt", "posts two.txt"):
            with open(os.path.join(self.home, name), "w", encoding="ascii"):
                pass

    def run_shell(self, *arguments):
        variables = {"HOME": self.home, "XDG_CONFIG_HOME": self.home, "TERM": "dumb"}
        done = subprocess.run([self.shell, *arguments], env=environment(variables), cwd=self.home,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=30)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout

    def check_syntax(self):
        self.run_shell("-n", self.path)


class Tables(unittest.TestCase):
    def test_every_choice_that_is_offered_is_taken(self):
        checked = 0
        for command, options in option_table().items():
            for name, option in options.items():
                for choice in option.action[1:-1].split() if (option.action or "").startswith("(") else []:
                    result = run(*command.split(), "--%s" % name, choice, "--help")
                    self.assertEqual(result.returncode, 0, (command, name, choice, result.stderr))
                    checked += 1
        self.assertGreater(checked, 50)

    def test_every_option_is_taken_by_its_command_and_no_other(self):
        every = {name: option for options in option_table().values() for name, option in options.items()}
        for command, options in option_table().items():
            for name, option in every.items():
                if name not in options and any(other.startswith(name) for other in options):
                    continue  # there it is short for another
                value = "=1" if option.value else ""
                result = run(*command.split(), "--%s%s" % (name, value), "--help")
                if name in options:
                    self.assertNotIn("is for", result.stderr, (command, name))
                    self.assertNotIn("is no option", result.stderr, (command, name))
                else:
                    self.assertIn("--%s is for" % name, result.stderr, command)

    def test_a_shell_must_be_one_of_three(self):
        for words in (["completions"], ["completions", "tcsh"], ["completions", "bash", "zsh"]):
            result = run(*words)
            self.assertEqual((result.returncode, result.stdout), (2, ""))
            self.assertRegex(result.stderr, "completions|zsh")


class Bash(Shell):
    shell = "bash"

    def complete(self, words):
        # As bash takes them apart.
        parts = [part for word in words for part in (re.findall(r"=|[^=]+", word) or [""])]
        program = """source "$1"; shift
            COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_POINT=${#COMP_LINE}
            _xengage; printf '%s\\n' "${COMPREPLY[@]}" """
        shown = self.run_shell("--norc", "-c", program, "bash", self.path, "xengage", *parts)
        typed = words[-1]
        behind = typed.rpartition("=")[0] + "=" if "=" in typed else ""  # what bash leaves alone
        return sorted(behind + line for line in shown.splitlines() if line)

    def test_bash_reads_the_script(self):
        self.check_syntax()

    def test_bash_completes(self):
        for words, wanted in CASES:
            self.assertEqual(self.complete(words), sorted(wanted), words)
        self.assertEqual(self.complete(["totals", "--metrics=fav"]), ["--metrics=favorites"])
        self.assertEqual(self.complete(["totals", "--start", ""]), [])

    def test_bash_offers_the_options_of_every_command(self):
        for command in commands():
            wanted = sorted("--" + name for name in option_table()[command])
            self.assertEqual(self.complete([*command.split(), "--"]), wanted)

    def test_bash_completes_names_of_files_at_a_terminal(self):
        shown = at_terminal(
            ["bash", "--norc", "-i"], self.home,
            "source %s" % self.path,
            "xengage totals --ids po\t", r"posts\\ ")
        self.assertRegex(shown, r"--ids posts\\ ")


class Zsh(Shell):
    shell = "zsh"
    def test_zsh_reads_the_script(self):
        self.check_syntax()

    def test_zsh_completes_at_a_terminal(self):
        begin = "PS1='> '; unsetopt zle_bracketed_paste; autoload -Uz compinit; compinit -u -D; source %s"
        for typed, wanted in (
            ("totals --form\t", "--format="),
            ("totals --format c\t", "--format csv"),
            ("auth b\t", "auth bearer"),
            ("help j\t", "help jobs"),
            ("plot --step w\t", "--step week"),
            ("totals --metrics favorites,ret\t", "favorites,retweets"),
            ("historical --group d=tweet.id,engagement.h\t", "tweet.id,engagement.hour"),
            ("top --endpoint 28hr --metric url_\t", "url_clicks"),
            ("totals 12 --jou\t", "--journal="),
            ("totals --ids po\t", r"posts\ "),
        ):
            shown = at_terminal(["zsh", "-f", "-i"], self.home, begin % self.path,
                                "xengage " + typed, re.escape(wanted))
            self.assertIn(wanted, shown, typed)


class Fish(Shell):
    shell = "fish"

    def complete(self, words):
        line = " ".join(["xengage", *words])
        shown = self.run_shell("--no-config", "-c", "source $argv[1]; complete -C $argv[2]", self.path, line)
        return sorted(text.split("\t")[0] for text in shown.splitlines())

    def test_fish_reads_the_script(self):
        self.check_syntax()

    def test_fish_completes(self):
        for words, wanted in CASES:
            self.assertEqual(self.complete(words), sorted(wanted), words)
        self.assertEqual(self.complete(["totals", "--metrics=fav"]), ["--metrics=favorites"])
        self.assertEqual(self.complete(["totals", "--ids", "posts"]), ["posts one.txt", "posts two.txt"])

    def test_fish_offers_the_options_of_every_command(self):
        for command in commands():
            wanted = sorted("--" + name for name in option_table()[command])
            self.assertEqual(self.complete([*command.split(), "--"]), wanted)


def read_until(terminal, pattern, shown, seconds=20):
    """Reads until the pattern is shown behind what was there before, or the time is over."""
    end = time.monotonic() + seconds
    while not re.search(pattern, shown) and time.monotonic() < end:
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                shown += os.read(terminal, 65536).decode(errors="replace")
            except OSError:
                break
        shown = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\x07", "", shown)
    return shown


def at_terminal(command, home, begin, keys, wanted):
    """What an interactive shell shows for keys, typed once it is ready."""
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(home)
        os.execvpe(command[0], command, environment({"HOME": home, "TERM": "dumb", "COLUMNS": "200"}))
    try:
        os.write(terminal, (begin + "; echo rea''dy\n").encode())
        read_until(terminal, r"ready\r\n", "")
        os.write(terminal, keys.encode())
        return read_until(terminal, wanted, "")
    finally:
        os.close(terminal)
        os.kill(process, 9)
        os.waitpid(process, 0)
