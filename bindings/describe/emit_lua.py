#!/usr/bin/env python3
"""Writes the declarations of bindings/lua, xengage/cdef.lua, from the description of the API.

    emit_lua.py api.json > bindings/lua/xengage/cdef.lua

Arrow's structures stay opaque: nothing in Lua takes them. A member that they have is of no use there.
"""

import json
import pathlib
import sys

HEAD = """-- What of libxengage there is to call, and its constants, as the headers have them.
-- Written by bindings/describe/emit_lua.py from api.json; a test compares. Not to be changed by hand.
local ffi = require("ffi")
"""


def spelled(kind, name):
    """A type with a name behind it, as C has it."""
    return f"{kind}{name}" if kind.endswith("*") else f"{kind} {name}"


def parameters(one):
    """The parameters of a function."""
    return ", ".join(spelled(part["type"], part["name"]) for part in one["parameters"]) or "void"


def declarations(api):
    """Lines of C: types first, then functions, header by header."""
    types = api["types"]
    for name in types["handles"]:
        yield f"typedef struct {name} {name};"
    for name, kind in types["aliases"].items():
        yield f"typedef {kind} {name};"
    for one in types["callbacks"]:
        yield f"typedef {spelled(one['returns']['type'], '')}(*{one['name']})({parameters(one)});"
    header = None
    for one in api["functions"]:
        if one["header"] != header:
            header = one["header"]
            yield f"/* {header} */"
        yield f"{spelled(one['returns']['type'], one['name'])}({parameters(one)});"


def value_of(one):
    """A constant in Lua; what a double doesn't hold is cdata."""
    value = one["value"]
    if isinstance(value, str):
        return json.dumps(value)
    if one["type"] == "int64_t":
        return "-9223372036854775807LL - 1" if value == -(2**63) else f"{value}LL"
    return str(value)


def main():
    """Prints the module: it declares, and gives the constants."""
    api = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    constants = "\n".join(f"    {one['name']} = {value_of(one)}," for one in api["constants"])
    body = "\n".join(declarations(api))
    print(f"{HEAD}\nffi.cdef([[\n{body}\n]])\n\nreturn {{\n{constants}\n}}")


if __name__ == "__main__":
    main()
