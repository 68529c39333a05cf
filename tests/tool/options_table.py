"""The commands and options that the tool has, as it tells zsh."""
import collections
import functools
import re

from harness import run

Option = collections.namedtuple("Option", "value line action")
SPEC = re.compile(r"""^ +'\*?(?:\(- \*\))?--([a-z-]+)=?\[((?:[^]\\]|\\.)*)\](?::([^:]*):(.*))?'$""")


@functools.lru_cache(maxsize=None)
def option_table():
    """{command: {option's name: Option}}"""
    table = {}
    options = None
    for line in run("completions", "zsh").stdout.splitlines():
        command = re.match(r"^    '([a-z0-9 ]+)'\)$", line)
        spec = SPEC.match(line)
        if command:
            options = table.setdefault(command.group(1), {})
        elif spec:
            name, text, value, action = spec.groups()
            options[name] = Option(value, re.sub(r"\\(.)", r"\1", text.replace("'\\''", "'")), action)
    return table


def commands():
    return list(option_table())
