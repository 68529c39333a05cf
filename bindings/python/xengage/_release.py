"""Releasing what the garbage collector finds: not while the library may be calling back.

The library calls logs and journals with its locks held, and the collector may run in them like
anywhere in Python. A client or job that it released there would wait for those locks for ever.
"""

from __future__ import annotations

import collections
import threading
from typing import Any, Deque, Tuple


class _Thread(threading.local):
    """How many calls of the library this thread is in that may call back."""

    depth = 0


_thread = _Thread()
_waiting: Deque[Tuple[Any, int]] = collections.deque()


def let_go(unref: Any, pointer: int) -> None:
    """Releases an object: at once, or when the call that this thread is in has returned."""
    if _thread.depth:
        _waiting.append((unref, pointer))
    else:
        unref(pointer)


class CalledBack:
    """A `with` within a function that the library calls."""

    __slots__ = ()

    def __enter__(self) -> None:
        _thread.depth += 1

    def __exit__(self, *_: object) -> None:
        _thread.depth -= 1


class Calling(CalledBack):
    """A `with` around a call that may call back; what had to wait is released after it."""

    __slots__ = ()

    def __exit__(self, *_: object) -> None:
        super().__exit__()
        while _waiting and not _thread.depth:
            try:
                unref, pointer = _waiting.popleft()
            except IndexError:  # another thread was faster
                return
            unref(pointer)


calling = Calling()
called_back = CalledBack()
