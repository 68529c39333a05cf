"""Two windows compared: how each metric changed, of every Post and of all Posts together."""

from __future__ import annotations

import ctypes
from typing import Any, Iterator, Mapping, NamedTuple, Optional, Tuple, Union

from . import _metrics
from ._handle import Handle
from ._library import lib, make
from .enums import Metric, known
from .result import DELIVERED, NO_LEAF, Result, pointer_of
from .series import ALL_POSTS


class Change(NamedTuple):
    """How a count changed."""

    before: Optional[int]
    """The earlier count; None where it wasn't delivered."""
    after: Optional[int]
    """The later count, likewise."""
    relative: Optional[float]
    """By how much, divided by the earlier count: 0.5 is half as much again. None where that can't be
    known: one of the two wasn't delivered, or the earlier isn't above zero."""


class PostChanges(Mapping[str, Change]):
    """How the counts of a Post, or of all Posts together, changed: a mapping from metrics' names."""

    __slots__ = ("_comparison", "_id")

    def __init__(self, comparison: Comparison, post: int) -> None:
        self._comparison = comparison
        self._id = post

    def __getitem__(self, metric: Union[Metric, str]) -> Change:
        change = self._comparison._change(self._id, _metrics.number_of(metric))
        if change is None:
            raise KeyError(metric)
        return change

    def _is_there(self, metric: Metric) -> bool:
        return self._comparison._change(self._id, int(metric)) is not None

    def __iter__(self) -> Iterator[str]:
        return (metric.wire_name for metric in self._comparison.metrics if self._is_there(metric))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        return f"<xengage.PostChanges: {', '.join(self)}>"


class Comparison(Mapping[int, PostChanges], Handle):
    """How counts changed from one result to another: a mapping from Posts. Immutable.

    >>> before = Result.from_json('{"g":{"2101":{"favorites":"4"},"2102":{"favorites":"9"}}}')
    >>> after = Result.from_json('{"g":{"2101":{"favorites":"6"}}}')
    >>> comparison = Comparison(before, after)
    >>> comparison[2101]["favorites"]
    Change(before=4, after=6, relative=0.5)
    >>> comparison[2102]["favorites"].after
    >>> comparison.total["favorites"], comparison.compared("favorites")
    (Change(before=4, after=6, relative=0.5), 1)
    """

    __slots__ = ()

    def __init__(self, before: Result, after: Result) -> None:
        """
        :param before: the earlier window.
        :param after: the later window.
        """
        Handle.__init__(
            self, make(lib.xeng_comparison_new, pointer_of(before), pointer_of(after)), lib.xeng_comparison_unref
        )

    @property
    def metrics(self) -> Tuple[Metric, ...]:
        """The metrics that are compared: those that either result has."""
        count = lib.xeng_comparison_metric_count(self._pointer)
        return tuple(known(Metric, lib.xeng_comparison_metric_at(self._pointer, i)) for i in range(count))

    @property
    def total(self) -> PostChanges:
        """All Posts together: those of which both counts were delivered."""
        return PostChanges(self, ALL_POSTS)

    def compared(self, metric: Union[Metric, str]) -> int:
        """Of how many Posts both counts of a metric were delivered."""
        return int(lib.xeng_comparison_compared(self._pointer, _metrics.known_number(metric)))

    def _change(self, post: int, metric: int) -> Optional[Change]:
        """How a count changed; None if neither result has it."""
        relative = ctypes.c_double()
        kind = lib.xeng_comparison_change(self._pointer, post, metric, ctypes.byref(relative))
        if kind == NO_LEAF:
            return None
        before = self._side(lib.xeng_comparison_before, post, metric)
        after = self._side(lib.xeng_comparison_after, post, metric)
        return Change(before, after, relative.value if kind == DELIVERED else None)

    def _side(self, function: Any, post: int, metric: int) -> Optional[int]:
        """One of the two counts; None if it wasn't delivered."""
        value = ctypes.c_int64()
        kind = function(self._pointer, post, metric, ctypes.byref(value))
        return value.value if kind == DELIVERED else None

    def __getitem__(self, post: int) -> PostChanges:
        if post not in self:
            raise KeyError(post)
        return PostChanges(self, post)

    def __contains__(self, post: object) -> bool:
        return isinstance(post, int) and 0 < post < 1 << 63 and self._has(post)

    def _has(self, post: int) -> bool:
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if lib.xeng_comparison_id_at(self._pointer, middle) < post:
                low = middle + 1
            else:
                high = middle
        return bool(lib.xeng_comparison_id_at(self._pointer, low) == post)

    def __iter__(self) -> Iterator[int]:
        for index in range(len(self)):
            yield lib.xeng_comparison_id_at(self._pointer, index)

    def __len__(self) -> int:
        return int(lib.xeng_comparison_id_count(self._pointer))

    def __repr__(self) -> str:
        return f"<xengage.Comparison: {len(self)} Posts>"
