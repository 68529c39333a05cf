"""What jobs have in common: all but the waiting for their pieces."""

from __future__ import annotations

import ctypes
import datetime
import os
from typing import (
    Any,
    Callable,
    ClassVar,
    Dict,
    Generic,
    Iterable,
    Iterator,
    Mapping,
    NamedTuple,
    Optional,
    Tuple,
    Type,
    TypeVar,
    Union,
)

from . import _abi, _ids, _library, _times
from ._client import BaseClient
from ._handle import Closable
from ._library import check, lib, make, text
from ._release import called_back
from ._times import Moment
from .credentials import Credentials, pointer_of
from .enums import Code, Figure, IdsFormat, IdState, JobState, JournalRecord, Unsupported, Wait, known
from .errors import XengageError
from .piece import IdOutcome
from .plan import Plan
from .request import Request
from .result import Result

J = TypeVar("J", bound="BaseJob[Any]")
K = TypeVar("K", bound=BaseClient)
Path = Union[str, "os.PathLike[str]"]
Keep = Callable[[JournalRecord, int, bytes], None]


class Waiting(NamedTuple):
    """What a job waits for, and until when, as far as it is known."""

    for_what: Wait
    until: Optional[datetime.datetime]


class BaseJob(Closable, Generic[K]):
    """Any number of ids as a stream of pieces: `Job` for threads, `AsyncJob` for asyncio."""

    __slots__ = ("_client", "_groupings", "_journal", "_kept", "_taken", "_impatient", "_has_journal")

    _kind: ClassVar[Type[BaseClient]]
    _client: K

    def __init__(
        self,
        client: K,
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
        if not isinstance(client, self._kind):
            raise TypeError(f"client must be xengage.{self._kind.__name__}, not {type(client).__name__}")
        self._client = client
        self._taken = False
        self._has_journal = journal is not None
        self._impatient = patience is not None
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
                with called_back:
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

    def stop(self) -> None:
        """Stops gently, from any thread: what is in flight is finished, nothing else is sent."""
        self._set(lib.xeng_job_stop)

    def cancel(self) -> None:
        """Stops at once, from any thread: what is in flight is dropped."""
        self._set(lib.xeng_job_cancel)

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

    def __repr__(self) -> str:
        return f"<xengage.{type(self).__name__}: {'closed' if self.closed else self.state.name.lower()}>"
