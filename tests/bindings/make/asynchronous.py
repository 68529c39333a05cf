"""Many requests at once, and requests that are cancelled. The simulator takes its time: one after the
other, or waited for to their end, they would take longer than the driver may."""

from question import HOUR, NOW, POSTS, case, request, result, tree

SIMULATOR = ["--fault", "path=totals,delay=1s", "--fault", "path=historical,delay=100s"]
SIMULATOR += ["--fault", "path=28hr,delay=500"]
SECONDS = 30
MANY = {"posts": "id,type"}
CANCELLED = {"error": {"code": "XENG_ERROR_CANCELLED"}}


def many():
    requests = [request("totals", [post], ["favorites"], MANY) for post in POSTS[:40]]
    outcomes = [result([post], {"posts": tree("id,type", [post], ["favorites"])}) for post in POSTS[:40]]
    expect = {"outcomes": outcomes}
    yield case("40 requests at once", "fetch_many", expect, **{"as": "user"}, requests=requests)


def some_wrong():
    """Rules are broken before anything is sent; the others go their way."""
    good = request("totals", POSTS[:1], ["favorites"], MANY)
    fine = result(POSTS[:1], {"posts": tree("id,type", POSTS[:1], ["favorites"])})
    error = {"code": "XENG_ERROR_RULE", "rule": "XENG_RULE_NO_METRICS", "attempts": 0}
    requests = [good, request("totals", POSTS[:1], [], MANY), good]
    expect = {"outcomes": [fine, {"error": error}, fine]}
    yield case("one of three breaks a rule", "fetch_many", expect, **{"as": "user"}, requests=requests)


def cancelled():
    asked = request("historical", POSTS[:1], ["favorites"], MANY, start="2026-11-10", end="2026-11-11")
    for after_ms in (0, 300):
        name = f"cancelled after {after_ms} ms"
        yield case(name, "cancel", CANCELLED, **{"as": "user"}, request=asked, after_ms=after_ms)


def two_clients():
    asked = request("28hr", POSTS[:1], ["favorites"], MANY)
    expect = result(POSTS[:1], {"posts": tree("id,type", POSTS[:1], ["favorites"], NOW - 28 * HOUR)})
    yield case("another client is closed meanwhile", "two_clients", expect, **{"as": "user"}, request=asked)


def cases():
    return [*many(), *some_wrong(), *cancelled(), *two_clients()]
