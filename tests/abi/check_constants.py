"""Constants of the public headers keep the values that the baseline has; new ones may come.

With --renew the baseline is written instead.
"""

import pathlib
import sys

import public

root = pathlib.Path(sys.argv[1])
baseline = root / "tests/abi/constants.txt"
current = public.constants(root)

if "--renew" in sys.argv[2:]:
    baseline.write_text("".join(f"{name} {value}\n" for name, value in sorted(current.items())))
    sys.exit(0)

stored = dict(line.split(" ", 1) for line in baseline.read_text().splitlines())
problems = [
    f"{name} was {value}, is {current.get(name, 'gone')}"
    for name, value in stored.items()
    if current.get(name) != value
]
if len(stored) < 50:
    problems.append(f"only {len(stored)} constants in {baseline.name}")
print("\n".join(problems))
sys.exit(1 if problems else 0)
