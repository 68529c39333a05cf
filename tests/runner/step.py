"""One step of the test run: commands with a log and a time limit, and what came of its tests."""

import dataclasses
import os
import pathlib
import re
import signal
import subprocess
import sys
import time


SHOWN = 30  # lines of a failed command or test


class Failed(Exception):
    """A command of a step failed; the message says which."""


@dataclasses.dataclass
class Tally:
    passed: int = 0
    failed: int = 0
    skipped: list = dataclasses.field(default_factory=list)  # (name, reason)

    def add(self, other):
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped


def clean_environment():
    """The environment without what would change the library's or the tests' ways."""
    dropped = ("XENGAGE_", "LC_", "LD_", "ASAN_", "UBSAN_", "TSAN_", "MESON_")
    named = {"CC", "CXX", "CFLAGS", "CPPFLAGS", "LDFLAGS", "CC_LD", "LANG", "LANGUAGE", "DESTDIR"}
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(dropped) and name not in named and not name.lower().endswith("_proxy")
    }


def group_is_alive(group):
    try:
        os.killpg(group, 0)
        return True
    except ProcessLookupError:
        return False


def end_group(group):
    """Ends what is left of a command; true if there was something."""
    patience = time.monotonic() + 2
    while group_is_alive(group) and time.monotonic() < patience:
        time.sleep(0.05)
    left = group_is_alive(group)
    for number in (signal.SIGTERM, signal.SIGKILL):
        if group_is_alive(group):
            os.killpg(group, number)
            time.sleep(0.2)
    return left


class Step:
    """What a step's function gets: where to build, and how to run things."""

    def __init__(self, name, build, root):
        self.name = name
        self.root = pathlib.Path(root)
        self.build = pathlib.Path(build)
        self.log = self.build / "logs" / f"{name}.log"
        self.log.parent.mkdir(parents=True, exist_ok=True)
        self.log.write_text("")
        self.tally = Tally()
        self.troubles = []  # what to show of failed tests

    def write(self, text):
        with self.log.open("a") as log:
            log.write(text)

    def run(self, *command, env=None, cwd=None, limit=900, may_fail=False):
        """Runs a command into the log; its status. Ends it, and all that it started, in time."""
        self.write(f"$ {' '.join(map(str, command))}\n")
        with self.log.open("a") as log:
            process = subprocess.Popen(
                [str(word) for word in command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env={**clean_environment(), **(env or {})},
                cwd=cwd or self.root,
                start_new_session=True,
            )
            try:
                status = process.wait(limit)
            except subprocess.TimeoutExpired:
                raise Failed(f"{command[0]} took longer than {limit} s") from None
            finally:
                left = end_group(process.pid)
                process.poll()
        if left:
            raise Failed(f"{command[0]} left processes running")
        if status != 0 and not may_fail:
            raise Failed(f"{command[0]} ended with status {status}")
        return status

    def output(self, *command, env=None):
        """What a short command prints."""
        done = subprocess.run(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            env={**clean_environment(), **(env or {})},
            timeout=120,
        )
        if done.returncode != 0:
            raise Failed(f"{' '.join(map(str, command))}: {done.stderr.strip()}")
        return done.stdout

    def check(self, name, holds, otherwise=""):
        """Counts one test."""
        if holds:
            self.tally.passed += 1
            self.write(f"ok: {name}\n")
        else:
            self.tally.failed += 1
            trouble = f"FAILED: {name}{': ' if otherwise else ''}{otherwise}"
            self.write(trouble + "\n")
            self.troubles.append(trouble + self.tail_of_command())

    def last_output(self):
        """What the last command said."""
        return self.log.read_text(errors="replace").rpartition("\n$ ")[2]

    def tail_of_command(self):
        """The end of what the last command said, without what ninja says of its progress."""
        said = self.last_output().splitlines()
        said = [line for line in said if not re.match(r"\[\d+/\d+\] ", line)]
        return "".join("\n" + line for line in said[-SHOWN:])

    def attempt(self, name, function, *arguments):
        """Counts a function as one test: it fails if the function raises Failed."""
        try:
            function(self, *arguments)
            self.check(name, True)
        except Failed as reason:
            self.check(name, False, str(reason))

    def skip(self, name, reason):
        self.tally.skipped.append((name, reason))
        self.write(f"skipped: {name}: {reason}\n")
