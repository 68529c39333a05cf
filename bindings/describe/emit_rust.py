#!/usr/bin/env python3
"""Writes the Rust binding's generated files from the description of the API.

    emit_rust.py API.JSON sys      the raw declarations: xengage-sys/src/generated.rs
    emit_rust.py API.JSON words    the enumerations of the safe crate: xengage/src/words.rs
    emit_rust.py API.JSON check    compares both with the committed files; 1 if one differs
"""

import json
import pathlib
import re
import sys

RUST = pathlib.Path(__file__).resolve().parents[1] / "rust"
FILES = {"sys": RUST / "xengage-sys/src/generated.rs", "words": RUST / "xengage/src/words.rs"}

PLAIN = {
    "char": "c_char",
    "double": "f64",
    "int8_t": "i8",
    "int32_t": "i32",
    "int64_t": "i64",
    "size_t": "usize",
    "uint8_t": "u8",
    "uint32_t": "u32",
    "uint64_t": "u64",
    "void": "c_void",
}
# What C compares with numbers of other types.
WIDE = {"XENG_NODE_NONE": "xeng_node", "XENG_OPERATION_NONE": "xeng_operation"}
KEYWORDS = {"as", "in", "type", "ref", "match", "move", "use", "where", "box", "loop"}

# The safe crate's enumerations: name, what its constants begin with, those that are no member, its description.
WORDS = [
    ("ErrorKind", "XENG_ERROR_", (), "What kind of error it is."),
    ("Rule", "XENG_RULE_", ("NONE",), "A rule of the API that a request can break."),
    ("WarningKind", "XENG_WARNING_", (), "What can be foreseen about a request."),
    ("Endpoint", "XENG_ENDPOINT_", (), "A part of the API that counts are asked from."),
    ("Metric", "XENG_METRIC_", (), "What is counted."),
    ("Dimension", "XENG_DIMENSION_", ("OTHER",), "What a grouping has a level of."),
    ("IdState", "XENG_ID_", (), "What became of an id."),
    ("CredentialsKind", "XENG_CREDENTIALS_", (), "The kind of an identity."),
    ("LogLevel", "XENG_LOG_", (), "How much is logged."),
    ("IdFormat", "XENG_IDS_", (), "The form of a file of ids."),
    ("JobState", "XENG_JOB_", (), "Whether a job is over."),
    ("Wait", "XENG_WAIT_", ("NONE",), "What a job waits for."),
    ("Figure", "XENG_FIGURE_", (), "A figure of a job's progress."),
    ("RecordKind", "XENG_JOURNAL_", (), "What a record of a job's journal is worth."),
    ("Form", "XENG_FORM_", (), "The form of a table."),
    ("TextFormat", "XENG_WRITE_", ("GZIP", "NO_HEADER"), "What a writer writes."),
    ("Step", "XENG_STEP_", (), "How much time a point of a series is."),
    ("HttpVersion", "XENG_HTTP_", (), "The version of HTTP."),
]
ODD_NAMES = {"XENG_ENDPOINT_28HR": "Last28Hours", "XENG_HTTP_1_1": "Http11"}


def comment(text, indent="", mark="///"):
    """A description as doc comments: C's marks of links and wild names become code."""
    if not text:
        return []
    text = re.sub(r"#(?=[A-Za-z_])", "", text)
    text = re.sub(r"(?<![`\w])((?:xeng|XENG)_\w+(?:\(\))?)(?![`\w])", r"`\1`", text)
    text = re.sub(r"(?<![`\w(])(https?://[^\s`)]+)", r"<\1>", text)
    return [f"{indent}{mark} {line}".rstrip() for line in text.strip().splitlines()]


def rust_type(text):
    """A C type in Rust; `const` and pointers are read from the right."""
    words = re.findall(r"\w+|\*", text)
    words = [word for word in words if word != "struct"]
    base, levels, constant = [], [], False
    for word in words:
        if word == "*":
            levels.append(constant)
            constant = False
        elif word == "const":
            constant = True
        else:
            base.append(word)
    name = PLAIN.get(base[0], base[0])
    if name.endswith("_fn") and not levels:
        return f"Option<{name}>"
    for is_constant in levels:
        name = f"*{'const' if is_constant else 'mut'} {name}"
    return name


def parameters(of):
    pairs = []
    for one in of["parameters"]:
        name = one["name"] + ("_" if one["name"] in KEYWORDS else "")
        pairs.append(f"{name}: {rust_type(one['type'])}")
    return ", ".join(pairs)


def returned(of):
    text = of["returns"]["type"]
    return "" if text == "void" else f" -> {rust_type(text)}"


def constant(one):
    """Type and value; text as Rust has it, since programs pass it on to what takes Rust's."""
    if isinstance(one["value"], str):
        return f'&str = {json.dumps(one["value"])}'
    return f"{WIDE.get(one['name'], rust_type(one['type']))} = {one['value']}"


def emit_sys(api):
    """The raw declarations, in the order of the description."""
    lines = ["// The C API as it is; written by bindings/describe/emit_rust.py, not by hand.", ""]
    lines += ["use std::marker::{PhantomData, PhantomPinned};", "use std::os::raw::{c_char, c_void};", ""]
    for name in api["types"]["handles"]:
        lines += [*comment(api["types"]["docs"][name]), "#[repr(C)]", f"pub struct {name} {{"]
        lines += ["    _data: [u8; 0],", "    _marker: PhantomData<(*mut u8, PhantomPinned)>,", "}"]
    for name, of in api["types"]["aliases"].items():
        lines += [*comment(api["types"]["docs"][name]), f"pub type {name} = {PLAIN[of]};"]
    for one in api["types"]["callbacks"]:
        lines += comment(one["doc"])
        lines.append(f"pub type {one['name']} = unsafe extern \"C\" fn({parameters(one)}){returned(one)};")
    for one in api["constants"]:
        if one["name"].startswith("XENG_"):
            lines += [*comment(one["doc"]), f"pub const {one['name']}: {constant(one)};"]
    lines += ["", "extern \"C\" {"]
    for one in bound_functions(api):
        lines += comment(one["doc"], "    ")
        lines.append(f"    pub fn {one['name']}({parameters(one)}){returned(one)};")
    return "\n".join([*lines, "}", ""])


def bound_functions(api):
    """All but those with Arrow's structures in them, which Arrow's own crates define."""
    return [one for one in api["functions"] if "Arrow" not in json.dumps(one["parameters"])]


def variant(constant, prefix):
    if constant["name"] in ODD_NAMES:
        return ODD_NAMES[constant["name"]]
    return "".join(word.capitalize() for word in constant["name"][len(prefix) :].split("_"))


def emit_word(name, doc, members):
    lines = ["", f"/// {doc}", "#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]"]
    lines += ["#[non_exhaustive]", f"pub enum {name} {{"]
    for word, constant in members:
        lines += comment(constant["doc"], "    ")
        lines.append(f"    {word},")
    if name == "ErrorKind":
        lines += ["    /// A code that this version of the binding doesn't know; it is in `Error::code`.", "    Other,"]
    lines += ["}", "", f"impl {name} {{", "    #[allow(dead_code)]"]
    lines.append("    pub(crate) fn from_raw(number: i32) -> Option<Self> {")
    lines += ["        Some(match number {"]
    lines += [f"            sys::{constant['name']} => Self::{word}," for word, constant in members]
    lines += ["            _ => return None,", "        })", "    }"]
    if name != "ErrorKind":
        lines += ["", "    #[allow(dead_code)]", "    pub(crate) fn raw(self) -> i32 {", "        match self {"]
        lines += [f"            Self::{word} => sys::{constant['name']}," for word, constant in members]
        lines += ["        }", "    }", "}"]
    else:
        lines.append("}")
    return lines


def emit_words(api):
    """The numbers of the API as enumerations, which can grow with it."""
    lines = ["// The words of the API as enumerations; written by bindings/describe/emit_rust.py, not by hand."]
    lines += ["", "use xengage_sys as sys;"]
    for name, prefix, left_out, doc in WORDS:
        constants = [one for one in api["constants"] if one["name"].startswith(prefix)]
        constants = [one for one in constants if one["name"][len(prefix) :] not in left_out]
        if not constants:
            raise SystemExit(f"the description has no {prefix}")
        lines += emit_word(name, doc, [(variant(one, prefix), one) for one in constants])
    return "\n".join([*lines, ""])


EMITTERS = {"sys": emit_sys, "words": emit_words}


def check(api):
    """Whether the committed files are what would be written now."""
    stale = [name for name, file in FILES.items() if file.read_text() != EMITTERS[name](api)]
    for name in stale:
        print(f"{FILES[name].relative_to(RUST)} is stale: emit_rust.py API.JSON {name}", file=sys.stderr)
    return 1 if stale else 0


def main():
    if len(sys.argv) != 3 or sys.argv[2] not in {*EMITTERS, "check"}:
        print(__doc__, file=sys.stderr)
        return 2
    api = json.loads(pathlib.Path(sys.argv[1]).read_text())
    if sys.argv[2] == "check":
        return check(api)
    sys.stdout.write(EMITTERS[sys.argv[2]](api))
    return 0


sys.exit(main())
