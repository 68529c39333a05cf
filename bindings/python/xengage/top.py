"""The best Posts of any number of results."""

from __future__ import annotations

from typing import Iterator, NamedTuple, Optional, Union

from . import _metrics
from ._handle import Handle
from ._library import check, lib, make
from .enums import Metric
from .result import Result, pointer_of

ENGAGEMENT_RATE = 1000
"""`XENG_TOP_ENGAGEMENT_RATE`."""


class TopPost(NamedTuple):
    """A ranked Post."""

    id: int
    value: int
    """The count by which it is ranked; by engagement rate, its engagements."""
    rate: Optional[float]
    """Its engagement rate, where it is ranked by that."""


class Top(Handle):
    """A ranking, in memory for as many Posts as are wanted.

    >>> top = Top("favorites", 2)
    >>> top.add(Result.from_json('{"g":{"2101":{"favorites":"7"},"2102":{"favorites":"9"},"2103":{"favorites":"1"}}}'))
    >>> [(post.id, post.value) for post in top]
    [(2102, 9), (2101, 7)]
    """

    __slots__ = ("_by_rate",)

    def __init__(self, by: Union[Metric, str] = Metric.IMPRESSIONS, most: int = 10) -> None:
        """
        :param by: a metric or its name, or "engagement_rate".
        :param most: how many Posts to keep.
        """
        self._by_rate = by == "engagement_rate"
        if self._by_rate:
            number = ENGAGEMENT_RATE
        else:
            number = _metrics.known_number(by)
        if most < 0:
            raise ValueError(f"a ranking of {most} Posts can't be")
        super().__init__(make(lib.xeng_top_new, number, most), lib.xeng_top_unref)

    def add(self, result: Optional[Result]) -> None:
        """Ranks the Posts of a result, as a job's piece has it; None is nothing."""
        check(lib.xeng_top_add, self._pointer, None if result is None else pointer_of(result))

    def __len__(self) -> int:
        return int(lib.xeng_top_count(self._pointer))

    def __iter__(self) -> Iterator[TopPost]:
        for rank in range(len(self)):
            rate = lib.xeng_top_rate_at(self._pointer, rank) if self._by_rate else None
            yield TopPost(
                lib.xeng_top_id_at(self._pointer, rank), lib.xeng_top_value_at(self._pointer, rank), rate
            )

    def __repr__(self) -> str:
        return f"<xengage.Top: {len(self)} Posts>"
