"""A walk in C++ costs what it costs in C: what gcc and clang make of walk.cpp's loops, against walk.c's.

Compared are, for each function, the calls and the work inside of loops, at -O2 and as users compile it, with
exceptions. Work is the number of instructions, where one that also reads memory counts as two, since a
compiler may as well write a load and the rest, and a conditional move as none, since it is a jump less.
Before and after its loops C++ may do more (it owns what C
frees by hand); that is once a walk, not once a node.
"""

import pathlib
import re
import shutil
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
COMPILERS = [("gcc", "g++"), ("clang", "clang++")]
FUNCTION = re.compile(r"^(walk_\w+):")
LABEL = re.compile(r"^(\.L\w+):")
INSTRUCTION = re.compile(r"^\t([a-z][a-z0-9]*)\s*(.*)")
NO_WORK = {"nop", "nopw", "nopl", "data16", "endbr64"}
PLAIN_MOVES = re.compile(r"(mov|lea)\w*")


def assembly(compiler, source, standard, flags):
    command = [compiler, "-O2", f"-std={standard}", "-S", "-o", "-", *flags, HERE / source]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def functions(text):
    """The lines of each walk: (label, None) or (operation, operands)."""
    found, lines = {}, None
    for line in text.splitlines():
        begin, label, instruction = FUNCTION.match(line), LABEL.match(line), INSTRUCTION.match(line)
        if begin:
            lines = found.setdefault(begin.group(1), [])
        elif ".cfi_endproc" in line:
            lines = None
        elif lines is not None and label:
            lines.append((label.group(1), None))
        elif lines is not None and instruction and instruction.group(1) not in NO_WORK:
            lines.append(instruction.groups())
    return found


def successors(lines):
    """Where each line's control goes next."""
    places = {name: place for place, (name, operands) in enumerate(lines) if operands is None}
    following = []
    for place, (operation, operands) in enumerate(lines):
        jumps = operands is not None and operation.startswith("j")
        falls_through = operation not in ("jmp", "ret", "retq", "ud2") and place + 1 < len(lines)
        target = places.get(operands.strip()) if jumps else None
        following.append([place + 1] * falls_through + ([] if target is None else [target]))
    return following


def reached(following, start):
    """All that can run after a line."""
    seen, left = set(), list(following[start])
    while left:
        place = left.pop()
        if place not in seen:
            seen.add(place)
            left.extend(following[place])
    return seen


def in_loops(lines):
    """The instructions that can run more than once."""
    following = successors(lines)
    return [
        line
        for place, line in enumerate(lines)
        if line[1] is not None and place in reached(following, place)
    ]


def weight(operation, operands):
    if operation.startswith("cmov"):
        return 0
    reads = "(" in operands and not PLAIN_MOVES.fullmatch(operation) and not operation.startswith("call")
    return 2 if reads else 1


def cost(lines):
    """(calls, work) of a function's loops."""
    loops = in_loops(lines)
    return sum(operation.startswith("call") for operation, _ in loops), sum(weight(*one) for one in loops)


def problems(flags):
    """What is dearer in C++; and what can't be compared."""
    for c, cxx in COMPILERS:
        if shutil.which(c) is None or shutil.which(cxx) is None:
            yield f"{c} and {cxx} are not both there"
            continue
        mine, theirs = functions(assembly(cxx, "walk.cpp", "c++17", flags)), functions(assembly(c, "walk.c", "c11", flags))
        if mine.keys() != theirs.keys() or len(mine) < 5:
            yield f"{c}: not the same walks: {sorted(mine)} and {sorted(theirs)}"
        for name in sorted(mine.keys() & theirs.keys()):
            calls, work = cost(mine[name])
            c_calls, c_work = cost(theirs[name])
            print(f"    {c} {name}: C++ {calls} calls, {work} of work; C {c_calls}, {c_work}")
            if c_work == 0:
                yield f"{c}: {name}: no loop found"
            if calls > c_calls or work > c_work:
                yield f"{c}: {name}: {calls} calls and {work} of work a turn, C has {c_calls} and {c_work}"
