"""The library as others get it: installed, linked to in each way, and as a Meson subproject."""

import os
import pathlib
import re
import shlex
import shutil

import meson
from step import Failed

STRICT = ["-Wall", "-Wextra", "-pedantic", "-Werror"]


def installed_files(prefix):
    """Paths under the prefix, with the version and the library folder left open."""
    found = set()
    for folder, _, names in os.walk(prefix):
        found |= {str(pathlib.Path(folder, name).relative_to(prefix)) for name in names}
    return found


def expected_files(root):
    lines = (root / "tests/consumer/installed.txt").read_text().splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def install(step):
    prefix = step.build / "prefix"
    shutil.rmtree(prefix, ignore_errors=True)
    step.run("meson", "install", "-C", step.build / "gcc", "--no-rebuild")
    found, expected = installed_files(prefix), expected_files(step.root)
    step.check("install leaves nothing out", not expected - found, str(sorted(expected - found)))
    step.check("install brings nothing unexpected", not found - expected, str(sorted(found - expected)))
    headers = {str(path.relative_to(step.root)) for path in (step.root / "include").rglob("*.h*")}
    step.check("every header is installed", headers <= found, str(sorted(headers - found)))
    return prefix


def pkg_config(step, prefix, *options):
    env = {"PKG_CONFIG_PATH": str(prefix / "lib/pkgconfig")}
    return shlex.split(step.output("pkg-config", *options, "xengage", env=env))


def build_and_run(step, prefix, name, compiler, source, libraries, linked):
    """Compiles a consumer and runs it; `linked`: whether it may need the shared library."""
    version = pkg_config(step, prefix, "--modversion")[0]
    program = step.build / "consumers" / name
    program.parent.mkdir(exist_ok=True)
    step.run(
        *compiler,
        *STRICT,
        f'-DWANTED_VERSION="{version}"',
        *pkg_config(step, prefix, "--cflags"),
        step.root / "tests/consumer" / source,
        "-o",
        program,
        *libraries,
    )
    needed = re.findall(r"NEEDED.*\[(.*)\]", step.output("readelf", "--dynamic", "--wide", program))
    if linked != any(library.startswith("libxengage.so.0") for library in needed):
        raise Failed(f"needs {needed}")
    step.run(program, env={"LD_LIBRARY_PATH": str(prefix / "lib")} if linked else None)


def archive_beside_shared(step, prefix):
    """Flags for libxengage.a and, shared, what it needs: --static without libcurl's own needs."""
    flags = pkg_config(step, prefix, "--static", "--libs")
    inner = set(shlex.split(step.output("pkg-config", "--static", "--libs", "libcurl")))
    inner -= {"-lcurl", "-lcrypto", "-lz", "-pthread"}
    flags = [flag for flag in flags if flag not in inner]
    wanted = {"-lxengage", "-lcurl", "-lcrypto", "-ljansson", "-lz", "-pthread"}
    if not wanted <= set(flags):
        raise Failed(f"pkg-config --static lacks {sorted(wanted - set(flags))}")
    return ["-l:libxengage.a" if flag == "-lxengage" else flag for flag in flags]


def static_prefix(step):
    """A prefix with the archive alone: what --libs says must do."""
    prefix = step.build / "prefix-static"
    shutil.rmtree(prefix, ignore_errors=True)
    off = [f"-D{part}=disabled" for part in ("tools", "simulator", "tests", "docs")]
    build = meson.configure(
        step, "static", f"--prefix={prefix}", "--libdir=lib", "-Ddefault_library=static", "-Dbuildtype=release", *off
    )
    meson.compile_all(step, build)
    step.run("meson", "install", "-C", build, "--no-rebuild")
    return prefix


def subproject(step, kind):
    """A Meson project with this tree in its subprojects/ builds the library and nothing else."""
    project = step.build / f"subproject-{kind}"
    shutil.rmtree(project, ignore_errors=True)
    shutil.copytree(step.root / "tests/consumer/subproject", project)
    shutil.copy(step.root / "tests/consumer/consumer.c", project)
    (project / "subprojects").mkdir()
    (project / "subprojects/xengage").symlink_to(step.root)
    build = project / "build"
    step.run("meson", "setup", build, project, "--fatal-meson-warnings", f"-Ddefault_library={kind}")
    step.run("ninja", "-C", build)
    step.run("meson", "test", "-C", build, "--print-errorlogs")
    extra = [path.name for path in build.rglob("xengage-sim")] + [path.name for path in build.rglob("test-*")]
    if extra:
        raise Failed(f"built {extra}, too")


def consumers(step):
    """programs against an installed library (C, C++; shared, static), and as a subproject"""
    prefix = install(step)
    c99, cpp11 = ["gcc", "-std=c99"], ["g++", "-std=c++11"]
    shared = pkg_config(step, prefix, "--libs")
    ways = [
        ("c-shared", prefix, c99, "consumer.c", shared, True),
        ("cpp-shared", prefix, cpp11, "consumer.cpp", shared, True),
        ("c-archive", prefix, c99, "consumer.c", archive_beside_shared(step, prefix), False),
    ]
    archive = static_prefix(step)
    ways.append(("c-static", archive, c99, "consumer.c", pkg_config(step, archive, "--libs"), False))
    for name, where, compiler, source, libraries, linked in ways:
        step.attempt(name, build_and_run, where, name, compiler, source, libraries, linked)
    for kind in ("both", "static"):
        step.attempt(f"subproject-{kind}", subproject, kind)
