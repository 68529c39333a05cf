"""Every C and C++ file is formatted as .clang-format says."""

import re
import shutil
import subprocess
import sys

from files import SKIPPED, finish, tracked

# Versions differ in small ways; the tree is formatted with Debian 12's.
VERSION = "14"


def find_formatter():
    for name in (f"clang-format-{VERSION}", "clang-format"):
        path = shutil.which(name)
        if path is not None:
            shown = subprocess.run([path, "--version"], capture_output=True, text=True).stdout
            found = re.search(r"version (\d+)", shown)
            if found and found.group(1) == VERSION:
                return path
    return None


formatter = find_formatter()
if formatter is None:
    print(f"skipped: clang-format {VERSION} is not installed")
    sys.exit(SKIPPED)

sources = tracked(sys.argv[1], "*.c", "*.h", "*.cpp", "*.hpp")
if not sources:
    finish(["no source file found"])
run = subprocess.run([formatter, "--dry-run", "-Werror", *sources], capture_output=True, text=True)
if run.returncode != 0:
    bad = sorted({line.split(":")[0] for line in run.stderr.splitlines() if ": error:" in line})
    finish([f"{name}: run clang-format -i on it" for name in bad] or [run.stderr])
