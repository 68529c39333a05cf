"""One request under construction."""

from __future__ import annotations

import ctypes
import datetime
from typing import Any, Iterable, List, Mapping, NamedTuple, Optional, Tuple, Union

from . import _ids, _library, _times
from ._handle import Handle, Scoped
from ._library import check, lib, make, utf8
from ._times import Moment
from .credentials import Credentials, pointer_of
from .enums import Dimension, Endpoint, Metric, Warn, known

Window = Tuple[Optional[datetime.datetime], Optional[datetime.datetime]]
Dimensions = Union[str, Iterable[Union[Dimension, str]]]


class RequestWarning(NamedTuple):
    """What can be foreseen about a request that is legal."""

    code: Warn
    message: str
    ids: Tuple[int, ...]


class Request(Scoped):
    """What to ask for: endpoint, ids, metrics, groupings, window.

    What it accepts is legal: whatever would break a rule of the API raises RuleError and changes
    nothing.

    >>> request = Request("totals", ids=[1541815603606036480], metrics=["favorites"],
    ...                   groupings={"posts": "tweet.id,engagement.type"})
    >>> request.ids
    (1541815603606036480,)
    >>> request.add_metrics(["media_views"])
    Traceback (most recent call last):
        ...
    xengage.errors.RuleError: totals has no metric "media_views": ask 28hr or historical for it
    """

    __slots__ = ("_groupings",)

    def __init__(
        self,
        endpoint: Union[Endpoint, str],
        *,
        ids: Iterable[int] = (),
        metrics: Union[Iterable[Union[Metric, str]], str] = (),
        groupings: Optional[Mapping[str, Dimensions]] = None,
        start: Optional[Moment] = None,
        end: Optional[Moment] = None,
        credentials: Optional[Credentials] = None,
        now: Optional[Moment] = None,
        deadline: Optional[float] = None,
    ) -> None:
        """
        :param endpoint: `Endpoint.TOTALS` or "totals", and so on.
        :param metrics: metrics or their names; "all" for every one that the endpoint has and the
            credentials can read.
        :param groupings: the dimensions of each name, as text ("tweet.id,engagement.type") or one
            by one.
        :param start: of a historical request; open where left out.
        :param end: exclusive; open where left out.
        :param credentials: with whose eyes metrics and endpoint are judged at once; without, they
            are when it is sent.
        :param now: the time by which ages and "in the future" are judged; the machine's by default.
        :param deadline: seconds that the whole operation may take; the client's by default.
        """
        pointer = make(lib.xeng_request_new, _number_of(endpoint), pointer_of(credentials))
        super().__init__(pointer, lib.xeng_request_unref)
        self._groupings: List[str] = []
        if now is not None:
            lib.xeng_request_set_now(self._pointer, _times.any_seconds(now))
        if deadline is not None:
            lib.xeng_request_set_deadline_ms(self._pointer, _times.milliseconds(deadline, "a deadline"))
        self.add_ids(ids)
        self.add_metrics(metrics)
        for name, dimensions in (groupings or {}).items():
            self.add_grouping(name, dimensions)
        if start is not None or end is not None:
            self.set_window(start, end)

    def add_ids(self, ids: Iterable[int]) -> None:
        """Adds Post ids: all of them, or none if one breaks a rule. Repeats are dropped."""
        for batch in list(_ids.batches(ids, _ids.BATCH)):
            check(lib.xeng_request_add_ids, self._pointer, _ids.pointer_to(batch), len(batch))

    def add_metrics(self, metrics: Union[Iterable[Union[Metric, str]], str]) -> None:
        """Adds metrics, or their names; "all" for all that can be read."""
        if isinstance(metrics, str):
            if metrics != "all":
                raise TypeError(f'metrics are given as a list, ["{metrics}"], or as "all"')
            check(lib.xeng_request_add_all_metrics, self._pointer)
            return
        for metric in metrics:
            if isinstance(metric, str):
                check(lib.xeng_request_add_metric_name, self._pointer, utf8(metric, "a metric"))
            else:
                check(lib.xeng_request_add_metric, self._pointer, int(metric))

    def add_grouping(self, name: str, dimensions: Dimensions) -> None:
        """Adds a grouping: a tree in the result with one level for each dimension, in their order."""
        if not isinstance(dimensions, str):
            dimensions = ",".join(one if isinstance(one, str) else _name_of(one) for one in dimensions)
        check(
            lib.xeng_request_add_grouping_text,
            self._pointer,
            utf8(name, "a grouping's name"),
            utf8(dimensions, "the dimensions"),
        )
        self._groupings.append(name)

    @property
    def groupings(self) -> Tuple[str, ...]:
        """The names of the groupings, in the order in which they were added."""
        return tuple(self._groupings)

    def set_window(self, start: Optional[Moment] = None, end: Optional[Moment] = None) -> None:
        """Sets the window of a historical request; it is widened to whole hours, its end exclusive."""
        first, last = _times.iso(start, "the start"), _times.iso(end, "the end")
        check(lib.xeng_request_set_window_text, self._pointer, first, last)

    @property
    def window(self) -> Optional[Window]:
        """The window that will be asked for, widened and filled in; None where the server chooses."""
        start, end = ctypes.c_int64(), ctypes.c_int64()
        if not lib.xeng_request_window(self._pointer, ctypes.byref(start), ctypes.byref(end)):
            return None
        return moment_or_none(start.value), moment_or_none(end.value)

    @property
    def ids(self) -> Tuple[int, ...]:
        """The distinct ids, in the order in which they were added."""
        count = lib.xeng_request_id_count(self._pointer)
        return tuple(lib.xeng_request_id_at(self._pointer, i) for i in range(count))

    def check(self) -> None:
        """Raises RuleError unless the request is complete: an id, a metric, a grouping at least."""
        check(lib.xeng_request_check, self._pointer)

    def to_json(self) -> str:
        """The JSON that will be sent."""
        return _library.take_text(lib.xeng_request_to_json, self._pointer)

    def warnings(self) -> Tuple[RequestWarning, ...]:
        """What can be foreseen: Posts too old for a metric, a window that the server may not have."""
        handle = make(lib.xeng_request_warnings, self._pointer)
        try:
            return tuple(_warning(handle, i) for i in range(lib.xeng_warnings_count(handle)))
        finally:
            lib.xeng_warnings_unref(handle)

    def copy(self) -> Request:
        """A copy that can be changed independently."""
        made = Request.__new__(Request)
        Handle.__init__(made, make(lib.xeng_request_copy, self._pointer), lib.xeng_request_unref)
        made._groupings = list(self._groupings)
        return made

    def __copy__(self) -> Request:
        return self.copy()

    def __deepcopy__(self, memo: Any) -> Request:
        return self.copy()

    def _shown(self) -> str:
        return f"{lib.xeng_request_id_count(self._pointer)} ids"


def moment_or_none(unix: int) -> Optional[datetime.datetime]:
    """A side of a window; None for one that is open."""
    return None if unix == _times.UNSET else _times.at(unix)


def _number_of(endpoint: Union[Endpoint, str]) -> int:
    """An endpoint's number; 0, which the library refuses, for an unknown name."""
    if isinstance(endpoint, str):
        return int(lib.xeng_endpoint_by_name(utf8(endpoint, "the endpoint")))
    return int(endpoint)


def _name_of(dimension: Dimension) -> str:
    return _library.text(lib.xeng_dimension_name(int(dimension))) or str(int(dimension))


def _warning(handle: int, index: int) -> RequestWarning:
    count = lib.xeng_warnings_id_count(handle, index)
    return RequestWarning(
        known(Warn, lib.xeng_warnings_code(handle, index)),
        _library.text(lib.xeng_warnings_message(handle, index)),
        tuple(lib.xeng_warnings_id_at(handle, index, i) for i in range(count)),
    )
