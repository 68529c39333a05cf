"""Metrics as callers give them: by number or by name."""

from __future__ import annotations

from typing import Union

from ._library import lib, utf8
from .enums import Metric


def number_of(metric: Union[Metric, str]) -> int:
    """A metric's number; 0, which no result has, for an unknown name."""
    if isinstance(metric, str):
        return int(lib.xeng_metric_by_name(utf8(metric, "a metric")))
    return int(metric)


def known_number(metric: Union[Metric, str]) -> int:
    """A metric's number; ValueError for an unknown name."""
    number = number_of(metric)
    if number == 0 and isinstance(metric, str):
        raise ValueError(f"there is no metric {metric!r}")
    return number
