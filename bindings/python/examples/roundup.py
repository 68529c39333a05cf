#!/usr/bin/env python3
"""A roundup of many Posts: what became of those without counts, the sums of the others, and the five
of the most engagements: roundup.py FILE-OF-IDS

    examples/with-sim bindings/python/examples/roundup.py examples/data/post-ids.txt

The same program is an example of every language's binding.
"""

import heapq
import sys

import xengage

MOST_SHOWN = 5


def roundup(path):
    owner = xengage.Credentials.from_env()
    request = xengage.Request(
        "totals",
        metrics=["impressions", "engagements"],
        groupings={"posts": "tweet.id,engagement.type"},
        credentials=owner,
    )
    posts = []
    with xengage.Client.from_env() as client, xengage.Job(client, request, owner, ordered=True) as job:
        job.add_ids_file(path, format=xengage.IdsFormat.PLAIN)
        for piece in job:
            posts += counts(piece)
            piece.ack()
        ids = job.figure(xengage.Figure.IDS)
    report(posts, ids)


def counts(piece):
    """Engagements, impressions and id of each Post that has both counts; says why the others don't."""
    trees = {} if piece.result is None else piece.result["posts"]
    for outcome in piece:
        tree = trees.get(outcome.id, {})
        engagements, impressions = tree.get("engagements"), tree.get("impressions")
        if engagements is None or impressions is None:
            print(f"{outcome.id}: {outcome.state.name.lower()}, {outcome.reason.name}")
        else:
            yield engagements, impressions, outcome.id


def report(posts, ids):
    engagements = sum(post[0] for post in posts)
    impressions = sum(post[1] for post in posts)
    print(f"{len(posts)} of {ids} Posts: {impressions} impressions, {engagements} engagements")
    best = heapq.nsmallest(MOST_SHOWN, posts, key=lambda post: (-post[0], post[2]))
    for engagements, impressions, post in best:
        print(f"{post}: {engagements} engagements, {impressions} impressions")


def main():
    if len(sys.argv) != 2:
        print("usage: roundup.py FILE-OF-IDS", file=sys.stderr)
        return 2
    try:
        roundup(sys.argv[1])
    except xengage.XengageError as reason:
        print(f"roundup: {reason}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
