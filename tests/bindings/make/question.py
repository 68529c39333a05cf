"""What the modules of cases share: times, ids, requests, and the trees that answer them."""

import calendar
import time

import world

HOUR, DAY = 3600, 86400
LEVELS = {"id": "tweet.id", "type": "engagement.type", "day": "engagement.day", "hour": "engagement.hour"}


def moment(text):
    """Unix seconds of `2026-11-24T12:00:00Z`."""
    return calendar.timegm(time.strptime(text, "%Y-%m-%dT%H:%M:%SZ"))


NOW = moment("2026-11-24T12:00:00Z")
POSTS = [world.post_at(moment("2026-11-10T09:30:00Z"), number) for number in range(1000)]


def grouping(text):
    """`id,type` as the API has it."""
    return ",".join(LEVELS[word] for word in text.split(","))


def request(endpoint, ids, metrics, groupings, **window):
    """A request of a case; ids as numbers, groupings as `id,type`."""
    named = {name: grouping(text) for name, text in groupings.items()}
    asked = {"ids": [str(post) for post in ids]} if ids is not None else {}
    return {"endpoint": endpoint, **asked, "metrics": metrics, "groupings": named, **window}


def day_of(hour):
    return time.strftime("%Y-%m-%d", time.gmtime(hour))


def tree(text, ids, metrics, start=None, end=NOW):
    """A grouping's tree of counts: of a window, or, without a start, of all time up to its end."""
    counts = {}
    hours = [start] if start is None else range(start, end, HOUR)
    for post in ids:
        for metric in metrics:
            for hour in hours:
                put(counts, text.split(","), post, metric, hour)
    return as_text(counts)


def count(post, metric, hour):
    return world.total(post, metric, NOW) if hour is None else world.window(post, metric, hour, hour + HOUR)


def put(counts, levels, post, metric, hour):
    """Adds one hour's count, or the total, where it belongs."""
    keys = {"id": str(post), "type": metric}
    if hour is not None:
        keys |= {"day": day_of(hour), "hour": f"{hour % DAY // HOUR:02}"}
    node = counts
    for level in levels[:-1]:
        node = node.setdefault(keys[level], {})
    last = keys[levels[-1]]
    node[last] = node.get(last, 0) + count(post, metric, hour)


def as_text(node):
    return {key: as_text(child) for key, child in node.items()} if isinstance(node, dict) else str(node)


def result(ids, trees, attempts=1):
    """The outcome of a request of which all was delivered; `ids` may be a mapping to states."""
    states = ids if isinstance(ids, dict) else dict.fromkeys(ids, "delivered")
    counted = {} if attempts is None else {"attempts": attempts}
    return {"result": {**counted, "ids": {str(post): state for post, state in states.items()}, "trees": trees}}


def case(name, do, expect, **more):
    return {"name": name, "do": do, **more, "expect": expect}


def fetch(name, asked, expect, as_="user"):
    return case(name, "fetch", expect, **{"as": as_}, request=asked)
