"""Post ids on their way into the library: any iterable of int, in arrays of 64-bit numbers."""

from __future__ import annotations

import array
import ctypes
import itertools
import operator
from typing import Any, Iterable, Iterator, Optional

from . import _abi, _library
from ._library import lib
from .enums import Code

BATCH = 65536


def post_id(value: Any) -> int:
    """An id as int; RuleError for a number that can't be one."""
    number = operator.index(value)
    if not 0 < number < 1 << 63:
        parse_id(str(number))
    return number


def parse_id(text: str) -> int:
    """A Post id from decimal text, 1 to 2^63 - 1; RuleError where it is none."""
    number = ctypes.c_uint64()
    _library.check(lib.xeng_post_id_parse, _library.utf8(text, "the id"), ctypes.byref(number))
    return number.value


def packed(values: Iterable[int]) -> "array.array[int]":
    """Some ids as an array."""
    values = list(values)
    try:
        return array.array("Q", values)
    except (OverflowError, TypeError):
        return array.array("Q", [post_id(value) for value in values])


def buffer_of(values: Any) -> Optional[memoryview]:
    """The memory of an array of 64-bit integers, such as NumPy's; None for other iterables."""
    try:
        view = memoryview(values)
    except TypeError:
        return None
    fits = view.itemsize == 8 and view.format in ("Q", "q", "L", "l") and view.ndim == 1 and view.c_contiguous
    return view if fits else None


def batches(values: Iterable[int], size: int) -> Iterator["array.array[int]"]:
    """The ids, at most `size` at a time."""
    view = buffer_of(values)
    if view is not None:
        for first in range(0, len(view), size):
            batch = array.array("Q")
            batch.frombytes(view[first : first + size].tobytes())
            yield batch
        return
    if isinstance(values, (str, bytes)):
        raise TypeError("ids must be an iterable of int, not text")
    iterator = iter(values)
    while True:
        batch = packed(itertools.islice(iterator, size))
        if not batch:
            return
        yield batch


def pointer_to(batch: "array.array[int]") -> Any:
    """What the library reads an array by; valid as long as the array."""
    return ctypes.cast(batch.buffer_info()[0], _abi.U64S)


class Source:
    """An iterable as the library's pull callback: it asks for ids until there are none.

    An exception can't pass through the library: it is kept, the reading is ended, and raise_kept()
    raises it afterwards.
    """

    def __init__(self, values: Iterable[int]) -> None:
        self._values = values
        self._size = 0
        self._iterator: Optional[Iterator["array.array[int]"]] = None
        self._rest: "array.array[int]" = array.array("Q")
        self._kept: Optional[BaseException] = None
        self.callback = _abi.IDS_FN(self._next)

    def _next(self, context: Any, ids: Any, capacity: int, count: Any) -> int:
        try:
            if self._iterator is None:
                self._iterator = batches(self._values, BATCH)
            if not self._rest:
                self._rest = next(self._iterator, self._rest)
            batch, self._rest = self._rest[:capacity], self._rest[capacity:]
            ctypes.memmove(ids, batch.buffer_info()[0], len(batch) * 8)
            count[0] = len(batch)
            return 0
        except BaseException as reason:
            self._kept = reason
            return Code.CANCELLED

    def raise_kept(self) -> None:
        """Raises what the iterable raised, if it did."""
        if self._kept is not None:
            raise self._kept
