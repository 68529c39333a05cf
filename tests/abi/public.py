"""What the public headers declare, for the checks beside this file."""

import re


def headers(root):
    return sorted((root / "include/xengage").glob("*.h"))


def without_comments(text):
    return re.sub(r"/\*.*?\*/|//[^\n]*", " ", text, flags=re.DOTALL)


def functions(root):
    """Names of all functions marked XENG_API; a name declared twice is there twice."""
    names = []
    for path in headers(root):
        text = without_comments(path.read_text())
        text = re.sub(r"^\s*#.*$", "", text, flags=re.MULTILINE)
        names += re.findall(r"\bXENG_API\b[^;{(]*?\b(\w+)\s*\(", text)
    return names


def constants(root):
    """Name -> value, as text, of all macros that have a value and no parameters."""
    found = {}
    for path in headers(root):
        text = re.sub(r"\\\n", " ", without_comments(path.read_text()))
        for name, value in re.findall(r"^#define (XENG\w*)[ \t]+(\S.*?)[ \t]*$", text, re.MULTILINE):
            if name not in {"XENG_API", "XENGAGE_EXPORT_H"} and not name.startswith("XENG_VERSION_"):
                found[name] = value
    return found
