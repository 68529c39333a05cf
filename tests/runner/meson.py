"""Building in one configuration, running its tests, counting them."""

import json
import pathlib
import re
import shutil

from step import SHOWN, Failed, Tally

CASES = r"^(\d+) passed, (\d+) failed$"


def configure(step, folder, *options, env=None):
    """Sets a build folder up, anew if it is no good; returns it."""
    build = step.build / folder
    command = ["meson", "setup", build, step.root, "--fatal-meson-warnings", "-Dwerror=true", *options]
    if (build / "build.ninja").exists():
        if step.run(*command, "--reconfigure", env=env, may_fail=True) == 0:
            return build
    shutil.rmtree(build, ignore_errors=True)
    step.run(*command, env=env)
    return build


def compile_all(step, build, *targets):
    step.run("ninja", "-C", build, *targets)


def count_cmocka(output):
    """cmocka says how many of a group's tests passed, failed and were skipped."""
    passed = sum(map(int, re.findall(r"\[  PASSED  \] (\d+) test", output)))
    failed = sum(map(int, re.findall(r"\[  FAILED  \] .*?(\d+) test\(s\)", output)))
    skipped = sum(map(int, re.findall(r"\[  SKIPPED \] .*?(\d+) test\(s\)", output)))
    return passed, failed, skipped


def count_unittest(output):
    """Python's unittest does so in its last lines."""
    ran = sum(map(int, re.findall(r"^Ran (\d+) tests? in", output, re.MULTILINE)))
    bad = sum(map(int, re.findall(r"(?:failures|errors)=(\d+)", output)))
    skipped = sum(map(int, re.findall(r"skipped=(\d+)", output)))
    return ran - bad - skipped, bad, skipped


def count_cases(output):
    """tests/bindings/run.py does so in its last line."""
    passed, failed = re.findall(CASES, output, re.MULTILINE)[-1]
    return int(passed), int(failed), 0


def counter_of(output):
    """What counts the tests in a program's output."""
    if re.search(r"^Ran \d+ tests? in", output, re.MULTILINE):
        return count_unittest
    return count_cases if re.search(CASES, output, re.MULTILINE) else count_cmocka


def count(entry):
    """The tests inside one of Meson's tests; one, where it doesn't say."""
    tally = Tally()
    name = entry["name"]
    result = entry["result"]
    output = (entry.get("stdout") or "") + (entry.get("stderr") or "")
    if result == "SKIP":
        reason = re.search(r"^skipped: (.*)$", output, re.MULTILINE)
        tally.skipped.append((name, reason.group(1) if reason else "it does not say why"))
        return tally
    tally.passed, tally.failed, skipped = counter_of(output)(output)
    tally.skipped += [(name, "one of its tests asked for that")] * skipped
    if result in {"OK", "EXPECTEDFAIL"}:
        tally.failed = 0
        if tally.passed == 0 and skipped == 0:
            tally.passed = 1
    else:
        tally.failed = max(tally.failed, 1)
    return tally


def trouble(entry):
    """What a failed test said, without what cmocka says of tests that went well."""
    output = (entry.get("stdout") or "") + (entry.get("stderr") or "")
    lines = [line for line in output.splitlines() if not re.match(r"\[( RUN|       OK)", line)]
    shown = "".join("\n  " + line for line in lines[-SHOWN:])
    return f"{entry['result']}: {entry['name']}{shown}"


def test(step, build, *options, label="all", setup=None, env=None, prefix=()):
    """Runs tests of a build folder, in one of its setups, and adds them to the step's tally."""
    log = pathlib.Path(build, "meson-logs", f"{label}-{setup}.json" if setup else f"{label}.json")
    if setup:
        options = ("--setup", setup, *options)
    log.unlink(missing_ok=True)
    command = [*prefix, "meson", "test", "-C", build, "--no-rebuild", "--print-errorlogs"]
    status = step.run(*command, "--logbase", label, *options, env=env, limit=1500, may_fail=True)
    if not log.exists():
        raise Failed(f"meson test ended with status {status} and ran nothing")
    for line in log.read_text().splitlines():
        entry = json.loads(line)
        tally = count(entry)
        for name, reason in tally.skipped:
            step.write(f"skipped: {name}: {reason}\n")
        step.tally.add(tally)
        if tally.failed:
            step.troubles.append(trouble(entry))
    if status != 0 and step.tally.failed == 0:
        raise Failed(f"meson test ended with status {status}")


def programs(step, build, suites):
    """Names of the tests of some suites that are compiled programs, not scripts."""
    listed = json.loads(step.output("meson", "introspect", "--tests", build))
    here = str(pathlib.Path(build).resolve())
    names = []
    for entry in listed:
        mine = any(suite.split(":")[-1] in suites for suite in entry["suite"])
        if mine and str(pathlib.Path(entry["cmd"][0]).resolve()).startswith(here):
            names.append(entry["name"])
    return names
