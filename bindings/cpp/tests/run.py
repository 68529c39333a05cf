"""The C++ face's own tests: run.py FOLDER, where check has built them. The last line is `N passed, N failed`."""

import pathlib
import re
import shlex
import subprocess
import sys

import cost

HERE = pathlib.Path(__file__).resolve().parent
STRICT = ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror", "-fsyntax-only"]
WITHOUT = ["-fno-exceptions", "-fno-rtti"]
passed = failed = 0


def tell(name, problems):
    global passed, failed
    print(f"FAILED: {name}" if problems else f"ok: {name}")
    for problem in problems:
        print(f"    {problem}")
    passed, failed = passed + (not problems), failed + bool(problems)


def run(program):
    """A program of tests, whose last line counts."""
    global passed, failed
    done = subprocess.run([program], capture_output=True, text=True, check=False)
    print(done.stdout, end="")
    counted = re.search(r"(\d+) passed, (\d+) failed\n$", done.stdout)
    if counted:
        passed, failed = passed + int(counted.group(1)), failed + int(counted.group(2))
    ended_well = counted and done.returncode == (1 if counted.group(2) != "0" else 0)
    tell(f"{program.name} ends well", [] if ended_well else [f"status {done.returncode}", *done.stderr.splitlines()])


def compiles(flags, compiler, standard, source, *options):
    command = [compiler, f"-std={standard}", *STRICT, *options, *flags, HERE / source]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    name = f"{source} as {standard} with {compiler} {' '.join(options)}".strip()
    tell(name, done.stderr.splitlines()[:10] if done.returncode else [])


def main():
    out = pathlib.Path(sys.argv[1])
    found = subprocess.run(["pkg-config", "--cflags", "xengage"], capture_output=True, text=True, check=True)
    flags = shlex.split(found.stdout)
    run(out / "own")
    run(out / "plain")
    for compiler, standard in (("g++", "c++20"), ("g++", "c++2b"), ("clang++", "c++17"), ("clang++", "c++20")):
        compiles(flags, compiler, standard, "ranges.cpp")
        compiles(flags, compiler, standard, "calls.cpp")
        compiles(flags, compiler, standard, "plain.cpp", *WITHOUT)
    tell("walks cost what they cost in C", list(cost.problems(flags)))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


sys.exit(main())
