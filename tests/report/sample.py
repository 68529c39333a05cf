"""What the browser's tests make a page of: two weeks of six Posts by hour, with all that can be odd."""
import json

FIRST_DAY = 9  # of November 2026, a Monday
DAYS = 15
METRICS = {"impressions": 500000, "engagements": 40000, "favorites": 90, "url_clicks": 30, "app_opens": 0, "user_follows": 1}
POSTS = [2118000000000000000 + number * 86_400_000 * 4194304 for number in range(6)]
GONE = [1900000000000000000 + number for number in range(30)]
BUSY = [2, 1, 1, 1, 1, 2, 4, 6, 8, 9, 10, 11, 12, 12, 12, 11, 10, 10, 11, 12, 11, 9, 6, 4]


def value(post, metric, day, hour):
    """A count that falls with the Post's age; sometimes negative, sometimes not delivered."""
    number = POSTS.index(post)
    age = (day - FIRST_DAY) * 24 + hour - number * 36
    if age < 0 or METRICS[metric] == 0:
        return "0"
    if metric == "favorites" and number == 1 and day == FIRST_DAY + 6:
        return None
    if metric == "user_follows":
        return str((hour * 7 + day + number) % 4 - 1)
    return str(METRICS[metric] * BUSY[hour] * (7 - number) // (10 + age))


def result():
    """The response of a server, which began within an hour and ended within a day."""
    days = range(FIRST_DAY, FIRST_DAY + DAYS)
    hourly = {
        str(post): {
            metric: {
                f"2026-11-{day:02}": {
                    f"{hour:02}": value(post, metric, day, hour)
                    for hour in range(24 if day < FIRST_DAY + DAYS - 1 else 6)
                }
                for day in days
            }
            for metric in METRICS
        }
        for post in POSTS
    }
    return {
        "start": "2026-11-09T00:20:00Z",
        "end": "2026-11-23T06:00:00Z",
        "hourly": hourly,
        "unavailable_tweet_ids": [str(post) for post in GONE],
    }


def write(path):
    with open(path, "w", encoding="ascii") as file:
        json.dump(result(), file)
