"""Cases about what is made of results: jobs, tables, and what needs no server."""

import collections
import copy
import datetime
import json
import pickle

import fetching
import making
import showing
import xengage

MILLISECOND = datetime.timedelta(milliseconds=1)


def range_of(ids):
    first = xengage.parse_id(ids["first"])
    return range(first, first + ids["count"])


def show_piece(piece):
    states = collections.Counter(showing.state(outcome.state) for outcome in piece)
    return {
        "number": str(piece.number),
        "finished": piece.finished,
        "ids": len(piece),
        "states": dict(states),
        "trees": showing.trees(piece.result),
    }


def job(case):
    owner = making.credentials(case["as"])
    request = making.request(case["request"], owner)
    with xengage.Client.from_env() as client:
        made = xengage.Job(client, request, owner, start=case.get("start"), end=case.get("end"), ordered=True)
        with made as running:
            running.add_ids(range_of(case["ids"]))
            pieces = []
            for piece in running:
                pieces.append(show_piece(piece))
                piece.ack()
            states = {showing.state(state): str(count) for state, count in running.states().items()}
            return {"pieces": pieces, "states": states, "state": running.state.name.lower()}


def table(case):
    with xengage.Client.from_env() as client:
        result = fetching.fetched(case, client)
    return showing.table(result.table(case["grouping"], case["shape"]))


def post(case):
    number = xengage.parse_id(case["id"])
    created = xengage.created(number)
    made_ms = None if created is None else (created - xengage.errors.EPOCH) // MILLISECOND
    return {"id": str(number), "created_ms": None if made_ms is None else str(made_ms)}


def names(case):
    return {
        "metrics": [metric.wire_name for metric in xengage.Metric],
        "endpoints": [endpoint.wire_name for endpoint in xengage.Endpoint],
        "version": xengage.library_version(),
    }


def secrets(case):
    """All ways in which Python shows an object or writes it down."""
    lines = []
    with xengage.Client.from_env(log=lambda level, line: lines.append(line), log_level=xengage.LogLevel.TRACE) as client:
        for owner in (making.credentials("user"), making.credentials("bearer")):
            lines += ways_to_show(owner)
            request = xengage.Request(
                "totals", ids=[1541815603606036480], metrics=["favorites"], groupings={"posts": "tweet.id"}
            )
            client.fetch(owner, request)
        lines += ways_to_show(client)
    return {"shown": "\n".join(lines)}


def ways_to_show(thing):
    shows = (repr, str, format, ascii, vars, dir, json.dumps, pickle.dumps, copy.copy, copy.deepcopy)
    for show in shows:
        try:
            yield f"{show.__name__}: {show(thing)}"
        except TypeError as reason:
            yield f"{show.__name__}: {reason}"
    for kind in type(thing).__mro__:
        for slot in getattr(kind, "__slots__", ()):
            yield f"{slot}: {getattr(thing, slot, None)!r}"
