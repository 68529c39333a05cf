"""The Python binding as others get it: from pip, with the installed library, with Dask and Spark."""

import shutil

import bindings
import consumers
import meson
from step import Failed

# What pip says when no registry answers, or none that has anything.
UNREACHED = ("NewConnectionError", "ConnectTimeoutError", "ReadTimeoutError", "ProxyError", "name resolution")
PAGES = {"dask": "dask", "spark": "pyspark"}  # what the pages' programs need: its package


def venv(step, folder):
    """A new virtual environment in a folder of its own; its interpreter."""
    shutil.rmtree(folder, ignore_errors=True)
    step.run("python3", "-m", "venv", folder / "venv")
    return folder / "venv/bin/python"


def environment(prefix):
    """What makes Python find the library installed there."""
    return {"LD_LIBRARY_PATH": str(prefix / "lib"), "PYTHONDONTWRITEBYTECODE": "1"}


def pip_install(step, python, *packages):
    """Installs packages; false if the registry can't be reached."""
    command = [python, "-m", "pip", "install", "--disable-pip-version-check", "--retries", "2", *packages]
    if step.run(*command, limit=600, may_fail=True) == 0:
        return True
    if not any(word in step.last_output() for word in UNREACHED):
        raise Failed(f"pip can't install {' '.join(map(str, packages))}")
    return False


def unittests(step, name, *command, env):
    """Runs a program of unittest's and counts its tests."""
    status = step.run(*command, env=env, limit=600, may_fail=True)
    passed, failed, skipped = meson.count_unittest(step.last_output())
    if status != 0 or passed == 0:
        step.check(name, False, f"status {status}")
        failed -= 1
    step.tally.passed += passed
    step.tally.failed += max(failed, 0)
    step.tally.skipped += [(name, "one of its tests asked for that")] * skipped


def with_package(step, python, env, kind):
    """The programs of the pages that need a package."""
    name = f"docs/distributed.md with {kind}"
    if kind == "spark" and shutil.which("java") is None:
        step.skip(name, "there is no java here")
        return
    if not pip_install(step, python, PAGES[kind]):
        step.skip(name, "the package registry can't be reached")
        return
    unittests(step, name, python, *pages(step), kind, env=env)


def sim(step):
    return step.build / "prefix/bin/xengage-sim"


def pages(step):
    """What runs the pages' programs, up to what they are run with."""
    warp = step.build / "gcc/tests/jobs/libtime-warp.so"
    return step.root / "tests/python/test_pages.py", "installed", sim(step), warp


def typed(step, python):
    """mypy in its strict mode."""
    if not pip_install(step, python, "mypy"):
        step.skip("types", "the package registry can't be reached")
        return
    package = step.root / "bindings/python"
    cache = step.build / "python/mypy"
    step.attempt(
        "types", lambda s: s.run(python, "-m", "mypy", "--strict", "--cache-dir", cache, "-p", "xengage", cwd=package)
    )


def python(step):
    """the Python binding from pip, with the installed library; the one test list; pages, with Dask and Spark"""
    prefix = consumers.install(step)
    folder = step.build / "python"
    interpreter = venv(step, folder)
    env = environment(prefix)
    if not pip_install(step, interpreter, step.root, "-Csetup-args=-Dpython=system", f"-Cbuild-dir={folder / 'wheel'}"):
        step.skip("pip install", "the package registry can't be reached")
        env["PYTHONPATH"] = str(step.root / "bindings/python")
    else:
        step.check("pip install", True)
    binding = step.root / "tests/python/test_python.py"
    unittests(step, "binding", interpreter, binding, "installed", sim(step), env=env)
    unittests(step, "pages", interpreter, *pages(step), "always", env=env)
    bindings.shared(step, prefix)
    typed(step, interpreter)
    for kind in PAGES:
        with_package(step, interpreter, env, kind)
