"""A result: trees that are read like mappings, and what the server said about each id."""

from __future__ import annotations

import ctypes
import datetime
from typing import Any, Callable, Dict, Iterable, Iterator, List, Mapping, Optional, Tuple, Union

from . import _ids, _library, _metrics, _times
from ._handle import Handle, Scoped
from ._library import lib, make, text, utf8
from .enums import Dimension, Form, IdState, Metric, Unsupported, known
from .frames import HasTables
from .table import Table, table_of

Key = Union[int, str, datetime.date]
"""A node's key: int for Post ids and hours, date for days, str for metrics and anything else."""

DELIVERED = 1
NO_LEAF = -1
FIRST_DAY = datetime.date(1970, 1, 1)


class Node(Mapping[Any, Any]):
    """A node of a tree: a mapping from keys to nodes, or on the last level to counts.

    A count is an int; None where the server has none, which is not zero. Post ids and hours are
    looked up as int, days as date, metrics as Metric or by name; anything by its text on the wire.
    """

    __slots__ = ("_result", "_node", "_grouping", "_level")

    def __init__(self, result: Result, node: int, grouping: int, level: int) -> None:
        self._result = result
        self._node = node
        self._grouping = grouping
        self._level = level

    @property
    def dimension(self) -> Dimension:
        """What the keys of this node's children are."""
        return Dimension(lib.xeng_result_dimension(self._result._pointer, self._grouping, self._level + 1))

    @property
    def depth(self) -> int:
        """How many levels there are below this node."""
        depth: int = lib.xeng_result_depth(self._result._pointer, self._grouping)
        return max(depth - self._level, 0)

    def _find(self, key: Any) -> int:
        pointer, found = self._result._pointer, 0
        if isinstance(key, str):
            try:
                found = lib.xeng_result_child(pointer, self._node, utf8(key, "a key"))
            except ValueError:  # a NUL, half a character: no key has such
                found = 0
        elif isinstance(key, Metric):
            found = lib.xeng_result_child_by_metric(pointer, self._node, key)
        elif isinstance(key, datetime.date) and not isinstance(key, datetime.datetime):
            found = lib.xeng_result_child_by_day(pointer, self._node, (key - FIRST_DAY).days)
        elif isinstance(key, int) and not isinstance(key, bool) and key >= 0:
            if self.dimension == Dimension.ENGAGEMENT_HOUR:
                found = lib.xeng_result_child_by_hour(pointer, self._node, key) if key < 24 else 0
            elif key < 1 << 64:
                found = lib.xeng_result_child_by_id(pointer, self._node, key)
        return int(found)

    def _child(self, node: int) -> Any:
        value = ctypes.c_int64()
        kind = lib.xeng_result_value(self._result._pointer, node, ctypes.byref(value))
        if kind == NO_LEAF:
            return Node(self._result, node, self._grouping, self._level + 1)
        return value.value if kind == DELIVERED else None

    def __getitem__(self, key: Any) -> Any:
        node = self._find(key)
        if not node:
            raise KeyError(key)
        return self._child(node)

    def __contains__(self, key: Any) -> bool:
        return self._find(key) != 0

    def __len__(self) -> int:
        return int(lib.xeng_result_child_count(self._result._pointer, self._node))

    def _nodes(self) -> Iterator[int]:
        for index in range(len(self)):
            yield lib.xeng_result_child_at(self._result._pointer, self._node, index)

    def __iter__(self) -> Iterator[Key]:
        reader = self._result._key_reader(self.dimension)
        return map(reader, self._nodes())

    def leaves(self) -> Iterator[Tuple[Tuple[Key, ...], Optional[int]]]:
        """Every leaf below this node: its path of keys from here, and its count.

        >>> result = Result.from_json('{"g":{"2101":{"favorites":"7","replies":"0"}}}')
        >>> list(result["g"].leaves())
        [((2101, 'favorites'), 7), ((2101, 'replies'), 0)]
        """
        result, first, levels = self._result._pointer, self._level + 1, self.depth
        if levels == 0:
            return
        readers = [
            self._result._key_reader(lib.xeng_result_dimension(result, self._grouping, first + i))
            for i in range(levels)
        ]
        nodes, path = [0] * levels, [_Unread] * levels
        value = ctypes.c_int64()
        cursor = _Cursor(result, self._node)
        while True:
            leaf = lib.xeng_cursor_next_leaf(cursor._pointer)
            if not leaf:
                return
            for i in range(levels):
                node = lib.xeng_cursor_node(cursor._pointer, first + i)
                if node != nodes[i]:
                    nodes[i], path[i] = node, readers[i](node)
            kind = lib.xeng_result_value(result, leaf, ctypes.byref(value))
            yield tuple(path), value.value if kind == DELIVERED else None

    def to_dict(self) -> Dict[Key, Any]:
        """This node and all below it as plain dicts."""
        return {key: child.to_dict() if isinstance(child, Node) else child for key, child in self.items()}

    def __repr__(self) -> str:
        return f"<xengage.Node: {len(self)} of {self.dimension.name}>"


_Unread: Any = None


class _Cursor(Handle):
    """A walk; released when the generator that walks is."""

    __slots__ = ()

    def __init__(self, result: int, node: int) -> None:
        super().__init__(make(lib.xeng_cursor_new, result, node), lib.xeng_cursor_unref)


class Ids(Mapping[int, IdState]):
    """The ids that a result accounts for, and what became of each."""

    __slots__ = ("_result",)

    def __init__(self, result: Result) -> None:
        self._result = result

    def __getitem__(self, post: int) -> IdState:
        state = 0
        if isinstance(post, int) and 0 < post < 1 << 64:
            state = lib.xeng_result_id_state(self._result._pointer, post)
        if state == 0:
            raise KeyError(post)
        state_known: IdState = known(IdState, state)
        return state_known

    def __iter__(self) -> Iterator[int]:
        for index in range(len(self)):
            yield lib.xeng_result_id_at(self._result._pointer, index)

    def __len__(self) -> int:
        return int(lib.xeng_result_id_count(self._result._pointer))

    def __repr__(self) -> str:
        return f"<xengage.Ids: {len(self)}>"


class Result(HasTables, Mapping[str, Node], Scoped):
    """A mapping from the names of groupings to their trees. Immutable, safe to share among threads.

    It can be pickled: it travels as JSON.

    >>> result = Result.from_json('{"posts":{"1541815603606036480":{"favorites":"17"}}}')
    >>> result["posts"][1541815603606036480]["favorites"]
    17
    >>> list(result)
    ['posts']
    """

    __slots__ = ("_roots",)
    _roots: Dict[str, Tuple[int, int]]  # of each grouping, its root and its number

    def __init__(self) -> None:
        raise TypeError("a Result comes from Client.fetch, a Job's pieces, or Result.from_json")

    @classmethod
    def _own(cls, pointer: int) -> Result:
        made = cls.__new__(cls)
        Handle.__init__(made, pointer, lib.xeng_result_unref)
        names = [text(lib.xeng_result_grouping_name(pointer, i)) for i in range(lib.xeng_result_grouping_count(pointer))]
        made._roots = {name: (lib.xeng_result_root(pointer, i), i) for i, name in enumerate(names)}
        return made

    @classmethod
    def from_json(cls, json: Union[str, bytes]) -> Result:
        """Reads a result from the JSON of a response, as the server wrote it."""
        data = json.encode("utf-8") if isinstance(json, str) else bytes(json)
        return cls._own(make(lib.xeng_result_from_json, data, len(data)))

    @classmethod
    def merge(cls, results: Iterable[Result]) -> Result:
        """Merges results into one: counts of one path are added up."""
        held = list(results)
        pointers = (ctypes.c_void_p * len(held))(*[one._pointer for one in held])
        return cls._own(make(lib.xeng_result_merge, pointers, len(held)))

    def to_json(self) -> str:
        """The result as JSON, in the shape in which the server writes one."""
        return _library.take_text(lib.xeng_result_to_json, self._pointer)

    def __reduce__(self) -> Any:
        return (Result.from_json, (self.to_json(),))

    def __copy__(self) -> Result:
        return self

    def __deepcopy__(self, memo: Any) -> Result:
        return self

    def __getitem__(self, name: str) -> Node:
        node, grouping = self._roots[name]
        return Node(self, node, grouping, 0)

    def __iter__(self) -> Iterator[str]:
        return iter(self._roots)

    def __len__(self) -> int:
        return len(self._roots)

    def leaves(self, name: str) -> Iterator[Tuple[Tuple[Key, ...], Optional[int]]]:
        """Every leaf of a grouping: its path of keys, and its count."""
        return self[name].leaves()

    def leaf_count(self, name: str) -> int:
        """How many leaves a grouping has."""
        return int(lib.xeng_result_leaf_count(self._pointer, self._roots[name][1]))

    def _key_reader(self, dimension: int) -> Callable[[int], Key]:
        """What reads the keys of a dimension's nodes."""
        pointer = self._pointer

        def as_text(node: int) -> Key:
            return text(lib.xeng_result_key(pointer, node))

        def as_id(node: int) -> Key:
            return lib.xeng_result_key_id(pointer, node) or as_text(node)

        def as_day(node: int) -> Key:
            day = lib.xeng_result_key_day(pointer, node)
            return as_text(node) if day == _times.DAY_NONE else FIRST_DAY + datetime.timedelta(days=day)

        def as_hour(node: int) -> Key:
            hour: int = lib.xeng_result_key_hour(pointer, node)
            return as_text(node) if hour < 0 else hour

        readers: Dict[int, Callable[[int], Key]] = {
            Dimension.TWEET_ID: as_id,
            Dimension.ENGAGEMENT_DAY: as_day,
            Dimension.ENGAGEMENT_HOUR: as_hour,
        }
        return readers.get(dimension, as_text)

    @property
    def ids(self) -> Ids:
        """What became of each id: a mapping from ids to IdState."""
        return Ids(self)

    def unsupported(self, post: int) -> Unsupported:
        """For which metrics a Post is too old."""
        return Unsupported(lib.xeng_result_id_unsupported(self._pointer, _ids.post_id(post)))

    def value(self, post: int, metric: Union[Metric, str]) -> Optional[int]:
        """A Post's count of a metric, all its days and hours added up; None where not delivered.

        KeyError where the result has nothing of the kind.
        """
        number, count = _metrics.number_of(metric), ctypes.c_int64()
        kind = lib.xeng_result_post_value(self._pointer, _ids.post_id(post), number, ctypes.byref(count))
        if kind == NO_LEAF:
            raise KeyError((post, metric))
        return count.value if kind == DELIVERED else None

    def engagement_rate(self, post: int) -> Optional[float]:
        """A Post's engagements divided by its impressions; None where that can't be known."""
        rate = ctypes.c_double()
        kind = lib.xeng_result_engagement_rate(self._pointer, _ids.post_id(post), ctypes.byref(rate))
        return rate.value if kind == DELIVERED else None

    def total(self, metric: Union[Metric, str]) -> Optional[int]:
        """The sum of a metric over all Posts, days and hours, of what was delivered; None where
        nothing of it was.

        KeyError where the result has nothing of the kind.
        """
        count = ctypes.c_int64()
        kind = lib.xeng_result_total(self._pointer, _metrics.number_of(metric), ctypes.byref(count))
        if kind == NO_LEAF:
            raise KeyError(metric)
        return count.value if kind == DELIVERED else None

    def total_rate(self) -> Optional[float]:
        """The engagement rate of all Posts together: of those of which both engagements and
        impressions were delivered; None where that can't be known."""
        rate = ctypes.c_double()
        kind = lib.xeng_result_total_rate(self._pointer, ctypes.byref(rate))
        return rate.value if kind == DELIVERED else None

    def table(self, grouping: Union[int, str] = 0, form: Union[Form, str] = Form.LONG) -> Table:
        """A grouping's counts as columns.

        :param grouping: its name or its place.
        :param form: "long", a row a count; or "wide", a row a Post, a day, an hour.
        """
        place = self._roots[grouping][1] if isinstance(grouping, str) else grouping
        return table_of(lib.xeng_table_new, self._pointer, place, form)

    def ids_table(self) -> Table:
        """What became of each id as columns: `tweet_id`, and `state` in a word."""
        return Table._own(make(lib.xeng_table_of_ids, self._pointer))

    @property
    def window(self) -> Optional[Tuple[datetime.datetime, datetime.datetime]]:
        """The window that the server says the counts are of, its end exclusive; None without."""
        start, end = ctypes.c_int64(), ctypes.c_int64()
        if not lib.xeng_result_window(self._pointer, ctypes.byref(start), ctypes.byref(end)):
            return None
        return _times.at(start.value), _times.at(end.value)

    @property
    def messages(self) -> Tuple[str, ...]:
        """The messages (`errors`) that came with the result, as the server wrote them."""
        count = lib.xeng_result_message_count(self._pointer)
        return tuple(text(lib.xeng_result_message(self._pointer, i)) for i in range(count))

    @property
    def extras(self) -> Dict[str, str]:
        """Members of the response that this version doesn't know, each as JSON text."""
        count = lib.xeng_result_extra_count(self._pointer)
        names: List[str] = [text(lib.xeng_result_extra_name(self._pointer, i)) for i in range(count)]
        return {name: text(lib.xeng_result_extra_json(self._pointer, i)) for i, name in enumerate(names)}

    @property
    def attempts(self) -> int:
        """How many requests were sent to get this result; 0 for one read from JSON."""
        return int(lib.xeng_result_attempts(self._pointer))

    def _shown(self) -> str:
        return f"{', '.join(self) or 'no groupings'}; {len(self.ids)} ids"


def pointer_of(result: Result) -> Any:
    """What the library knows a result by."""
    if not isinstance(result, Result):
        raise TypeError(f"a xengage.Result is wanted, not {type(result).__name__}")
    return result._pointer


