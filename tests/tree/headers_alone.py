"""Each public header compiles alone, and twice, as pedantic C99 and as C++11."""

import concurrent.futures
import os
import pathlib
import shutil
import subprocess
import sys

from files import SKIPPED, finish

LANGUAGES = {
    "c": (["gcc", "clang"], ["-std=c99", "-Wstrict-prototypes", "-Wmissing-prototypes"]),
    "c++": (["g++", "clang++"], ["-std=c++11", "-Wzero-as-null-pointer-constant", "-Wold-style-cast"]),
}
STRICT = ["-pedantic", "-Wall", "-Wextra", "-Wundef", "-Wshadow", "-Werror", "-fsyntax-only"]

root = pathlib.Path(sys.argv[1])
headers = sorted((root / "include").glob("xengage/*.h*"))


def compile_alone(job):
    compiler, language, options, header = job
    name = f"{header.parent.name}/{header.name}"
    text = f"#include <{name}>\n#include <{name}>\nint xeng_test_nothing;\n"
    command = [compiler, "-x", language, *options, *STRICT, f"-I{root / 'include'}", "-"]
    run = subprocess.run(command, input=text, text=True, capture_output=True)
    return f"{name} with {compiler}:\n{run.stderr}" if run.returncode != 0 else None


jobs = []
for language, (compilers, options) in LANGUAGES.items():
    for compiler in compilers:
        if shutil.which(compiler) is None:
            print(f"skipped: {compiler} is not installed")
            sys.exit(SKIPPED)
        for header in headers:
            if header.suffix == ".h" or language == "c++":
                jobs.append((compiler, language, options, header))
if len(headers) < 10:
    finish([f"only {len(headers)} headers found under {root / 'include'}"])
with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
    finish([problem for problem in pool.map(compile_alone, jobs) if problem])
