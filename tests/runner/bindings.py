"""The bindings of other languages, each held to its own tests and to the one test list of all
(tests/bindings/README.md), with the installed library."""

import os
import pathlib
import re
import shutil

import consumers
from step import Failed

SKIPPED = 77  # a registry can't be reached
COUNTS = re.compile(r"^(\d+) passed, (\d+) failed$", re.MULTILINE)
RUN = ["python3", pathlib.Path(__file__).resolve().parents[1] / "bindings/run.py"]
LANGUAGES = {  # what the step is called: what the language is called, and the commands that it takes
    "cpp": ("C++17", ["g++"]),
    "lua": ("LuaJIT", ["luajit"]),
    "node": ("Node.js", ["node", "npm"]),
    "rust": ("Rust", ["cargo"]),
    "go": ("Go", ["go", "gcc"]),
}


def environment(step, prefix):
    """What `check` is promised, but for the simulator that runs beside it."""
    return {
        "PKG_CONFIG_PATH": str(prefix / "lib/pkgconfig"),
        "LD_LIBRARY_PATH": str(prefix / "lib"),
        "XENGAGE_LIBRARY": str(prefix / "lib/libxengage.so"),
        "XENGAGE_SIM": str(prefix / "bin/xengage-sim"),
        "BUILD": str(step.build / "bindings" / step.name),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def proxies():
    """Where the machine reaches registries through; tests themselves go without."""
    return {name: value for name, value in os.environ.items() if name.lower().endswith("_proxy")}


def last_line(step):
    said = step.last_output().split("\n")
    return next((line for line in reversed(said) if line.strip()), "it does not say why")


def can_run(step, name, *command, env, limit=600):
    """Runs a command; false, and a skipped test, if a registry can't be reached."""
    status = step.run(*command, env=env, limit=limit, may_fail=True)
    if status == SKIPPED:
        step.skip(name, f"a registry can't be reached: {last_line(step)}")
        return False
    if status != 0:
        raise Failed(f"{name}: status {status}")
    return True


def count(step, name, *command, env):
    """Runs a command whose last line tells how many tests passed and failed, and counts them."""
    status = step.run(*command, env=env, limit=600, may_fail=True)
    if status == SKIPPED:
        step.skip(name, f"a registry can't be reached: {last_line(step)}")
        return
    found = COUNTS.fullmatch(last_line(step))
    passed, failed = map(int, found.groups()) if found else (0, 0)
    step.tally.passed += passed
    step.tally.failed += failed
    if failed:
        step.troubles.append(f"FAILED: {name}{step.tail_of_command()}")
    elif status != 0 or passed == 0:
        step.check(name, False, f"status {status}, last line {last_line(step)!r}")


def files_of(folder):
    return {path for path in folder.rglob("*") if path.is_file()}


def prepare(step, prefix):
    """The binding's `check`, and its environment with an empty folder to build in."""
    env = environment(step, prefix)
    shutil.rmtree(env["BUILD"], ignore_errors=True)
    os.makedirs(env["BUILD"])
    return step.root / "bindings" / step.name / "check", env


def shared_list(step, check, env):
    """The cases and the example, which are the same for all languages."""
    count(step, "cases", *RUN, "cases", check, env=env)
    count(step, "example", *RUN, "example", check, step.build / "gcc/examples/roundup", env=env)


def shared(step, prefix):
    """All that a binding has in common with the others, where its own tests have a step that knows them."""
    check, env = prepare(step, prefix)
    if can_run(step, "build", check, "build", env={**env, **proxies()}):
        shared_list(step, check, env)


def hold(step, language, commands):
    """Builds a binding and runs all that there is to run of it."""
    lacking = [command for command in commands if shutil.which(command) is None]
    if lacking:
        step.skip(language, f"there is no {' and no '.join(lacking)} here")
        return
    check, env = prepare(step, consumers.install(step))
    before = files_of(check.parent)
    if can_run(step, "build", check, "build", env={**env, **proxies()}):
        step.check("it builds", True)
        count(step, "own tests", *RUN, "tests", check, env=env)
        shared_list(step, check, env)
    left = sorted(str(path.relative_to(check.parent)) for path in files_of(check.parent) - before)
    step.check("it leaves nothing in the source tree", not left, str(left))


def step_of(language, commands):
    def run(step):
        hold(step, language, commands)

    run.__doc__ = f"the {language} binding: its own tests, the one test list of all bindings, the example"
    return run


STEPS = {name: step_of(*language) for name, language in LANGUAGES.items()}
