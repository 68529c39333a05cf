"""abidiff finds nothing but additions between the stored baseline and the built library."""

import pathlib
import platform
import shutil
import subprocess
import sys

SKIPPED = 77

root = pathlib.Path(sys.argv[1])
library = sys.argv[2]
cpu = platform.machine()
baseline = root / f"tests/abi/libxengage.so.0-{cpu}.abi"


def skip(reason):
    print("skipped:", reason)
    sys.exit(SKIPPED)


if shutil.which("abidiff") is None:
    skip("abidiff is not installed (Debian: abigail-tools)")
if not baseline.is_file():
    skip(f"there is no baseline for {cpu}; scripts/renew-abi-baseline makes one")
sections = subprocess.run(["readelf", "--wide", "--sections", library], capture_output=True, text=True)
if ".debug_info" not in sections.stdout:
    skip("the library was built without debug information")

# abidiff's status is a set of bits; 0: nothing to report but what was asked to be left out.
run = subprocess.run(
    ["abidiff", "--no-added-syms", "--headers-dir2", root / "include", baseline, library],
    capture_output=True,
    text=True,
)
print(run.stdout, run.stderr, sep="", end="")
if run.returncode != 0:
    print(f"abidiff: status {run.returncode}; docs/abi-policy.md says what may change")
sys.exit(run.returncode)
