"""What clients have in common: options, submitting, cancelling."""

from __future__ import annotations

import ctypes
import importlib
import logging
import os
from typing import Any, Callable, Optional, Type, TypeVar, Union

from . import _abi, _library, _times
from ._handle import Closable, Handle
from ._library import check, lib, make, utf8
from ._release import called_back
from .credentials import Credentials, pointer_of
from .enums import HttpVersion, LogLevel
from .errors import XengageError
from .ledger import Ledger
from .request import Request
from .result import Result

C = TypeVar("C", bound="BaseClient")
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


class BaseClient(Closable):
    """Connections, limits and policy: `Client` for threads, `AsyncClient` for asyncio."""

    __slots__ = ("_log",)

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
        :param ca_file: certificates to trust (PEM), instead of the system's; where the system has
            none, those of the package certifi are taken, if it is there.
        :param proxy: the proxy's URL; "" for none at all.
        :param deadline: seconds that an operation may take in all.
        :param rate_limit: the contract's requests a minute, before the server's headers tell it.
        :param ledger: counts the users whose Posts are read.
        :param log: a logger, or a callable that takes a level and a line; it must not use the client.
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
        brought = None if ca_file is not None else _certifis_file()
        if brought is not None:
            check(lib.xeng_options_set_fallback_ca_file, options._pointer, _library.file_name(brought))
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
        self._prepare()

    def _prepare(self) -> None:
        """Makes what a kind of client needs for itself."""
        raise NotImplementedError

    @classmethod
    def from_env(cls: Type[C], **options: Any) -> C:
        """A client that heeds `XENGAGE_BASE_URL`, `XENGAGE_AUTH_URL` and `XENGAGE_CA_FILE`."""
        return cls(from_env=True, **options)

    def _submit(self, pointer: int, credentials: Credentials, request: Request) -> int:
        """Puts a request on its way; the operation's number."""
        operation = ctypes.c_uint64()
        check(lib.xeng_client_submit, pointer, pointer_of(credentials), request._pointer, ctypes.byref(operation))
        return operation.value

    def cancel_all(self) -> None:
        """Cancels everything that is under way, from any thread; fetch() then raises `xengage.CancelledError`."""
        with self._borrow() as pointer:
            lib.xeng_client_cancel_all(pointer)

    def _interrupt(self) -> None:
        lib.xeng_client_cancel_all(self._pointer)

    def __repr__(self) -> str:
        return f"<xengage.{type(self).__name__}: {'closed' if self.closed else 'open'}>"


class Slot:
    """Room for the outcome of one operation, and the outcome."""

    __slots__ = ("operation", "made", "error")

    def __init__(self) -> None:
        self.operation = ctypes.c_uint64()
        self.made = ctypes.c_void_p()
        self.error = ctypes.c_void_p()

    def take(self, pointer: int) -> bool:
        """Takes the outcome of the next operation that is finished; false if none is."""
        outs = (ctypes.byref(self.operation), ctypes.byref(self.made), ctypes.byref(self.error))
        lib.xeng_client_next_completion(pointer, *outs)
        return self.operation.value != 0

    def outcome(self) -> Union[Result, XengageError]:
        """What came of the operation, as an object that owns it. Once."""
        if not self.made.value:
            return _library.error_of(self.error.value)
        return Result._own(self.made.value)

    def result(self) -> Result:
        """The result, or the failure raised."""
        outcome = self.outcome()
        if isinstance(outcome, XengageError):
            raise outcome
        return outcome

    def drop(self) -> None:
        """Releases what nobody wants."""
        lib.xeng_result_unref(self.made)
        lib.xeng_error_unref(self.error)


def request_or_raise(request: Request) -> Request:
    """What fetch() takes, and nothing else."""
    if not isinstance(request, Request):
        raise TypeError(f"request must be xengage.Request, not {type(request).__name__}")
    return request


def _certifis_file() -> Optional[str]:
    """The certificates of the package certifi, if it is there."""
    try:
        return str(importlib.import_module("certifi").where())
    except ImportError:
        return None


def _writer(log: Log) -> Callable[[Any, int, bytes], None]:
    """What receives the library's log lines."""
    if isinstance(log, logging.Logger):
        logger = log

        def write(context: Any, level: int, line: bytes) -> None:
            with called_back:
                logger.log(LOGGING.get(LogLevel(level), logging.DEBUG), "%s", _library.text(line))

        return write
    if not callable(log):
        raise TypeError(f"log must be a logger or a callable, not {type(log).__name__}")
    tell = log

    def hand_over(context: Any, level: int, line: bytes) -> None:
        with called_back:
            tell(LogLevel(level), _library.text(line))

    return hand_over
