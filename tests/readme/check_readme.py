"""Compiles each C block of README.md, and runs those marked `<!-- run -->` against the simulator."""

import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

BLOCK = re.compile(r"(<!-- run -->\n)?^```c\n(.*?)^```$", re.MULTILINE | re.DOTALL)
STRICT = ["-std=c99", "-pedantic", "-Wall", "-Wextra", "-Werror"]

root, build, library = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
blocks = BLOCK.findall((root / "README.md").read_text())
problems = []


def attempt(what, command, **more):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, **more)
    print(f"{what}:\n{done.stdout}{done.stderr}")
    if done.returncode != 0:
        problems.append(f"{what}: status {done.returncode}")
    return done


with tempfile.TemporaryDirectory() as scratch:
    for number, (marked, program) in enumerate(blocks, 1):
        source = pathlib.Path(scratch, f"block{number}.c")
        source.write_text(program)
        binary = source.with_suffix("")
        compiler = shlex.split(os.environ.get("CC", "cc"))
        libraries = [library, f"-Wl,-rpath,{library.parent}"]
        if "main(" not in program:
            libraries = ["-fsyntax-only"]
        attempt(
            f"block {number} compiled",
            [*compiler, *STRICT, f"-I{root / 'include'}", source, "-o", binary, *libraries],
        )
        if marked and binary.exists():
            calm = {**os.environ, "XENGAGE_BUILD": str(build), "XENGAGE_SIM_FLAGS": ""}
            done = attempt(f"block {number} run", [root / "examples/with-sim", binary], env=calm)
            if not done.stdout.strip():
                problems.append(f"block {number} printed nothing")

if not any(marked for marked, _ in blocks):
    problems.append("README.md has no program marked to be run")
print("\n".join(problems))
sys.exit(1 if problems else 0)
