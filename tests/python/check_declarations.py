"""The declarations of bindings/python/xengage/_abi.py are those of the public headers."""

import ctypes
import importlib.util
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
sys.dont_write_bytecode = True
sys.path.insert(0, str(root / "tests/abi"))
import public  # noqa: E402  of the checks of the ABI

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
    "xeng_node": ctypes.c_uint64,
    "xeng_operation": ctypes.c_uint64,
    "xeng_log_fn": abi.LOG_FN,
    "xeng_ids_fn": abi.IDS_FN,
    "xeng_journal_fn": abi.JOURNAL_FN,
    "struct ArrowSchema": abi.ArrowSchema,
    "struct ArrowArray": abi.ArrowArray,
    "struct ArrowArrayStream": abi.ArrowArrayStream,
}


def ctype(text):
    """What ctypes has for a type, written without names and blanks around stars."""
    base, stars = text.rstrip("*"), text.count("*")
    base = base.replace("const ", "").strip()
    if stars == 0:
        return VALUES[base]
    if base == "char":
        # A char ** is text for us to free: its address must stay known.
        if stars == 2:
            return ctypes.POINTER(ctypes.c_char_p if text.startswith("const") else ctypes.c_void_p)
        return ctypes.c_char_p
    opaque = base == "void" or (base.startswith("xeng_") and base not in VALUES)
    inner = ctypes.c_void_p if opaque else VALUES[base]
    for _ in range(stars - 1 if opaque else stars):
        inner = ctypes.POINTER(inner)
    return inner


def parts_of(parameters):
    """The types of a parameter list."""
    if parameters.strip() == "void":
        return []
    found = []
    for parameter in parameters.split(","):
        text = re.sub(r"\w+$", "", parameter.strip())  # its name
        text = re.sub(r"\*\s*const\s*", "*", text)
        found.append(re.sub(r"\s*\*\s*", "*", re.sub(r"\s+", " ", text)).strip())
    return found


def declared():
    """Name -> (return type, parameter types), of all public functions."""
    found = {}
    for path in public.headers(root):
        text = re.sub(r"^\s*#.*$", "", public.without_comments(path.read_text()), flags=re.MULTILINE)
        for returned, name, parameters in re.findall(r"XENG_API\b([^;{(]*?)(\w+)\s*\(([^;]*)\)\s*;", text):
            kind = re.sub(r"\s*\*\s*", "*", re.sub(r"\s+", " ", returned)).strip()
            found[name] = (kind, parts_of(parameters))
    return found


def members_of(name):
    """(name, type) of each member of one of Arrow's structures; pointers are opaque."""
    text = public.without_comments((root / "include/xengage/arrow.h").read_text())
    body = re.search(rf"struct {name} {{(.*?)\n}};", text, re.DOTALL).group(1)
    found = []
    for member in filter(None, (part.strip() for part in body.split(";"))):
        function = re.match(r".*?\(\*(\w+)\)", member, re.DOTALL)
        kind, member_name = ("*", function.group(1)) if function else re.match(r"(.*?)(\w+)$", member).groups()
        found.append((member_name, ctypes.c_void_p if "*" in kind else VALUES[kind.strip()]))
    return found


def alike(ours, theirs):
    """Bytes that the library only reads may be declared as text."""
    return ours is theirs or (ours is ctypes.c_char_p and theirs is ctypes.c_void_p)


problems = []
functions = declared()
if sorted(functions) != sorted(set(public.functions(root))):
    problems.append("this check reads other functions from the headers than tests/abi does")
for name, (restype, argtypes) in abi.FUNCTIONS.items():
    if name not in functions:
        problems.append(f"{name}: no header has it")
        continue
    returned, parameters = functions[name]
    if ctype(returned) is not restype:
        problems.append(f"{name}: returns {returned}, declared as {restype}")
    if len(parameters) != len(argtypes):
        problems.append(f"{name}: takes {len(parameters)} parameters, declared with {len(argtypes)}")
        continue
    for number, (parameter, argtype) in enumerate(zip(parameters, argtypes), 1):
        if not alike(argtype, ctype(parameter)):
            problems.append(f"{name}: parameter {number} is {parameter}, declared as {argtype}")

for name in ("ArrowSchema", "ArrowArray", "ArrowArrayStream"):
    if getattr(abi, name)._fields_ != members_of(name):
        problems.append(f"struct {name}: declared with other members")

used = set()
for path in (root / "bindings/python/xengage").glob("*.py"):
    if path.name != "_abi.py":
        used |= set(re.findall(r"\b(?:lib|self)\.(xeng_\w+)", path.read_text()))
problems += [f"{name}: used, but not declared" for name in sorted(used - set(abi.FUNCTIONS))]
problems += [f"{name}: declared, but not used" for name in sorted(set(abi.FUNCTIONS) - used)]

print("\n".join(problems))
sys.exit(1 if problems else 0)
