"""The world's formula, written again from `xengage-sim --help-world`."""

MASK = (1 << 64) - 1
GOLDEN = 0x9E3779B97F4A7C15
HOUR = 3600
SERIES_FLOOR = 1442275200  # 2015-09-15
WEIGHT = [62, 50, 42, 38, 38, 44, 56, 74, 92, 106, 116, 124]
WEIGHT += [130, 136, 140, 142, 142, 140, 136, 130, 124, 120, 116, 102]

# metric: (number, per million, half-life, part of engagements)
METRICS = {
    "app_install_attempts": (0, 90, 20, True),
    "app_opens": (1, 60, 22, True),
    "detail_expands": (2, 14000, 8, True),
    "email_tweet": (3, 25, 16, True),
    "engagements": (4, 3000, 10, False),
    "favorites": (5, 21000, 7, True),
    "hashtag_clicks": (6, 700, 12, True),
    "impressions": (7, 1000000, 9, False),
    "media_engagements": (8, 9000, 9, True),
    "media_views": (9, 410000, 9, False),
    "permalink_clicks": (10, 1200, 14, True),
    "quote_tweets": (11, 900, 11, False),
    "replies": (12, 2600, 5, True),
    "retweets": (13, 5200, 10, True),
    "url_clicks": (14, 6100, 18, True),
    "user_follows": (15, 260, 15, True),
    "user_profile_clicks": (16, 3900, 13, True),
    "video_views": (17, 180000, 12, False),
}
TOTALS = [
    "engagements", "favorites", "impressions", "quote_tweets", "replies", "retweets", "video_views",
]  # fmt: skip
SERIES = sorted(set(METRICS) - {"quote_tweets"})


def mix(x):
    x = (x + GOLDEN) & MASK
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & MASK
    return x ^ (x >> 31)


def chance(post, k):
    return mix((post + k * GOLDEN) & MASK)


def born(post):
    return ((post >> 22) + 1288834974657) // 1000 // HOUR * HOUR


def reach(post):
    c = chance(post, 100)
    b = 60 << (c % 15)
    return b + c // 32 % b


def active(start, hour):
    if hour <= start:
        return 0
    hours = (hour - start) // HOUR
    first = start // HOUR % 24
    return hours // 24 * 2400 + sum(WEIGHT[(first + i) % 24] for i in range(hours % 24))


def own_curve(post, metric, hour):
    number, per_million, half_life, _ = METRICS[metric]
    final = reach(post) * per_million * (50 + chance(post, number) % 101) // 100000000
    activity = active(born(post), hour)
    return final * activity // (activity + 100 * half_life)


def until(post, metric, hour, negative=0):
    if hour <= born(post):
        return 0
    parts = [metric]
    if metric == "engagements":
        parts += [m for m, what in METRICS.items() if what[3]]
    dip = chance(post, 200 + METRICS[metric][0] + hour // HOUR * 64)
    taken = dip // 16384 % 4 if dip % 100 < negative else 0
    return sum(own_curve(post, m, hour) for m in parts) - taken


def total(post, metric, now):
    return until(post, metric, -(-now // HOUR) * HOUR)


def window(post, metric, start, end, negative=0):
    def shown(hour):
        if metric in ("favorites", "replies", "retweets"):
            hour = max(hour, SERIES_FLOOR)
        return until(post, metric, hour, negative)

    return shown(-(-end // HOUR) * HOUR) - shown(start // HOUR * HOUR)


def post_at(seconds, number=0):
    """A Post's id, created at this time."""
    return (seconds * 1000 - 1288834974657 << 22) + number
