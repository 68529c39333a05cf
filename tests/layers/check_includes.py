"""A layer includes only headers of layers before it, and lib/ reaches nothing outside itself."""

import pathlib
import re
import sys

LAYERS = ["base", "model", "auth", "wire", "result", "net", "job", "client"]
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.MULTILINE)

root = pathlib.Path(sys.argv[1])
problems = []
seen = 0
for path in sorted((root / "lib").rglob("*.[ch]")):
    name = path.relative_to(root)
    layer = path.relative_to(root / "lib").parts[0]
    if layer not in LAYERS:
        problems.append(f"{name}: lib/{layer} is no layer")
        continue
    for bracket, included in INCLUDE.findall(path.read_text()):
        seen += 1
        if bracket == "<":
            continue
        parts = included.split("/")
        if len(parts) != 2 or parts[0] not in LAYERS:
            problems.append(f'{name}: "{included}" should look like "base/buf.h"')
        elif LAYERS.index(parts[0]) > LAYERS.index(layer):
            problems.append(f"{name}: layer {layer} must not include {included}")
        elif not (root / "lib" / included).is_file():
            problems.append(f"{name}: {included} does not exist")

for path in sorted((root / "include").rglob("*.h")):
    for bracket, included in INCLUDE.findall(path.read_text()):
        if bracket == '"':
            problems.append(f'{path.relative_to(root)}: public headers include <xengage/…>, not "{included}"')

pages = (root / "docs/architecture.md").read_text()
documented = re.findall(r"^\| *\d+ *\| *`lib/(\w+)`", pages, re.MULTILINE)
if documented != LAYERS:
    problems.append(f"docs/architecture.md has the layers {documented}, this test {LAYERS}")
if seen < 50:
    problems.append(f"only {seen} includes found")
print("\n".join(problems))
sys.exit(1 if problems else 0)
