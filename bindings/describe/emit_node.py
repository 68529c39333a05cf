#!/usr/bin/env python3
"""Writes the declarations of bindings/node, src/abi.ts, from the description of the API.

    emit_node.py api.json > bindings/node/src/abi.ts
"""

import json
import re
import sys

HEAD = """// What of libxengage there is to call: constants and functions, as the headers have them.
// Made by bindings/describe/emit_node.py from api.json; a test compares. Not to be changed by hand.

/** A pointer to one of the library's objects. */
export type Pointer = bigint;
/** A 64-bit number: koffi gives a number up to 2^53 and a bigint beyond, and takes either. */
export type Wide = number | bigint;
"""

NARROW = {"int8_t", "uint8_t", "int32_t", "uint32_t", "double"}
WIDE = {"int64_t", "uint64_t", "size_t"}


class Types:
    """C's types as koffi's and as TypeScript's."""

    def __init__(self, described):
        self.aliases = described["types"]["aliases"]

    def plain(self, c):
        """A type without const and spaces, aliases resolved: `uint64_t`, `char**`."""
        bare = re.sub(r"\bconst\b|\bstruct\b|\s", "", c)
        name = bare.rstrip("*")
        return self.aliases.get(name, name) + bare[len(name) :]

    def koffi(self, c, counted=False):
        """`counted`: the text may have a NUL in it, since its length is told."""
        bare = self.plain(c)
        if bare in NARROW or bare in WIDE or bare == "void":
            return bare
        if bare == "char*" and "const" in c and not counted:
            return "str"
        if bare == "char**" and "const" in c:
            return "str *"
        return "void *"

    def parameter(self, described):
        return self.koffi(described["type"], described.get("count") is not None)

    def given(self, described):
        """What TypeScript hands over for a parameter."""
        c = described["type"]
        bare = self.plain(c)
        if bare in NARROW:
            return "number"
        if bare in WIDE:
            return "Wide"
        if self.parameter(described) == "str":
            return "string | null"
        if self.parameter(described) == "str *":
            return "readonly string[]"
        if bare.endswith("**") or bare.rstrip("*") in NARROW | WIDE:
            return "ArrayBufferView | null"
        if bare in ("void*", "char*"):
            return "Pointer | ArrayBufferView | null"
        return "Pointer | null"

    def taken(self, c):
        """What TypeScript is given back."""
        bare = self.plain(c)
        if bare == "void":
            return "void"
        if bare in NARROW:
            return "number"
        if bare in WIDE:
            return "Wide"
        return "string | null" if self.koffi(c) == "str" else "Pointer | null"


def literal(value):
    if isinstance(value, str):
        return json.dumps(value)
    return f"{value}n" if abs(value) > 2**53 - 1 else str(value)


def constants(described):
    for constant in described["constants"]:
        yield f"export const {constant['name']} = {literal(constant['value'])};"


def signatures(described, types):
    yield "/** Of each function: what it returns and takes, in koffi's words. */"
    yield "export const SIGNATURES: { readonly [name in keyof Functions]: readonly [string, readonly string[]] } = {"
    for function in described["functions"]:
        taken = ", ".join(json.dumps(types.parameter(each)) for each in function["parameters"])
        yield f"    {function['name']}: [{json.dumps(types.koffi(function['returns']['type']))}, [{taken}]],"
    yield "};"


def camel(name):
    return re.sub(r"_(\w)", lambda found: found[1].upper(), name)


def functions(described, types):
    yield "/** The library's functions, as TypeScript calls them. */"
    yield "export interface Functions {"
    for function in described["functions"]:
        given = ", ".join(f"{camel(each['name'])}: {types.given(each)}" for each in function["parameters"])
        yield f"    {function['name']}(this: void{', ' if given else ''}{given}): {types.taken(function['returns']['type'])};"
    yield "}"


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        described = json.load(file)
    types = Types(described)
    print(HEAD)
    for part in (constants(described), functions(described, types), signatures(described, types)):
        print("\n".join(part))
        print()


if __name__ == "__main__":
    main()
