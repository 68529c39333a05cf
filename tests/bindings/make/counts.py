"""Counts that doubles don't hold, negative ones, ids up to 2^63 - 1: what the server says is a fault
that gives this very body, one a request."""

import json

from question import fetch, request, result

COUNTS = [2**53 + 1, 2**63 - 1, -(2**53) - 1, 0, -1]
LAST = 2**63 - 1


def body(post, value):
    return json.dumps({"posts": {str(post): value}}, separators=(",", ":"))


QUESTIONS = [(2**53 + 1 + 2 * place, count) for place, count in enumerate(COUNTS)] + [(LAST, 7)]
SIMULATOR = [
    word
    for place, (post, value) in enumerate(QUESTIONS)
    for word in ("--fault", f"nth={place + 1},text={body(post, str(value))}")
]


def one(post, value):
    asked = request("totals", [post], ["favorites"], {"posts": "id"})
    name = f"a count of {value} of Post {post}"
    return fetch(name, asked, result([post], {"posts": {str(post): str(value)}}))


def cases():
    return [one(post, value) for post, value in QUESTIONS]
