"""Where libxengage is: what XENGAGE_LIBRARY says, else the one that the wheel carries, else the system's.

A system's library may be older or newer than the package; one that can't be used is refused here, before
anything is called that it hasn't, or has otherwise.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import sys
import sysconfig
from typing import Iterator, List, Tuple

from ._version import VERSION

MAC = sys.platform == "darwin"
CARRIED = os.path.join(".xengage.mesonpy.libs", "libxengage.dylib" if MAC else "libxengage.so")
MAJOR, MINOR = (int(number) for number in VERSION.split(".")[:2])
SYSTEM = f"libxengage.{MAJOR}.dylib" if MAC else f"libxengage.so.{MAJOR}"

Found = Tuple[ctypes.CDLL, str]


def carried() -> List[str]:
    """Files of the wheel's library that there are: beside the package, or where the installation keeps
    what is of one platform apart."""
    beside = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    folders = [beside]
    if beside == sysconfig.get_path("purelib"):
        folders.append(sysconfig.get_path("platlib"))
    return [path for path in (os.path.join(folder, CARRIED) for folder in folders) if os.path.exists(path)]


def load(path: str) -> Found:
    """A library that this package can use."""
    library = ctypes.CDLL(path)
    try:
        number: int = library.xeng_version_number()
    except AttributeError:
        raise OSError(f"{path} is no libxengage") from None
    major, minor, patch = number // 1000000, number // 1000 % 1000, number % 1000
    if major != MAJOR or minor < MINOR:
        raise OSError(
            f"{path} is libxengage {major}.{minor}.{patch}, and this package, {VERSION}, "
            f"needs {MAJOR}.{MINOR} or a later {MAJOR}.x"
        )
    return library, path


def names() -> Iterator[str]:
    """What the system may know the library by; the second costs more to find out."""
    yield SYSTEM
    name = ctypes.util.find_library("xengage")
    if name and name != SYSTEM:
        yield name


def system() -> Found:
    """The library that the system finds."""
    reasons: List[str] = []
    for name in names():
        try:
            return load(name)
        except OSError as reason:
            reasons.append(str(reason))
    raise ImportError(
        f"xengage needs the library {SYSTEM}, which the system has not, or not so that it can be used "
        f"({'; '.join(reasons)}). Install it and run ldconfig, or name the file in XENGAGE_LIBRARY."
    )


def find() -> Found:
    """The library, and the file or name by which it was found."""
    named = os.environ.get("XENGAGE_LIBRARY")
    if named == "system":
        return system()
    if named:
        try:
            return load(named)
        except OSError as reason:
            raise ImportError(f"XENGAGE_LIBRARY names {named}, which can't be used: {reason}") from None
    for path in carried():
        try:
            return load(path)
        except OSError as reason:
            raise ImportError(f"the library that came with this package can't be used: {reason}") from None
    return system()
