"""Each public header compiles alone, and twice: C's as pedantic C99 and as C++11, C++'s as C++17, 20 and 23."""

import concurrent.futures
import os
import pathlib
import shutil
import subprocess
import sys

from files import SKIPPED, finish

C_WARNINGS = ["-Wstrict-prototypes", "-Wmissing-prototypes"]
CXX_WARNINGS = ["-Wzero-as-null-pointer-constant", "-Wold-style-cast"]
INLINE = [*CXX_WARNINGS, "-Wconversion", "-Wsign-conversion"]  # what the C++ headers compile into others' code
CXX = ["g++", "clang++"]
# Headers, language, compilers, options.
WAYS = [
    ("xengage/*.h", "c", ["gcc", "clang"], ["-std=c99", *C_WARNINGS]),
    ("xengage/*.h", "c++", CXX, ["-std=c++11", *CXX_WARNINGS]),
    ("xengage/cpp/*.hpp", "c++", ["g++"], ["-std=c++17", *INLINE]),
    ("xengage/xengage.hpp", "c++", CXX, ["-std=c++17", *INLINE]),
    ("xengage/xengage.hpp", "c++", CXX, ["-std=c++17", *INLINE, "-fno-exceptions", "-fno-rtti"]),
    ("xengage/xengage.hpp", "c++", CXX, ["-std=c++20", *INLINE]),
    ("xengage/xengage.hpp", "c++", CXX, ["-std=c++2b", *INLINE]),
    ("xengage/xengage.hpp", "c++", CXX, ["-std=c++2b", *INLINE, "-fno-exceptions", "-fno-rtti"]),
]
STRICT = ["-pedantic", "-Wall", "-Wextra", "-Wundef", "-Wshadow", "-Werror", "-fsyntax-only"]

root = pathlib.Path(sys.argv[1])


def compile_alone(job):
    compiler, language, options, header = job
    name = header.relative_to(root / "include").as_posix()
    text = f"#include <{name}>\n#include <{name}>\nint xeng_test_nothing;\n"
    command = [compiler, "-x", language, *options, *STRICT, f"-I{root / 'include'}", "-"]
    run = subprocess.run(command, input=text, text=True, capture_output=True)
    return f"{name} with {compiler} {options[0]}:\n{run.stderr}" if run.returncode != 0 else None


jobs = []
for pattern, language, compilers, options in WAYS:
    for compiler in compilers:
        if shutil.which(compiler) is None:
            print(f"skipped: {compiler} is not installed")
            sys.exit(SKIPPED)
        for header in sorted((root / "include").glob(pattern)):
            jobs.append((compiler, language, options, header))
if len(jobs) < 40:
    finish([f"only {len(jobs)} compilations of headers under {root / 'include'}"])
with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
    finish([problem for problem in pool.map(compile_alone, jobs) if problem])
