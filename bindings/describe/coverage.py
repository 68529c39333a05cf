#!/usr/bin/env python3
"""Says which functions of the API a binding neither uses nor lists in its unbound.txt, and the other way round.

usage: coverage.py [--api FILE] LANGUAGE...

A function is used if the sources of `bindings/LANGUAGE` name it outside of comments: not those that are
generated (their first lines name the emitter), nor drivers, examples and tests. Lines of unbound.txt are
`xeng_function  reason`, or `xeng_some_*  reason` for all that the pattern fits. Ends with 1 if there is
something to say.
"""

import argparse
import fnmatch
import json
import pathlib
import re
import sys

BINDINGS = pathlib.Path(__file__).resolve().parents[1]
# What in a source isn't code, by the ending of its name.
C_COMMENTS = r"/\*.*?\*/|//[^\n]*"
COMMENTS = {
    ".c": C_COMMENTS,
    ".go": C_COMMENTS,
    ".hpp": C_COMMENTS,
    ".lua": r"--\[\[.*?\]\]|--[^\n]*",
    ".py": r'"""(?:.*?)"""|#[^\n]*',
    ".rs": C_COMMENTS,
    ".ts": C_COMMENTS,
}
NOT_THE_BINDING = {"build", "dist", "driver", "example", "examples", "node_modules", "target", "test", "tests"}
# C++'s binding is headers, which are installed beside C's.
ELSEWHERE = {"cpp": BINDINGS.parent / "include/xengage"}
# Declarations that are written by hand; tests/python holds them against the API.
DECLARATIONS = {"python/xengage/_abi.py"}
NAME = re.compile(r"\bxeng_\w+\b")


def is_generated(text):
    """Whether an emitter wrote it."""
    return "bindings/describe/emit_" in "\n".join(text.split("\n", 5)[:5])


def sources(folder):
    """(file, text without comments) of each source that people wrote."""
    base = ELSEWHERE.get(folder.name, folder)
    for path in sorted(base.rglob("*")):
        inside = path.relative_to(base)
        if path.suffix not in COMMENTS or NOT_THE_BINDING & set(inside.parts) or path.stem.endswith("_test"):
            continue
        text = path.read_text(encoding="utf-8")
        if not is_generated(text) and f"{folder.name}/{inside.as_posix()}" not in DECLARATIONS:
            yield path, re.sub(COMMENTS[path.suffix], " ", text, flags=re.DOTALL)


def names_used(folder):
    """The library's names that the sources have."""
    found = set()
    for _, text in sources(folder):
        found |= set(NAME.findall(text))
    return found


def listed(path):
    """(number of the line, pattern, reason) of each line of an unbound.txt."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            pattern, _, reason = line.partition(" ")
            yield number, pattern, reason.strip()


def problems_of(folder, api):
    """What is wrong between a binding, its unbound.txt and the API."""
    functions = {one["name"] for one in api["functions"]}
    types = set(api["types"]["handles"]) | set(api["types"]["aliases"])
    types |= {one["name"] for one in api["types"]["callbacks"]}
    used = names_used(folder)
    unused = functions - used
    for name in sorted(used - functions - types):
        yield f"{name}: used, but no header has it"
    left_out = set()
    for number, pattern, reason in listed(folder / "unbound.txt"):
        fitting = set(fnmatch.filter(functions, pattern))
        where = f"unbound.txt:{number}: {pattern}"
        if not reason:
            yield f"{where}: has no reason"
        if not fitting:
            yield f"{where}: no header has it"
        elif not fitting & unused:
            yield f"{where}: is used after all"
        left_out |= fitting
    for name in sorted(unused - left_out):
        yield f"{name}: neither used nor in unbound.txt"


def main():
    """Prints the problems of each language."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--api", default=BINDINGS / "api.json", type=pathlib.Path)
    parser.add_argument("--bindings", default=BINDINGS, type=pathlib.Path, help="another folder of bindings")
    parser.add_argument("languages", nargs="+")
    arguments = parser.parse_args()
    api = json.loads(arguments.api.read_text(encoding="utf-8"))
    count = 0
    for language in arguments.languages:
        folder = arguments.bindings / language
        if not folder.is_dir():
            sys.exit(f"coverage.py: there is no {folder}")
        for problem in problems_of(folder, api):
            print(f"{language}: {problem}")
            count += 1
    sys.exit(1 if count else 0)


if __name__ == "__main__":
    main()
