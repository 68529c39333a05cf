"""Runs the steps of the test run and counts their tests. Started by tests/run."""

import argparse
import os
import pathlib
import signal
import sys
import time

from step import Failed, Step
from steps import QUICK, STEPS

ROOT = pathlib.Path(__file__).resolve().parents[2]


def arguments():
    parser = argparse.ArgumentParser(
        prog="tests/run",
        description="Installs what testing takes, then builds and tests everything.",
        epilog="Builds in build-tests/, or in the folder that BUILD_DIR names; logs are in logs/ there. "
        "With CI=true a test that can't run counts as failed.",
    )
    parser.add_argument("steps", nargs="*", metavar="STEP", help=f"only these: {', '.join(STEPS)}")
    parser.add_argument("--quick", action="store_true", help=f"only {', '.join(QUICK)}")
    chosen = parser.parse_args()
    unknown = [name for name in chosen.steps if name not in STEPS]
    if unknown:
        parser.error(f"no such step: {', '.join(unknown)}")
    return chosen


def excused(reason):
    """The one reason for skipping that CI takes."""
    return "registry" in reason and "reach" in reason


def settle_skips(step):
    """In CI a skipped test is a failed one."""
    if os.environ.get("CI") == "true":
        unexcused = [skip for skip in step.tally.skipped if not excused(skip[1])]
        step.tally.failed += len(unexcused)
        step.tally.skipped = [skip for skip in step.tally.skipped if excused(skip[1])]
        for name, reason in unexcused:
            print(f"     not run, which CI takes for failed: {name}: {reason}", flush=True)
    for name, reason in step.tally.skipped:
        print(f"     skipped: {name}: {reason}", flush=True)


def run_step(name, build):
    step = Step(name, build, ROOT)
    began = time.monotonic()
    print(f"---- {name}: {STEPS[name].__doc__}", flush=True)
    try:
        STEPS[name](step)
    except (Failed, OSError) as reason:
        step.check(f"step {name}", False, str(reason))
    settle_skips(step)
    took = time.monotonic() - began
    tally = step.tally
    if tally.failed:
        for trouble in step.troubles:
            print("\n".join("     " + line for line in trouble.splitlines()))
        print(f"     the whole log: {step.log}")
    word = "FAIL" if tally.failed else "ok"
    counts = f"{tally.passed} passed, {tally.failed} failed, {len(tally.skipped)} skipped"
    print(f"{word:4} {name}: {counts} ({took:.0f} s)", flush=True)
    return tally


def end(number, frame):
    print("tests/run: told to end before all was tested", flush=True)
    sys.exit(128 + number)


def main():
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, end)
    chosen = arguments()
    names = chosen.steps or (QUICK if chosen.quick else list(STEPS))
    if names != QUICK and "gcc" not in names:
        names = ["gcc"] + names  # others use its build
    build = pathlib.Path(os.environ.get("BUILD_DIR") or ROOT / "build-tests").resolve()
    tallies = [run_step(name, build) for name in names]
    passed = sum(tally.passed for tally in tallies)
    failed = sum(tally.failed for tally in tallies)
    skipped = sum(len(tally.skipped) for tally in tallies)
    print(f"xengage: {passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed or not passed else 0


sys.exit(main())
