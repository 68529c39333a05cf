"""Arrow's structures in capsules, by the Arrow PyCapsule interface.

A capsule that nobody took its structure from has to release it when it goes. Its destructor would
have to be a function of C, of which there is none here: one that ctypes makes of Python code is
called with whatever exception is being raised at that moment, which breaks the interpreter, and may
be called when the interpreter's end has taken the code away.

So capsules have no destructor. Each is held here together with its structure, until its reference
count says that nobody else has it; that is looked after whenever a capsule is made, and whenever a
Table, an ArrowStream or a Job goes. What was taken from a capsule is its taker's: functions of the
library release it, at any time, the interpreter's end included.
"""

from __future__ import annotations

import collections
import ctypes
import sys
from typing import Any, Deque, Optional, Sequence

from . import _abi

SCHEMA, ARRAY, STREAM = b"arrow_schema", b"arrow_array", b"arrow_array_stream"

_RELEASE = ctypes.CFUNCTYPE(None, ctypes.c_void_p)
# Functions of Python's own, declared apart from what others declare of `ctypes.pythonapi`.
_NEW = ctypes.PYFUNCTYPE(ctypes.py_object, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p)
_new = _NEW(("PyCapsule_New", ctypes.pythonapi))
_pointer = ctypes.PYFUNCTYPE(ctypes.c_void_p, ctypes.py_object, ctypes.c_char_p)(
    ("PyCapsule_GetPointer", ctypes.pythonapi)
)
_hold = ctypes.PYFUNCTYPE(None, ctypes.py_object)(("Py_IncRef", ctypes.pythonapi))


def check_request(requested: Any, names: Optional[Sequence[str]] = None) -> None:
    """Refuses a requested schema that can't be one of these columns, as the interface wants it; any other
    is a wish, which the same types as ever may answer.

    :param requested: a capsule of a schema, or None.
    :param names: the columns; None where they aren't known before they are asked for.
    """
    if requested is None:
        return
    try:
        schema = _abi.ArrowSchema.from_address(_pointer(requested, SCHEMA))
    except ValueError:
        raise TypeError(f"requested_schema must be a capsule named arrow_schema, not {requested!r}") from None
    if not schema.release or ctypes.string_at(schema.format) != b"+s":
        raise ValueError("the requested schema is not one of a record batch")
    if names is not None and schema.n_children != len(names):
        raise ValueError(f"the requested schema has {schema.n_children} columns, not the table's: {', '.join(names)}")


class _Export:
    """A capsule and the structure that it points to."""

    __slots__ = ("capsule", "structure")

    def __init__(self, name: bytes, structure: Any) -> None:
        self.capsule: Any = _new(ctypes.addressof(structure), name, None)
        self.structure: Any = structure

    def references(self) -> int:
        return sys.getrefcount(self.capsule)


def forever(held: Any) -> None:
    """Keeps an object that C code may call or read after the interpreter has let go of it."""
    _hold(held)


_exports: Deque[_Export] = collections.deque()
_UNUSED = _Export(SCHEMA, ctypes.create_string_buffer(1)).references()  # of a capsule that only its _Export has
for _held in (SCHEMA, ARRAY, STREAM, _exports):
    forever(_held)


def release(structure: Any) -> None:
    """Releases what nobody took out of a structure."""
    if structure.release:
        _RELEASE(structure.release)(ctypes.addressof(structure))


def sweep() -> None:
    """Lets go of capsules that nobody has any more.

    Each is out of the queue while it is looked at, so that threads, and what the garbage collector
    calls meanwhile, don't come into each other's way; a lock could be held by them.
    """
    for _ in range(len(_exports)):
        try:
            export = _exports.popleft()
        except IndexError:
            return
        if export.references() > _UNUSED:
            _exports.append(export)
        else:
            release(export.structure)


def capsule(name: bytes, structure: Any) -> Any:
    """A capsule around a structure that is filled in, which it owns."""
    try:
        sweep()
        export = _Export(name, structure)
    except BaseException:
        release(structure)
        raise
    made = export.capsule  # a reference before another thread can find that there is none
    _exports.append(export)
    return made
