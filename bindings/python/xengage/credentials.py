"""One identity towards the API."""

from __future__ import annotations

import os
from typing import Any, NoReturn, Optional, Union

from . import _library
from ._handle import Handle, Scoped
from ._library import lib, make, utf8
from .enums import CredentialsKind


class Credentials(Scoped):
    """One identity: a user's, or the application's alone. Immutable; safe to share among threads.

    Made by one of the class methods. The secrets are wiped when the last owner lets go, are shown by
    nothing, and don't travel: to use credentials in another process, read them there.

    >>> Credentials.app("key", "secret")
    <xengage.Credentials: APP>
    """

    __slots__ = ()

    def __init__(self) -> None:
        raise TypeError("make Credentials with Credentials.user, .app, .bearer, .from_env or .from_file")

    @classmethod
    def _own(cls, pointer: int) -> Credentials:
        made = cls.__new__(cls)
        Handle.__init__(made, pointer, lib.xeng_credentials_unref)
        return made

    @classmethod
    def user(
        cls, consumer_key: str, consumer_secret: str, access_token: str, access_token_secret: str
    ) -> Credentials:
        """User context, OAuth 1.0a with a user's access token: reads what that user owns."""
        return cls._own(
            make(
                lib.xeng_credentials_new_user,
                utf8(consumer_key, "consumer_key"),
                utf8(consumer_secret, "consumer_secret"),
                utf8(access_token, "access_token"),
                utf8(access_token_secret, "access_token_secret"),
            )
        )

    @classmethod
    def app(cls, consumer_key: str, consumer_secret: str) -> Credentials:
        """The application alone, OAuth 1.0a with an empty token: public metrics on totals."""
        return cls._own(
            make(
                lib.xeng_credentials_new_app,
                utf8(consumer_key, "consumer_key"),
                utf8(consumer_secret, "consumer_secret"),
            )
        )

    @classmethod
    def bearer(cls, token: str) -> Credentials:
        """The application alone, by a bearer token, which is used as it is."""
        return cls._own(make(lib.xeng_credentials_new_bearer, utf8(token, "token")))

    @classmethod
    def from_env(cls) -> Credentials:
        """From `XENGAGE_CONSUMER_KEY`, `XENGAGE_CONSUMER_SECRET`, `XENGAGE_ACCESS_TOKEN` and
        `XENGAGE_ACCESS_TOKEN_SECRET`; or `XENGAGE_BEARER_TOKEN`; or the first two alone."""
        return cls._own(make(lib.xeng_credentials_from_env))

    @classmethod
    def from_file(cls, path: Union[str, "os.PathLike[str]"]) -> Credentials:
        """From a JSON file that only its owner can read."""
        return cls._own(make(lib.xeng_credentials_from_file, _library.file_name(path)))

    def save(self, path: Union[str, "os.PathLike[str]"]) -> None:
        """Writes them, with their secrets, to a JSON file that only its owner can read."""
        _library.check(lib.xeng_credentials_save, self._pointer, _library.file_name(path))

    @property
    def kind(self) -> CredentialsKind:
        """Whose eyes they see with."""
        return CredentialsKind(lib.xeng_credentials_kind(self._pointer))

    @property
    def user_id(self) -> Optional[int]:
        """The user id in the access token; None where there is none."""
        return lib.xeng_credentials_user_id(self._pointer) or None

    def _refuse_to_travel(self) -> NoReturn:
        raise TypeError("credentials hold secrets and don't travel: read them where they are used")

    def _shown(self) -> str:
        return self.kind.name + (f", user {self.user_id}" if self.user_id else "")


def pointer_of(credentials: Optional[Credentials]) -> Any:
    """What the library knows credentials by; None for none."""
    if credentials is None:
        return None
    if not isinstance(credentials, Credentials):
        raise TypeError(f"credentials must be xengage.Credentials, not {type(credentials).__name__}")
    return credentials._pointer
