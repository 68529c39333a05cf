"""What a Post id tells by itself."""

from __future__ import annotations

import datetime
from typing import Optional

from . import _ids
from ._library import lib
from .errors import EPOCH

parse_id = _ids.parse_id


def created(post: int) -> Optional[datetime.datetime]:
    """When a Post was made, read from its id; None for ids from before November 2010, which don't
    tell.

    >>> created(1541815603606036480)
    datetime.datetime(2022, 6, 28, 16, 7, 40, 105000, tzinfo=datetime.timezone.utc)
    """
    unix_ms = lib.xeng_post_created_ms(_ids.post_id(post))
    return EPOCH + datetime.timedelta(milliseconds=unix_ms) if unix_ms else None


def first_id_at(moment: datetime.datetime) -> int:
    """The smallest id that a Post made at a moment can have; ValueError before November 2010."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no time zone")
    post: int = lib.xeng_post_first_id_at((moment - EPOCH) // datetime.timedelta(milliseconds=1))
    if post == 0:
        raise ValueError(f"ids don't tell of {moment}")
    return post
