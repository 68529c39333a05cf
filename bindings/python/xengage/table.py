"""Results as columns: arrays that NumPy wraps, and Arrow data, without a copy."""

from __future__ import annotations

import ctypes
import datetime
import sys
from typing import Any, Callable, Dict, Iterator, List, Optional, Sequence, Tuple, Union, overload

from . import _abi, _arrow, _times
from ._handle import Handle
from ._library import check, lib, make, text
from .enums import Code, ColumnType, Form, Metric, known, of_name
from .errors import NoMemoryError
from .frames import Frames, package

FIRST_DAY = datetime.date(1970, 1, 1)

Value = Union[int, str, datetime.date, datetime.datetime, None]
"""A value of a row: None where there is none, which is not zero."""

# Of each type: the letter of its elements, and what NumPy calls them.
LETTERS = {
    ColumnType.INT64: ("q", "i8"),
    ColumnType.INT8: ("b", "i1"),
    ColumnType.DAY: ("i", "i4"),
    ColumnType.TIME: ("q", "M8[s]"),
    ColumnType.WORD: ("i", "i4"),
}

NOTHING = ctypes.c_int64()  # where an array without elements is: NumPy before 2 takes no NULL
ORDER = "<" if sys.byteorder == "little" else ">"


class Column(Sequence[Value]):
    """A column: a sequence of its values, and the array that holds them.

    NumPy takes it as it is: `np.asarray(column)` is a view of the array, read-only, and keeps the
    table. Where there is no value the array has 0, and `validity` tells. Days are numbers there,
    words their places in `words`; times are `datetime64[s]`, since that is the same 64 bits.
    """

    __slots__ = ("_table", "_index")

    def __init__(self, table: Table, index: int) -> None:
        self._table = table
        self._index = index

    @property
    def name(self) -> str:
        """The column's name."""
        return text(lib.xeng_table_column_name(self._table._pointer, self._index))

    @property
    def type(self) -> ColumnType:
        """What the array is made of."""
        return ColumnType(lib.xeng_table_column_type(self._table._pointer, self._index))

    @property
    def metric(self) -> Optional[Metric]:
        """Which metric the counts are of, in wide form; None for any other column."""
        number = lib.xeng_table_column_metric(self._table._pointer, self._index)
        return known(Metric, number) if number else None

    @property
    def data(self) -> memoryview:
        """The array itself, read-only; where there is no value, 0."""
        address = lib.xeng_table_column_data(self._table._pointer, self._index)
        return self._table._view(address, LETTERS[self.type][0], len(self))

    @property
    def validity(self) -> Optional[memoryview]:
        """Which rows have a value: bit i % 8, from the least on, of byte i // 8. None if all have."""
        bits = lib.xeng_table_column_validity(self._table._pointer, self._index)
        return self._table._view(bits, "B", (len(self) + 7) // 8) if bits else None

    @property
    def null_count(self) -> int:
        """How many rows have no value."""
        return int(lib.xeng_table_column_null_count(self._table._pointer, self._index))

    @property
    def words(self) -> Tuple[str, ...]:
        """The words that a column of words is made of; the array has their places."""
        pointer, index = self._table._pointer, self._index
        return tuple(
            text(lib.xeng_table_word(pointer, index, i)) for i in range(lib.xeng_table_word_count(pointer, index))
        )

    @property
    def __array_interface__(self) -> Dict[str, Any]:
        """The array as NumPy takes it: read-only, and of the table's own memory."""
        address = lib.xeng_table_column_data(self._table._pointer, self._index) or ctypes.addressof(NOTHING)
        return {"version": 3, "typestr": ORDER + LETTERS[self.type][1], "shape": (len(self),), "data": (address, True)}

    def to_numpy(self) -> Any:
        """The array as a `numpy.ndarray` that can't be written, without a copy. Needs NumPy.

        Where there is no value it has 0, and `validity` tells.
        """
        return package("numpy", "to_numpy()").asarray(self)

    def _reader(self) -> Optional[Callable[[int], Value]]:
        """What makes a value of an element of the array; None where they are the values."""
        kind = self.type
        if kind == ColumnType.DAY:
            return lambda day: FIRST_DAY + datetime.timedelta(days=day)
        if kind == ColumnType.TIME:
            return _times.at
        if kind == ColumnType.WORD:
            return self.words.__getitem__
        return None

    def __len__(self) -> int:
        return len(self._table)

    @overload
    def __getitem__(self, place: int) -> Value: ...

    @overload
    def __getitem__(self, place: slice) -> List[Value]: ...

    def __getitem__(self, place: Union[int, slice]) -> Union[Value, List[Value]]:
        if isinstance(place, slice):
            return [self[i] for i in range(*place.indices(len(self)))]
        row = range(len(self))[place]
        validity = self.validity
        if validity is not None and not validity[row // 8] >> row % 8 & 1:
            return None
        reader, element = self._reader(), self.data[row]
        return reader(element) if reader else element

    def __iter__(self) -> Iterator[Value]:
        reader, validity = self._reader(), self.validity
        values: Iterator[Value] = map(_Remembering(reader).__getitem__, self.data) if reader else iter(self.data)
        if validity is None:
            return values
        return (value if validity[row // 8] >> row % 8 & 1 else None for row, value in enumerate(values))

    def __repr__(self) -> str:
        return f"<xengage.Column: {self.name}, {len(self)} of {self.type.name}>"


class _Remembering(Dict[int, Value]):
    """Makes each value once: days, hours and words are few."""

    def __init__(self, reader: Callable[[int], Value]) -> None:
        super().__init__()
        self._reader = reader

    def __missing__(self, element: int) -> Value:
        value = self._reader(element)
        self[element] = value
        return value


class Table(Handle, Frames):
    """The counts of a grouping as columns: `table["value"]`. Iterates over its rows, as tuples.

    It comes from `Result.table`, `Piece.table` and their `ids_table`. Which columns there are, in
    what order and of what types, is in docs/columns.md, and stays so. Immutable.

    Whatever takes Arrow data by the PyCapsule interface takes it as it is, and without a copy:
    `pyarrow.record_batch(counts)`, `polars.DataFrame(counts)`, `duckdb.sql("from counts")`.

    >>> from xengage import Result
    >>> result = Result.from_json('{"g":{"2101":{"favorites":"7","replies":"0"}}}')
    >>> table = result.table("g")
    >>> table.names
    ('tweet_id', 'engagement_type', 'value')
    >>> list(table)
    [(2101, 'favorites', 7), (2101, 'replies', 0)]
    >>> list(result.table("g", "wide"))
    [(2101, 7, 0)]
    """

    __slots__ = ("_length",)
    _length: int

    def __init__(self) -> None:
        raise TypeError("a Table comes from Result.table, Piece.table and their ids_table")

    @classmethod
    def _own(cls, pointer: int) -> Table:
        made = cls.__new__(cls)
        Handle.__init__(made, pointer, _unref)
        made._length = int(lib.xeng_table_row_count(pointer))
        return made

    @property
    def names(self) -> Tuple[str, ...]:
        """The columns' names."""
        return tuple(column.name for column in self.columns)

    @property
    def columns(self) -> Tuple[Column, ...]:
        """The columns."""
        return tuple(Column(self, i) for i in range(lib.xeng_table_column_count(self._pointer)))

    def __getitem__(self, name: str) -> Column:
        """The column of a name."""
        try:
            return Column(self, self.names.index(name))
        except ValueError:
            raise KeyError(name) from None

    def __len__(self) -> int:
        """How many rows there are."""
        return self._length

    def __iter__(self) -> Iterator[Tuple[Value, ...]]:
        return zip(*self.columns)

    def _view(self, pointer: Any, letter: str, length: int) -> memoryview:
        """An array of the library's as memory that can't be written, and keeps the table."""
        if length == 0:
            return memoryview(b"").cast(letter)  # type: ignore[call-overload, no-any-return]
        width = ctypes.sizeof(_abi.ELEMENTS[letter])
        address = ctypes.cast(pointer, ctypes.c_void_p).value or 0
        array = (ctypes.c_char * (length * width)).from_address(address)
        array.table = self  # type: ignore[attr-defined]
        return memoryview(array).cast("B").cast(letter).toreadonly()  # type: ignore[call-overload, no-any-return]

    def _shortcut(self, function: Any, letter: str, there: bool) -> Optional[memoryview]:
        """One of the arrays that the library makes of a table; None where it has no such columns."""
        if not there:
            return None
        array = function(self._pointer)
        if not array and self._length:
            raise NoMemoryError("no memory for an array of the table's", code=Code.NO_MEMORY)
        return self._view(array, letter, self._length)

    @property
    def ids(self) -> Optional[memoryview]:
        """The Post ids of all rows; None if the table has none."""
        return self._shortcut(lib.xeng_table_ids, "q", "tweet_id" in self.names)

    @property
    def metrics(self) -> Optional[memoryview]:
        """The metrics of all rows, as numbers of `Metric`, 0 for one that this version doesn't know;
        None if the table has no column `engagement_type`."""
        return self._shortcut(lib.xeng_table_metrics, "i", "engagement_type" in self.names)

    @property
    def times(self) -> Optional[memoryview]:
        """When each row's hour, or the day where there are no hours, begins, in Unix seconds; None if
        the table has no days."""
        return self._shortcut(lib.xeng_table_times, "q", "day" in self.names)

    @property
    def values(self) -> Optional[memoryview]:
        """The counts of all rows in long form, 0 where none was delivered; None in wide form."""
        return self._shortcut(lib.xeng_table_values, "q", "value" in self.names)

    def to_numpy(self) -> Dict[str, Any]:
        """Each column's array by its name, as `Column.to_numpy` gives it. Needs NumPy."""
        return {column.name: column.to_numpy() for column in self.columns}

    def __arrow_c_schema__(self) -> Any:
        """The columns' types, as a capsule of Arrow's."""
        schema = _abi.ArrowSchema()
        check(lib.xeng_table_to_arrow, self._pointer, ctypes.byref(schema), None)
        return _arrow.capsule(_arrow.SCHEMA, schema)

    def __arrow_c_array__(self, requested_schema: Any = None) -> Tuple[Any, Any]:
        """The table as a record batch, as two capsules of Arrow's; it holds the table's memory.

        :param requested_schema: the same columns in other types, which can't be had: the consumer casts.
        """
        _arrow.check_request(requested_schema, self.names)
        schema, array = _abi.ArrowSchema(), _abi.ArrowArray()
        check(lib.xeng_table_to_arrow, self._pointer, ctypes.byref(schema), ctypes.byref(array))
        try:
            first = _arrow.capsule(_arrow.SCHEMA, schema)
        except BaseException:
            _arrow.release(array)
            raise
        return first, _arrow.capsule(_arrow.ARRAY, array)

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """The table as a stream of one record batch, as a capsule of Arrow's.

        :param requested_schema: the same columns in other types, which can't be had: the consumer casts.
        """
        _arrow.check_request(requested_schema, self.names)
        stream = _abi.ArrowArrayStream()
        check(lib.xeng_table_to_arrow_stream, self._pointer, ctypes.byref(stream))
        return _arrow.capsule(_arrow.STREAM, stream)

    def __repr__(self) -> str:
        return f"<xengage.Table: {', '.join(self.names)}; {len(self)} rows>"


def _unref(pointer: int) -> None:
    lib.xeng_table_unref(pointer)
    _arrow.sweep()


def table_of(function: Any, pointer: Any, grouping: int, form: Union[Form, str]) -> Table:
    """The table of a grouping, of a result or a piece."""
    if not 0 <= grouping < 1 << 63:
        raise IndexError(f"there is no grouping {grouping}")
    return Table._own(make(function, pointer, grouping, int(of_name(Form, form, "form"))))
