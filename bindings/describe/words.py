"""The vocabulary: what the regular wording of the headers says about pointers. README.md has it as a table.

A pointer of which the words don't decide everything is an Undecided, which names function and parameter.
"""

import re

OUT = re.compile(r"^(set (to|on failure|if it failed)|filled in|likewise)\b")
# Pointers that the caller may leave away.
LEFT_AWAY = re.compile(
    r"\bor NULL( to [^.;]*)?[.;]|\b[Mm]ay be NULL\b|\bNULL(,| \()?( ?the default[,)])? for\b|\botherwise NULL\b"
    r"|\bNULL if it isn't wanted\b"
)
# Pointers that the library may set, or return, as NULL.
SET_TO_NULL = re.compile(r"\bor NULL if\b|\bNULL (when|if|for|where)( NULL)?\b")
TEXT_FOR_NULL = re.compile(r'"[^"]*" for NULL\b')
NEVER = re.compile(r"\bnever NULL\b")
HELD = re.compile(r"\bheld (by|until)\b|\bholds it\b")
COPIED = re.compile(r"\bcopied\b")
HANDED = re.compile(r"^handed to (`\w+`|all three)")
UNREF = re.compile(r"\bthe caller's to unref\b")
RELEASE_WITH = re.compile(r"\bthe caller's to release with (\w+)\(\)")
RELEASE = re.compile(r"\bthe caller's to release\b")
LIVES = re.compile(r"\blives? as long as (?:the )?`?(\w+)`?")
UNTIL = re.compile(r"\b(?:valid|lives?) until ([^;.]+)")
GIVEN_UP = re.compile(r"^(Takes an owner away|Frees|Overwrites text with zeros, then frees it)\b")
OWNER_ADDED = re.compile(r"^Adds an owner\b")
COUNT = re.compile(r"`(\w+)` (?:of the )?[a-z`]")
COUNT_CALL = re.compile(r"^(\w+)\(\) ")
# Our own C functions that end in _unref, for the handle that they are of.
HANDLE = re.compile(r"^(?:const )?(xeng_\w+) \*")


class Undecided(Exception):
    """Words that don't decide what a pointer means."""


def is_pointer(kind):
    """Whether a type is a pointer to data."""
    return kind.endswith("*")


def is_out(kind, words):
    """Whether a parameter is one through which the function answers."""
    if re.search(r"\*const \*$", kind) or not is_pointer(kind):
        return False
    inner = kind[:-1].strip()
    out = bool(OUT.search(words))
    if inner.endswith("*") and not out:
        raise Undecided(f"{kind} has to say what it is set to: {words!r}")
    if inner.startswith("const ") and not inner.endswith("*"):
        return False
    if not out and inner not in ("void", "char") and not inner.startswith("xeng_"):
        raise Undecided(f"{kind} has to say what it is set to: {words!r}")
    return out


def left_away(words):
    """Whether the caller may pass NULL."""
    rest = SET_TO_NULL.sub("", left_out(words))
    if "NULL" in rest:
        raise Undecided(f"what NULL means isn't in the vocabulary: {words!r}")
    return bool(LEFT_AWAY.search(words))


def left_out(words):
    """Words without what they say of NULLs of the caller's."""
    return LEFT_AWAY.sub("", words)


def owned(kind, words):
    """(ownership, release, lives_with) of what a function gives out."""
    handle = HANDLE.match(kind)
    if handle and (UNREF.search(words) or kind == "xeng_error **"):
        return "owned", f"{handle.group(1)}_unref", None
    with_function = RELEASE_WITH.search(words)
    if with_function:
        return "owned", with_function.group(1), None
    if RELEASE.search(words):
        return "owned", "->release", None
    lives, until = LIVES.search(words), UNTIL.search(words)
    if lives:
        return "borrowed", None, lives.group(1)
    if until:
        return "borrowed", None, "until " + until.group(1)
    raise Undecided(f"nothing says whose {kind} is, or how long it lives: {words!r}")


def kept(kind, words, function_words):
    """The ownership of a pointer that a function takes."""
    if GIVEN_UP.match(function_words):
        return "owned"
    held, copied = HELD.search(words), COPIED.search(words)
    if held and copied:
        raise Undecided(f"held and copied: {words!r}")
    if kind == "void *":
        if not HANDED.match(words):
            raise Undecided(f"nothing says to whom {kind} is handed: {words!r}")
        return "none"
    return "held" if held else "copied" if copied else "borrowed"


def count_of(words, names):
    """The parameter that says how many there are, or the call that tells, or None."""
    for name in COUNT.findall(words):
        if name in names:
            return name
    call = COUNT_CALL.match(words)
    return f"{call.group(1)}()" if call else None


def parameter(kind, words, function_words, integers):
    """What words say of a parameter; `integers` are the names that can be its count."""
    told = {"direction": "in", "nullable": False, "ownership": "none", "release": None, "count": None}
    if kind.endswith("_fn"):
        told["nullable"] = left_away(words)
    elif is_out(kind, words):
        told.update(direction="out", nullable=left_away(words), count=count_of(words, integers))
        if kind[:-1].strip().endswith("*") or kind.startswith("struct "):
            told["ownership"], told["release"], lives_with = owned(kind, words)
            told.update({"lives_with": lives_with} if lives_with else {})
            told.update({"sets_null": True} if SET_TO_NULL.search(left_out(words)) else {})
    elif is_pointer(kind):
        told.update(nullable=left_away(words), ownership=kept(kind, words, function_words))
        told["count"] = count_of(words, integers)
    return told


def returned(kind, words, function_words, parameters):
    """What words say of what is returned; `parameters` are those of the function, described."""
    told = {"nullable": False, "ownership": "none", "release": None, "lives_with": None}
    if not is_pointer(kind):
        return told
    same = next((one for one in parameters if words == f"`{one['name']}`."), None)
    if same and OWNER_ADDED.match(function_words):
        return dict(told, nullable=same["nullable"], ownership="owned", release=HANDLE.match(kind).group(1) + "_unref")
    told["ownership"], told["release"], told["lives_with"] = owned(kind, words)
    lives_with = told["lives_with"]
    if told["ownership"] == "borrowed" and not lives_with.startswith("until "):
        if lives_with not in ["library"] + [one["name"] for one in parameters]:
            raise Undecided(f"lives as long as {lives_with}, which is no parameter: {words!r}")
    rest = SET_TO_NULL.sub("", NEVER.sub("", TEXT_FOR_NULL.sub("", words)))
    if "NULL" in rest:
        raise Undecided(f"what NULL means isn't in the vocabulary: {words!r}")
    told["nullable"] = not NEVER.search(words) and bool(SET_TO_NULL.search(words))
    call = COUNT_CALL.match(words)
    if call:
        told["count"] = f"{call.group(1)}()"
    return told
