"""Counts: the world's formula, and that every endpoint and grouping agrees with it."""

import unittest
from datetime import datetime, timezone

import world
from harness import BEARER, Sim, query, run
from world import HOUR, post_at

NOW_TEXT = "2026-11-24T11:37:05Z"
NOW = int(datetime(2026, 11, 24, 11, 37, 5, tzinfo=timezone.utc).timestamp())
POSTS = [post_at(NOW - age * HOUR, age) for age in (1, 5, 30, 200, 700, 2000)]
DAY = "%Y-%m-%d"


def iso(seconds):
    return datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def hours_of(start, end):
    for hour in range(start, end, HOUR):
        text = datetime.fromtimestamp(hour, timezone.utc).strftime("%Y-%m-%d %H")
        yield (hour, *text.split())


class Counts(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.sim = Sim("--now", NOW_TEXT)
        cls.addClassCleanup(cls.sim.close)
        cls.start = NOW // HOUR * HOUR - 50 * HOUR
        cls.end = NOW // HOUR * HOUR - 3 * HOUR

    def get(self, endpoint, *args, **more):
        answer = self.sim.ask(endpoint, query(*args, **more))
        self.assertEqual(answer.status, 200, answer.text)
        return answer.json

    def between(self, ids, metrics, by):
        window = {"start": iso(self.start), "end": iso(self.end)}
        return self.get("historical", ids, metrics, by, **window)["g"]

    def count(self, post, metric, start=None, end=None):
        return world.window(post, metric, start or self.start, end or self.end)

    def test_totals_follow_the_formula(self):
        ids = POSTS[:4]
        got = self.get("totals", ids, world.TOTALS)
        self.assertEqual(set(got), {"g"})
        want = {
            str(p): {m: str(world.total(p, m, NOW)) for m in world.TOTALS} for p in sorted(ids)
        }
        self.assertEqual(got["g"], want)
        self.assertGreater(sum(int(want[str(p)]["impressions"]) for p in ids), 0)

    def test_all_series_metrics_follow_the_formula(self):
        got = self.between(POSTS, world.SERIES, ["tweet.id", "engagement.type"])
        for post in POSTS:
            for metric in world.SERIES:
                self.assertEqual(int(got[str(post)][metric]), self.count(post, metric), metric)

    def test_days_and_hours_add_up_to_the_window(self):
        by = ["tweet.id", "engagement.type", "engagement.day", "engagement.hour"]
        hourly = self.between(POSTS, ["impressions", "engagements"], by)
        daily = self.between(POSTS, ["impressions", "engagements"], by[:3])
        whole = self.between(POSTS, ["impressions", "engagements"], by[:2])
        for post, metrics in whole.items():
            for metric, count in metrics.items():
                days = daily[post][metric]
                self.assertEqual(sum(map(int, days.values())), int(count))
                for day, sum_of_day in days.items():
                    hours = hourly[post][metric][day]
                    self.assertEqual(sum(map(int, hours.values())), int(sum_of_day))

    def test_every_hour_of_the_window_is_there_once(self):
        by = ["engagement.type", "tweet.id", "engagement.day", "engagement.hour"]
        got = self.between(POSTS[3:4], ["favorites"], by)["favorites"][str(POSTS[3])]
        want = {}
        for hour, day, key in hours_of(self.start, self.end):
            count = world.window(POSTS[3], "favorites", hour, hour + HOUR)
            want.setdefault(day, {})[key] = str(count)
        self.assertEqual(got, want)
        self.assertEqual(list(got), sorted(got))

    def test_hour_alone_is_the_hour_of_day(self):
        got = self.between(POSTS[3:4], ["impressions"], ["engagement.type", "engagement.hour"])
        want = {f"{h:02d}": 0 for h in range(24)}
        for hour, _, key in hours_of(self.start, self.end):
            want[key] += world.window(POSTS[3], "impressions", hour, hour + HOUR)
        self.assertEqual(got["impressions"], {k: str(v) for k, v in want.items()})

    def test_hours_of_a_short_window_are_only_its_own(self):
        window = {"start": "2026-11-23T22:00:00Z", "end": "2026-11-24T02:00:00Z"}
        got = self.get("historical", POSTS[3:4], ["impressions"], ["engagement.hour"], **window)
        self.assertEqual(sorted(got["g"]), ["00", "01", "22", "23"])

    def test_sums_leave_out_what_is_not_grouped_by(self):
        metrics = ["favorites", "retweets"]
        got = self.between(POSTS, metrics, ["engagement.type"])
        want = {m: str(sum(self.count(p, m) for p in POSTS)) for m in metrics}
        self.assertEqual(got, want)
        got = self.between(POSTS, metrics, ["engagement.day"])
        total = sum(self.count(p, m) for p in POSTS for m in metrics)
        self.assertEqual(sum(map(int, got.values())), total)
        got = self.between(POSTS, metrics, ["tweet.id"])
        first = POSTS[3]
        self.assertEqual(int(got[str(first)]), sum(self.count(first, m) for m in metrics))

    def test_three_groupings_at_once(self):
        body = query(POSTS[:2], ["favorites"])
        body["groupings"] = {
            "Grand \"Totals\"": {"group_by": ["engagement.type"]},
            "b": {"group_by": ["tweet.id"]},
            "c": {"group_by": ["tweet.id", "engagement.type"]},
        }
        got = self.sim.ask("totals", body).json
        self.assertEqual(set(got), set(body["groupings"]))
        self.assertEqual(got["Grand \"Totals\""]["favorites"], str(sum(map(int, got["b"].values()))))

    def test_answers_are_sorted_and_name_each_id_once(self):
        ids = [POSTS[2], POSTS[0], POSTS[2], POSTS[1]]
        self.assertEqual(list(self.get("totals", ids)["g"]), [str(p) for p in sorted(set(ids))])

    def test_ids_may_be_numbers(self):
        body = query([]) | {"tweet_ids": [POSTS[0], str(POSTS[1])]}
        self.assertEqual(len(self.sim.ask("totals", body).json["g"]), 2)

    def test_engagements_are_no_less_than_their_parts(self):
        got = self.between(POSTS, world.SERIES, ["tweet.id", "engagement.type", "engagement.day"])
        parts = [m for m, what in world.METRICS.items() if what[3]]
        for metrics in got.values():
            for day, count in metrics["engagements"].items():
                self.assertGreaterEqual(int(count), sum(int(metrics[m][day]) for m in parts))

    def test_28hr_has_29_hours_around_an_odd_now(self):
        by = ["tweet.id", "engagement.type", "engagement.day", "engagement.hour"]
        got = self.get("28hr", POSTS[:1], ["favorites"], by)
        self.assertEqual((got["start"], got["end"]), ("2026-11-23T07:00:00Z", "2026-11-24T12:00:00Z"))
        days = got["g"][str(POSTS[0])]["favorites"]
        self.assertEqual(sum(len(hours) for hours in days.values()), 29)

    def test_totals_are_the_sum_since_creation(self):
        post = POSTS[3]
        window = {"start": iso(world.born(post)), "end": NOW_TEXT}
        got = self.get("historical", [post], ["impressions", "video_views"], **window)["g"]
        want = self.get("totals", [post], ["impressions", "video_views"])["g"]
        self.assertEqual(got, want)

    def test_posts_of_the_future_and_before_the_window_have_zeros(self):
        ahead = post_at(NOW + 100 * HOUR)
        self.assertEqual(self.get("totals", [ahead])["g"][str(ahead)], {"favorites": "0"})

    def test_early_favorites_are_zero_on_historical(self):
        post = post_at(world.SERIES_FLOOR - 5 * HOUR)
        window = {"start": "2015-09-14", "end": "2015-09-16"}
        by = ["engagement.type", "engagement.day"]
        got = self.get("historical", [post], ["favorites", "impressions"], by, **window)["g"]
        self.assertEqual(got["favorites"]["2015-09-14"], "0")
        want = world.window(post, "impressions", world.SERIES_FLOOR - 86400, world.SERIES_FLOOR)
        self.assertEqual(got["impressions"]["2015-09-14"], str(want))
        self.assertGreater(want, 0)


class Shapes(unittest.TestCase):
    def test_dated_hours_and_integers(self):
        with Sim("--now", NOW_TEXT, "--hour-shape", "dated", "--integers") as sim:
            by = ["tweet.id", "engagement.type", "engagement.hour"]
            got = sim.ask("28hr", query(POSTS[:1], ["impressions"], by)).json["g"]
            days = got[str(POSTS[0])]["impressions"]
            self.assertEqual(sorted(days), ["2026-11-23", "2026-11-24"])
            self.assertIs(type(days["2026-11-24"]["00"]), int)

    def test_negative_hours_still_add_up(self):
        start, end = NOW // HOUR * HOUR - 600 * HOUR, NOW // HOUR * HOUR
        with Sim("--now", NOW_TEXT, "--negative", "40") as sim:
            window = {"start": iso(start), "end": iso(end)}
            by = ["tweet.id", "engagement.type", "engagement.day", "engagement.hour"]
            got = sim.ask("historical", query(POSTS[4:5], ["retweets"], by, **window)).json["g"]
            days = got[str(POSTS[4])]["retweets"]
            counts = [int(c) for hours in days.values() for c in hours.values()]
            self.assertLess(min(counts), 0)
            self.assertEqual(sum(counts), world.window(POSTS[4], "retweets", start, end, 40))

    def test_largest_answer_is_whole(self):
        with Sim("--now", NOW_TEXT) as sim:
            ids = [POSTS[3] + i for i in range(25)]
            by = ["tweet.id", "engagement.type", "engagement.day", "engagement.hour"]
            window = {"start": "2026-10-20", "end": "2026-11-17"}
            got = sim.ask("historical", query(ids, world.SERIES, by, **window))
            leaves = sum(
                len(hours)
                for metrics in got.json["g"].values()
                for days in metrics.values()
                for hours in days.values()
            )
            self.assertEqual(leaves, 25 * 17 * 28 * 24)

    def test_count_option_agrees(self):
        post = str(POSTS[3])
        _, out, _ = run("--count", post, "engagements", "2026-11-20T10:20:00Z", "2026-11-22")
        start = int(datetime(2026, 11, 20, 10, tzinfo=timezone.utc).timestamp())
        end = int(datetime(2026, 11, 22, tzinfo=timezone.utc).timestamp())
        self.assertEqual(int(out), world.window(POSTS[3], "engagements", start, end))
        _, out, _ = run("--count", post, "quote_tweets", "creation", NOW_TEXT)
        self.assertEqual(int(out), world.total(POSTS[3], "quote_tweets", NOW))


class Availability(unittest.TestCase):
    IDS = [POSTS[3] + i for i in range(200)]

    def state(self, post, deleted, protected=0):
        s = world.chance(post, 101) % 10000
        return "deleted" if s < deleted else "protected" if s < deleted + protected else "ok"

    def test_deleted_are_listed_and_the_rest_reported(self):
        gone = [str(p) for p in self.IDS if self.state(p, 1000) == "deleted"]
        self.assertTrue(5 < len(gone) < 50)
        with Sim("--now", NOW_TEXT, "--unavailable", "10") as sim:
            got = sim.ask("totals", query(self.IDS)).json
            self.assertEqual(got["unavailable_tweet_ids"], gone)
            self.assertEqual(set(got["g"]), set(map(str, self.IDS)) - set(gone))
            self.assertNotIn("errors", got)
            only = sim.ask("totals", query(gone[:1])).json
            self.assertEqual(only, {"unavailable_tweet_ids": gone[:1], "g": {}})

    def test_deleted_with_errors_and_without_any_left(self):
        gone = [str(p) for p in self.IDS if self.state(p, 1000) == "deleted"]
        options = ["--unavailable", "10", "--unavailable-errors", "--refuse-all-unavailable"]
        with Sim("--now", NOW_TEXT, *options) as sim:
            got = sim.ask("totals", query(self.IDS)).json
            self.assertEqual(got["errors"], [f"{len(gone)} Tweet ID(s) are unavailable"])
            answer = sim.ask("totals", query(gone[:1]))
            self.assertEqual(answer.status, 400)
            self.assertEqual(answer.json["unavailable_tweet_ids"], gone[:1])

    def test_protected_spoil_the_request(self):
        hidden = [str(p) for p in self.IDS if self.state(p, 0, 500) == "protected"]
        with Sim("--now", NOW_TEXT, "--protected", "5") as sim:
            answer = sim.ask("totals", query(self.IDS), BEARER)
            self.assertEqual(answer.status, 400)
            self.assertEqual(answer.error, f"{len(hidden)} Tweet ID(s) are unavailable")
            self.assertEqual(answer.json["unavailable_tweet_ids"], hidden)

    def test_strangers_posts_are_forbidden_in_three_forms(self):
        owner = {p: world.chance(p, 102) for p in self.IDS}
        foreign = [p for p in self.IDS if owner[p] % 10000 < 800]
        self.assertTrue(1 < len(foreign) < 20)
        with Sim("--now", NOW_TEXT, "--forbidden", "8") as sim:
            answer = sim.ask("totals", query(self.IDS))
            self.assertEqual(answer.status, 403)
            self.assertEqual(
                answer.error, f"Forbidden to access tweets: {','.join(map(str, foreign))};"
            )
            rest = [p for p in self.IDS if p not in foreign]
            self.assertEqual(sim.ask("totals", query(rest)).status, 200)
        with Sim("--now", NOW_TEXT, "--forbidden", "8", "--forbidden-form", "per-author") as sim:
            errors = sim.ask("totals", query(self.IDS)).json["errors"]
            authors = {}
            for post in foreign:
                author = 9000000 + owner[post] // 10000 % 97
                authors.setdefault(author, []).append(str(post))
            want = [
                f"Forbidden to access tweets for author id {a}: {', '.join(p)}"
                for a, p in authors.items()
            ]
            self.assertEqual(errors, want)
        with Sim("--now", NOW_TEXT, "--forbidden", "8", "--forbidden-form", "unnamed") as sim:
            self.assertEqual(
                sim.ask("totals", query(self.IDS)).error, "Forbidden to access tweets"
            )

    def test_90_days_hold_on_totals_only(self):
        old, young = post_at(NOW - 91 * 86400), post_at(NOW - 89 * 86400)
        with Sim("--now", NOW_TEXT) as sim:
            got = sim.ask("totals", query([old, young], ["impressions", "favorites"])).json
            self.assertIn("older than 90 days", got["errors"][0])
            self.assertEqual(
                got["unsupported_for_impressions_engagements_tweet_ids"], [str(old)]
            )
            self.assertEqual(list(got["g"][str(old)]), ["favorites"])
            self.assertEqual(list(got["g"][str(young)]), ["favorites", "impressions"])
            got = sim.ask("historical", query([old], ["impressions"])).json
            self.assertEqual(set(got), {"start", "end", "g"})

    def test_1800_days_hold_for_video_views_everywhere(self):
        old = post_at(NOW - 1801 * 86400)
        young = post_at(NOW - 1799 * 86400)
        with Sim("--now", NOW_TEXT) as sim:
            for endpoint in ("totals", "28hr"):
                got = sim.ask(endpoint, query([old, young], ["video_views"])).json
                self.assertEqual(got["unsupported_for_video_views_tweet_ids"], [str(old)])
                self.assertEqual(got["g"][str(old)], {"video_views": "0"})
            got = sim.ask("totals", query([young], ["video_views"])).json
            self.assertEqual(list(got), ["g"])
