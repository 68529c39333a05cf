"""Posts that can't be read: deleted, protected, strangers'."""

import world
from question import POSTS, fetch, request, result, tree

SIMULATOR = ["--unavailable", "20", "--protected", "10", "--forbidden", "20"]


def kinds(post):
    """Whether a Post is there, and whose it is: the rules of `--help-world`."""
    gone, owner = world.chance(post, 101) % 10000, world.chance(post, 102) % 10000
    kind = "deleted" if gone < 2000 else "protected" if gone < 3000 else "there"
    return kind, "stranger's" if owner < 2000 else "mine"


def of_kind(kind, owner="mine", count=3):
    return [post for post in POSTS if kinds(post) == (kind, owner)][:count]


def asked(ids):
    return request("totals", ids, ["favorites"], {"posts": "id,type", "sum": "type"})


def some_are_deleted(there, deleted):
    states = dict.fromkeys(there, "delivered") | dict.fromkeys(deleted, "unavailable")
    trees = {"posts": tree("id,type", there, ["favorites"]), "sum": tree("type", there, ["favorites"])}
    return fetch("deleted Posts are left out", asked(there + deleted), result(states, trees))


def refused(name, there, others, code, status):
    error = {"code": code, "rule": None, "limit": "0", "value": None, "status": status, "attempts": 1}
    named = {**error, "ids": [str(post) for post in others]}
    return fetch(name, asked(there + others), {"error": named})


def cases():
    mine, deleted = of_kind("there"), of_kind("deleted")
    protected, strangers = of_kind("protected"), of_kind("there", "stranger's")
    return [
        some_are_deleted(mine, deleted),
        refused("protected Posts are named", mine, protected, "XENG_ERROR_UNAVAILABLE_POSTS", 400),
        refused("strangers' Posts are named", mine, strangers, "XENG_ERROR_FORBIDDEN_POSTS", 403),
        fetch(
            "where all are deleted nothing is left",
            asked(deleted),
            result(dict.fromkeys(deleted, "unavailable"), {"posts": {}, "sum": {"favorites": "0"}}),
        ),
    ]
