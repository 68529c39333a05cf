#!/usr/bin/env python3
"""Prints post-ids.txt, the ids of 1,000 Posts that nobody made: `./make-post-ids.py > post-ids.txt`.

An id says when its Post was made: milliseconds since November 2010 in the upper bits, then ten bits of
the machine and twelve of a sequence that gave it out. These look like the export of a busy account on
2026-11-20 at 12:00 UTC, newest first: most were made in the 90 days before, more of them lately, more
by day than by night; a few are older, for which totals has no impressions and engagements, and some
of those so old that it has no video views either.
"""
import datetime
import random

ID_EPOCH_MS = 1288834974657
HOUR_MS = 3600 * 1000
DAY_MS = 24 * HOUR_MS
NOW_MS = int(datetime.datetime(2026, 11, 20, 12, tzinfo=datetime.timezone.utc).timestamp()) * 1000

YOUNG, OLD, VERY_OLD = 970, 24, 6

numbers = random.Random(20261120)


def post_id(created_ms):
    machine = numbers.randrange(300, 420)
    sequence = min(int(numbers.random() ** 4 * 200), 4095)
    return (created_ms - ID_EPOCH_MS) << 22 | machine << 12 | sequence


def young():
    while True:
        created_ms = NOW_MS - HOUR_MS - int(88.9 * DAY_MS * numbers.random() ** 1.5)
        by_day = 7 <= created_ms // HOUR_MS % 24 < 22
        if by_day or numbers.random() < 0.15:
            return created_ms


def older(from_days, to_days):
    return NOW_MS - numbers.randrange(from_days * DAY_MS, to_days * DAY_MS)


made = [young() for _ in range(YOUNG)]
made += [older(91, 1700) for _ in range(OLD)]
made += [older(1900, 3500) for _ in range(VERY_OLD)]
posts = sorted((post_id(created_ms) for created_ms in made), reverse=True)
assert len(set(posts)) == 1000

print("# 1,000 Post ids, nobody's Posts, made by make-post-ids.py. At 2026-11-20T12:00:00Z")
print(f"# {YOUNG} are younger than 90 days, {OLD} up to 1,700 days old, {VERY_OLD} older.")
for post in posts:
    print(post)
