"""What docs/columns.md says a table is, made from a walk through the tree: the tests' oracle."""

import datetime

import pyarrow as pa
import xengage

ID, TYPE, DAY, HOUR = "tweet.id", "engagement.type", "engagement.day", "engagement.hour"
NAMES = {ID: "tweet_id", TYPE: "engagement_type", DAY: "day", HOUR: "hour"}
DIMENSIONS = {
    xengage.Dimension.TWEET_ID: ID,
    xengage.Dimension.ENGAGEMENT_TYPE: TYPE,
    xengage.Dimension.ENGAGEMENT_DAY: DAY,
    xengage.Dimension.ENGAGEMENT_HOUR: HOUR,
}
UTC = datetime.timezone.utc


def dimensions_of(node):
    """The dimensions of the levels below a node, as far as there are any."""
    found = []
    while isinstance(node, xengage.Node) and node.depth:
        found.append(DIMENSIONS[node.dimension])
        node = next(iter(node.values()), None)
    return found


def arrow_type(dimension, dimensions):
    if dimension == TYPE:
        return pa.dictionary(pa.int32(), pa.utf8())
    if dimension == DAY:
        return pa.date32()
    if dimension == HOUR:
        return pa.timestamp("s", "UTC") if DAY in dimensions else pa.int8()
    return pa.int64()


def ordered(metrics):
    """Metrics' names in the order of the API's documentation."""
    return [metric.wire_name for metric in xengage.Metric if metric.wire_name in metrics]


def schema(dimensions, wide=None):
    """The schema of a grouping: only counts can be null. In wide form `wide` is the metrics that were
    asked for."""
    named = [(NAMES[one], arrow_type(one, dimensions)) for one in dimensions if wide is None or one != TYPE]
    values = ["value"] if wide is None else ordered(wide)
    keys = [pa.field(name, kind, nullable=False) for name, kind in named]
    return pa.schema(keys + [pa.field(name, pa.int64()) for name in values])


def fields_of(path, dimensions):
    """The fields of a row, of a path of keys."""
    keys = dict(zip(dimensions, path))
    if HOUR in keys and DAY in keys:
        moment = datetime.time(keys[HOUR], tzinfo=UTC)
        keys[HOUR] = datetime.datetime.combine(keys[DAY], moment)
    return {NAMES[dimension]: key for dimension, key in keys.items()}


def counts(result, name, dimensions, ids, metrics):
    """(path, count) of every count: those in the tree, and where there is no time in it those that
    the server left out, by Post and then by metric."""
    found = list(result.leaves(name))
    if DAY in dimensions or HOUR in dimensions:
        return found
    there = {path for path, _ in found}
    choices = {ID: ids, TYPE: ordered(metrics)}
    wanted = [{}]
    for dimension in (one for one in choices if one in dimensions):
        wanted = [{**keys, dimension: key} for keys in wanted for key in choices[dimension]]
    paths = [tuple(keys[dimension] for dimension in dimensions) for keys in wanted]
    return found + [(path, None) for path in paths if path not in there]


def long_rows(result, name, dimensions, ids, metrics):
    return [
        {**fields_of(path, dimensions), "value": value}
        for path, value in counts(result, name, dimensions, ids, metrics)
    ]


def wide_rows(result, name, dimensions, ids, metrics):
    """Rows in the order in which their keys first come; a metric that isn't said is None."""
    rows = {}
    for path, value in counts(result, name, dimensions, ids, metrics):
        fields = fields_of(path, dimensions)
        metric = fields.pop("engagement_type")
        row = rows.setdefault(tuple(fields.values()), {**fields, **dict.fromkeys(ordered(metrics))})
        if metric in row:
            row[metric] = value
    return list(rows.values())


def difference(rows, wanted):
    """Where long lists differ first; None where they don't. unittest would take minutes to tell."""
    for place, (one, other) in enumerate(zip(rows, wanted)):
        if one != other:
            return f"row {place}: {one} where {other} is wanted"
    return None if len(rows) == len(wanted) else f"{len(rows)} rows where {len(wanted)} are wanted"
