"""Whether the files that emitters write are what they write today: check_generated.py [--api FILE]."""

import pathlib
import subprocess
import sys

BINDINGS = pathlib.Path(__file__).resolve().parents[2] / "bindings"
API = pathlib.Path(sys.argv[2]) if sys.argv[1:2] == ["--api"] else BINDINGS / "api.json"
# File below bindings -> what writes it to standard output, given api.json.
GENERATED = {
    "go/constants.go": ("emit_go.py",),
    "lua/xengage/cdef.lua": ("emit_lua.py",),
    "node/src/abi.ts": ("emit_node.py",),
    "rust/xengage-sys/src/generated.rs": ("emit_rust.py", "sys"),
    "rust/xengage/src/words.rs": ("emit_rust.py", "words"),
}


def written(emitter, *part):
    """What an emitter writes."""
    command = [sys.executable, "-B", BINDINGS / "describe" / emitter, API, *part]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


old = []
for name, command in GENERATED.items():
    if (BINDINGS / name).read_text(encoding="utf-8") != written(*command):
        old.append(f"bindings/{name} is old: python3 bindings/describe/{command[0]} bindings/api.json")
emitters = {path.name for path in (BINDINGS / "describe").glob("emit_*.py")}
old += [f"{name}: no generated file is listed here" for name in emitters - {one[0] for one in GENERATED.values()}]
print("\n".join(old))
sys.exit(1 if old else 0)
