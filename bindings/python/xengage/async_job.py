"""Jobs in asyncio: any number of ids, as an asynchronous stream of pieces."""

from __future__ import annotations

import asyncio
import json
from typing import Any, List, Optional

from ._client import TICK_MS
from ._job import BaseJob, J
from ._library import lib, make
from .async_client import AsyncClient
from .enums import Code, JobState
from .errors import CancelledError, StateError
from .piece import Piece
from .result import Result

MERGED_AT_ONCE = 64
"""Results that collect() holds before it merges them."""


class AsyncJob(BaseJob[AsyncClient]):
    """Any number of ids, asked for in as few requests as possible, every id accounted for.

        async with AsyncJob(client, request, credentials, ids) as job:
            async for piece in job:
                await database.store(piece.result)
                piece.ack()

    >>> from xengage import Credentials, Request
    >>> async def main():
    ...     request = Request("totals", metrics=["favorites"], groupings={"posts": "tweet.id,engagement.type"})
    ...     first, posts = 1541815603606036480, 0
    ...     async with AsyncClient.from_env() as client:
    ...         ids = range(first, first + 600)
    ...         async with AsyncJob(client, request, Credentials.from_env(), ids) as job:
    ...             async for piece in job:
    ...                 posts += len(piece.result["posts"])
    ...                 piece.ack()
    ...     return posts
    >>> asyncio.run(main())
    600

    Setting up, `plan()`, `piece.ack()`, `stop()`, `states()`, `sums()` are as in `Job`, and don't
    wait. Requests are sent when pieces are asked for; what is under way goes on while the consumer
    does something else. Several tasks may take pieces of one job.
    """

    __slots__ = ()

    _kind = AsyncClient

    async def next(self) -> Optional[Piece]:
        """The next piece, as soon as one is complete; None when the job is over.

        Cancelling the task, or `asyncio.wait_for`, ends the wait and leaves the job as it is: no
        piece is lost, and the next call goes on.

            piece = await asyncio.wait_for(job.next(), timeout=5)
        """
        await asyncio.sleep(0)  # pieces that are there already don't keep the loop from others
        with self._borrow() as pointer:
            self._raise_closed()
            self._client._rouse()
            try:
                return await self._next(pointer)
            finally:
                self._client._settle()

    async def _next(self, pointer: int) -> Optional[Piece]:
        # Nothing is waited for between taking a piece and handing it over.
        while True:
            self._raise_closed()
            self._client._job_runs(self)
            piece = self._take(pointer)
            if piece:
                self._client._rouse()
                self._taken = True
                return Piece(piece, self)
            if lib.xeng_job_state(pointer) != JobState.OPEN:
                self._client._job_is_over(self)
                return None
            await self._client._turn(self, TICK_MS / 1000 if self._impatient else None)

    def _take(self, pointer: int) -> int:
        """The next piece, if it is there; 0 if not."""
        try:
            try:
                return make(lib.xeng_job_next, pointer, 0)
            finally:
                self._raise_kept()
        except BaseException:
            self._client._job_is_over(self)
            raise

    def _raise_closed(self) -> None:
        """A job that was closed under a consumer doesn't look as if it were complete."""
        for thing in (self, self._client):
            if thing.closed:
                raise ValueError(f"this {type(thing).__name__} is closed")

    def __aiter__(self: J) -> J:
        return self

    async def __anext__(self) -> Piece:
        piece = await self.next()
        if piece is None:
            raise StopAsyncIteration
        return piece

    async def collect(self) -> Result:
        """Runs the job to its end and merges all of its pieces into one result. No journal.

        Memory grows with the result; cancelling the task cancels the job.
        """
        if self._taken or self._has_journal:
            raise StateError(
                "the whole of a job can't be had when pieces were taken from it, or with a journal: "
                "take its pieces, and merge their results",
                code=Code.STATE,
            )
        try:
            results = await self._results()
        except BaseException:
            if not self.closed:
                self.cancel()
            raise
        if self.state is not JobState.COMPLETE:
            raise CancelledError("the job was stopped before its end", code=Code.CANCELLED)
        return Result.merge(results) if results else self._nothing()

    async def _results(self) -> List[Result]:
        results: List[Result] = []
        async for piece in self:
            if piece.result is not None:
                results.append(piece.result)
            piece.ack()
            if len(results) == MERGED_AT_ONCE:
                results = [Result.merge(results)]
        return results

    def _nothing(self) -> Result:
        """A result with the job's groupings and no counts."""
        return Result.from_json(json.dumps({name: {} for name in self._groupings}))

    def close(self) -> None:
        """Drops what is under way and releases everything; a task that waits for a piece gets
        ValueError. Closing twice does nothing."""
        super().close()
        if self._is_own():
            self._client._job_is_over(self)

    async def __aenter__(self: J) -> J:
        return self

    async def __aexit__(self, *_: Any) -> None:
        self.close()
