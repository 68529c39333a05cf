"""Which library is taken: the one that is named, the wheel's, the system's; and none that is too old."""

import os
import re
import types
import unittest
import unittest.mock

import support
import xengage
from xengage import _find

NAMED = os.environ.get("XENGAGE_LIBRARY")
CARRIED = _find.carried()


def version_of_headers():
    text = (support.ROOT / "include/xengage/version.h").read_text()
    return ".".join(re.search(rf"XENG_VERSION_{part} (\d+)", text).group(1) for part in ("MAJOR", "MINOR", "PATCH"))


class Finding(unittest.TestCase):
    PROGRAM = "import xengage; print(xengage.library_path(), xengage.library_version())"

    def said(self, **environment):
        with support.python(self.PROGRAM, env={**os.environ, **environment}) as run:
            return run.communicate(timeout=20)

    def test_a_library_that_is_named_is_taken_else_the_carried_one_else_the_systems(self):
        if NAMED == "system":
            path = _find.SYSTEM
        else:
            path = NAMED or (CARRIED + [_find.SYSTEM])[0]
        self.assertEqual(self.said(), (f"{path} {xengage.library_version()}\n", ""))

    def test_no_name_is_no_library(self):
        path = (CARRIED + [_find.SYSTEM])[0]
        with unittest.mock.patch.dict(os.environ, {"XENGAGE_LIBRARY": ""}):
            with unittest.mock.patch.object(_find, "load", lambda name: (None, name)):
                self.assertEqual(_find.find(), (None, path))

    def test_the_systems_library_can_be_asked_for(self):
        with unittest.mock.patch.dict(os.environ, {"XENGAGE_LIBRARY": "system"}):
            with unittest.mock.patch.object(_find, "load", lambda name: (None, name)):
                self.assertEqual(_find.find(), (None, _find.SYSTEM))

    def test_the_carried_one_is_preferred(self):
        with unittest.mock.patch.dict(os.environ):
            os.environ.pop("XENGAGE_LIBRARY", None)
            with unittest.mock.patch.object(_find, "load", lambda name: (None, name)):
                with unittest.mock.patch.object(_find, "carried", lambda: ["carried.so"]):
                    self.assertEqual(_find.find(), (None, "carried.so"))
                with unittest.mock.patch.object(_find, "carried", lambda: []):
                    self.assertEqual(_find.find(), (None, _find.SYSTEM))

    def test_a_library_that_is_named_and_not_there_is_an_import_error(self):
        out, err = self.said(XENGAGE_LIBRARY="nowhere.so")
        self.assertEqual(out, "")
        self.assertIn("ImportError: XENGAGE_LIBRARY names nowhere.so", err)

    def test_a_system_without_a_library_is_told_what_to_do(self):
        with unittest.mock.patch.object(_find.ctypes, "CDLL", side_effect=OSError("not there")):
            with self.assertRaisesRegex(ImportError, "not there.*ldconfig.*XENGAGE_LIBRARY"):
                _find.system()

    def test_another_library_is_refused(self):
        with unittest.mock.patch.object(_find.ctypes, "CDLL", return_value=types.SimpleNamespace()):
            with self.assertRaisesRegex(OSError, "it.so is no libxengage"):
                _find.load("it.so")

    def check_version(self, number):
        library = types.SimpleNamespace(xeng_version_number=lambda: number)
        with unittest.mock.patch.object(_find.ctypes, "CDLL", return_value=library):
            return _find.load("it.so")

    def test_versions_that_are_too_old_or_of_another_abi_are_refused_with_both(self):
        own = _find.MAJOR * 1000000 + _find.MINOR * 1000
        for number in (own, own + 7, own + 1000):
            self.check_version(number)
        older = "0.0.999"
        with self.assertRaisesRegex(OSError, f"is libxengage {older}, and this package, {xengage.__version__}, needs"):
            self.check_version(own - 1)
        with self.assertRaisesRegex(OSError, f"{_find.MAJOR + 1}.0.2, and this package"):
            self.check_version((_find.MAJOR + 1) * 1000000 + 2)

    def test_the_packages_version_is_that_of_the_headers(self):
        self.assertEqual(xengage.__version__, version_of_headers())
        project = (support.ROOT / "meson.build").read_text()
        self.assertIn(f"version: '{xengage.__version__}'", project)
