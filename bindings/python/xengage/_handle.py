"""Owning the library's objects: each is released exactly once, by close() or the garbage collector.

The interpreter's end releases nothing: threads may still be inside the library then, and the system
takes everything back anyway.
"""

from __future__ import annotations

import contextlib
import os
import threading
import weakref
from typing import TYPE_CHECKING, Any, Generator, NoReturn, TypeVar

from ._release import let_go
from .enums import Code
from .errors import ForkedError

S = TypeVar("S", bound="Scoped")


class Handle:
    """Holds one of the library's objects."""

    __slots__ = ("_pointer", "_release", "__weakref__")

    def __init__(self, pointer: int, unref: Any) -> None:
        self._pointer = pointer
        self._release = weakref.finalize(self, let_go, unref, pointer)
        self._release.atexit = False

    def __reduce__(self) -> Any:
        self._refuse_to_travel()

    def __copy__(self) -> Any:
        self._refuse_to_travel()

    def __deepcopy__(self, memo: Any) -> Any:
        self._refuse_to_travel()

    def _refuse_to_travel(self) -> NoReturn:
        raise TypeError(f"a {type(self).__name__} belongs to its process: make it where it is used")


class Scoped(Handle):
    """A handle that can be let go of before the garbage collector does so: by close(), or `with`.

    Not while another thread is using it; whatever is made of it stays.
    """

    __slots__ = ()

    if not TYPE_CHECKING:  # type checkers know the attributes that there are

        def __getattr__(self, name: str) -> Any:
            """Is asked for what isn't there: a closed object has no pointer any more."""
            if name == "_pointer":
                raise ValueError(f"this {type(self).__name__} is closed")
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    @property
    def closed(self) -> bool:
        """Whether close() was called."""
        return not self._release.alive

    def close(self) -> None:
        """Lets go of it: it can't be used any more. Closing twice does nothing."""
        try:
            del self._pointer
        except AttributeError:
            return
        self._release()

    def __enter__(self: S) -> S:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<xengage.{type(self).__name__}: {'closed' if self.closed else self._shown()}>"

    def _shown(self) -> str:
        """What there is to show of it while it is open."""
        raise NotImplementedError


class Closable(Handle):
    """A handle that can be closed while other threads may be using it: it goes after the last call.

    In the child of a fork() it can be closed, and nothing else: its locks, too, are the parent's.
    """

    __slots__ = ("_lock", "_calls", "_closed", "_process")

    def __init__(self, pointer: int, unref: Any) -> None:
        super().__init__(pointer, unref)
        self._lock = threading.Lock()
        self._calls = 0
        self._closed = False
        self._process = os.getpid()

    def _is_own(self) -> bool:
        """Whether it is this process's: no parent's that has forked."""
        return os.getpid() == self._process

    @contextlib.contextmanager
    def _borrow(self) -> Generator[int, None, None]:
        """The pointer, which stays valid as long as the `with` lasts."""
        if not self._is_own():
            name = type(self).__name__
            raise ForkedError(f"this {name} was made before a fork(): make one in each process", code=Code.FORKED)
        with self._lock:
            if self._closed:
                raise ValueError(f"this {type(self).__name__} is closed")
            self._calls += 1
        try:
            yield self._pointer
        finally:
            with self._lock:
                self._calls -= 1
                last = self._closed and self._calls == 0
            if last:
                self._release()

    @property
    def closed(self) -> bool:
        """Whether close() was called."""
        return self._closed

    def close(self) -> None:
        """Drops what is under way and releases everything. Closing twice does nothing."""
        if not self._is_own():
            self._closed = True
            self._release()
            return
        with self._lock:
            if self._closed:
                return
            self._closed = True
            idle = self._calls == 0
        if idle:
            self._release()
        else:
            self._interrupt()

    def _interrupt(self) -> None:
        """Makes calls of other threads end soon."""
