"""A simulator for a binding's tests, and the environment that leads to it, as README.md has it."""

import contextlib
import os
import pathlib
import subprocess
import tempfile
import time

NOW = "2026-11-24T12:00:00Z"
CONSUMER = ("sim-consumer-key", "sim-consumer-secret")
USER = ("1001-sim-access-token", "sim-access-token-secret")
BEARER = "sim-bearer%2Ftoken%3D"
SECRETS = [CONSUMER[1], *USER, BEARER]  # what nothing may show
PATIENCE = 20  # seconds until a simulator serves


class NoSimulator(Exception):
    """It didn't start; the message says why."""


def environment(url, ca_file):
    """This process's, without what steers xengage, and with what the contract names."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XENGAGE_")}
    kept |= {name: os.environ[name] for name in ("XENGAGE_LIBRARY", "XENGAGE_SIM") if name in os.environ}
    return kept | {
        "XENGAGE_BASE_URL": url,
        "XENGAGE_CA_FILE": str(ca_file),
        "XENGAGE_NOW": NOW,
        "XENGAGE_CONSUMER_KEY": CONSUMER[0],
        "XENGAGE_CONSUMER_SECRET": CONSUMER[1],
        "XENGAGE_ACCESS_TOKEN": USER[0],
        "XENGAGE_ACCESS_TOKEN_SECRET": USER[1],
        "SIM_BEARER": BEARER,
    }


def await_url(process, url_file):
    """The address, once it is served."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        if url_file.exists() and url_file.read_text().endswith("\n"):
            return url_file.read_text().strip()
        time.sleep(0.01)
    raise NoSimulator("the simulator doesn't serve")


@contextlib.contextmanager
def simulator(options):
    """Starts a simulator with some options more; gives the environment of its clients."""
    with tempfile.TemporaryDirectory() as name:
        url_file, ca_file = pathlib.Path(name, "url"), pathlib.Path(name, "ca.pem")
        command = [os.environ["XENGAGE_SIM"], "--now", NOW, "--ca-out", ca_file, "--url-file", url_file]
        with subprocess.Popen(
            [*command, "--until-stdin-closes", *options], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
        ) as process:
            try:
                yield environment(await_url(process, url_file), ca_file)
            finally:
                process.kill()  # it may be in the middle of a delay
