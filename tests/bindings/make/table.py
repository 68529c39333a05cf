"""Tables, long and wide: columns as docs/columns.md has them, rows as the simulator sends them, Posts as
they were asked for, metrics by their names. What was left out comes last, as null."""

import world
from question import DAY, HOUR, POSTS, case, count, moment, request

SIMULATOR = ["--unavailable", "20"]
HERE = [post for post in POSTS if world.chance(post, 101) % 10000 >= 2000][:3]
GONE = [post for post in POSTS if world.chance(post, 101) % 10000 < 2000][:2]
START = moment("2026-11-10T08:00:00Z")
WINDOW = {"start": "2026-11-10T08:00:00Z", "end": "2026-11-10T12:00:00Z"}
HOURS = range(START, START + 4 * HOUR, HOUR)


def table(name, shape, asked, columns, rows):
    text = [[one if one is None else str(one) for one in row] for row in rows]
    expect = {"columns": columns, "rows": text}
    (grouping,) = asked["groupings"]
    return case(name, "table", expect, **{"as": "user"}, request=asked, grouping=grouping, shape=shape)


def totals():
    ids, metrics = HERE + GONE, ["favorites", "impressions"]
    asked = request("totals", ids, metrics, {"posts": "id,type"})
    rows = [[post, metric, count(post, metric, None)] for post in HERE for metric in metrics]
    rows += [[post, metric, None] for post in GONE for metric in metrics]
    yield table("totals, long", "long", asked, ["tweet_id", "engagement_type", "value"], rows)
    wide = [[post, count(post, "impressions", None), count(post, "favorites", None)] for post in HERE]
    wide += [[post, None, None] for post in GONE]
    yield table("totals, wide", "wide", asked, ["tweet_id", "impressions", "favorites"], wide)


def series():
    post = HERE[0]
    asked = request("historical", [post], ["impressions"], {"hours": "id,type,day,hour"}, **WINDOW)
    counts = [(hour, count(post, "impressions", hour)) for hour in HOURS]
    rows = [[post, "impressions", hour // DAY, hour, value] for hour, value in counts]
    yield table("hours, long", "long", asked, ["tweet_id", "engagement_type", "day", "hour", "value"], rows)
    rows = [[post, hour // DAY, hour, value] for hour, value in counts]
    yield table("hours, wide", "wide", asked, ["tweet_id", "day", "hour", "impressions"], rows)
    asked = request("historical", [post], ["impressions"], {"hours": "type,hour"}, **WINDOW)
    rows = [["impressions", hour % DAY // HOUR, value] for hour, value in counts]
    yield table("hours of days that are not told", "long", asked, ["engagement_type", "hour", "value"], rows)
    asked = request("historical", [post], ["impressions"], {"days": "day"}, **WINDOW)
    rows = [[START // DAY, sum(value for _, value in counts)]]
    yield table("one day", "long", asked, ["day", "value"], rows)


def refused():
    asked = request("historical", HERE[:1], ["impressions"], {"days": "day"}, **WINDOW)
    error = {"error": {"code": "XENG_ERROR_INVALID_ARGUMENT", "rule": None, "status": 0, "attempts": 0}}
    more = {"as": "user", "request": asked, "grouping": "days", "shape": "wide"}
    yield case("there is no wide form without metrics", "table", error, **more)


def cases():
    return [*totals(), *series(), *refused()]
