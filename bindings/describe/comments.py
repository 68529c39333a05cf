"""The documentation comments of a header: found before (or behind) what they document, and taken apart."""

import re

TAG = re.compile(r"^@(param|return|since)\b[ \t]*", re.MULTILINE)


def plain(comment):
    """The text of a comment without its stars; paragraphs and lists stay, lines are joined."""
    lines = [re.sub(r"^\s*\*? ?", "", line).rstrip() for line in comment.split("\n")]
    return "\n".join(lines).strip()


def joined(text):
    """Text whose lines are joined, paragraph by paragraph."""
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip()))


def before(text, offset):
    """The comment that ends before what is declared at `offset`, or None."""
    end = text.rfind("*/", 0, offset)
    start = text.rfind("/**", 0, end)
    if end < 0 or re.search(r"[;{}#]", text[end + 2 : offset]) or text[start : start + 4] == "/**<":
        return None
    return plain(text[start + 3 : end])


def behind(text, offset):
    """The comment `/**< … */` on the line of what ends at `offset`, or None."""
    found = re.compile(r"[^\n]*?/\*\*<(.*?)\*/", re.DOTALL).match(text, offset)
    return plain(found.group(1)) if found else None


def parts(comment):
    """What a comment says: (text, {parameter: text}, text of the return, text of since)."""
    pieces = TAG.split(comment)
    parameters, returned, since = {}, None, None
    for tag, said in zip(pieces[1::2], pieces[2::2]):
        if tag == "param":
            name, _, words = said.partition(" ")
            parameters[name] = joined(words)
        elif tag == "return":
            returned = joined(said)
        else:
            since = joined(said)
    return joined(pieces[0]), parameters, returned, since
