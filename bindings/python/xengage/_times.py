"""Moments: aware datetimes, dates, Unix seconds and ISO 8601 text in; aware datetimes in UTC out."""

from __future__ import annotations

import datetime
from typing import Optional, Union

from . import _library
from .errors import EPOCH

UNSET = -(1 << 63)
UTC = datetime.timezone.utc
DAY_NONE = -(1 << 31)

Moment = Union[datetime.datetime, datetime.date, int, str]
"""A moment: an aware datetime, a date (its midnight, UTC), Unix seconds, or ISO 8601 text in UTC."""


def seconds(moment: Moment) -> int:
    """Unix seconds of a moment that isn't text."""
    if isinstance(moment, datetime.datetime):
        if moment.tzinfo is None:
            raise ValueError(f"{moment!r} has no time zone: the API's times are UTC, so say which it is of")
        return (moment - EPOCH) // datetime.timedelta(seconds=1)
    if isinstance(moment, datetime.date):
        return (moment - EPOCH.date()).days * 86400
    if isinstance(moment, int) and not isinstance(moment, bool):
        return moment
    raise TypeError(f"a moment is a datetime, a date, Unix seconds or text, not {type(moment).__name__}")


def any_seconds(moment: Moment) -> int:
    """Unix seconds of any moment. Text: as far as Python reads it."""
    if not isinstance(moment, str):
        return seconds(moment)
    read = datetime.datetime.fromisoformat(moment.replace("Z", "+00:00"))
    return seconds(read if read.tzinfo is not None else read.replace(tzinfo=UTC))


def iso(moment: Optional[Moment], what: str) -> Optional[bytes]:
    """A moment as the library takes it; None stays None."""
    if moment is None:
        return None
    if isinstance(moment, str):
        return _library.utf8(moment, what)
    return at(seconds(moment)).strftime("%Y-%m-%dT%H:%M:%SZ").encode()


def at(unix: int) -> datetime.datetime:
    """The moment of Unix seconds."""
    return EPOCH + datetime.timedelta(seconds=unix)


def milliseconds(duration: Union[float, datetime.timedelta], what: str) -> int:
    """A duration in seconds, or as timedelta, in milliseconds."""
    if isinstance(duration, datetime.timedelta):
        duration = duration.total_seconds()
    number = round(duration * 1000)
    if not 0 < number < 1 << 32:
        raise ValueError(f"{what} of {duration} s can't be: it takes 0.001 to 4294967 s")
    return number
