"""A running job as a stream of Arrow's record batches."""

from __future__ import annotations

import ctypes
import weakref
from typing import Any, List, TypeVar

from . import _abi, _arrow
from ._library import check, lib
from .enums import Code
from .errors import StateError
from .frames import Frames

S = TypeVar("S", bound="ArrowStream")


class ArrowStream(Frames):
    """One grouping of a job, for one consumer: `pyarrow.RecordBatchReader.from_stream(stream)`, or all
    of it at once, in memory: `stream.to_polars()`.

    It comes from `Job.arrow_stream`. The job runs while the consumer asks for the next batch, and is
    held until the consumer lets go of the stream, even if the Job is closed meanwhile. Ctrl-C is
    heeded when the consumer comes back to Python: `job.stop()`, from any thread, ends the stream
    after what is complete.
    """

    __slots__ = ("_structure", "_capsule", "_release", "__weakref__")

    def __init__(self, job: int, grouping: int, form: int) -> None:
        self._structure: Any = _abi.ArrowArrayStream()
        check(lib.xeng_job_to_arrow_stream, job, grouping, form, ctypes.byref(self._structure))
        self._capsule: List[Any] = [_arrow.capsule(_arrow.STREAM, self._structure)]
        self._release = weakref.finalize(self, _let_go, self._capsule)
        self._release.atexit = False

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """The stream, as a capsule of Arrow's: the same one, as some consumers look at the types
        first, until one of them has taken the stream out of it.

        :param requested_schema: the same columns in other types, which can't be had: the consumer casts.
        """
        _arrow.check_request(requested_schema)
        if not self._structure.release:
            raise StateError("this stream was taken, or closed, before: a job streams once", code=Code.STATE)
        return self._capsule[0]

    def close(self) -> None:
        """Lets go of the job, unless a consumer has the stream: then it does so."""
        _arrow.release(self._structure)

    def __enter__(self: S) -> S:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<xengage.ArrowStream: {'to be taken' if self._structure.release else 'taken'}>"


def _let_go(capsule: List[Any]) -> None:
    capsule.clear()
    _arrow.sweep()
