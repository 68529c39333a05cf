#!/usr/bin/env python3
"""Makes cases/*.json: make_cases.py [--check]. What is expected is computed, by the simulator's rule
(`xengage-sim --help-world`, written again in tests/sim/world.py) and the headers' words; nothing is
copied from what a driver printed. --check writes nothing and fails if a file isn't what it makes."""

import json
import pathlib
import sys
import textwrap

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE / "make"), str(HERE.parent / "sim")]

import asynchronous
import counts
import errors
import fetch
import job
import misc
import partial
import rules
import table

FILES = {
    "fetch": fetch,
    "partial": partial,
    "counts": counts,
    "rules": rules,
    "errors": errors,
    "table": table,
    "job": job,
    "async": asynchronous,
    "misc": misc,
}
WIDTH = 100  # what is no longer stands on one line


def write(value, indent=0):
    """JSON that can be read: what fits stands on one line."""
    short = json.dumps(value, ensure_ascii=False)
    if indent + len(short) <= WIDTH or not isinstance(value, (dict, list)) or not value:
        return short
    inner = " " * (indent + 2)
    if isinstance(value, dict):
        parts = [f"{json.dumps(key)}: {write(one, indent + 2)}" for key, one in value.items()]
    elif all(isinstance(one, str) for one in value):
        parts = [inner + line for line in textwrap.wrap(short[1:-1], WIDTH - indent, break_on_hyphens=False)]
        return "[\n" + "\n".join(parts) + f"\n{' ' * indent}]"
    else:
        parts = [write(one, indent + 2) for one in value]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return f"{opening}\n" + ",\n".join(inner + part for part in parts) + f"\n{' ' * indent}{closing}"


def check(cases):
    """A case is found by its name; and not every language's mappings keep an order of their own."""
    names = [case["name"] for case in cases]
    assert len(set(names)) == len(names), names
    for case in cases:
        for request in [case.get("request", {}), *case.get("requests", [])]:
            groupings = list(request.get("groupings", {}))
            assert groupings == sorted(groupings), case["name"]
    return cases


def main():
    wrong = []
    for name, module in FILES.items():
        path = HERE / "cases" / f"{name}.json"
        limit = {"seconds": module.SECONDS} if hasattr(module, "SECONDS") else {}
        text = write({"simulator": module.SIMULATOR, **limit, "cases": check(module.cases())}) + "\n"
        if "--check" not in sys.argv:
            path.write_text(text)
        elif not path.exists() or path.read_text() != text:
            wrong.append(path.name)
    known = {f"{name}.json" for name in FILES}
    wrong += sorted(path.name for path in (HERE / "cases").iterdir() if path.name not in known)
    if wrong:
        print(f"not what make_cases.py makes: {', '.join(wrong)}")
    return 1 if wrong else 0


sys.exit(main())
