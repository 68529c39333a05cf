"""Pieces: what became of some ids of a job, with their counts over the whole window."""

from __future__ import annotations

from typing import Any, Dict, Iterator, NamedTuple, Optional, Tuple, Union

from ._handle import Handle
from ._library import lib, make, text
from .enums import Code, Form, IdState, Unsupported, known
from .frames import HasTables
from .result import Result
from .table import Table, table_of


class IdOutcome(NamedTuple):
    """What became of an id."""

    id: int
    state: IdState
    unsupported: Unsupported
    """For which metrics the Post is too old."""
    reason: Code
    """Why it isn't DELIVERED, as an error code."""
    message: str
    """Why, in words; "" where it is."""


class Piece(HasTables, Handle):
    """What became of about as many ids as fit into one request: iterates over their outcomes.

    >>> from xengage import Client, Credentials, Job, Request
    >>> request = Request("totals", metrics=["favorites"], groupings={"posts": "tweet.id,engagement.type"})
    >>> ids = [1541815603606036480, 1541815603606036481]
    >>> with Client.from_env() as client, Job(client, request, Credentials.from_env(), ids) as job:
    ...     piece = job.next()
    ...     piece.ack()
    >>> [(outcome.id, outcome.state.name) for outcome in piece]
    [(1541815603606036480, 'DELIVERED'), (1541815603606036481, 'DELIVERED')]
    >>> piece.table("posts").names
    ('tweet_id', 'engagement_type', 'value')
    """

    __slots__ = ("_job", "_result")

    def __init__(self, pointer: int, job: Any) -> None:
        super().__init__(pointer, lib.xeng_piece_unref)
        self._job = job
        result = lib.xeng_piece_result(pointer)
        self._result = Result._own(lib.xeng_result_ref(result)) if result else None

    @property
    def number(self) -> int:
        """The piece's number: the same in every run of a job."""
        return int(lib.xeng_piece_number(self._pointer))

    @property
    def account(self) -> int:
        """The number of the account with whose credentials it was asked for."""
        return int(lib.xeng_piece_account(self._pointer))

    @property
    def finished(self) -> bool:
        """Whether all of it was asked for. One whose account was stopped before comes, too, so that
        every id is accounted for; a job that goes on from a journal asks for it once more."""
        return bool(lib.xeng_piece_is_finished(self._pointer))

    @property
    def result(self) -> Optional[Result]:
        """The counts; None if nothing was delivered. It may outlive the piece."""
        return self._result

    @property
    def ids(self) -> Tuple[int, ...]:
        """The piece's ids, in the order in which they were added to the job."""
        return tuple(lib.xeng_piece_id_at(self._pointer, i) for i in range(len(self)))

    @property
    def states(self) -> Dict[int, IdState]:
        """What became of each id, in a word."""
        return {outcome.id: outcome.state for outcome in self}

    def __len__(self) -> int:
        return int(lib.xeng_piece_id_count(self._pointer))

    def __iter__(self) -> Iterator[IdOutcome]:
        for i in range(len(self)):
            yield IdOutcome(
                lib.xeng_piece_id_at(self._pointer, i),
                known(IdState, lib.xeng_piece_id_state(self._pointer, i)),
                Unsupported(lib.xeng_piece_id_unsupported(self._pointer, i)),
                known(Code, lib.xeng_piece_id_reason(self._pointer, i)),
                text(lib.xeng_piece_id_reason_text(self._pointer, i)),
            )

    def table(self, grouping: Union[int, str] = 0, form: Union[Form, str] = Form.LONG) -> Table:
        """The counts of one of the job's groupings as columns: the same columns for every piece of a
        job, whatever was delivered, but for a `day` that the server adds to hours.

        :param grouping: its name, or its place in the job's request.
        :param form: "long", a row a count; or "wide", a row a Post, a day, an hour.
        """
        return table_of(lib.xeng_table_of_piece, self._pointer, self._job._place_of(grouping), form)

    def ids_table(self) -> Table:
        """What became of each id as columns: `tweet_id`, `state` in a word, `reason` in words."""
        return Table._own(make(lib.xeng_table_of_piece_ids, self._pointer))

    def ack(self, mark: int = 0) -> None:
        """Acknowledges the piece: what was to be done with it is done. Each piece once.

        :param mark: any number of the caller's, such as the size of an output file; `job.mark` has
            it when the job is gone on with.
        """
        if not 0 <= mark < 1 << 64:
            raise ValueError(f"a mark of {mark} can't be: it is 0 to 2^64 - 1")
        self._job._ack(self._pointer, mark)

    def __repr__(self) -> str:
        return f"<xengage.Piece: number {self.number}, {len(self)} ids>"
