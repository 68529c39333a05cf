"""Jobs: any number of ids, any window, any number of credentials, as a stream of pieces."""

from __future__ import annotations

import ctypes
import datetime
import os
import threading
from typing import Any, Callable, Dict, Iterable, Iterator, List, Mapping, NamedTuple, Optional, Tuple, TypeVar, Union

from . import _abi, _arrow, _ids, _library, _times
from ._handle import Closable
from ._library import check, lib, make, text
from ._times import Moment
from .client import TICK_MS, Client
from .credentials import Credentials, pointer_of
from .enums import Code, Figure, Form, IdsFormat, IdState, JobState, JournalRecord, Unsupported, Wait, known, of_name
from .errors import XengageError
from .piece import IdOutcome, Piece
from .plan import Plan
from .request import Request
from .result import Result
from .stream import ArrowStream

J = TypeVar("J", bound="Job")
Path = Union[str, "os.PathLike[str]"]
Keep = Callable[[JournalRecord, int, bytes], None]


class Waiting(NamedTuple):
    """What a job waits for, and until when, as far as it is known."""

    for_what: Wait
    until: Optional[datetime.datetime]


class Job(Closable):
    """Any number of ids, asked for in as few requests as possible, every id accounted for.

        with Job(client, request, credentials, ids) as job:
            for piece in job:
                ...
                piece.ack()

    For one thread at a time, except stop() and cancel(). Ctrl-C raises KeyboardInterrupt as usual;
    with a journal, the same job made again goes on after the pieces that were acknowledged.
    """

    __slots__ = ("_client", "_groupings", "_journal", "_kept")

    def __init__(
        self,
        client: Client,
        request: Request,
        credentials: Optional[Credentials] = None,
        ids: Optional[Iterable[int]] = None,
        *,
        start: Optional[Moment] = None,
        end: Optional[Moment] = None,
        share: Optional[Tuple[int, int]] = None,
        journal: Optional[Union[Path, Keep]] = None,
        ordered: bool = False,
        leave_out_old: bool = False,
        patience: Optional[float] = None,
        temporary_folder: Optional[Path] = None,
    ) -> None:
        """
        :param request: what to ask about every Post, without ids. It is copied.
        :param credentials: the first account; more by add_credentials().
        :param ids: ids of that account; more by add_ids() and add_ids_file().
        :param start: a window of any length, instead of the request's; open where left out.
        :param end: exclusive.
        :param share: (i, n) to be share i, 0 to n - 1, of n that divide the ids and the rate limit.
        :param journal: the file that the progress is kept in; or a callable that keeps a record: it
            is told what the record is, its piece's number, and the record.
        :param ordered: whether pieces come in the order of their ids.
        :param leave_out_old: whether metrics for which a Post is certainly too old aren't asked for.
        :param patience: seconds that an outage of the server may last; any number by default.
        :param temporary_folder: where temporary files of large jobs go.
        """
        self._client = client
        self._groupings = request.groupings
        self._journal: Any = None
        self._kept: Optional[BaseException] = None
        with client._borrow() as holder:
            super().__init__(make(lib.xeng_job_new, holder, request._pointer), lib.xeng_job_unref)
        if start is not None or end is not None:
            self._check(lib.xeng_job_set_window_text, _times.iso(start, "the start"), _times.iso(end, "the end"))
        if temporary_folder is not None:
            self._check(lib.xeng_job_set_temporary_folder, _library.file_name(temporary_folder))
        if share is not None:
            index, count = share
            if not 0 <= index < count <= 1000000:
                raise ValueError(f"share {index} of {count} can't be: shares count from 0, and are 1,000,000 at most")
            self._check(lib.xeng_job_set_share, index, count)
        self._set(lib.xeng_job_set_ordered, int(ordered))
        self._set(lib.xeng_job_set_leave_out_old, int(leave_out_old))
        if patience is not None:
            self._set(lib.xeng_job_set_patience_ms, _times.milliseconds(patience, "patience"))
        if callable(journal):
            self._journal = _abi.JOURNAL_FN(self._keeper(journal))
            self._set(lib.xeng_job_set_journal_fn, self._journal, None)
        elif journal is not None:
            self._check(lib.xeng_job_set_journal, _library.file_name(journal))
        if credentials is not None:
            self.add_credentials(credentials)
        if ids is not None:
            self.add_ids(ids)

    def _check(self, function: Any, *arguments: Any) -> None:
        with self._borrow() as pointer:
            try:
                check(function, pointer, *arguments)
            finally:
                self._raise_kept()

    def _set(self, function: Any, *arguments: Any) -> None:
        with self._borrow() as pointer:
            function(pointer, *arguments)

    def _keeper(self, keep: Keep) -> Callable[..., int]:
        """The caller's journal as the library's callback; what it raises is raised by the call that
        led to it."""

        def write(context: Any, what: int, piece: int, record: int, size: int) -> int:
            try:
                keep(JournalRecord(what), piece, ctypes.string_at(record, size))
                return Code.OK
            except BaseException as reason:
                self._kept = reason
                return Code.SYSTEM

        return write

    def _raise_kept(self) -> None:
        kept, self._kept = self._kept, None
        if kept is not None:
            raise kept

    def add_credentials(self, credentials: Credentials) -> int:
        """Adds an account, with whose eyes some of the ids are seen; gives its number."""
        account = ctypes.c_uint32()
        self._check(lib.xeng_job_add_credentials, pointer_of(credentials), ctypes.byref(account))
        return account.value

    def add_ids(self, ids: Iterable[int], account: int = 0) -> None:
        """Adds ids to an account: all of them, or none if one can't be. Repeats are asked for once.

        Any iterable of int will do, a generator of millions, too: it is read in small parts.
        """
        source = _ids.Source(ids)
        try:
            self._check(lib.xeng_job_add_ids_from, account, source.callback, None)
        finally:
            source.raise_kept()

    def add_ids_file(
        self, path: Path, *, format: IdsFormat = IdsFormat.AUTO, field: Optional[str] = None, account: int = 0
    ) -> None:
        """Adds the ids of a file, gzipped or not; `field` is the column or member that has them."""
        name = None if field is None else _library.utf8(field, "the field")
        self._check(lib.xeng_job_add_ids_file, account, _library.file_name(path), int(format), name)

    def replay(self, record: bytes) -> None:
        """Takes back a record that a journal of one's own was given in an earlier run, in order."""
        self._check(lib.xeng_job_replay, record, len(record))

    def begin(self) -> None:
        """Begins, without sending anything yet: nothing can be set up any more."""
        self._check(lib.xeng_job_begin)

    def plan(self) -> Plan:
        """What the job will send; it begins for that, without sending anything."""
        with self._borrow() as pointer:
            return Plan(make(lib.xeng_job_plan, pointer))

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

    def sums(self) -> Result:
        """The counts of all acknowledged pieces, in groupings without `tweet.id`, added up."""
        with self._borrow() as pointer:
            return Result._own(make(lib.xeng_job_sums, pointer))

    def _place_of(self, grouping: Union[int, str]) -> int:
        """A grouping's place in the request."""
        if not isinstance(grouping, str):
            return grouping
        if grouping not in self._groupings:
            raise KeyError(grouping)
        return self._groupings.index(grouping)

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

    def stop(self) -> None:
        """Stops gently, from any thread: what is in flight is finished, nothing else is sent."""
        self._set(lib.xeng_job_stop)

    def cancel(self) -> None:
        """Stops at once, from any thread: what is in flight is dropped."""
        self._set(lib.xeng_job_cancel)

    def close(self) -> None:
        """Drops what is under way, unless a stream of Arrow's goes on with it, and releases everything.
        Closing twice does nothing."""
        _arrow.sweep()
        super().close()

    def _interrupt(self) -> None:
        lib.xeng_job_cancel(self._pointer)

    @property
    def state(self) -> JobState:
        """Whether the job is over."""
        with self._borrow() as pointer:
            return JobState(lib.xeng_job_state(pointer))

    def states(self) -> Dict[IdState, int]:
        """How many ids ended in each state, earlier runs included; states without ids are left out."""
        with self._borrow() as pointer:
            counts = {state: int(lib.xeng_job_state_count(pointer, state)) for state in IdState}
        return {state: count for state, count in counts.items() if count}

    @property
    def unsettled(self) -> int:
        """Of how many ids it isn't known yet what becomes of them."""
        with self._borrow() as pointer:
            return int(lib.xeng_job_state_count(pointer, 0))

    def ids(self) -> Iterator[Tuple[int, IdOutcome]]:
        """Each distinct id with its account and what became of it; settled ones only."""
        for index in range(self.figure(Figure.IDS)):
            post, account = ctypes.c_uint64(), ctypes.c_uint32()
            state, reason = ctypes.c_int32(), ctypes.c_int32()
            outs = [ctypes.byref(out) for out in (post, account, state, reason)]
            with self._borrow() as pointer:
                check(lib.xeng_job_id_at, pointer, index, *outs)
                why = "" if reason.value == 0 else text(lib.xeng_job_reason(pointer, account.value, reason.value))
            if state.value:
                code = known(Code, reason.value)
                yield account.value, IdOutcome(post.value, known(IdState, state.value), Unsupported(0), code, why)

    def figure(self, figure: Figure) -> int:
        """A figure of the job's progress."""
        with self._borrow() as pointer:
            return int(lib.xeng_job_figure(pointer, int(figure)))

    def figures(self) -> Mapping[Figure, int]:
        """All figures of the job's progress."""
        return {figure: self.figure(figure) for figure in Figure}

    @property
    def waiting(self) -> Waiting:
        """What the job waits for, when nothing is on its way."""
        until = ctypes.c_int64()
        with self._borrow() as pointer:
            what = lib.xeng_job_waiting(pointer, ctypes.byref(until))
        return Waiting(known(Wait, what), _times.at(until.value) if until.value else None)

    @property
    def mark(self) -> int:
        """The mark of the last acknowledgement, of this run or of an earlier one."""
        with self._borrow() as pointer:
            return int(lib.xeng_job_mark(pointer))

    @property
    def journal_note(self) -> Optional[str]:
        """What the journal said of itself when the job began; None for nothing."""
        with self._borrow() as pointer:
            return text(lib.xeng_job_journal_note(pointer)) or None

    def account_error(self, account: int = 0) -> Optional[XengageError]:
        """What went wrong with an account so that it was stopped; None if nothing did."""
        with self._borrow() as pointer:
            error = lib.xeng_job_account_error(pointer, account)
            return _library.borrowed_error(error) if error else None

    def _ack(self, piece: int, mark: int) -> None:
        self._check(lib.xeng_job_ack, piece, mark)

    def __enter__(self: J) -> J:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<xengage.Job: {'closed' if self.closed else self.state.name.lower()}>"


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
