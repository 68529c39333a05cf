"""The built library exports what the version script lists, and that is what the headers declare."""

import collections
import pathlib
import re
import subprocess
import sys

import public

root = pathlib.Path(sys.argv[1])
library = sys.argv[2]
sanitized = "--sanitized" in sys.argv[3:]

# What the library may need; a sanitizer's run time comes on top.
NEEDED = {"libcurl", "libcrypto", "libjansson", "libz", "libc"}


def shown(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def map_symbols():
    """Name -> version node; every name stands there in full."""
    text = public.without_comments(re.sub(r"#[^\n]*", "", (root / "lib/xengage.map").read_text()))
    found = {}
    for node, body in re.findall(r"(\w[\w.]*)\s*\{(.*?)\}", text, re.DOTALL):
        exported = re.search(r"global:(.*?)(?:local:|$)", body, re.DOTALL)
        for name in re.findall(r"([^\s;]+)\s*;", exported.group(1) if exported else ""):
            if name in found:
                problems.append(f"xengage.map has {name} twice")
            found[name] = node
    return found


def built_symbols():
    """Name -> version node of all that the library exports."""
    found = {}
    for line in shown("nm", "-D", "--defined-only", "--with-symbol-versions", library).splitlines():
        kind, name = line.split()[-2:]
        if kind != "A":  # the version nodes themselves
            name, _, node = name.partition("@@")
            found[name] = node
    return found


problems = []
declared = public.functions(root)
listed = map_symbols()
built = built_symbols()
if len(declared) < 50:
    problems.append(f"only {len(declared)} functions found in the headers")
problems += [f"{name} is declared {n} times" for name, n in collections.Counter(declared).items() if n > 1]
problems += [f"{name} is declared, but not in xengage.map" for name in declared if name not in listed]
problems += [f"{name} is in xengage.map, but not declared" for name in listed if name not in declared]
problems += [f"{name} is in xengage.map, but not built" for name in listed if name not in built]
problems += [f"{name} is built, but not in xengage.map" for name in built if name not in listed]
problems += [
    f"{name} has version {node or 'none'}, not {listed[name]}"
    for name, node in built.items()
    if name in listed and node != listed[name]
]
problems += [f"{name} is no public name" for name in listed if not re.fullmatch(r"xeng_[a-z][a-z0-9_]*", name)]

dynamic = shown("readelf", "--wide", "--dynamic", library)
major = re.search(r"XENG_VERSION_MAJOR (\d+)", (root / "include/xengage/version.h").read_text()).group(1)
soname = re.findall(r"SONAME\).*\[(.*)\]", dynamic)
if soname != [f"libxengage.so.{major}"]:
    problems.append(f"SONAME is {soname}, not libxengage.so.{major}")
needed = {re.sub(r"[-.].*", "", name) for name in re.findall(r"NEEDED\).*\[(.*)\]", dynamic)}
if not sanitized and not needed <= NEEDED:
    problems.append(f"needs {', '.join(sorted(needed - NEEDED))}, too")
if re.search(r"GNU_STACK.*RWE", shown("readelf", "--wide", "--segments", library)):
    problems.append("wants an executable stack")
print("\n".join(problems))
sys.exit(1 if problems else 0)
