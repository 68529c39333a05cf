"""Requests that go well, on each endpoint, with each kind of credentials and grouping."""

import world
from question import DAY, HOUR, NOW, POSTS, fetch, moment, request, result, tree

SIMULATOR = []
ALL = sorted(world.TOTALS)
PUBLIC = ["favorites", "quote_tweets", "replies", "retweets", "video_views"]
OLD = world.post_at(moment("2026-08-01T00:00:00Z"))  # over 90 days


def totals():
    ids, groups = POSTS[:3], {"posts": "id,type"}
    yield fetch("totals as the user", request("totals", ids, ALL, groups), result(ids, {"posts": tree("id,type", ids, ALL)}))
    yield fetch(
        "totals as the application",
        request("totals", ids, PUBLIC, groups),
        result(ids, {"posts": tree("id,type", ids, PUBLIC)}),
        "bearer",
    )
    yield fetch(
        "the levels of a tree are in the order of the grouping",
        request("totals", ids, ["replies", "retweets"], {"types": "type,id"}),
        result(ids, {"types": tree("type,id", ids, ["replies", "retweets"])}),
    )
    yield fetch(
        "one metric by Post alone, and over all Posts",
        request("totals", ids, ["favorites"], {"each": "id", "sum": "type"}),
        result(ids, {"each": tree("id", ids, ["favorites"]), "sum": tree("type", ids, ["favorites"])}),
    )


def series():
    """Windows: of 28 hours, and of any."""
    ids = POSTS[:2]
    start = NOW - 28 * HOUR
    yield fetch(
        "28hr by hour",
        request("28hr", ids[:1], ["impressions"], {"hours": "id,type,day,hour"}),
        result(ids[:1], {"hours": tree("id,type,day,hour", ids[:1], ["impressions"], start)}),
    )
    yield fetch(
        "28hr without time",
        request("28hr", ids, ["engagements", "url_clicks"], {"posts": "id,type"}),
        result(ids, {"posts": tree("id,type", ids, ["engagements", "url_clicks"], start)}),
    )
    start, end = moment("2026-11-10T00:00:00Z"), moment("2026-11-14T00:00:00Z")
    asked = {"start": "2026-11-10", "end": "2026-11-14"}
    metrics = ["favorites", "media_views"]
    yield fetch(
        "historical by day",
        request("historical", ids, metrics, {"days": "id,type,day"}, **asked),
        result(ids, {"days": tree("id,type,day", ids, metrics, start, end)}),
    )
    yield fetch(
        "historical by hour of the day, over all Posts",
        request("historical", ids, ["favorites"], {"hours": "type,hour"}, **asked),
        result(ids, {"hours": tree("type,hour", ids, ["favorites"], start, end)}),
    )
    start, end = moment("2026-11-10T09:00:00Z"), moment("2026-11-10T12:00:00Z")
    yield fetch(
        "a window is widened to whole hours",
        request(
            "historical", ids, ["impressions"], {"hours": "id,day,hour"},
            start="2026-11-10T09:59:59Z", end="2026-11-10T11:00:01Z",
        ),
        result(ids, {"hours": tree("id,day,hour", ids, ["impressions"], start, end)}),
    )  # fmt: skip
    end = NOW
    start = end - 2 * DAY
    three = {"a": "id,type", "b": "type,day", "c": "day"}
    yield fetch(
        "three groupings at once",
        request("historical", ids, ["retweets"], three, start="2026-11-22T12:00:00Z", end="2026-11-24T12:00:00Z"),
        result(ids, {name: tree(text, ids, ["retweets"], start, end) for name, text in three.items()}),
    )


def full():
    """As many ids as fit, one twice, one too old."""
    ids = POSTS[:250]
    yield fetch(
        "250 Posts, whose sum is one count",
        request("totals", ids, ["impressions"], {"sum": "type"}),
        result(ids, {"sum": tree("type", ids, ["impressions"])}),
    )
    yield fetch(
        "an id that is given twice is asked for once",
        request("totals", [POSTS[0], POSTS[1], POSTS[0]], ["replies"], {"posts": "id"}),
        result(POSTS[:2], {"posts": tree("id", POSTS[:2], ["replies"])}),
    )
    yield fetch(
        "a Post too old for impressions has none, which isn't zero",
        request("totals", [OLD], ["favorites", "impressions"], {"posts": "id,type"}),
        result({OLD: "unsupported"}, {"posts": tree("id,type", [OLD], ["favorites"])}),
    )


def cases():
    return [*totals(), *series(), *full()]
