"""Tables and Arrow data in the hands of pyarrow, polars, DuckDB, pandas and NumPy, from pip."""

import consumers
import python_binding

PACKAGES = ["numpy>=1.26", "pandas>=2.2", "polars>=1.19", "pyarrow>=16", "duckdb>=1"]


def arrow(step):
    """tables and Arrow data in pyarrow, polars, DuckDB, pandas and NumPy"""
    prefix = consumers.install(step)
    interpreter = python_binding.venv(step, step.build / "arrow")
    package = (python_binding.WITHOUT_LIBRARY, step.root)
    for packages in (PACKAGES, package):
        if not python_binding.pip_install(step, interpreter, *packages):
            step.skip("data frames", "the package registry can't be reached")
            return
    env = python_binding.environment(prefix)
    tests = step.root / "tests/arrow/test_arrow.py"
    python_binding.unittests(step, "data frames", interpreter, tests, "installed", python_binding.sim(step), env=env)
