"""Docstrings: whatever is public has one, and their examples are true, against a simulator."""

import doctest
import importlib
import inspect
import os
import pathlib
import pkgutil
import tempfile
import unittest.mock

import support
import xengage

MODULES = ["xengage"] + [f"xengage.{module.name}" for module in pkgutil.iter_modules(xengage.__path__)]


def functions_of(kind):
    """The public methods and properties that a class has beyond those of Python's own classes."""
    for name, value in inspect.getmembers(kind):
        owner = next((base for base in kind.__mro__ if name in vars(base)), object)
        if not name.startswith("_") and owner.__module__.startswith("xengage"):
            if isinstance(value, property) or inspect.isroutine(value):
                yield name, value


class Documentation(support.WithSim):
    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.addCleanup(os.chdir, os.getcwd())
        os.chdir(folder.name)
        pathlib.Path("ids.txt").write_text("1541815603606036480\n1541815603606036481\n")
        named = {**support.USER, "XENGAGE_BASE_URL": self.sim.url}
        patch = unittest.mock.patch.dict(os.environ, named)
        patch.start()
        self.addCleanup(patch.stop)

    def test_the_examples_in_docstrings_are_true(self):
        tried = {}
        for name in MODULES:
            outcome = doctest.testmod(importlib.import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE)
            self.assertEqual(outcome.failed, 0, name)
            tried[name] = outcome.attempted
        for name in ("client", "async_client", "job", "async_job", "piece", "result", "table", "ledger"):
            self.assertGreater(tried[f"xengage.{name}"], 2, f"{name} shows nothing that runs")
        self.assertGreater(len(self.sim.log()), 5, "the examples ask the simulator")

    def test_whatever_is_public_is_documented(self):
        lacking = [name for name in xengage.__all__ if not inspect.getdoc(getattr(xengage, name))]
        seen = 0
        for name in xengage.__all__:
            kind = getattr(xengage, name)
            if inspect.isclass(kind):
                for member, value in functions_of(kind):
                    seen += 1
                    if not inspect.getdoc(value):
                        lacking.append(f"{name}.{member}")
        self.assertEqual(lacking, [])
        self.assertGreater(seen, 150)

    def test_every_module_says_what_it_is_for(self):
        for name in MODULES:
            self.assertTrue(importlib.import_module(name).__doc__, name)
