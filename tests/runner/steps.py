"""The steps of the test run, in the order in which they are run."""

import os
import shutil

import arrow_consumers
import bindings
import consumers
import meson
import python_binding
from step import Failed

ALL = ["unit", "system", "sim", "tool", "jobs"]
MAIN_PATH = ["system fetch", "system partial"]


def suites(names):
    return [word for name in names for word in ("--suite", name)]


def gcc(step):
    """gcc, every warning an error: all tests, and the checks of tree, layers and ABI"""
    build = meson.configure(
        step, "gcc", f"--prefix={step.build / 'prefix'}", "--libdir=lib", env={"CC": "gcc", "CXX": "g++"}
    )
    meson.compile_all(step, build)
    meson.test(step, build)


def sanitizers(step):
    """clang and lld, with AddressSanitizer, LeakSanitizer and UndefinedBehaviorSanitizer"""
    build = meson.configure(
        step,
        "sanitizers",
        "-Db_sanitize=address,undefined",
        "-Db_lundef=false",
        "-Ddocs=disabled",
        env={"CC": "clang", "CC_LD": "lld"},
    )
    meson.compile_all(step, build)
    env = {
        "ASAN_OPTIONS": "detect_leaks=1:strict_string_checks=1:detect_stack_use_after_return=1:allocator_may_return_null=1",
        "UBSAN_OPTIONS": "halt_on_error=1:print_stacktrace=1",
    }
    meson.test(step, build, *suites(ALL), env=env, prefix=fixed_addresses(step))
    meson.test(step, build, "symbols are those of headers and map", label="symbols")


def threads(step):
    """clang with ThreadSanitizer: unit and system tests"""
    build = meson.configure(
        step, "threads", "-Db_sanitize=thread", "-Db_lundef=false", "-Ddocs=disabled", env={"CC": "clang"}
    )
    meson.compile_all(step, build)
    names = meson.programs(step, build, ["unit", "system"])
    env = {"TSAN_OPTIONS": "second_deadlock_stack=1"}
    meson.test(step, build, "--timeout-multiplier", "4", *names, env=env, prefix=fixed_addresses(step))


def valgrind(step):
    """valgrind: unit tests, and the main path against the simulator"""
    build = step.build / "gcc"
    names = meson.programs(step, build, ["unit"]) + MAIN_PATH
    meson.test(step, build, *names, setup="valgrind")


def foreign_locale(step):
    """a locale with a decimal comma, in every program"""
    build = step.build / "gcc"
    locales = step.build / "locales"
    locales.mkdir(exist_ok=True)
    if not (locales / "de_DE.UTF-8").exists():
        step.run("localedef", "-i", "de_DE", "-f", "UTF-8", locales / "de_DE.UTF-8")
    env = {
        "LOCPATH": str(locales),
        "LC_ALL": "de_DE.UTF-8",
        "LD_PRELOAD": str(build / "tests/locale/libforeign-locale.so"),
    }
    meson.test(step, build, *suites(["unit", "tool"]), label="locale", env=env)


def docs(step):
    """the API reference, from the headers, without a warning"""
    shutil.rmtree(step.build / "gcc/docs/html", ignore_errors=True)
    step.attempt("reference", lambda s: meson.compile_all(s, s.build / "gcc", "docs"))
    page = step.build / "gcc/docs/html/client_8h.html"
    step.check("the reference has a page a header", page.exists())


def quickstart(step):
    """examples/quickstart, as a newcomer runs it"""
    step.attempt("quickstart", lambda s: s.run("examples/quickstart", limit=600))
    said = step.log.read_text()
    for what in ("impressions", "Try next"):
        step.check(f"it shows {what!r}", what in said)


def fixed_addresses(step):
    """Sanitizers of older compilers don't bear all of a newer kernel's address randomisation."""
    command = ["setarch", os.uname().machine, "--addr-no-randomize"]
    try:
        step.output(*command, "true")
        return command
    except (Failed, OSError):
        return []


STEPS = {
    "gcc": gcc,
    "sanitizers": sanitizers,
    "threads": threads,
    "valgrind": valgrind,
    "locale": foreign_locale,
    "docs": docs,
    "consumers": consumers.consumers,
    "python": python_binding.python,
    "arrow": arrow_consumers.arrow,
    **bindings.STEPS,
    "quickstart": quickstart,
}
QUICK = ["gcc"]
