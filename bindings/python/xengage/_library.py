"""Calling libxengage, and raising its errors."""

from __future__ import annotations

import ctypes
import os
from typing import Any

from . import _abi, _find, errors
from ._release import calling


class Library:
    """libxengage: each function of `_abi` is an attribute, bound when it is first used."""

    def __init__(self) -> None:
        self._dll, self.path = _find.find()

    @property
    def version(self) -> str:
        return text(self.xeng_version())

    def __getattr__(self, name: str) -> Any:
        try:
            restype, argtypes = _abi.FUNCTIONS[name]
        except KeyError:
            raise AttributeError(name) from None
        try:
            function = getattr(self._dll, name)
        except AttributeError:
            raise ImportError(
                f"{self.path} has no {name}: it is version {self.version}, older than this binding; install a newer one"
            ) from None
        function.restype = restype
        function.argtypes = argtypes
        setattr(self, name, function)
        return function


def text(value: Any) -> str:
    """Text of the library's as str; "" for NULL."""
    return "" if value is None else value.decode("utf-8", "replace")


def utf8(value: str, what: str) -> bytes:
    """A str as the library takes it; it can't hold a NUL, at which C's text would end."""
    if not isinstance(value, str):
        raise TypeError(f"{what} must be str, not {type(value).__name__}")
    if "\0" in value:
        raise ValueError(f"{what} has a NUL character in it")
    return value.encode("utf-8")


def file_name(path: Any) -> bytes:
    """A path (str, bytes or PathLike) as the library takes it."""
    name = os.fsencode(path)
    if b"\0" in name:
        raise ValueError("the path has a NUL character in it")
    return name


def _error_of(pointer: Any) -> errors.XengageError:
    """The exception for an error that stays the library's."""
    code = lib.xeng_error_code(pointer)
    return errors.of_code(code)(
        text(lib.xeng_error_message(pointer)),
        code=code,
        rule=lib.xeng_error_rule(pointer),
        limit=lib.xeng_error_limit(pointer),
        value=text(lib.xeng_error_value(pointer)),
        http_status=lib.xeng_error_http_status(pointer),
        server_messages=tuple(
            text(lib.xeng_error_server_message(pointer, i)) for i in range(lib.xeng_error_server_message_count(pointer))
        ),
        ids=tuple(lib.xeng_error_id_at(pointer, i) for i in range(lib.xeng_error_id_count(pointer))),
        retry_at=lib.xeng_error_retry_at(pointer),
        attempts=lib.xeng_error_attempts(pointer),
    )


def error_of(pointer: Any, code: int = 0) -> errors.XengageError:
    """The exception for an error that is ours: it is released."""
    if not pointer:  # memory had run out for the error itself, too
        return errors.of_code(code)(text(lib.xeng_error_code_name(code)), code=code)
    try:
        return _error_of(pointer)
    finally:
        lib.xeng_error_unref(pointer)


def borrowed_error(pointer: Any) -> errors.XengageError:
    """The exception for an error that belongs to an object of the library."""
    return _error_of(pointer)


def check(function: Any, *arguments: Any) -> None:
    """Calls a function whose last parameter is `xeng_error **`; raises what it fails with."""
    error = ctypes.c_void_p()
    with calling:
        code = function(*arguments, ctypes.byref(error))
    if code != 0:
        raise error_of(error.value, code)


def make(function: Any, *arguments: Any) -> int:
    """Calls a function whose last parameters are `thing **, xeng_error **`; gives the thing."""
    made = ctypes.c_void_p()
    check(function, *arguments, ctypes.byref(made))
    return made.value or 0


def take_text(function: Any, *arguments: Any) -> str:
    """Calls a function whose last parameters are `char **, xeng_error **`; gives the text."""
    pointer = make(function, *arguments)
    try:
        return ctypes.string_at(pointer).decode("utf-8")
    finally:
        lib.xeng_free(pointer)


lib = Library()
