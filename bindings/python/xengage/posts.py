"""What a Post id tells by itself."""

from __future__ import annotations

import datetime
from typing import Optional

from . import _ids
from ._ids import parse_id as parse_id
from ._library import lib
from .errors import EPOCH

MASK = (1 << 64) - 1


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


def share_of(post: int, count: int) -> int:
    """Which of `count` shares an id falls to, 0 to `count` - 1: what `Job(share=...)` goes by.

    Evenly spread, and the same in every version and on every machine. For arrays, or in SQL: with
    64-bit arithmetic that wraps around, `x = (id ^ id >> 30) * 0xBF58476D1CE4E5B9`, then
    `x = (x ^ x >> 27) * 0x94D049BB133111EB`, then `(x ^ x >> 31) >> 32`, times `count`, `>> 32`.

    >>> [share_of(post, 4) for post in range(1541815603606036480, 1541815603606036486)]
    [3, 2, 3, 0, 2, 2]
    """
    if not 0 < count <= 1000000:
        raise ValueError(f"{count} shares can't be: they are 1 to 1,000,000")
    x = _ids.post_id(post)
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9 & MASK
    x = (x ^ x >> 27) * 0x94D049BB133111EB & MASK
    return ((x ^ x >> 31) >> 32) * count >> 32
