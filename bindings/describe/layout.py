"""Lays api.json out so that a change to a function is a few lines of a diff."""

import json


def short(value):
    """A value on one line."""
    return json.dumps(value, ensure_ascii=False)


def listed(values, indent, write=short):
    """A list, one entry a line."""
    if not values:
        return "[]"
    lines = ",\n".join(indent + "  " + write(value) for value in values)
    return f"[\n{lines}\n{indent}]"


def function(one):
    """A function: a line for its name, its words, each of its parameters, and what it returns."""
    head = ", ".join(f"{short(key)}: {short(one[key])}" for key in ("name", "header", "since"))
    return (
        f'{{{head},\n     "doc": {short(one["doc"])},\n'
        f'     "parameters": {listed(one["parameters"], "     ")},\n'
        f'     "returns": {short(one["returns"])}}}'
    )


def callback(one):
    """A callback, as a function is."""
    head = ", ".join(f"{short(key)}: {short(one[key])}" for key in ("name", "header", "doc"))
    parameters = listed(one["parameters"], "       ")
    return f'{{{head},\n       "parameters": {parameters},\n       "returns": {short(one["returns"])}}}'


def struct(one):
    """A structure: a line for each member."""
    head = ", ".join(f"{short(key)}: {short(one[key])}" for key in ("name", "header", "doc"))
    return f'{{{head},\n       "members": {listed(one["members"], "       ")}}}'


def mapped(values, indent):
    """An object, one member a line."""
    lines = ",\n".join(f"{indent}  {short(key)}: {short(value)}" for key, value in values.items())
    return f"{{\n{lines}\n{indent}}}"


def text_of(api):
    """api.json as text."""
    types = api["types"]
    return (
        f'{{\n  "version": {short(api["version"])},\n'
        f'  "constants": {listed(api["constants"], "  ")},\n'
        '  "types": {\n'
        f'    "handles": {listed(types["handles"], "    ")},\n'
        f'    "aliases": {mapped(types["aliases"], "    ")},\n'
        f'    "callbacks": {listed(types["callbacks"], "    ", callback)},\n'
        f'    "structs": {listed(types["structs"], "    ", struct)},\n'
        f'    "docs": {mapped(types["docs"], "    ")}\n'
        "  },\n"
        f'  "functions": {listed(api["functions"], "  ", function)}\n}}\n'
    )
