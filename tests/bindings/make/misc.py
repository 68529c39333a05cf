"""What needs no counts: what an id tells, the words of the API, and that no secret is shown."""

import pathlib
import re

from question import case

ROOT = pathlib.Path(__file__).resolve().parents[3]
SIMULATOR = []
EPOCH_MS = 1288834974657  # where ids begin to carry their time


def post(text, created_ms):
    expect = {"id": text, "created_ms": created_ms}
    return case(f"post {text}", "post", expect, id=text)


def posts():
    for number in (1541815603606036480, 2**63 - 1, 2**53 + 1):
        yield post(str(number), str((number >> 22) + EPOCH_MS))
    yield post("20", None)
    for text in ("", "9223372036854775808", "18446744073709551617", " 1", "1 ", "+1", "١"):
        error = {"code": "XENG_ERROR_RULE", "rule": "XENG_RULE_BAD_ID", "limit": str(2**63 - 1), "status": 0}
        yield case(f"post {text!r}", "post", {"error": error}, id=text)


def names():
    """The metrics in the order of the header, whose numbers rise in the order of the documentation."""
    header = (ROOT / "include/xengage/metric.h").read_text()
    metrics = [name.lower() for name in re.findall(r"^#define XENG_METRIC_(\w+)", header, re.MULTILINE)]
    version = re.search(r"^  version: '(.+)',", (ROOT / "meson.build").read_text(), re.MULTILINE).group(1)
    expect = {"metrics": metrics, "endpoints": ["totals", "28hr", "historical"], "version": version}
    yield case("the words of the API", "names", expect)


def cases():
    return [*posts(), *names(), case("no secret is shown", "secrets", {})]
