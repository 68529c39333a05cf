"""lib/base/error_names.c has exactly the error codes and rules of <xengage/error.h>."""

import collections
import pathlib
import re
import sys

from files import finish

root = pathlib.Path(sys.argv[1])
header = (root / "include/xengage/error.h").read_text()
source = (root / "lib/base/error_names.c").read_text()

defined = re.findall(r"^#define (XENG_OK|XENG_ERROR_\w+|XENG_RULE_\w+) +(\d+)$", header, re.MULTILINE)
names = [name for name, _ in defined]
listed = re.findall(r"^    NAME\((\w+)\),$", source, re.MULTILINE)

problems = []
if len(names) < 20:
    problems.append(f"error.h: only {len(names)} constants found; has its form changed?")
problems += [f"error_names.c lacks {name}" for name in names if name not in listed]
problems += [f"error_names.c has {name}, error.h hasn't" for name in listed if name not in names]
problems += [f"error_names.c lists {name} twice" for name, n in collections.Counter(listed).items() if n > 1]
for prefix in ("XENG_RULE_", "XENG_"):
    numbers = collections.Counter(
        number for name, number in defined if name.startswith("XENG_RULE_") == (prefix == "XENG_RULE_")
    )
    problems += [f"error.h: number {number} of {prefix}… is used twice" for number, n in numbers.items() if n > 1]
finish(problems)
