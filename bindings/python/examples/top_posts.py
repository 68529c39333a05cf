#!/usr/bin/env python3
"""Prints the most seen of the Posts whose ids a file holds: top_posts.py FILE [HOW_MANY]

    examples/with-sim bindings/python/examples/top_posts.py examples/data/post-ids.txt
"""

import os
import sys

import xengage


def main() -> int:
    path, most = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 10
    owner = xengage.Credentials.from_env()
    request = xengage.Request(
        "totals",
        metrics=["impressions"],
        groupings={"posts": "tweet.id,engagement.type"},
        credentials=owner,
        now=os.environ.get("XENGAGE_NOW"),  # a simulator may have a present of its own
    )
    best = xengage.Top("impressions", most)
    with xengage.Client.from_env() as client, xengage.Job(client, request, owner) as job:
        job.add_ids_file(path)
        for piece in job:
            best.add(piece.result)
            piece.ack()
        for post in best:
            print(f"{post.id} {post.value:>12,}")
        counts = ", ".join(f"{count:,} {state.name.lower()}" for state, count in job.states().items())
        print(f"top_posts: {counts}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except xengage.XengageError as reason:
        sys.exit(f"top_posts: {reason}")
