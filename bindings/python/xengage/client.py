"""Sending requests from threads."""

from __future__ import annotations

import threading
from typing import Any, Dict, List, Set

from ._client import TICK_MS, BaseClient, C, Slot, request_or_raise
from ._library import check, lib
from .credentials import Credentials
from .request import Request
from .result import Result


class Client(BaseClient):
    """Connections, limits and policy. Safe to share among threads; not usable after a fork().

    >>> with Client(rate_limit=600, user_agent="acme-reports/2.1") as client:
    ...     client.closed
    False
    """

    __slots__ = ("_turn", "_leading", "_slots", "_outcomes", "_waiting")

    def _prepare(self) -> None:
        self._turn = threading.Condition()
        self._leading = False
        self._slots: List[Slot] = []
        self._outcomes: Dict[int, Slot] = {}
        self._waiting: Set[int] = set()

    def fetch(self, credentials: Credentials, request: Request) -> Result:
        """Sends a request and waits for its result; any number of threads may do so at once.

        Failures are retried, and a rate limit is waited for, until the deadline. Ctrl-C ends the
        wait and cancels the request.

        >>> from xengage import Request
        >>> request = Request("totals", ids=[850006245121695744], metrics=["favorites"],
        ...                   groupings={"posts": "tweet.id,engagement.type"})
        >>> with Client.from_env() as client, Credentials.from_env() as owner:
        ...     result = client.fetch(owner, request)
        >>> result.ids[850006245121695744].name
        'DELIVERED'
        >>> result["posts"][850006245121695744]["favorites"] > 0
        True
        """
        request_or_raise(request)
        with self._borrow() as pointer:
            with self._turn:  # held, so that nobody takes the outcome for one that nobody wants
                operation = self._submit(pointer, credentials, request)
                self._waiting.add(operation)
            try:
                slot = self._wait(pointer, operation)
            except BaseException:
                lib.xeng_client_cancel(pointer, operation)
                raise
            finally:
                with self._turn:
                    self._waiting.discard(operation)
        return slot.result()

    def _wait(self, pointer: int, operation: int) -> Slot:
        """One of the threads that wait drives the sockets and tells the others, who sleep."""
        while True:
            with self._turn:
                if operation in self._outcomes:
                    return self._outcomes.pop(operation)
                if self._leading:
                    self._turn.wait(TICK_MS / 1000)
                    continue
                self._leading = True
            try:
                check(lib.xeng_client_dispatch, pointer, TICK_MS)
            finally:
                with self._turn:
                    self._leading = False
                    self._collect(pointer)
                    self._turn.notify_all()

    def _collect(self, pointer: int) -> None:
        """Takes what is finished. The slots are kept in a list from before the call on, so that a
        KeyboardInterrupt at any moment loses nobody's outcome."""
        while True:
            slot = Slot()
            self._slots.append(slot)
            if not slot.take(pointer):
                break
        for slot in self._slots:
            if slot.operation.value in self._waiting:
                self._outcomes[slot.operation.value] = slot
            else:
                slot.drop()
        self._slots.clear()

    def __enter__(self: C) -> C:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()
