"""Data frames from whatever gives Arrow data: each takes its package, and says so where it isn't there."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Union

from .enums import Form

if TYPE_CHECKING:
    from .table import Table


def package(name: str, what: str) -> Any:
    """A package that only `what` needs."""
    try:
        return importlib.import_module(name)
    except ImportError as reason:
        hint = f"{what} needs {name}, which can't be imported ({reason}): pip install {name}"
        raise ImportError(hint, name=name) from None


class Frames:
    """What gives an Arrow stream, as the data frames of others."""

    __slots__ = ()

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        raise NotImplementedError

    def to_arrow(self) -> Any:
        """A `pyarrow.Table`, without a copy. Needs pyarrow."""
        pyarrow = package("pyarrow", "to_arrow()")
        return pyarrow.RecordBatchReader.from_stream(self).read_all()

    def to_polars(self) -> Any:
        """A `polars.DataFrame`. Needs polars, and no pyarrow."""
        return package("polars", "to_polars()").DataFrame(self)

    def to_pandas(self) -> Any:
        """A `pandas.DataFrame`. Needs pandas and pyarrow.

        Whole numbers are pandas' `Int64`, exact also beside counts that weren't delivered, which are
        `pandas.NA`; words are categories, days and hours `datetime64`.
        """
        pandas = package("pandas", "to_pandas()")
        pyarrow = package("pyarrow", "to_pandas()")
        table = self.to_arrow()
        whole = {pyarrow.int64(): pandas.Int64Dtype(), pyarrow.int8(): pandas.Int8Dtype()}
        return table.to_pandas(types_mapper=whole.get, date_as_object=False)


class HasTables:
    """What gives tables of its groupings, as the data frames of others."""

    __slots__ = ()

    def table(self, grouping: Union[int, str] = 0, form: Union[Form, str] = Form.LONG) -> Table:
        """A grouping's counts as columns."""
        raise NotImplementedError

    def to_arrow(self, grouping: Union[int, str] = 0, form: Union[Form, str] = Form.LONG) -> Any:
        """A grouping's counts as a `pyarrow.Table`, without a copy: see `Table.to_arrow`."""
        return self.table(grouping, form).to_arrow()

    def to_polars(self, grouping: Union[int, str] = 0, form: Union[Form, str] = Form.LONG) -> Any:
        """A grouping's counts as a `polars.DataFrame`: see `Table.to_polars`."""
        return self.table(grouping, form).to_polars()

    def to_pandas(self, grouping: Union[int, str] = 0, form: Union[Form, str] = Form.LONG) -> Any:
        """A grouping's counts as a `pandas.DataFrame`: see `Table.to_pandas`."""
        return self.table(grouping, form).to_pandas()
