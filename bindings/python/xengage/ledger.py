"""How many distinct users were read a month, which the contract may count."""

from __future__ import annotations

import ctypes
import os
from typing import Optional, Union

from . import _library, _times
from ._handle import Handle
from ._library import check, lib, make
from ._times import Moment
from .credentials import Credentials, pointer_of


class Ledger(Handle):
    """A count of distinct users a month, in a text file; safe to share among threads and processes.

    Given to a Client (`Client(ledger=...)`) it counts the users whose Posts are read.

    >>> from xengage import Credentials
    >>> ledger = Ledger("users.ledger", limit=100)
    >>> ledger.count(Credentials.user("key", "secret", "2101-token", "token secret"))
    >>> ledger.users()
    1
    """

    __slots__ = ("_path",)

    def __init__(
        self,
        path: Union[str, "os.PathLike[str]"],
        *,
        first_day: int = 1,
        limit: int = 0,
        refuse: bool = False,
    ) -> None:
        """
        :param path: the file; made if it isn't there.
        :param first_day: the day on which the contract's month begins, 1 to 28.
        :param limit: how many distinct users a month there may be; 0 for any number.
        :param refuse: whether one user more is refused, with LedgerLimitError, or only warned of.
        """
        pointer = make(lib.xeng_ledger_open, _library.file_name(path), first_day)
        super().__init__(pointer, lib.xeng_ledger_unref)
        self._path = os.fspath(path)
        self.set_limit(limit, refuse)

    def set_limit(self, users: int, refuse: bool = False) -> None:
        """Sets how many distinct users a month there may be; 0 for any number."""
        if not 0 <= users < 1 << 64:
            raise ValueError(f"a limit of {users} users can't be")
        lib.xeng_ledger_set_limit(self._pointer, users, 1 if refuse else 0)

    def count(self, credentials: Credentials) -> None:
        """Counts the user of some credentials, as a Client with this ledger does by itself."""
        check(lib.xeng_ledger_count, self._pointer, pointer_of(credentials))

    def users(self, month: Optional[Moment] = None) -> int:
        """How many distinct users there were in a month, which any of its moments names."""
        number = ctypes.c_uint64()
        moment = _times.UNSET if month is None else _times.any_seconds(month)
        check(lib.xeng_ledger_users, self._pointer, moment, ctypes.byref(number))
        return number.value

    def __repr__(self) -> str:
        return f"<xengage.Ledger: {self._path}>"
