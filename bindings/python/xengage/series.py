"""Time series: the counts of a metric summed to hours, days or weeks, over any number of results."""

from __future__ import annotations

import array
import datetime
from typing import Any, Iterator, List, NamedTuple, Optional, Union

from . import _ids, _metrics, _times
from ._handle import Handle
from ._library import check, lib, make
from .enums import Metric, Step, of_name
from .result import DELIVERED, Result, pointer_of

ALL_POSTS = 0
"""`XENG_ALL_POSTS`."""


class Point(NamedTuple):
    """A point of a series."""

    time: datetime.datetime
    """When its hour, day or week begins, in UTC."""
    value: Optional[int]
    """The sum; None where the server was silent on it, wholly or, of a single Post, in part."""
    covered: datetime.timedelta
    """How much of its time the windows of the results cover."""


class Series(Handle):
    """Sums of a metric by time: a sequence of points without gaps. For one thread at a time.

    >>> series = Series("favorites", "week")
    >>> series.add(Result.from_json('{"g":{"favorites":{"2026-11-20":"7","2026-11-23":"4"}}}'))
    >>> [(str(point.time.date()), point.value) for point in series]
    [('2026-11-16', 7), ('2026-11-23', 4)]
    """

    __slots__ = ()

    def __init__(
        self,
        metric: Union[Metric, str],
        step: Union[Step, str] = Step.DAY,
        *,
        utc_offset: Union[int, datetime.timedelta] = 0,
    ) -> None:
        """
        :param step: what a point is: "hour", "day", or "week", from Monday on.
        :param utc_offset: where days and weeks begin: what to add to UTC to get local time, in
            seconds or as timedelta; whole hours, as the server counts.
        """
        if isinstance(utc_offset, datetime.timedelta):
            utc_offset, rest = divmod(utc_offset, datetime.timedelta(seconds=1))
            if rest:
                raise ValueError("an offset from UTC is whole hours")
        if not -(1 << 31) <= utc_offset < 1 << 31:
            raise ValueError(f"an offset from UTC of {utc_offset} s can't be")
        number = _metrics.known_number(metric)
        pointer = make(lib.xeng_series_new, number, int(of_name(Step, step, "step")), utc_offset)
        super().__init__(pointer, lib.xeng_series_unref)

    def add(self, result: Optional[Result], post: Optional[int] = None) -> None:
        """Adds the counts of a result, as a job's piece has it; None is nothing.

        :param post: a Post's id; by default all Posts together.
        """
        one = ALL_POSTS if post is None else _ids.post_id(post)
        check(lib.xeng_series_add, self._pointer, None if result is None else pointer_of(result), one)

    def _copy(self, function: Any) -> "array.array[int]":
        """An array of the library's, which is valid only until something is added."""
        return array.array("q", function(self._pointer)[: len(self)] if len(self) else ())

    @property
    def times(self) -> "array.array[int]":
        """When each point begins, in Unix seconds; `np.asarray` takes it as it is."""
        return self._copy(lib.xeng_series_times)

    @property
    def values(self) -> "array.array[int]":
        """The sum of each point, 0 where nothing was delivered: see `delivered`."""
        return self._copy(lib.xeng_series_values)

    @property
    def delivered(self) -> List[bool]:
        """Of which points the sum is known."""
        return [lib.xeng_series_state_at(self._pointer, i) == DELIVERED for i in range(len(self))]

    @property
    def covered(self) -> "array.array[int]":
        """How many seconds of each point the windows of the results cover."""
        return array.array("q", [lib.xeng_series_covered_s(self._pointer, i) for i in range(len(self))])

    @property
    def total(self) -> int:
        """The sum of all points that were delivered."""
        return int(lib.xeng_series_total(self._pointer))

    def __len__(self) -> int:
        return int(lib.xeng_series_count(self._pointer))

    def __iter__(self) -> Iterator[Point]:
        for time, value, known, covered in zip(self.times, self.values, self.delivered, self.covered):
            yield Point(_times.at(time), value if known else None, datetime.timedelta(seconds=covered))

    def __repr__(self) -> str:
        return f"<xengage.Series: {len(self)} points>"
