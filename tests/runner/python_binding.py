"""The Python binding as others get it: as a wheel with its library, as one without, with Dask and Spark."""

import os
import shutil
import zipfile

import bindings
import consumers
import meson
from step import Failed

# What pip says when no registry answers, or none that has anything.
UNREACHED = ("NewConnectionError", "ConnectTimeoutError", "ReadTimeoutError", "ProxyError", "name resolution")
PAGES = {"dask": "dask", "spark": "pyspark"}  # what the pages' programs need: its package
CARRIED = ".xengage.mesonpy.libs/libxengage.so"
MOST = 2 * 1024 * 1024  # bytes of a wheel
WITHOUT_LIBRARY = "--config-settings=setup-args=-Dpython=system"


def venv(step, folder):
    """A new virtual environment in a folder of its own; its interpreter."""
    shutil.rmtree(folder, ignore_errors=True)
    step.run("python3", "-m", "venv", folder / "venv")
    return folder / "venv/bin/python"


def environment(prefix=None):
    """What makes Python find the library installed there; none at all, without."""
    found = {"LD_LIBRARY_PATH": str(prefix / "lib")} if prefix else {}
    return {**found, "PYTHONDONTWRITEBYTECODE": "1"}


def reaches(step, what, *command):
    """Runs what needs a registry; false if none can be reached."""
    if step.run(*command, limit=600, may_fail=True) == 0:
        return True
    if not any(word in step.last_output() for word in UNREACHED):
        raise Failed(what)
    return False


def pip(step, python, verb, *arguments):
    command = [python, "-m", "pip", verb, "--disable-pip-version-check", "--retries", "2", *arguments]
    return reaches(step, f"pip can't {verb} {' '.join(map(str, arguments))}", *command)


def pip_install(step, python, *packages):
    """Installs packages; false if the registry can't be reached."""
    return pip(step, python, "install", *packages)


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


def package_folder(step):
    return step.root / "bindings/python"


def sim(step):
    return step.build / "prefix/bin/xengage-sim"


def pages(step):
    """What runs the pages' programs, up to what they are run with."""
    warp = step.build / "gcc/tests/jobs/libtime-warp.so"
    return step.root / "tests/python/test_pages.py", "installed", sim(step), warp


def own_tests(step, name, python, env):
    binding = step.root / "tests/python/test_python.py"
    unittests(step, name, python, binding, "installed", sim(step), env=env)


def every_type(step, python):
    """What others' type checkers see of the installed package, which pyright finds by the PATH."""
    env = {"PATH": f"{python.parent}{os.pathsep}{os.environ['PATH']}"}
    step.run(python, "-m", "pyright", "--ignoreexternal", "--verifytypes", "xengage", env=env)


def check_types(step, python, name, options):
    step.run(python, "-m", name, *options, cwd=package_folder(step))


def typed(step, python):
    """mypy and pyright, each in its strict mode, as bindings/python/pyproject.toml has it."""
    checkers = {
        "mypy": ["--strict", "--cache-dir", step.build / "python/mypy", "-p", "xengage"],
        "pyright": ["--project", package_folder(step)],
    }
    for name, options in checkers.items():
        if not pip_install(step, python, name):
            step.skip(f"types: {name}", "the package registry can't be reached")
            continue
        step.attempt(f"types: {name}", check_types, python, name, options)
        if name == "pyright":
            step.attempt("types: all that is public has one", every_type, python)


def package_files(folder):
    """The package's files below a folder, as a wheel has them."""
    return {str(path.relative_to(folder)) for path in folder.glob("xengage/*") if path.is_file()}


def files_of(wheel):
    """A wheel's files as they are installed, without what is about the wheel."""
    names = {name.rpartition(".data/purelib/")[2] for name in zipfile.ZipFile(wheel).namelist()}
    return {name for name in names if ".dist-info/" not in name}


def only_wheel(folder):
    wheels = list(folder.glob("*.whl"))
    if len(wheels) != 1:
        raise Failed(f"there are {len(wheels)} wheels in {folder}")
    return wheels[0]


def check_wheel(step, wheel):
    """A wheel has the package and one small file of a library, and is for any Python of a platform."""
    found, wanted = files_of(wheel), package_files(package_folder(step)) | {CARRIED}
    step.check("the wheel has the package and its library", found == wanted, str(sorted(found ^ wanted)))
    step.check("the wheel is for any Python 3 of its platform", "-py3-none-linux_" in wheel.name, wheel.name)
    size = wheel.stat().st_size
    step.check("the wheel is small", size < MOST, f"{size} bytes")
    library = wheel.parent / "libxengage.so"
    library.write_bytes(zipfile.ZipFile(wheel).read(CARRIED))
    said = step.output("nm", "--dynamic", "--defined-only", library).splitlines()
    foreign = [line for line in said if not line.split()[-1].partition("@")[0].startswith(("xeng_", "XENGAGE_"))]
    step.check("the wheel's library exports its API and nothing else", said and not foreign, str(foreign))
    step.check("the wheel's library is stripped", ".symtab" not in step.output("readelf", "--sections", library))


def carried(step, prefix, folder):
    """A wheel from the root, with its library; its interpreter, or None."""
    python = venv(step, folder)
    if not pip(step, python, "wheel", "--no-deps", "--wheel-dir", folder / "wheel", step.root):
        step.skip("a wheel with the library", "the package registry can't be reached")
        return None
    wheel = only_wheel(folder / "wheel")
    check_wheel(step, wheel)
    step.run(python, "-m", "pip", "install", "--no-index", "--disable-pip-version-check", wheel)
    own_tests(step, "with the library that the wheel carries", python, environment())
    asked = {**environment(prefix), "XENGAGE_LIBRARY": "system"}
    own_tests(step, "with the system's library, though there is another", python, asked)
    return python


def from_sdist(step, python, folder):
    """What `python -m build` makes: the sources, and of these a wheel, which is as that of the root."""
    if not (step.root / ".git").exists():
        step.skip("a wheel from the sdist", "this is no git checkout, which an sdist is made from")
        return
    if not pip_install(step, python, "build"):
        step.skip("a wheel from the sdist", "the package registry can't be reached")
        return
    if not reaches(step, "python -m build failed", python, "-m", "build", "--outdir", folder / "dist", step.root):
        step.skip("a wheel from the sdist", "the package registry can't be reached")
        return
    found, wanted = files_of(only_wheel(folder / "dist")), files_of(only_wheel(folder / "wheel"))
    step.check("the sdist makes the same wheel", found == wanted, str(sorted(found ^ wanted)))


def without_library(step, prefix, folder):
    """From the package's own folder, without a library; its interpreter, or None."""
    python = venv(step, folder)
    if not pip_install(step, python, WITHOUT_LIBRARY, package_folder(step)):
        step.skip("a wheel without the library", "the package registry can't be reached")
        return None
    package = next((folder / "venv/lib").glob("python*/site-packages"))
    found, wanted = package_files(package), package_files(package_folder(step))
    step.check("the package is installed from its own folder", found == wanted, str(sorted(found ^ wanted)))
    step.check("the library is not", not (package / CARRIED).exists())
    own_tests(step, "with the system's library", python, environment(prefix))
    return python


def tree(step):
    """Where building could leave something: at the root, and in the package's folder."""
    paths = [*step.root.iterdir(), *package_folder(step).rglob("*")]
    return {str(path.relative_to(step.root)) for path in paths if "__pycache__" not in path.parts}


def python(step):
    """the Python binding: wheels with a library and without; the one test list; types; pages, with Dask and Spark"""
    prefix, before = consumers.install(step), tree(step)
    with_library = carried(step, prefix, step.build / "python/carried")
    if with_library:
        from_sdist(step, with_library, step.build / "python/carried")
    interpreter = without_library(step, prefix, step.build / "python/system") or with_library
    left = tree(step) - before
    step.check("building leaves nothing in the source tree", not left, str(sorted(left)))
    env = environment(prefix)
    if interpreter is None:
        interpreter = venv(step, step.build / "python/sources")
        env["PYTHONPATH"] = str(package_folder(step))
        own_tests(step, "from the sources", interpreter, env)
    unittests(step, "pages", interpreter, *pages(step), "always", env=env)
    bindings.shared(step, prefix)
    typed(step, interpreter)
    for kind in PAGES:
        with_package(step, interpreter, env, kind)
