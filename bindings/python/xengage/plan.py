"""Plans: what a job will send."""

from __future__ import annotations

import ctypes
from typing import Any, List, Tuple

from ._handle import Handle
from ._library import lib
from .request import Window, moment_or_none


class Plan(Handle):
    """What a job will send, known before anything is sent. Immutable."""

    __slots__ = ()

    def __init__(self, pointer: int) -> None:
        super().__init__(pointer, lib.xeng_plan_unref)

    def _count(self, function: Any) -> int:
        return int(function(self._pointer))

    @property
    def ids_given(self) -> int:
        """How many ids were given, repeats included."""
        return self._count(lib.xeng_plan_ids_given)

    @property
    def ids(self) -> int:
        """How many distinct ids are asked for: without repeats, and without those of other shares."""
        return self._count(lib.xeng_plan_ids)

    @property
    def pieces(self) -> int:
        """How many pieces the job has."""
        return self._count(lib.xeng_plan_pieces)

    @property
    def pieces_done(self) -> int:
        """How many of the pieces were done in an earlier run."""
        return self._count(lib.xeng_plan_pieces_done)

    @property
    def requests(self) -> int:
        """How many requests the job takes in all, if none is refused."""
        return self._count(lib.xeng_plan_requests)

    @property
    def requests_left(self) -> int:
        """How many requests are still to be sent, if none is refused."""
        return self._count(lib.xeng_plan_requests_left)

    @property
    def windows(self) -> Tuple[Window, ...]:
        """The windows that each piece is asked for in."""
        found: List[Window] = []
        for index in range(lib.xeng_plan_windows(self._pointer)):
            start, end = ctypes.c_int64(), ctypes.c_int64()
            lib.xeng_plan_window_at(self._pointer, index, ctypes.byref(start), ctypes.byref(end))
            found.append((moment_or_none(start.value), moment_or_none(end.value)))
        return tuple(found)

    def seconds(self, per_minute: int = 0) -> int:
        """How long the requests that are left take at a rate limit of the whole contract.

        :param per_minute: requests a minute; 0 for what the client was told or has learned.
        """
        return int(lib.xeng_plan_seconds(self._pointer, per_minute))

    def __repr__(self) -> str:
        return f"<xengage.Plan: {self.requests} requests for {self.ids} ids>"
