#!/usr/bin/env python3
"""Holds a binding to the one test list: run.py VERB COMMAND [FILE...]; README.md has the contract.

  cases COMMAND [FILE...]    runs `COMMAND cases FILE` beside each file's simulator, and compares
  example COMMAND ROUNDUP    runs `COMMAND example FILE` and ROUNDUP, C's own, on the same ids
  tests COMMAND              runs `COMMAND tests` beside a simulator

XENGAGE_SIM names the simulator. Ends with 0, 1 if something is not as it must be, or with the 77 with
which COMMAND said that it can't be run. The last line is `N passed, N failed`.
"""

import json
import os
import pathlib
import subprocess
import sys

import beside_sim
import compare

HERE = pathlib.Path(__file__).resolve().parent
SKIPPED = 77
LIMIT = 120  # seconds for one command
SHOWN = 10  # differences of one case
EXAMPLE_SIMULATOR = ["--unavailable", "2", "--protected", "1", "--forbidden", "1"]


class Count:
    """What passed and what didn't; says each."""

    def __init__(self):
        self.passed = 0
        self.failed = 0

    def tell(self, name, troubles):
        if troubles:
            self.failed += 1
            print(f"FAILED: {name}")
            for trouble in troubles[:SHOWN]:
                print(f"    {trouble}")
            if len(troubles) > SHOWN:
                print(f"    and {len(troubles) - SHOWN} more")
        else:
            self.passed += 1
            print(f"ok: {name}")

    def end(self):
        print(f"{self.passed} passed, {self.failed} failed")
        return 1 if self.failed or not self.passed else 0


def run(command, env, limit=LIMIT):
    """A command's status, what it printed, and what it said besides."""
    try:
        done = subprocess.run(
            [str(word) for word in command], env=env, stdin=subprocess.DEVNULL, capture_output=True, timeout=limit
        )
    except subprocess.TimeoutExpired as late:
        return f"none after {limit} s", late.stdout or b"", (late.stderr or b"").decode(errors="replace")
    if done.returncode == SKIPPED:
        sys.stdout.write(done.stdout.decode(errors="replace"))
        sys.exit(SKIPPED)
    return done.returncode, done.stdout, done.stderr.decode(errors="replace")


def read_outcomes(printed):
    """The driver's lines, by case; a line that is none under the key None."""
    outcomes = {}
    for line in printed.decode(errors="replace").splitlines():
        try:
            one = json.loads(line)
            outcomes[one["case"]] = one["outcome"]
        except (ValueError, KeyError, TypeError):
            outcomes[None] = line
    return outcomes


def shown_secrets(outcome):
    """Troubles of a case `secrets`: it must show something, and none of the secrets."""
    shown = outcome.get("shown") if isinstance(outcome, dict) else None
    if not isinstance(shown, str) or not shown.strip():
        return [f"nothing is shown: {compare.shorten(outcome)}"]
    return [f"a secret is shown: {secret}" for secret in beside_sim.SECRETS if secret in shown]


def troubles_of(case, outcomes):
    if case["name"] not in outcomes:
        return ["it printed no outcome"]
    outcome = outcomes[case["name"]]
    troubles = list(compare.differences(case["expect"], outcome))
    return troubles + (shown_secrets(outcome) if case["do"] == "secrets" else [])


def run_file(count, command, path):
    """Every case of a file, and that the driver ends well."""
    content = json.loads(path.read_text())
    with beside_sim.simulator(content["simulator"]) as env:
        status, printed, said = run([command, "cases", path], env, content.get("seconds", LIMIT))
    outcomes = read_outcomes(printed)
    for case in content["cases"]:
        count.tell(f"{path.stem}: {case['name']}", troubles_of(case, outcomes))
    known = {case["name"] for case in content["cases"]}
    troubles = [f"a line for no case: {outcomes[name] if name is None else name}" for name in outcomes.keys() - known]
    if status != 0:
        troubles += [f"its status is {status}", *said.splitlines()[-SHOWN:]]
    count.tell(f"{path.stem}: the driver ends well", troubles)


def cases(command, *files):
    count = Count()
    for path in map(pathlib.Path, files or sorted((HERE / "cases").glob("*.json"))):
        run_file(count, command, path.resolve())
    return count.end()


def example_differs(env, mine, reference, ids):
    """Troubles of one run of the example beside C's: another output, status, or error."""
    status, printed, said = run([mine, "example", ids], env)
    wanted_status, wanted, wanted_said = run([reference, ids], env)
    troubles = [] if status == wanted_status else [f"its status is {status}, C's is {wanted_status}"]
    if printed != wanted:
        ours, theirs = (text.decode(errors="replace").splitlines() for text in (printed, wanted))
        troubles += list(compare.differences(theirs, ours, "output")) or ["the ends of lines differ"]
    if said.strip() != wanted_said.strip():
        troubles.append(f"it says {said!r}, C says {wanted_said!r}")
    return troubles


def no_file(env, mine):
    """Troubles where there is no file; in whose words that is told is up to the language."""
    status, printed, said = run([mine, "example", HERE / "none.txt"], env)
    if status == 1 and not printed and said.startswith("roundup: "):
        return []
    return [f"its status is {status}, it prints {printed!r} and says {said!r}"]


def example(command, reference):
    count = Count()
    ids = HERE.parents[1] / "examples/data/post-ids.txt"
    with beside_sim.simulator(EXAMPLE_SIMULATOR) as env:
        count.tell("example: 1,000 Posts", example_differs(env, command, reference, ids))
        strange = env | {"XENGAGE_ACCESS_TOKEN": "wrong"}
        count.tell("example: credentials that aren't taken", example_differs(strange, command, reference, ids))
        half = env | {"XENGAGE_CONSUMER_KEY": ""}
        count.tell("example: half of the credentials", example_differs(half, command, reference, ids))
        count.tell("example: no file", no_file(env, command))
    return count.end()


def tests(command):
    with beside_sim.simulator([]) as env:
        return subprocess.run([command, "tests"], env=env, stdin=subprocess.DEVNULL, check=False).returncode


def main():
    verbs = {"cases": cases, "example": example, "tests": tests}
    if len(sys.argv) < 3 or sys.argv[1] not in verbs or "XENGAGE_SIM" not in os.environ:
        print(__doc__, file=sys.stderr)
        return 2
    verb, command, *files = sys.argv[1:]
    return verbs[verb](pathlib.Path(command).resolve(), *files)


if __name__ == "__main__":
    sys.exit(main())
