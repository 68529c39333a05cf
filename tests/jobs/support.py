"""What the tests of jobs share: the tool and the simulator in time that runs faster, and what the
simulator's log proves.

The simulator and its world are those of tests/sim, the tool's environment that of tests/tool.
"""

import collections
import importlib.util
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time
import unittest

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS / "sim"))

import harness as simulator  # noqa: E402
import world  # noqa: E402


def load_tool_harness():
    """It has the name of the simulator's."""
    spec = importlib.util.spec_from_file_location("tool_harness", TESTS / "tool" / "harness.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


tool = load_tool_harness()

WARP = TABLE = None  # the preloaded library, and the program that knows what counts must be
NOW = tool.NOW
NOW_SECONDS = 1795521600
DAMAGED = re.compile(r"reset|cut|corrupt|garble|truncate")


def take_programs():
    """SIMULATOR TOOL WARP TABLE come first; the rest is unittest's."""
    global WARP, TABLE
    simulator.PROGRAM, tool.TOOL, WARP, TABLE = (os.path.abspath(sys.argv.pop(1)) for _ in range(4))
    tool.SIM = simulator.PROGRAM


class Warp:
    """A time of its own for some programs, so many times as fast as ours."""

    def __init__(self, factor):
        self.factor = factor
        self.began = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
        self.text = f"{factor} {self.began} {time.clock_gettime_ns(time.CLOCK_REALTIME)}"

    def env(self, step=None):
        """`step`: a file made by Step, for a program whose wall clock is off."""
        more = {} if step is None else {"XENGAGE_WARP_STEP": step}
        # gcc's sanitizers want to be the first library.
        asan = os.environ.get("ASAN_OPTIONS", "").split(":") + ["verify_asan_link_order=0"]
        return {
            "LD_PRELOAD": WARP,
            "ASAN_OPTIONS": ":".join(filter(None, asan)),
            "XENGAGE_WARP": self.text,
            **more,
        }

    def elapsed(self):
        """Seconds of that time."""
        now = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
        return (now - self.began) * self.factor / 1e9


NO_WARP = Warp(1)


class Step:
    """By how much a program's wall clock is off."""

    SIZE = 16

    def __init__(self, path, seconds=0):
        self.path = path
        with open(path, "wb") as file:
            file.write(self.text(seconds))

    def text(self, seconds):
        return str(seconds).ljust(self.SIZE - 1).encode() + b"\n"

    def set(self, seconds):
        with open(self.path, "r+b", buffering=0) as file:
            file.write(self.text(seconds))


class Sim(simulator.Sim):
    """The simulator with a frozen present for data, and some time for everything else."""

    def __init__(self, *options, warp=NO_WARP, **more):
        env = tool.environment(warp.env() if warp is not NO_WARP else {})
        # The connection by which a test controls it stays, however fast time runs.
        fixed = ("--now", NOW, "--idle-timeout", "0")
        super().__init__(*fixed, *map(str, options), env=env, **more)


def posts(count, days=80, seed=1):
    """Ids of Posts made in the last days, in no order, each once."""
    chance = random.Random(seed)
    ids = {world.post_at(NOW_SECONDS - chance.randrange(3600, days * 86400), chance.randrange(1 << 22))
           for _ in range(count + count // 100 + 10)}  # fmt: skip
    return chance.sample(sorted(ids), count)


def state_of(post, unavailable=0, forbidden=0):
    """What becomes of a Post by rule; in hundredths of a percent."""
    if world.chance(post, 101) % 10000 < unavailable:
        return "unavailable"
    return "forbidden" if world.chance(post, 102) % 10000 < forbidden else "delivered"


def is_delivery(line):
    """Whether a line of the log is of an answer that arrived whole."""
    return line["status"] == 200 and not DAMAGED.search(line.get("fault", ""))


def deliveries(log):
    """How often each (id, window) was answered whole."""
    counts = collections.Counter()
    for line in log:
        if is_delivery(line):
            window = line.get("start"), line.get("end")
            counts.update((post, *window) for post in line["ids"])
    return counts


class Case(unittest.TestCase):
    """With a folder, and the tool."""

    maxDiff = 2000

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="xengage-jobs-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def path(self, name):
        return os.path.join(self.folder, name)

    def file(self, name, content, mode=0o644):
        with open(self.path(name), "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        os.chmod(self.path(name), mode)
        return self.path(name)

    def content(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def ids_file(self, ids, name="ids.txt"):
        return self.file(name, "".join(f"{post}\n" for post in ids))

    def world_file(self, states, owners=(), accounts=()):
        """A world in which some Posts are special; `accounts` as the simulator's help says."""
        owners = dict(owners)
        special = [
            {"id": str(post), **({"state": states[post]} if post in states else {}),
             **({"owner": owners[post]} if post in owners else {})}
            for post in {*states, *owners}
        ]  # fmt: skip
        text = json.dumps({"posts": special, "accounts": list(accounts)})
        return self.file("world.json", text)

    def simulator(self, *options, **more):
        sim = Sim(*options, **more)
        self.addCleanup(sim.close)
        return sim

    def environment(self, url, warp=NO_WARP, step=None, user=tool.USER):
        warped = warp.env(step) if warp is not NO_WARP or step else {}
        return tool.environment(
            {**user, "XENGAGE_BASE_URL": url, "XENGAGE_NOW": NOW, **warped}
        )

    def begin(self, sim, *arguments, **more):
        """Starts the tool; sim may be a URL. Several at once need --out: nobody reads their pipes
        before their turn has come."""
        url = sim if isinstance(sim, str) else sim.url
        process = subprocess.Popen(
            [tool.TOOL, *map(str, arguments)],
            env=self.environment(url, **more),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.addCleanup(self.end, process)
        return process

    def end(self, process):
        """Whatever a failed test left."""
        if process.poll() is None:
            process.kill()
        process.wait()
        process.stdout.close()
        process.stderr.close()

    def finish(self, process, status=0, limit=100):
        """Waits for the tool's end; what it wrote."""
        out, said = process.communicate(timeout=limit)
        self.assertEqual(process.returncode, status, said[-3000:])
        return out, said

    def run_tool(self, sim, *arguments, status=0, limit=100, **more):
        return self.finish(self.begin(sim, *arguments, **more), status, limit)

    def table(self, ids, *what, unavailable=0, forbidden=0):
        """What the tool must write of these ids as CSV, or their "states"."""
        done = subprocess.run(
            [TABLE, str(unavailable), str(forbidden), str(NOW_SECONDS), *what],
            input="".join(f"{post}\n" for post in ids),
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        return done.stdout

    def assert_same(self, got, wanted, what):
        """For texts too long to be shown."""
        if got == wanted:
            return
        got, wanted = got.splitlines(), wanted.splitlines()
        for number, (a, b) in enumerate(zip(got, wanted)):
            if a != b:
                self.fail(f"{what}: line {number + 1} is {a!r}, must be {b!r}")
        self.fail(f"{what}: {len(got)} lines, must be {len(wanted)}")
