"""Makes api.json, the description of the API, from the public headers. README.md says what is in it.

usage: describe.py [--clang PROGRAM] INCLUDE OUT
"""

import argparse
import pathlib
import re
import sys

sys.dont_write_bytecode = True  # before what is ours: nothing is left in the tree
# pylint: disable=wrong-import-position
import comments  # noqa: E402
import layout  # noqa: E402
import words  # noqa: E402
from headers import Headers, Problem, end_of, start_of  # noqa: E402

INTEGER = re.compile(r"^(u?int\d+_t|size_t)( \*)?$")


def described_parameter(name, kind, said, function_words, integers):
    """A parameter as it stands in api.json."""
    told = words.parameter(kind, said, function_words, integers)
    return {"name": name, "type": kind, **told, "doc": said}


def described_function(header, node, comment):
    """A function as it stands in api.json."""
    name = node["name"]
    text, said, returned, since = comments.parts(comment)
    declared = [(one["name"], one["type"]["qualType"]) for one in node["inner"] if one["kind"] == "ParmVarDecl"]
    if [one[0] for one in declared] != list(said):
        raise Problem(f"{header}: {name}: its comment has the parameters {', '.join(said)}")
    kind = node["type"]["qualType"].split("(")[0].strip()
    if since is None or (returned is None) != (kind == "void"):
        raise Problem(f"{header}: {name}: its comment lacks @since or @return, or has one too many")
    integers = [one for one, its_type in declared if INTEGER.match(its_type)]
    parameters = []
    for one, its_type in declared:
        # "likewise" is what the parameter before is.
        before = parameters[-1]["doc"] if parameters else ""
        meant = re.sub(r"^likewise\b", lambda _: before.rstrip("."), said[one]) if parameters else said[one]
        try:
            parameters.append(described_parameter(one, its_type, meant, text, integers))
        except words.Undecided as undecided:
            raise Problem(f"{header}: {name}, parameter {one}: {undecided}") from None
    try:
        told = words.returned(kind, returned or "", text, parameters)
    except words.Undecided as undecided:
        raise Problem(f"{header}: {name}, return: {undecided}") from None
    return {
        "name": name,
        "header": header,
        "since": since,
        "doc": text,
        "parameters": parameters,
        "returns": {"type": kind, **told, "doc": returned},
    }


def described_callback(headers, header, node):
    """The type of a function that the library calls; clang leaves out the names of its parameters."""
    kind = node["type"]["qualType"]
    returned, types = re.fullmatch(r"(.*?)\(\*\)\((.*)\)", kind).groups()
    source = headers.texts[header][start_of(node) : end_of(node) + 1]
    names = re.findall(r"(\w+)[,)]", source[source.rindex("(") :])
    text, said, what, _ = comments.parts(headers.comment(header, node))
    parameters = []
    for one, its_type in zip(names, types.split(", "), strict=True):
        parameters.append({"name": one, "type": its_type, "doc": said.get(one)})
    return {
        "name": node["name"],
        "header": header,
        "doc": text,
        "parameters": parameters,
        "returns": {"type": returned.strip(), "doc": what},
    }


def described_struct(headers, header, node):
    """A structure whose members are public."""
    members = []
    for one in node["inner"]:
        if one["kind"] == "FieldDecl":
            source = headers.texts[header]
            said = comments.before(source, start_of(one)) or comments.behind(source, end_of(one))
            members.append({"name": one["name"], "type": one["type"]["qualType"], "doc": comments.joined(said)})
    text = comments.joined(headers.comment(header, node))
    return {"name": node["name"], "header": header, "doc": text, "members": members}


def described_types(headers):
    """Handles, aliases, callbacks and structures."""
    types = {"handles": [], "aliases": {}, "callbacks": [], "structs": [], "docs": {}}
    for header, node in headers.declared:
        if node["kind"] == "RecordDecl" and node.get("completeDefinition"):
            types["structs"].append(described_struct(headers, header, node))
        if node["kind"] != "TypedefDecl":
            continue
        name, kind = node["name"], node["type"]["qualType"]
        if "(*)" in kind:
            types["callbacks"].append(described_callback(headers, header, node))
            continue
        if kind == f"struct {name}":
            types["handles"].append(name)
        else:
            types["aliases"][name] = kind
        types["docs"][name] = comments.joined(headers.comment(header, node))
    return types


def described_constants(headers):
    """The constants with their values and types."""
    for header, name, _, place in headers.constants():
        said = comments.joined(comments.before(headers.texts[header], place))
        yield {
            "name": name,
            "value": headers.values[name],
            "type": headers.types[name],
            "header": header,
            "doc": said,
        }


def described(include, clang):
    """All of api.json."""
    headers = Headers(include, clang)
    functions = []
    for header, node in headers.declared:
        if node["kind"] == "FunctionDecl":
            functions.append(described_function(header, node, headers.comment(header, node)))
    constants = list(described_constants(headers))
    value = {one["name"]: one["value"] for one in constants}
    return {
        "version": ".".join(str(value[f"XENG_VERSION_{part}"]) for part in ("MAJOR", "MINOR", "PATCH")),
        "constants": constants,
        "types": described_types(headers),
        "functions": functions,
    }


def main():
    """Writes the description, or says what in the headers stands in its way."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--clang", default="clang")
    parser.add_argument("include")
    parser.add_argument("out")
    arguments = parser.parse_args()
    try:
        text = layout.text_of(described(arguments.include, arguments.clang))
    except Problem as problem:
        sys.exit(f"describe.py: {problem}")
    pathlib.Path(arguments.out).write_text(text)


if __name__ == "__main__":
    main()
