"""What the tests of the Python binding share: the simulator, ids, and Python programs of their own."""

import datetime
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "bindings/python"
SIM = None  # set by take_arguments()

sys.path.insert(0, str(ROOT / "tests/sim"))
sys.path.insert(0, str(ROOT / "tests/abi"))
import harness  # noqa: E402  of the simulator's tests
import public  # noqa: E402  of the checks of the ABI

NOW = "2026-11-24T12:00:00Z"
TIME = datetime.datetime(2026, 11, 24, 12, tzinfo=datetime.timezone.utc)
USER = {
    "XENGAGE_CONSUMER_KEY": harness.KEY[0],
    "XENGAGE_CONSUMER_SECRET": harness.KEY[1],
    "XENGAGE_ACCESS_TOKEN": harness.USER[0],
    "XENGAGE_ACCESS_TOKEN_SECRET": harness.USER[1],
}


def take_arguments():
    """LIBRARY and SIMULATOR come first; the rest is unittest's. "installed" for the library: as the
    package that Python finds finds it."""
    global SIM
    if len(sys.argv) < 3:
        sys.exit(f"usage: {sys.argv[0]} LIBRARY|installed SIMULATOR [unittest's arguments]")
    library, SIM = sys.argv.pop(1), os.path.abspath(sys.argv.pop(1))
    harness.PROGRAM = SIM
    if library != "installed":
        os.environ["XENGAGE_LIBRARY"] = os.path.abspath(library)
        sys.path.insert(0, str(PACKAGE))
        os.environ["PYTHONPATH"] = str(PACKAGE)
    for name in list(os.environ):
        if name.lower().endswith("_proxy") or (name.startswith("XENGAGE_") and name != "XENGAGE_LIBRARY"):
            del os.environ[name]


def snowflake(number, days_old=10):
    """Ids of Posts that are some days old at NOW; greater numbers, greater ids."""
    created_ms = 1795521600000 - days_old * 86400000
    return (created_ms - 1288834974657 << 22) + number


def count(post, metric, start="creation", end=NOW):
    """What the simulator counts."""
    command = [SIM, "--count", str(post), metric, start, end]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def python(program, *arguments, **options):
    """A Python program in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def programs_of(page, mark):
    """The programs of a page that are marked so."""
    return re.findall(rf"<!-- {mark} -->\n```python\n(.*?)```", page, re.DOTALL)


def run_program(program):
    """Runs a page's program against a simulator of its own; what it prints."""
    with tempfile.TemporaryDirectory() as folder, harness.Sim("--now", NOW) as sim:
        env = {**os.environ, **USER, "XENGAGE_BASE_URL": sim.url}
        command = [sys.executable, "-c", program]
        done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=60)
    if done.returncode != 0 or done.stderr:
        raise AssertionError(f"a program of the page ended with status {done.returncode}:\n{done.stderr}")
    return done.stdout


class WithSim(unittest.TestCase):
    """Tests that share a simulator, started with `options`."""

    options = ()

    @classmethod
    def setUpClass(cls):
        import xengage

        cls.sim = harness.Sim("--now", NOW, *cls.options)
        cls.addClassCleanup(cls.sim.close)
        cls.owner = xengage.Credentials.user(*harness.KEY, *harness.USER)

    def setUp(self):
        self.sim.control("reset")

    def client(self, **options):
        """A client of the simulator, closed when the test is over."""
        import xengage

        client = xengage.Client(base_url=self.sim.url, **options)
        self.addCleanup(client.close)
        return client

    def request(self, ids=(), endpoint="totals", **more):
        import xengage

        more.setdefault("metrics", ["favorites", "impressions"])
        more.setdefault("groupings", {"posts": "tweet.id,engagement.type"})
        return xengage.Request(endpoint, ids=ids, now=NOW, **more)

    def asked(self):
        """The ids of each request that the simulator has answered with 200, in order."""
        lines = self.sim.log()
        return [[int(post) for post in line["ids"]] for line in lines if line["status"] == 200 and "ids" in line]
