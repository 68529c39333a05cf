"""The declarations of bindings/python/xengage/_abi.py are those of the API: check_declarations.py ROOT [API].

Which functions of the API the binding leaves out, and why, is looked at by bindings/describe/coverage.py.
"""

import ctypes
import importlib.util
import json
import pathlib
import sys

root = pathlib.Path(sys.argv[1])
sys.dont_write_bytecode = True
sys.path.insert(0, str(root / "bindings/describe"))
import coverage  # noqa: E402  of what the bindings use

api = json.loads(pathlib.Path(sys.argv[2] if sys.argv[2:] else root / "bindings/api.json").read_text("utf-8"))
spec = importlib.util.spec_from_file_location("_abi", root / "bindings/python/xengage/_abi.py")
abi = importlib.util.module_from_spec(spec)
spec.loader.exec_module(abi)

VALUES = {
    "void": None,
    "uint8_t": ctypes.c_uint8,
    "int32_t": ctypes.c_int32,
    "uint32_t": ctypes.c_uint32,
    "int64_t": ctypes.c_int64,
    "uint64_t": ctypes.c_uint64,
    "size_t": ctypes.c_size_t,
    "double": ctypes.c_double,
    "xeng_log_fn": abi.LOG_FN,
    "xeng_ids_fn": abi.IDS_FN,
    "xeng_journal_fn": abi.JOURNAL_FN,
    "struct ArrowSchema": abi.ArrowSchema,
    "struct ArrowArray": abi.ArrowArray,
    "struct ArrowArrayStream": abi.ArrowArrayStream,
}
VALUES.update({name: VALUES[kind] for name, kind in api["types"]["aliases"].items()})


def ctype(text):
    """What ctypes has for a type of C's."""
    stars = text.count("*")
    base = text.replace("*", "").replace("const", "").strip()
    if stars == 0:
        return VALUES[base]
    if base == "char":
        # A char ** is text for us to free: its address must stay known.
        if stars == 2:
            return ctypes.POINTER(ctypes.c_char_p if text.startswith("const") else ctypes.c_void_p)
        return ctypes.c_char_p
    opaque = base == "void" or base in api["types"]["handles"]
    inner = ctypes.c_void_p if opaque else VALUES[base]
    for _ in range(stars - 1 if opaque else stars):
        inner = ctypes.POINTER(inner)
    return inner


def alike(ours, theirs):
    """Bytes that the library only reads may be declared as text."""
    return ours is theirs or (ours is ctypes.c_char_p and theirs is ctypes.c_void_p)


def function_problems(name, restype, argtypes, described):
    """What is wrong with the declaration of a function."""
    returned = described["returns"]["type"]
    kinds = [one["type"] for one in described["parameters"]]
    if ctype(returned) is not restype:
        yield f"{name}: returns {returned}, declared as {restype}"
    if len(kinds) != len(argtypes):
        yield f"{name}: takes {len(kinds)} parameters, declared with {len(argtypes)}"
        return
    for number, (kind, argtype) in enumerate(zip(kinds, argtypes), 1):
        if not alike(argtype, ctype(kind)):
            yield f"{name}: parameter {number} is {kind}, declared as {argtype}"


def members_of(struct):
    """(name, type) of each member of a structure; pointers are opaque."""
    kinds = [(one["name"], one["type"]) for one in struct["members"]]
    return [(name, ctypes.c_void_p if "*" in kind else VALUES[kind]) for name, kind in kinds]


problems = []
functions = {one["name"]: one for one in api["functions"]}
for name, (restype, argtypes) in abi.FUNCTIONS.items():
    if name not in functions:
        problems.append(f"{name}: no header has it")
    else:
        problems += function_problems(name, restype, argtypes, functions[name])
for struct in api["types"]["structs"]:
    if getattr(abi, struct["name"])._fields_ != members_of(struct):
        problems.append(f"struct {struct['name']}: declared with other members")

used = coverage.names_used(root / "bindings/python") & set(functions)
problems += [f"{name}: used, but not declared" for name in sorted(used - set(abi.FUNCTIONS))]
problems += [f"{name}: declared, but not used" for name in sorted(set(abi.FUNCTIONS) - used)]

print("\n".join(problems))
sys.exit(1 if problems else 0)
