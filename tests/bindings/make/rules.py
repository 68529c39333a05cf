"""Every rule that a request can break, by its name, limit and value as xengage/error.h has them. Two
are left out: an object can't have two groupings of one name, and languages that have a type for
endpoints can't ask for one that isn't."""

from question import NOW, POSTS, fetch, moment, request

SIMULATOR = []
FLOOR = moment("2014-09-01T00:00:00Z")
LAST_ID = 2**63 - 1
FOUR = "id,type,day,hour"


def broken(name, rule, value, limit, asked, as_="user"):
    error = {"code": "XENG_ERROR_RULE", "rule": f"XENG_RULE_{rule}", "limit": str(limit), "value": value}
    return fetch(name, asked, {"error": {**error, "status": 0, "attempts": 0, "ids": []}}, as_)


def totals(ids=POSTS[:1], metrics=("favorites",), groupings=None, **window):
    return request("totals", ids, list(metrics), groupings or {"posts": "id,type"}, **window)


def historical(groupings=None, **window):
    return request("historical", POSTS[:1], ["favorites"], groupings or {"posts": "id,type"}, **window)


def named(groupings):
    """A request whose groupings are given as the API has them, right or wrong."""
    return {**historical(), "groupings": groupings}


def of_ids():
    last = POSTS[250]
    yield broken("251 ids on totals", "TOO_MANY_IDS", str(last), 250, totals(POSTS[:251]))
    many = request("28hr", POSTS[:26], ["favorites"], {"posts": "id"})
    yield broken("26 ids on 28hr", "TOO_MANY_IDS", str(POSTS[25]), 25, many)
    for text in ("0", "07", "-1", "1e3", "9223372036854775808"):
        yield broken(f"{text} is no id", "BAD_ID", text, LAST_ID, totals([text]))
    yield broken("no ids", "NO_IDS", "0", 1, totals([]))


def of_metrics():
    yield broken("no metrics", "NO_METRICS", "0", 1, totals(metrics=[]))
    yield broken("a metric that there isn't", "UNKNOWN_METRIC", "likes", 0, totals(metrics=["likes"]))
    elsewhere = totals(metrics=["favorites", "media_views"])
    yield broken("a metric that totals hasn't", "METRIC_NOT_ON_ENDPOINT", "media_views", 0, elsewhere)
    private = totals(metrics=["impressions"])
    yield broken("a metric for users", "METRIC_NEEDS_USER_CONTEXT", "impressions", 0, private, "bearer")
    asked = request("28hr", POSTS[:1], ["favorites"], {"posts": "id"})
    yield broken("an endpoint for users", "ENDPOINT_NEEDS_USER_CONTEXT", "28hr", 0, asked, "bearer")


def of_groupings():
    none = {**totals(), "groupings": {}}
    yield broken("no groupings", "NO_GROUPINGS", "0", 1, none)
    many = totals(groupings={name: "id" for name in "abcd"})
    yield broken("four groupings", "TOO_MANY_GROUPINGS", "d", 3, many)
    yield broken("a grouping without a name", "BAD_GROUPING_NAME", None, 256, totals(groupings={"": "id"}))
    reserved = totals(groupings={"errors": "id"})
    yield broken("a name that answers use", "RESERVED_GROUPING_NAME", "errors", 0, reserved)
    yield broken("no dimension", "BAD_DIMENSIONS", "0", 4, named({"a": ""}))
    twice = named({"a": "tweet.id,tweet.id"})
    yield broken("a dimension twice", "BAD_DIMENSIONS", "tweet.id", 1, twice)
    yield broken("a dimension that there isn't", "UNKNOWN_DIMENSION", "tweet", 0, named({"a": "tweet"}))
    by_day = totals(groupings={"a": "id,day"})
    yield broken("a dimension that totals hasn't", "DIMENSION_NOT_ON_ENDPOINT", "engagement.day", 0, by_day)
    order = "engagement.day,engagement.hour,tweet.id,engagement.type"
    yield broken("four dimensions in another order", "FOUR_DIMENSION_ORDER", order, 0, named({"a": order}))
    two = historical({"a": FOUR, "b": FOUR})
    yield broken("two groupings of four dimensions", "SECOND_FOUR_DIMENSION_GROUPING", "b", 1, two)


def of_windows():
    asked = totals(start="2026-11-01")
    yield broken("a window on totals", "WINDOW_NOT_ON_ENDPOINT", "totals", 0, asked)
    asked = historical(start="2026-10-01", end="2026-10-29T00:00:01Z")
    yield broken("a window of four weeks and a second", "WINDOW_TOO_LONG", "673", 672, asked)
    asked = historical(start="2026-11-02", end="2026-11-02")
    start = moment("2026-11-02T00:00:00Z")
    yield broken("an empty window", "WINDOW_EMPTY", "2026-11-02T00:00:00Z", start, asked)
    late = "2026-11-24T12:00:01Z"
    yield broken("a window in the future", "WINDOW_IN_FUTURE", late, NOW, historical(start="2026-11-24", end=late))
    asked = historical(start="2014-08-31T23:59:59Z", end="2014-09-02")
    yield broken("a window before the first day", "WINDOW_TOO_EARLY", "2014-08-31T23:59:59Z", FLOOR, asked)
    yield broken("a start that is no time", "BAD_TIME", "yesterday", 0, historical(start="yesterday"))
    yield broken("an end that is no time", "BAD_TIME", "2026-11-31", 0, historical(end="2026-11-31"))


def cases():
    return [*of_ids(), *of_metrics(), *of_groupings(), *of_windows()]
