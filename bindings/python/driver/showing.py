"""What came of a case, as JSON's objects: ids, counts and moments are texts."""

import datetime

import xengage


def error(reason):
    """An error, with all that it knows."""
    return {
        "error": {
            "code": f"XENG_ERROR_{reason.code.name}",
            "rule": None if reason.rule == xengage.Rule.NONE else f"XENG_RULE_{reason.rule.name}",
            "limit": str(reason.limit),
            "value": reason.value or None,
            "status": reason.http_status,
            "attempts": reason.attempts,
            "ids": [str(post) for post in reason.ids],
            "message": str(reason),
        }
    }


def key(value, dimension):
    """A key as the server wrote it."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, int) and dimension == xengage.Dimension.ENGAGEMENT_HOUR:
        return f"{value:02}"
    return str(value)


def node(value):
    """A count, or a node with all below it."""
    if isinstance(value, xengage.Node):
        return {key(name, value.dimension): node(child) for name, child in value.items()}
    return None if value is None else str(value)


def trees(result):
    return None if result is None else {name: node(tree) for name, tree in result.items()}


def state(value):
    return value.name.lower()


def result(made):
    """A result: what became of each id, and the trees."""
    return {
        "result": {
            "attempts": made.attempts,
            "ids": {str(post): state(became) for post, became in made.ids.items()},
            "trees": trees(made),
        }
    }


def cell(column, row):
    """An element of the array, but a word's text; null where the validity bit is 0."""
    validity = column.validity
    if validity is not None and not validity[row // 8] >> row % 8 & 1:
        return None
    if column.type is xengage.ColumnType.WORD:
        return column[row]
    return str(column.data[row])


def table(made):
    columns = made.columns
    return {
        "columns": list(made.names),
        "rows": [[cell(column, row) for column in columns] for row in range(len(made))],
    }
