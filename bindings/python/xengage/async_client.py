"""Sending requests from asyncio: one descriptor in the event loop, no threads."""

from __future__ import annotations

import asyncio
import weakref
from typing import Any, Dict, Optional, Union

from ._client import BaseClient, C, Slot, request_or_raise
from ._handle import Closable
from ._library import check, lib
from .credentials import Credentials
from .errors import XengageError
from .request import Request
from .result import Result

Outcome = Union[Result, XengageError]

MOST_TAKEN = 16
"""Outcomes that are taken before the loop gets its turn again."""
MOST_FRUITLESS = 8
"""Wake-ups without an outcome, before the client rests while a job has news that nobody asks for."""
REST = 0.01
"""Seconds for which it rests then."""


class AsyncClient(BaseClient):
    """Connections, limits and policy, for asyncio. The options are those of `Client`.

        async with AsyncClient(rate_limit=600) as client:
            results = await asyncio.gather(*(client.fetch(owner, request) for request in requests))

    >>> import asyncio
    >>> async def main():
    ...     async with AsyncClient(rate_limit=600) as client:
    ...         return client.closed
    >>> asyncio.run(main())
    False

    Requests make progress while the event loop runs. Any number may be under way, from any number
    of tasks, in one loop at a time; threads with loops of their own have clients of their own.
    """

    # The loop is this client's as long as something is under way: a task waits, or a job runs.
    __slots__ = ("_loop", "_watching", "_rest", "_fruitless", "_outcomes", "_turns", "_jobs")

    def _prepare(self) -> None:
        self._loop: Optional[asyncio.AbstractEventLoop] = None
        self._watching = False
        self._rest: Optional[asyncio.TimerHandle] = None
        self._fruitless = 0
        self._outcomes: Dict[int, asyncio.Future[Outcome]] = {}
        self._turns: Dict[asyncio.Future[None], int] = {}  # who waits for its job's turn: the job's id()
        self._jobs: Dict[int, weakref.ref[Closable]] = {}  # those that run, by their id()

    async def fetch(self, credentials: Credentials, request: Request) -> Result:
        """Sends a request and waits for its result; the loop goes on meanwhile.

        Failures are retried, and a rate limit is waited for, until the deadline. Cancelling the
        task cancels the request; so does `asyncio.wait_for` when its time is up.

            result = await asyncio.wait_for(client.fetch(owner, request), timeout=5)
        """
        request_or_raise(request)
        with self._borrow() as pointer:
            self._rouse()
            try:
                operation = self._submit(pointer, credentials, request)
                outcome = await self._outcome(pointer, operation)
            finally:
                self._settle()
        if isinstance(outcome, XengageError):
            raise outcome
        return outcome

    async def _outcome(self, pointer: int, operation: int) -> Outcome:
        future: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._outcomes[operation] = future
        try:
            return await future
        finally:
            if self._outcomes.pop(operation, None) is not None:  # nobody will take it any more
                lib.xeng_client_cancel(pointer, operation)
                self._collect_all()

    def _enter(self) -> asyncio.AbstractEventLoop:
        """Makes the running loop this client's, if it isn't, and watches the descriptor in it."""
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            if self._loop is not None and not self._loop.is_closed():
                raise RuntimeError(
                    f"this {type(self).__name__} has something under way in another event loop: "
                    "make one for each loop"
                )
            self._abandon()
            self._loop = loop
        if not self._watching and self._rest is None:
            self._watch()
        return loop

    def _rouse(self) -> None:
        """Somebody asks for something, or has got it: ends a rest."""
        self._enter()
        self._fruitless = 0
        if self._rest is not None:
            self._end_rest()
            self._watch()

    def _end_rest(self) -> None:
        if self._rest is not None:
            self._rest.cancel()
            self._rest = None

    def _watch(self) -> None:
        assert self._loop is not None
        try:
            self._loop.add_reader(lib.xeng_client_fd(self._pointer), self._wake)
        except NotImplementedError:
            name, self._loop = type(self._loop).__name__, None
            raise RuntimeError(
                f"xengage needs an event loop with add_reader(), which {name} hasn't: "
                "use asyncio.SelectorEventLoop, or a Client in a thread"
            ) from None
        self._watching = True
        self._rest = None

    def _unwatch(self) -> None:
        if self._loop is not None and self._watching and not self._loop.is_closed():
            self._loop.remove_reader(lib.xeng_client_fd(self._pointer))
        self._watching = False

    def _abandon(self) -> None:
        """Drops what was under way in a loop that was closed over it."""
        self._watching = False
        self._rest = None
        self._turns.clear()
        for operation in self._outcomes:
            lib.xeng_client_cancel(self._pointer, operation)
        self._outcomes.clear()
        self._collect_all()

    def _settle(self) -> None:
        """Lets go of the loop when nothing is under way any more."""
        if self._outcomes or self._turns or self._jobs:
            return
        self._unwatch()
        self._end_rest()
        self._loop = None

    def _wake(self) -> None:
        """The descriptor is readable: does what is due, for a small slice of time."""
        idle = set(self._jobs).difference(self._turns.values())
        try:
            check(lib.xeng_client_dispatch, self._pointer, 0)
            self._fruitless = 0 if self._collect() else self._fruitless + 1
        except XengageError as reason:  # the system refuses: each task hears it, and cancels its own
            for future in self._outcomes.values():
                _set(future, reason)
        for turn in self._turns:
            _set(turn, None)
        self._turns.clear()
        if idle and self._fruitless >= MOST_FRUITLESS and self._watching and self._loop is not None:
            # The descriptor stays readable until somebody asks the job: don't spin until then.
            self._unwatch()
            self._rest = self._loop.call_later(REST, self._watch)

    def _collect(self) -> int:
        """Hands over what is finished, and tells how much it was: so much at most that the loop
        isn't held up."""
        for count in range(MOST_TAKEN):
            slot = Slot()
            if not slot.take(self._pointer):
                return count
            future = self._outcomes.pop(slot.operation.value, None)
            if future is None or future.done():
                slot.drop()
            else:
                future.set_result(slot.outcome())
        return MOST_TAKEN

    def _collect_all(self) -> None:
        while self._collect():
            pass

    async def _turn(self, job: Closable, longest: Optional[float]) -> None:
        """Waits until something has happened, which may be of use to a job; or for some seconds."""
        loop = self._enter()
        turn: asyncio.Future[None] = loop.create_future()
        self._turns[turn] = id(job)
        timer = None if longest is None else loop.call_later(longest, _set, turn, None)
        try:
            await turn
        finally:
            self._turns.pop(turn, None)
            if timer is not None:
                timer.cancel()

    def _job_runs(self, job: Closable) -> None:
        """A job is under way: its answers are received as long as the loop runs."""
        loop = self._enter()
        key = id(job)
        if key not in self._jobs:
            self._jobs[key] = weakref.ref(job, lambda _: self._job_is_gone(key, loop))

    def _job_is_over(self, job: Closable) -> None:
        self._jobs.pop(id(job), None)
        self._settle()

    def _job_is_gone(self, key: int, loop: asyncio.AbstractEventLoop) -> None:
        """Somebody let go of a job without closing it; the garbage collector may run in any thread."""
        self._jobs.pop(key, None)
        if not loop.is_closed():
            loop.call_soon_threadsafe(self._settle)

    def close(self) -> None:
        """Cancels what is under way, whose tasks get `xengage.CancelledError`, stops the client's
        jobs, and releases everything. To be called where the event loop runs. Closing twice does
        nothing."""
        if not self._closed and self._is_own():
            for running in list(self._jobs.values()):
                job = running()
                if job is not None:
                    job.close()
            self._jobs.clear()
            self._interrupt()
            self._unwatch()
            self._end_rest()
            self._settle()
        super().close()

    def _interrupt(self) -> None:
        lib.xeng_client_cancel_all(self._pointer)
        self._collect_all()
        for turn in self._turns:
            _set(turn, None)

    async def __aenter__(self: C) -> C:
        return self

    async def __aexit__(self, *_: Any) -> None:
        self.close()


def _set(future: asyncio.Future[Any], value: Any) -> None:
    """Ends a wait, unless the task was cancelled meanwhile."""
    if not future.done():
        future.set_result(value)
