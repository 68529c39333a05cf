"""Jobs: any number of ids, any window, any number of credentials, as a stream of pieces."""

from __future__ import annotations

import threading
from typing import Any, Callable, Iterator, List, Optional, Union

from . import _arrow
from ._client import TICK_MS
from ._job import BaseJob, J, Waiting
from ._library import lib, make
from .client import Client
from .enums import Form, JobState, of_name
from .piece import Piece
from .result import Result
from .stream import ArrowStream

__all__ = ["Job", "Waiting"]


class Job(BaseJob[Client]):
    """Any number of ids, asked for in as few requests as possible, every id accounted for.

        with Job(client, request, credentials, ids) as job:
            for piece in job:
                ...
                piece.ack()

    >>> from xengage import Credentials, Request
    >>> owner = Credentials.from_env()
    >>> request = Request("totals", metrics=["favorites"], groupings={"posts": "tweet.id,engagement.type"})
    >>> first = 1541815603606036480
    >>> with Client.from_env() as client, Job(client, request, owner, range(first, first + 600)) as job:
    ...     for piece in job:
    ...         piece.ack()
    ...     for state, ids in job.states().items():
    ...         print(ids, state.name)
    600 DELIVERED

    For one thread at a time, except stop() and cancel(). Ctrl-C raises KeyboardInterrupt as usual;
    with a journal, the same job made again goes on after the pieces that were acknowledged.
    """

    __slots__ = ()

    _kind = Client

    def next(self, timeout: Optional[float] = None) -> Optional[Piece]:
        """The next piece, as soon as one is complete; None when the time is up or the job is over.

        :param timeout: seconds to wait; by default until there is a piece.
        """
        left = None if timeout is None else max(0, round(timeout * 1000))
        while True:
            tick = TICK_MS if left is None else min(TICK_MS, left)
            with self._borrow() as pointer:
                try:
                    piece = make(lib.xeng_job_next, pointer, tick)
                finally:
                    self._raise_kept()
                if piece:
                    return Piece(piece, self)
                if self.closed:  # by another thread: it must not look as if it were complete
                    raise ValueError(f"this {type(self).__name__} is closed")
                if lib.xeng_job_state(pointer) != JobState.OPEN:
                    return None
            if left is not None:
                left -= tick
                if left <= 0:
                    return None

    def __iter__(self) -> Iterator[Piece]:
        while True:
            piece = self.next()
            if piece is None:
                return
            yield piece

    def collect(self) -> Result:
        """Runs the job to its end and merges all of its pieces into one result. No journal.

        Memory grows with the result; Ctrl-C cancels the job.
        """
        with self._borrow() as pointer:
            return Result._own(_patiently(lambda: make(lib.xeng_job_collect, pointer), self.cancel))

    def arrow_stream(self, grouping: Union[int, str] = 0, form: Union[Form, str] = Form.LONG) -> ArrowStream:
        """One grouping of the job as a stream of Arrow's record batches, one a piece, for pyarrow,
        polars, DuckDB and whatever else takes Arrow data by the PyCapsule interface.

        Nothing may have been taken from the job; until the stream is let go of, nobody else may
        take or acknowledge pieces. A piece is acknowledged when the one after it, or the end, is
        asked for. A grouping without `tweet.id` is one batch, at the end.

        :param grouping: its name, or its place in the request.
        :param form: "long", a row a count; or "wide", a row a Post, a day, an hour.
        """
        place = self._place_of(grouping)
        if not 0 <= place < 1 << 63:
            raise IndexError(f"there is no grouping {place}")
        # The stream may outlive these objects, and the library calls them as long as it runs.
        for callback in (self._journal, self._client._log):
            if callback is not None:
                _arrow.forever(callback)
        with self._borrow() as pointer:
            return ArrowStream(pointer, place, int(of_name(Form, form, "form")))

    def close(self) -> None:
        """Drops what is under way, unless a stream of Arrow's goes on with it, and releases everything.
        Closing twice does nothing."""
        _arrow.sweep()
        super().close()

    def __enter__(self: J) -> J:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()


def _patiently(call: Callable[[], int], cancel: Callable[[], None]) -> int:
    """Makes a call that blocks to its end, from a thread of its own where it would keep Ctrl-C out."""
    if threading.current_thread() is not threading.main_thread():
        return call()
    made: List[int] = []
    failed: List[BaseException] = []

    def run() -> None:
        try:
            made.append(call())
        except BaseException as reason:
            failed.append(reason)

    worker = threading.Thread(target=run, name="xengage collect", daemon=True)
    worker.start()
    try:
        while worker.is_alive():
            worker.join(TICK_MS / 1000)
    except BaseException:
        cancel()
        worker.join()
        for result in made:
            lib.xeng_result_unref(result)
        raise
    if failed:
        raise failed[0]
    return made[0]
