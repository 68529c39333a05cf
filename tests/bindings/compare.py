"""Where an outcome differs from what is expected of it."""

WHOLE = {"trees", "ids", "states", "rows"}  # below these nothing more may be there than is expected


def shorten(value):
    text = repr(value)
    return text if len(text) <= 200 else text[:197] + "..."


def objects(expected, got, path, whole):
    """Differences of two objects."""
    for key in expected.keys() - got.keys():
        yield f"{path}.{key} is not there"
    for key in sorted(got.keys() - expected.keys()) if whole else ():
        yield f"{path}.{key} is {shorten(got[key])}, and shouldn't be there"
    for key in expected.keys() & got.keys():
        yield from differences(expected[key], got[key], f"{path}.{key}", whole or key in WHOLE)


def lists(expected, got, path, whole):
    """Differences of two lists."""
    if len(expected) != len(got):
        yield f"{path} has {len(got)} elements, not {len(expected)}"
    for place, (one, other) in enumerate(zip(expected, got)):
        yield from differences(one, other, f"{path}[{place}]", whole)


def differences(expected, got, path="outcome", whole=False):
    """A line for each place where `got` isn't what is expected."""
    if isinstance(expected, dict) and isinstance(got, dict):
        yield from objects(expected, got, path, whole)
    elif isinstance(expected, list) and isinstance(got, list):
        yield from lists(expected, got, path, whole)
    elif type(expected) is not type(got) or expected != got:
        yield f"{path} is {shorten(got)}, not {shorten(expected)}"
