"""Sending requests."""

from __future__ import annotations

import ctypes
import logging
import os
import threading
from typing import Any, Callable, Dict, List, Optional, Set, Type, TypeVar, Union

from . import _abi, _library, _times
from ._handle import Closable, Handle
from ._library import check, lib, make, utf8
from .credentials import Credentials, pointer_of
from .enums import HttpVersion, LogLevel
from .ledger import Ledger
from .request import Request
from .result import Result

C = TypeVar("C", bound="Client")
Log = Union[logging.Logger, Callable[[LogLevel, str], None]]

TICK_MS = 200
"""The longest wait inside the library: between two of them Python heeds signals such as Ctrl-C."""

LOGGING = {LogLevel.ERROR: logging.ERROR, LogLevel.WARN: logging.WARNING, LogLevel.INFO: logging.INFO}


class _Options(Handle):
    """The library's options, for as long as it takes to make a client of them."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__(make(lib.xeng_options_new), lib.xeng_options_unref)

    def text(self, setter: Any, name: str, value: Optional[str]) -> None:
        if value is not None:
            check(setter, self._pointer, utf8(value, name))

    def duration(self, setter: Any, name: str, value: Optional[float]) -> None:
        if value is not None:
            setter(self._pointer, _times.milliseconds(value, name))

    def number(self, setter: Any, name: str, value: Optional[int], bits: int = 32) -> None:
        if value is None:
            return
        if not 0 <= value < 1 << bits:
            raise ValueError(f"{name} of {value} can't be: it is 0 to 2^{bits} - 1")
        setter(self._pointer, value)


class Client(Closable):
    """Connections, limits and policy. Safe to share among threads; not usable after a fork().

    >>> with Client(rate_limit=600, user_agent="acme-reports/2.1") as client:
    ...     client.closed
    False
    """

    __slots__ = ("_log", "_turn", "_leading", "_slots", "_outcomes", "_waiting")

    def __init__(
        self,
        *,
        base_url: Optional[str] = None,
        auth_url: Optional[str] = None,
        ca_file: Optional[Union[str, "os.PathLike[str]"]] = None,
        proxy: Optional[str] = None,
        user_agent: Optional[str] = None,
        deadline: Optional[float] = None,
        connect_timeout: Optional[float] = None,
        stall_timeout: Optional[float] = None,
        max_attempts: Optional[int] = None,
        rate_limit: Optional[int] = None,
        max_concurrency: Optional[int] = None,
        max_response_bytes: Optional[int] = None,
        http_version: Optional[HttpVersion] = None,
        compress_requests: bool = False,
        ledger: Optional[Ledger] = None,
        log: Optional[Log] = None,
        log_level: LogLevel = LogLevel.INFO,
        from_env: bool = False,
    ) -> None:
        """Whatever is left out, is as the library's documentation of `xeng_options` says.

        :param base_url: where the API is.
        :param proxy: the proxy's URL; "" for none at all.
        :param deadline: seconds that an operation may take in all.
        :param rate_limit: the contract's requests a minute, before the server's headers tell it.
        :param ledger: counts the users whose Posts are read.
        :param log: a logger, or a callable that takes a level and a line.
        :param from_env: takes over `XENGAGE_BASE_URL`, `XENGAGE_AUTH_URL` and `XENGAGE_CA_FILE`.
        """
        options = _Options()
        if from_env:
            check(lib.xeng_options_from_env, options._pointer)
        options.text(lib.xeng_options_set_base_url, "base_url", base_url)
        options.text(lib.xeng_options_set_auth_url, "auth_url", auth_url)
        options.text(lib.xeng_options_set_proxy, "proxy", proxy)
        options.text(lib.xeng_options_set_user_agent, "user_agent", user_agent)
        if ca_file is not None:
            check(lib.xeng_options_set_ca_file, options._pointer, _library.file_name(ca_file))
        options.duration(lib.xeng_options_set_deadline_ms, "deadline", deadline)
        options.duration(lib.xeng_options_set_connect_timeout_ms, "connect_timeout", connect_timeout)
        options.duration(lib.xeng_options_set_stall_timeout_ms, "stall_timeout", stall_timeout)
        options.number(lib.xeng_options_set_max_attempts, "max_attempts", max_attempts)
        options.number(lib.xeng_options_set_rate_limit, "rate_limit", rate_limit)
        options.number(lib.xeng_options_set_max_concurrency, "max_concurrency", max_concurrency)
        size_bits = 8 * ctypes.sizeof(ctypes.c_size_t)
        options.number(lib.xeng_options_set_max_response_bytes, "max_response_bytes", max_response_bytes, size_bits)
        if http_version is not None:
            check(lib.xeng_options_set_http_version, options._pointer, int(http_version))
        if compress_requests:
            lib.xeng_options_set_compress_requests(options._pointer, 1)
        if ledger is not None:
            lib.xeng_options_set_ledger(options._pointer, ledger._pointer)
        self._log = None if log is None else _abi.LOG_FN(_writer(log))
        if self._log is not None:
            lib.xeng_options_set_log(options._pointer, int(log_level), self._log, None)
        super().__init__(make(lib.xeng_client_new, options._pointer), lib.xeng_client_unref)
        self._turn = threading.Condition()
        self._leading = False
        self._slots: List[_Slot] = []
        self._outcomes: Dict[int, _Slot] = {}
        self._waiting: Set[int] = set()

    @classmethod
    def from_env(cls: Type[C], **options: Any) -> C:
        """A client that heeds `XENGAGE_BASE_URL`, `XENGAGE_AUTH_URL` and `XENGAGE_CA_FILE`."""
        return cls(from_env=True, **options)

    def fetch(self, credentials: Credentials, request: Request) -> Result:
        """Sends a request and waits for its result; any number of threads may do so at once.

        Failures are retried, and a rate limit is waited for, until the deadline. Ctrl-C ends the
        wait and cancels the request.
        """
        if not isinstance(request, Request):
            raise TypeError(f"request must be xengage.Request, not {type(request).__name__}")
        with self._borrow() as pointer:
            operation = ctypes.c_uint64()
            with self._turn:  # held, so that nobody takes the outcome for one that nobody wants
                check(
                    lib.xeng_client_submit, pointer, pointer_of(credentials), request._pointer, ctypes.byref(operation)
                )
                self._waiting.add(operation.value)
            try:
                slot = self._wait(pointer, operation.value)
            except BaseException:
                lib.xeng_client_cancel(pointer, operation.value)
                raise
            finally:
                with self._turn:
                    self._waiting.discard(operation.value)
        return slot.result()

    def _wait(self, pointer: int, operation: int) -> _Slot:
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
            slot = _Slot()
            self._slots.append(slot)
            lib.xeng_client_next_completion(
                pointer, ctypes.byref(slot.operation), ctypes.byref(slot.made), ctypes.byref(slot.error)
            )
            if slot.operation.value == 0:
                break
        for slot in self._slots:
            if slot.operation.value in self._waiting:
                self._outcomes[slot.operation.value] = slot
            else:
                slot.drop()
        self._slots.clear()

    def cancel_all(self) -> None:
        """Cancels everything that is under way, from any thread; fetch() then raises CancelledError."""
        with self._borrow() as pointer:
            lib.xeng_client_cancel_all(pointer)

    def _interrupt(self) -> None:
        lib.xeng_client_cancel_all(self._pointer)

    def __enter__(self: C) -> C:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<xengage.Client: {'closed' if self.closed else 'open'}>"


class _Slot:
    """The outcome of one operation."""

    __slots__ = ("operation", "made", "error")

    def __init__(self) -> None:
        self.operation = ctypes.c_uint64()
        self.made = ctypes.c_void_p()
        self.error = ctypes.c_void_p()

    def result(self) -> Result:
        if not self.made.value:
            raise _library.error_of(self.error.value)
        return Result._own(self.made.value)

    def drop(self) -> None:
        lib.xeng_result_unref(self.made)
        lib.xeng_error_unref(self.error)


def _writer(log: Log) -> Callable[[Any, int, bytes], None]:
    """What receives the library's log lines."""
    if isinstance(log, logging.Logger):
        logger = log

        def write(context: Any, level: int, line: bytes) -> None:
            logger.log(LOGGING.get(LogLevel(level), logging.DEBUG), "%s", _library.text(line))

        return write
    tell = log

    def hand_over(context: Any, level: int, line: bytes) -> None:
        tell(LogLevel(level), _library.text(line))

    return hand_over
