"""Whether the committed description of the API is what the headers give: check_fresh.py MADE COMMITTED."""

import difflib
import pathlib
import sys

made, committed = (pathlib.Path(name).read_text(encoding="utf-8").splitlines() for name in sys.argv[1:3])
difference = list(difflib.unified_diff(committed, made, "committed", "as the headers say", n=0, lineterm=""))
if difference:
    print("\n".join(difference[:60]))
    sys.exit("bindings/api.json is old: python3 bindings/describe/describe.py include bindings/api.json")
