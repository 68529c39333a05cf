"""Clients, credentials and requests, as a case and the environment say."""

import os

import xengage


def credentials(kind):
    """"user" from the environment; "bearer" under a name that the library doesn't read."""
    if kind == "user":
        return xengage.Credentials.from_env()
    return xengage.Credentials.bearer(os.environ["SIM_BEARER"])


def request(asked, owner):
    """A request, made in the order that the contract names."""
    return xengage.Request(
        asked["endpoint"],
        credentials=owner,
        now=os.environ["XENGAGE_NOW"],
        ids=(xengage.parse_id(text) for text in asked.get("ids", ())),
        metrics=asked.get("metrics", ()),
        groupings=asked.get("groupings"),
        start=asked.get("start"),
        end=asked.get("end"),
    )
