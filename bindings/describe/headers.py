"""Reads the public headers: with clang what is declared, from their text what is said about it."""

import json
import pathlib
import re
import subprocess

import comments

# A number, a text, or another constant; no attribute of the compiler.
CONSTANT = re.compile(r"\*/\n#define (\w+)[ \t]+([-(0-9\"A-Z][^\n]*)$", re.MULTILINE)
# A macro with arguments can't be used through a foreign function interface: the headers have none.
MACRO_WITH_ARGUMENTS = re.compile(r"^[ \t]*#[ \t]*define (\w+)\(", re.MULTILINE)
CONSTANT_TYPES = {
    "int": "int32_t",
    "unsigned int": "uint32_t",
    "long": "int64_t",
    "unsigned long": "uint64_t",
    "long long": "int64_t",
    "unsigned long long": "uint64_t",
}


class Problem(Exception):
    """Something in a header that can't be described."""


class Headers:
    """The public headers below a folder: `texts` by name, and `declared`, clang's declarations in order."""

    def __init__(self, include, clang):
        self.include = pathlib.Path(include)
        self.texts = {path.name: path.read_text() for path in sorted((self.include / "xengage").glob("*.h"))}
        self.values, self.types = {}, {}
        self.declared = []
        for header, node in placed(syntax_tree(self.include, clang, self.probe())):
            self.take(header, node)
        self.declared.sort(key=lambda one: (one[0], start_of(one[1])))

    def constants(self):
        """(header, name, its text, its place) of each documented macro that has a value."""
        for header, text in self.texts.items():
            for found in MACRO_WITH_ARGUMENTS.finditer(text):
                raise Problem(f"{header}: {found.group(1)} is a macro with arguments")
            for found in CONSTANT.finditer(text):
                yield header, found.group(1), found.group(2), found.start() + 3

    def probe(self):
        """A C file in which clang reads all headers and says what each constant is."""
        lines = ["#include <xengage/xengage.h>"]
        for _, name, text, _ in self.constants():
            if not text.startswith('"'):
                lines.append(f"enum {{ value_{name} = ({name}) }};")
                lines.append(f"extern __typeof__({name}) type_{name};")
            else:
                lines.append(f"static const char value_{name}[] = {name};")
        return "\n".join(lines) + "\n"

    def take(self, header, node):
        """Keeps a declaration if it is a public one, or what a probe tells."""
        name = node.get("name", "")
        if header in self.texts:
            self.declared.append((header, node))
        elif name.startswith("type_"):
            kind = node["type"].get("desugaredQualType", node["type"]["qualType"])
            self.types[name[5:]] = CONSTANT_TYPES[kind]
        elif name.startswith("value_"):
            self.values[name[6:]] = json.loads(value_in(node))
            self.types[name[6:]] = "const char *"
        elif node["kind"] == "EnumDecl":
            for constant in (part for part in node["inner"] if part.get("name", "").startswith("value_")):
                self.values[constant["name"][6:]] = int(value_in(constant))

    def comment(self, header, node):
        """The comment before a declaration."""
        found = comments.before(self.texts[header], start_of(node))
        if found is None:
            raise Problem(f"{header}: {node['name']} has no comment")
        return found


def syntax_tree(include, clang, probe):
    """Clang's syntax tree of a C file that is handed over as text."""
    command = [clang, "-std=c11", "-x", "c", "-fsyntax-only", "-Xclang", "-ast-dump=json", f"-I{include}", "-"]
    done = subprocess.run(command, input=probe, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Problem(done.stderr)
    return json.loads(done.stdout)


def placed(tree):
    """(name of our header or None, declaration) for each at the top. Clang names a file only when it changes."""
    where = {"file": ""}
    for node in tree["inner"]:
        follow(node["loc"], where)
        path = pathlib.PurePath(where["file"])
        yield path.name if path.parent.name == "xengage" else None, node
        follow(node, where)


def follow(value, where):
    """Sets where["file"] to the file that is named last in a part of the tree."""
    if isinstance(value, list):
        for part in value:
            follow(part, where)
    elif isinstance(value, dict):
        if "offset" in value and "file" in value:
            where["file"] = value["file"]
        for part in value.values():
            if isinstance(part, (dict, list)):
                follow(part, where)


def value_in(node):
    """What clang computed for a declaration: the first value in it, from outside to inside."""
    while "value" not in node:
        node = node["inner"][0]
    return node["value"]


def start_of(node):
    """The offset at which a declaration starts; where that is a macro's text, that of its use."""
    begin = node["range"]["begin"]
    return begin.get("expansionLoc", begin)["offset"]


def end_of(node):
    """The offset of the last word of a declaration."""
    end = node["range"]["end"]
    return end.get("expansionLoc", end)["offset"]
