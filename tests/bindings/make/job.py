"""Jobs: more ids than fit into a request, windows longer than one takes, Posts that can't be read."""

import collections

import world
from question import HOUR, NOW, POSTS, case, moment, request, tree

SHARES = {"unavailable": 8, "protected": 4, "forbidden": 8}
SIMULATOR = [word for name, share in SHARES.items() for word in (f"--{name}", str(share))]
FIRST = POSTS[0]


def state(post):
    """What becomes of a Post, by the rules of `--help-world`: whose a deleted one was isn't known."""
    gone, owner = world.chance(post, 101) % 10000, world.chance(post, 102) % 10000
    deleted, hidden = 100 * SHARES["unavailable"], 100 * (SHARES["unavailable"] + SHARES["protected"])
    if gone < deleted:
        return "unavailable"
    if owner < 100 * SHARES["forbidden"]:
        return "forbidden"
    return "unavailable" if gone < hidden else "delivered"


def there(ids):
    return [post for post in ids if state(post) == "delivered"]


def job(name, count, size, asked, trees, **more):
    """A job over `count` ids, `size` of them a piece; `trees` makes those of a piece's ids."""
    ids = [FIRST + place for place in range(count)]
    pieces = []
    for number, start in enumerate(range(0, count, size)):
        part = ids[start : start + size]
        states = dict(collections.Counter(map(state, part)))
        one = {"number": str(number), "finished": True, "ids": len(part), "states": states}
        pieces.append({**one, "trees": trees(there(part))})
    sums = collections.Counter(map(state, ids))
    states = {name: str(number) for name, number in sums.items()}
    expect = {"pieces": pieces, "states": states, "state": "complete"}
    given = {"first": str(FIRST), "count": count}
    return case(name, "job", expect, **{"as": "user"}, request=asked, ids=given, **more)


def totals():
    metrics = ["engagements", "impressions"]
    asked = request("totals", None, metrics, {"sum": "type"})
    yield job("600 ids, added up", 600, 250, asked, lambda ids: {"sum": tree("type", ids, metrics)})
    asked = request("totals", None, ["favorites"], {"posts": "id,type"})
    yield job("30 ids, one by one", 30, 250, asked, lambda ids: {"posts": tree("id,type", ids, ["favorites"])})


def series():
    asked = request("28hr", None, ["url_clicks"], {"sum": "type"})
    start = NOW - 28 * HOUR
    yield job("60 ids on 28hr", 60, 25, asked, lambda ids: {"sum": tree("type", ids, ["url_clicks"], start)})
    asked = request("historical", None, ["favorites"], {"days": "id,day"})
    start, end = moment("2026-10-20T00:00:00Z"), moment("2026-11-24T00:00:00Z")
    yield job(
        "a window of five weeks", 5, 25, asked,
        lambda ids: {"days": tree("id,day", ids, ["favorites"], start, end)},
        start="2026-10-20", end="2026-11-24",
    )  # fmt: skip


def nothing():
    """Ids none of which is there; and a job without ids."""
    first = next(post for post in POSTS if state(post) != "delivered")
    asked = request("totals", None, ["favorites"], {"posts": "id,type"})
    of_one = {state(first): 1}
    piece = {"number": "0", "finished": True, "ids": 1, "states": of_one}
    expect = {"pieces": [piece], "states": {state(first): "1"}, "state": "complete"}
    one = {"first": str(first), "count": 1}
    yield case("one Post, which isn't there", "job", expect, **{"as": "user"}, request=asked, ids=one)
    error = {"code": "XENG_ERROR_RULE", "rule": "XENG_RULE_NO_IDS", "status": 0, "attempts": 0}
    none = {"first": str(first), "count": 0}
    yield case("no ids", "job", {"error": error}, **{"as": "user"}, request=asked, ids=none)
    needy = request("totals", None, ["impressions"], {"posts": "id,type"})
    error = {**error, "rule": "XENG_RULE_METRIC_NEEDS_USER_CONTEXT", "value": "impressions"}
    yield case("a metric for users", "job", {"error": error}, **{"as": "bearer"}, request=needy, ids=one)


def cases():
    return [*totals(), *series(), *nothing()]
