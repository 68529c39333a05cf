"""No path of one machine, no stray byte, no dead link in what is tracked."""

import re
import sys

from files import finish, tracked

# Put together from pieces, so that this file passes its own check.
MACHINE = re.compile("|".join([r"/wor" + r"k/", r"bash" + r"_jobs", r"/roo" + r"t/", r"/hom" + r"e/\w"]))
UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
CONFLICT = re.compile(r"^(<{7}|>{7}|={7})( |$)", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")


def problems_of(path, root):
    data = path.read_bytes()
    name = path.relative_to(root)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return  # test data that is no text
    for pattern, what in ((MACHINE, "names a machine's path"), (UNFINISHED, "is unfinished"), (CONFLICT, "has a merge mark")):
        for found in pattern.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            yield f"{name}:{line}: {what}: {found.group()}"
    if path.suffix == ".md":
        for target in LINK.findall(text):
            if not (path.parent / target).exists():
                yield f"{name}: link to {target}, which does not exist"
    if path.suffix in {".c", ".h", ".hpp", ".cpp"}:
        if "\t" in text or "\r" in text:
            yield f"{name}: has tabs or carriage returns"
        if text and not text.endswith("\n"):
            yield f"{name}: does not end in a newline"
        if not text.startswith("/*"):
            yield f"{name}: its first line does not say what it is for"


root = sys.argv[1]
finish([problem for path in tracked(root) for problem in problems_of(path, root)])
