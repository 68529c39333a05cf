"""Exceptions: one class an error code, under one base a hundred of codes.

    XengageError
      UsageError           1xx  the call was wrong
      LocalError           2xx  something on this machine
      TransportError       3xx  the way to the server
      RefusedError         4xx  the server refused
      ServerError          5xx  the server is unwell
"""

from __future__ import annotations

import datetime
from typing import Any, Dict, Optional, Tuple, Type

from .enums import Code, Rule, known

__all__ = [
    "BadRequestError",
    "CancelledError",
    "CredentialsFileError",
    "CryptoError",
    "DeadlineError",
    "DnsError",
    "ForbiddenError",
    "ForbiddenMetricsError",
    "ForbiddenPostsError",
    "ForkedError",
    "InputError",
    "InvalidArgumentError",
    "JournalError",
    "LedgerError",
    "LedgerLimitError",
    "LocalError",
    "NetworkError",
    "NoMemoryError",
    "NotFoundError",
    "OperatingSystemError",
    "ProtocolError",
    "RateLimitedError",
    "RedirectError",
    "RefusedError",
    "RuleError",
    "ServerError",
    "StateError",
    "TlsError",
    "TooLargeError",
    "TransportError",
    "UnauthorizedError",
    "UnavailablePostsError",
    "UnsupportedPostsError",
    "UsageError",
    "XengageError",
]

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


class XengageError(Exception):
    """What went wrong, in one or two sentences for a person, and as attributes for a program."""

    code: Code
    """The error code."""
    rule: Rule
    """Of a RuleError, which rule was broken; else `Rule.NONE`."""
    limit: int
    """The limit that was overstepped; 0 where there is none."""
    value: str
    """The offending value as text; "" where there is none."""
    http_status: int
    """The HTTP status of the last answer; 0 where none came."""
    server_messages: Tuple[str, ...]
    """The server's own messages, as it wrote them."""
    ids: Tuple[int, ...]
    """The Post ids that it is about; empty where none is named, or where it is all of them."""
    retry_at: Optional[datetime.datetime]
    """When trying again makes sense; None where nothing is known."""
    attempts: int
    """How many requests were sent before giving up."""

    def __init__(
        self,
        message: str = "",
        *,
        code: int = 0,
        rule: int = 0,
        limit: int = 0,
        value: str = "",
        http_status: int = 0,
        server_messages: Tuple[str, ...] = (),
        ids: Tuple[int, ...] = (),
        retry_at: int = 0,
        attempts: int = 0,
    ) -> None:
        super().__init__(message)
        self.code = known(Code, code)
        self.rule = known(Rule, rule)
        self.limit = limit
        self.value = value
        self.http_status = http_status
        self.server_messages = server_messages
        self.ids = ids
        self.retry_at = EPOCH + datetime.timedelta(seconds=retry_at) if retry_at else None
        self.attempts = attempts

    def __reduce__(self) -> Any:
        # Exceptions travel from worker to driver, with their attributes.
        return (type(self), self.args, self.__dict__)


class UsageError(XengageError):
    """1xx: the call was wrong."""


class InvalidArgumentError(UsageError, ValueError):
    """An argument is malformed or out of range."""


class RuleError(UsageError, ValueError):
    """The request would break a rule of the API; `rule` says which."""


class StateError(UsageError):
    """The call doesn't fit what the object has been through."""


class ForkedError(UsageError):
    """The client was made before a fork() and is used in the child."""


class LocalError(XengageError):
    """2xx: something on this machine."""


class NoMemoryError(LocalError, MemoryError):
    """Memory ran out."""


class OperatingSystemError(LocalError):
    """The operating system refused something: a file, a descriptor."""


class CredentialsFileError(LocalError):
    """A credentials file is unreadable, malformed, or readable by others than its owner."""


class CryptoError(LocalError):
    """The cryptographic library failed."""


class JournalError(LocalError):
    """A journal is another job's, damaged, or in use by another process."""


class InputError(LocalError):
    """A file of ids is unreadable or malformed."""


class LedgerError(LocalError):
    """A ledger's file is unreadable or malformed."""


class LedgerLimitError(LocalError):
    """The ledger's limit of distinct users a month is reached, and it was told to refuse then."""


class TransportError(XengageError):
    """3xx: the way to the server."""


class NetworkError(TransportError):
    """The connection could not be made, or broke."""


class DnsError(TransportError):
    """The host's name could not be resolved."""


class TlsError(TransportError):
    """The TLS handshake failed, or the server's certificate is not to be trusted."""


class DeadlineError(TransportError, TimeoutError):
    """The deadline passed."""


class CancelledError(TransportError):
    """The operation was cancelled."""


class ProtocolError(TransportError):
    """The answer is not what the API promises."""


class TooLargeError(TransportError):
    """The answer is larger, or nested deeper, than the client's limits allow."""


class RedirectError(TransportError):
    """The server sent a redirect; they are not followed."""


class RefusedError(XengageError):
    """4xx: the server refused."""


class BadRequestError(RefusedError):
    """The server found the request malformed (400)."""


class UnauthorizedError(RefusedError):
    """The credentials were not accepted (401)."""


class ForbiddenPostsError(RefusedError):
    """The credentials may not read some of the Posts (403): `ids` has them if they were named."""


class ForbiddenMetricsError(RefusedError):
    """The credentials may not read some of the metrics (403)."""


class ForbiddenError(RefusedError):
    """The application may not use this API, or this part of it (403)."""


class NotFoundError(RefusedError):
    """No such resource (404): most often a wrong base URL."""


class UnavailablePostsError(RefusedError):
    """The Posts are deleted, protected or otherwise not available."""


class UnsupportedPostsError(RefusedError):
    """The Posts are too old for the metrics that were asked for."""


class RateLimitedError(RefusedError):
    """Too many requests (429); `retry_at` says when to try again, where known."""


class ServerError(XengageError):
    """5xx: the server, or a proxy before it, failed or waited too long."""


OF_CODE: Dict[int, Type[XengageError]] = {
    Code.INVALID_ARGUMENT: InvalidArgumentError,
    Code.RULE: RuleError,
    Code.STATE: StateError,
    Code.FORKED: ForkedError,
    Code.NO_MEMORY: NoMemoryError,
    Code.SYSTEM: OperatingSystemError,
    Code.CREDENTIALS_FILE: CredentialsFileError,
    Code.CRYPTO: CryptoError,
    Code.JOURNAL: JournalError,
    Code.INPUT: InputError,
    Code.LEDGER: LedgerError,
    Code.LEDGER_LIMIT: LedgerLimitError,
    Code.NETWORK: NetworkError,
    Code.DNS: DnsError,
    Code.TLS: TlsError,
    Code.DEADLINE: DeadlineError,
    Code.CANCELLED: CancelledError,
    Code.PROTOCOL: ProtocolError,
    Code.TOO_LARGE: TooLargeError,
    Code.REDIRECT: RedirectError,
    Code.BAD_REQUEST: BadRequestError,
    Code.UNAUTHORIZED: UnauthorizedError,
    Code.FORBIDDEN_POSTS: ForbiddenPostsError,
    Code.FORBIDDEN_METRICS: ForbiddenMetricsError,
    Code.FORBIDDEN: ForbiddenError,
    Code.NOT_FOUND: NotFoundError,
    Code.UNAVAILABLE_POSTS: UnavailablePostsError,
    Code.UNSUPPORTED_POSTS: UnsupportedPostsError,
    Code.RATE_LIMITED: RateLimitedError,
    Code.REFUSED: RefusedError,
    Code.SERVER: ServerError,
}

OF_HUNDRED: Dict[int, Type[XengageError]] = {
    1: UsageError,
    2: LocalError,
    3: TransportError,
    4: RefusedError,
    5: ServerError,
}


def of_code(code: int) -> Type[XengageError]:
    """The class for a code; for one that this version doesn't know, its hundred's."""
    return OF_CODE.get(code) or OF_HUNDRED.get(code // 100, XengageError)
