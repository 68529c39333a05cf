"""Makes C of the page's style and scripts, and of the policy that allows them: embed.py CSS JS... OUTPUT"""

import base64
import hashlib
import pathlib
import sys


def c_string(data):
    """A C string, a line a line; other than plain text is written in octal."""
    lines = []
    for line in data.splitlines(keepends=True):
        escaped = "".join(
            "\\" + chr(byte) if chr(byte) in '"\\' else chr(byte) if 32 <= byte < 127 and byte != 63 else f"\\{byte:03o}"
            for byte in line
        )
        lines.append(f'    "{escaped}"')
    return "\n".join(lines)


def source(data):
    return "'sha256-" + base64.b64encode(hashlib.sha256(data).digest()).decode() + "'"


css, *scripts = (pathlib.Path(name).read_bytes() for name in sys.argv[1:-1])
# One scope for all of them, and none of it the page's.
script = b'(() => {\n"use strict";\n' + b"".join(scripts) + b"})();\n"
if b"</style" in css or b"</script" in script or b"<!--" in script:
    sys.exit("embed.py: what ends an element can't be in it")
policy = (
    f"default-src 'none'; style-src {source(css)}; script-src {source(script)}; "
    "base-uri 'none'; form-action 'none'"
)
pathlib.Path(sys.argv[-1]).write_text(
    "/* Made by embed.py. */\n"
    '#include "report/files.h"\n\n'
    f"const char cli_page_css[] =\n{c_string(css)};\n\n"
    f"const char cli_page_js[] =\n{c_string(script)};\n\n"
    f'const char cli_page_policy[] = "{policy}";\n'
)
