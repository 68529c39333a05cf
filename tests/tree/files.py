"""The files of the tree that git knows or would add, for the checks beside this file."""

import pathlib
import subprocess
import sys

SKIPPED = 77  # what Meson takes for "skipped"


def tracked(root, *patterns):
    """Paths of tracked and of new, not ignored files; skips the test outside a git checkout."""
    listed = subprocess.run(
        ["git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns],
        capture_output=True,
    )
    if listed.returncode != 0:
        print("skipped: not a git checkout:", listed.stderr.decode().strip())
        sys.exit(SKIPPED)
    paths = [pathlib.Path(root, name) for name in listed.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file() and not path.is_symlink()]


def finish(problems):
    """Prints the problems and ends the test."""
    for problem in problems:
        print(problem)
    sys.exit(1 if problems else 0)
