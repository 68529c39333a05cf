"""The documented limits, transport rules and windows, each with a request that breaks it."""

import gzip
import time
import unittest

import world
from harness import BEARER, Sim, query
from world import post_at

NOW_TEXT = "2026-11-24T11:37:05Z"
POST = post_at(1795000000)
FOUR = ["tweet.id", "engagement.type", "engagement.day", "engagement.hour"]


class Asking(unittest.TestCase):
    """No tests of its own."""

    @classmethod
    def setUpClass(cls):
        cls.sim = Sim("--now", NOW_TEXT)
        cls.addClassCleanup(cls.sim.close)

    def refused(self, endpoint, body, words, status=400):
        answer = self.sim.ask(endpoint, body)
        self.assertEqual(answer.status, status, answer.text)
        self.assertIn(words, answer.error)

    def passes(self, endpoint, body):
        answer = self.sim.ask(endpoint, body)
        self.assertEqual(answer.status, 200, answer.text)
        return answer.json

    def grouped(self, *groupings):
        body = query([POST])
        body["groupings"] = {f"g{i}": {"group_by": list(by)} for i, by in enumerate(groupings)}
        return body


class Rules(Asking):
    def test_ids_250_on_totals_and_25_elsewhere(self):
        for endpoint, limit in (("totals", 250), ("28hr", 25), ("historical", 25)):
            ids = [POST + i for i in range(limit + 1)]
            self.passes(endpoint, query(ids[:-1]))
            self.refused(endpoint, query(ids), "Too many Tweet IDs")

    def test_ids_must_be_positive_63_bit_decimals(self):
        self.passes("totals", query([2**63 - 1]))
        for wrong in ("", "-1", "0", "12x", " 1", "9223372036854775808", 1.5, None, True, {}):
            body = query([POST]) | {"tweet_ids": [wrong]}
            self.refused("totals", body, "no Tweet ID")

    def test_nothing_to_ask_for_is_refused(self):
        for member in ("tweet_ids", "engagement_types"):
            self.refused("totals", query([POST]) | {member: []}, member)
        self.refused("totals", query([POST]) | {"groupings": {}}, "groupings")
        for member in ("tweet_ids", "engagement_types", "groupings"):
            body = query([POST])
            del body[member]
            self.refused("totals", body, member)
        self.refused("totals", self.grouped([]), "group_by")

    def test_metrics_exist_where_the_table_says(self):
        for metric in world.METRICS:
            for endpoint in ("totals", "28hr", "historical"):
                allowed = metric in (world.TOTALS if endpoint == "totals" else world.SERIES)
                body = query([POST], [metric])
                if allowed:
                    self.passes(endpoint, body)
                else:
                    self.refused(endpoint, body, f"{metric} is not supported on /{endpoint}")

    def test_unknown_and_legacy_metrics_are_refused(self):
        self.refused("28hr", query([POST], ["url_link_clicks"]), "Unknown engagement type")
        self.refused("28hr", query([POST], [" favorites"]), "Unknown engagement type")
        self.refused("28hr", query([POST], ["media_clicks"]), "media_engagements")

    def test_repeated_metrics_are_tolerated(self):
        got = self.passes("totals", query([POST], ["favorites", "favorites"]))
        self.assertEqual(list(got["g"][str(POST)]), ["favorites"])

    def test_three_groupings_but_not_four(self):
        by = [["tweet.id"], ["engagement.type"], ["tweet.id", "engagement.type"], ["tweet.id"]]
        self.passes("totals", self.grouped(*by[:3]))
        self.refused("totals", self.grouped(*by), "Too many groupings")

    def test_days_and_hours_are_not_on_totals(self):
        for by in ("engagement.hour", "engagement.day"):
            words = (
                f"One or more of the groupBys you have specified are not supported: ({by}). "
                "Please adjust your request and try again."
            )
            self.refused("totals", self.grouped(["tweet.id", by]), words)
            self.passes("28hr", self.grouped(["tweet.id", by]))

    def test_unknown_and_repeated_dimensions_are_refused(self):
        self.refused("28hr", self.grouped(["Tweet.id"]), "not supported: (Tweet.id)")
        self.refused("28hr", self.grouped(["tweet.id", "tweet.id"]), "twice")

    def test_four_values_only_in_two_orders_and_once(self):
        swapped = [FOUR[1], FOUR[0], *FOUR[2:]]
        self.passes("28hr", self.grouped(FOUR, ["tweet.id"]))
        self.passes("28hr", self.grouped(swapped))
        self.refused("28hr", self.grouped(FOUR[::-1]), "in the order")
        self.refused("28hr", self.grouped([*FOUR[:2], FOUR[3], FOUR[2]]), "in the order")
        self.refused("28hr", self.grouped([FOUR[0], FOUR[2], FOUR[1], FOUR[3]]), "in the order")
        self.refused("28hr", self.grouped(FOUR, swapped), "Only one grouping of four")
        self.passes("28hr", self.grouped(["engagement.hour", "engagement.day", "tweet.id"]))

    def test_reserved_names_are_refused(self):
        body = query([POST])
        for name in ("start", "errors", "unsupported_for_video_views_tweet_ids"):
            body["groupings"] = {name: {"group_by": ["tweet.id"]}}
            self.refused("totals", body, name)

    def test_body_must_be_a_json_object(self):
        for body in ("", "{", "[]", "tweet_ids=1", b"\xff"):
            self.refused("totals", body, "JSON object")

    def test_compressed_bodies_need_a_flag(self):
        packed = gzip.compress(b'{"tweet_ids":[]}')
        headers = {"Content-Encoding": "gzip"}
        answer = self.sim.ask("totals", packed, headers=headers)
        self.assertIn("compressed", answer.error)
        with Sim("--accept-gzip-bodies") as sim:
            answer = sim.ask("totals", packed, headers=headers)
            self.assertIn("tweet_ids", answer.error)
            answer = sim.ask("totals", b"junk", headers=headers)
            self.assertEqual(answer.status, 400)


class Windows(Asking):
    def window(self, start=None, end=None):
        more = {k: v for k, v in (("start", start), ("end", end)) if v}
        return query([POST], **more)

    def echoed(self, start=None, end=None):
        got = self.passes("historical", self.window(start, end))
        return got["start"], got["end"]

    def test_window_is_widened_to_whole_hours(self):
        got = self.echoed("2026-11-01T12:24:00Z", "2026-11-03T08:37:00Z")
        self.assertEqual(got, ("2026-11-01T12:00:00Z", "2026-11-03T09:00:00Z"))

    def test_dates_are_midnights(self):
        got = self.echoed("2026-11-01", "2026-11-03")
        self.assertEqual(got, ("2026-11-01T00:00:00Z", "2026-11-03T00:00:00Z"))

    def test_defaults_are_the_last_28_days(self):
        self.assertEqual(self.echoed(), ("2026-10-27T12:00:00Z", NOW_TEXT))

    def test_the_other_end_is_filled_in(self):
        self.assertEqual(self.echoed("2026-09-01"), ("2026-09-01T00:00:00Z", "2026-09-29T00:00:00Z"))
        self.assertEqual(self.echoed("2026-11-20")[1], "2026-11-24T12:00:00Z")
        got = self.echoed(None, "2026-09-29T05:30:00Z")
        self.assertEqual(got, ("2026-09-01T06:00:00Z", "2026-09-29T06:00:00Z"))

    def test_four_weeks_after_widening_are_the_most(self):
        self.echoed("2026-10-01", "2026-10-29")
        self.echoed("2026-10-01T10:59:00Z", "2026-10-29T09:01:00Z")
        for end in ("2026-10-29T00:01:00Z", "2026-10-30"):
            self.refused("historical", self.window("2026-10-01", end), "4 weeks")

    def test_future_backward_and_ancient_windows_are_refused(self):
        self.echoed("2026-11-24", NOW_TEXT)
        later = self.window("2026-11-24", "2026-11-24T11:37:06Z")
        self.refused("historical", later, "future")
        self.refused("historical", self.window("2026-11-03", "2026-11-03"), "before end")
        self.refused("historical", self.window("2026-11-03", "2026-11-01"), "before end")
        self.echoed("2014-09-01", "2014-09-02")
        self.refused("historical", self.window("2014-08-31T23:59:00Z", "2014-09-02"), "2014-09-01")

    def test_malformed_times_are_refused(self):
        for text in ("2026-02-29", "2026-11-1", "2026-11-01T24:00:00Z", "2026-11-01T10:00:00",
                     "2026-11-01T10:00:00+01:00", "2026-11-01 10:00:00Z", "1700000000"):  # fmt: skip
            self.refused("historical", self.window(text), "start must be a time")

    def test_totals_and_28hr_take_no_window(self):
        for endpoint in ("totals", "28hr"):
            self.refused(endpoint, self.window("2026-11-01"), "only supported on /historical")

    def test_365_days_are_an_option(self):
        with Sim("--now", NOW_TEXT, "--historical-days", "365") as sim:
            asked = query([POST], start="2025-11-01", end="2025-11-02")
            self.assertIn("365 days", sim.ask("historical", asked).error)


class Transport(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.sim = Sim(tls=True)
        cls.addClassCleanup(cls.sim.close)

    def test_answers_over_tls_with_a_checked_certificate(self):
        answer = self.sim.ask("totals", query([POST]))
        self.assertEqual(answer.status, 200)
        self.assertEqual(answer.headers["Content-Encoding"], "gzip")
        self.assertTrue(answer.headers["Content-Type"].startswith("application/json"))
        self.assertIsNotNone(answer.headers["Date"])

    def test_gzip_must_be_accepted(self):
        for accept in (None, "identity", "br, deflate"):
            answer = self.sim.ask("totals", query([POST]), headers={"Accept-Encoding": accept})
            self.assertEqual(answer.status, 406)
            self.assertIsNone(answer.headers["Content-Encoding"])
            self.assertEqual(
                answer.error,
                "This request requires gzip compression. Retry the request after setting "
                "'Accept-Encoding' header in the request to 'gzip'.",
            )
        answer = self.sim.ask("totals", query([POST]), headers={"Accept-Encoding": "br, GZIP;q=1"})
        self.assertEqual(answer.status, 200)

    def test_errors_are_gzipped_and_dated_too(self):
        answer = self.sim.ask("totals", "{")
        self.assertEqual(answer.headers["Content-Encoding"], "gzip")
        self.assertIsNotNone(answer.headers["Date"])

    def test_other_paths_and_methods_are_404(self):
        for method, path in (
            ("GET", "/insights/engagement/totals"),
            ("POST", "/insights/engagement"),
            ("POST", "/insights/engagement/totals/"),
            ("POST", "/insights/engagement/weekly"),
            ("GET", "/oauth2/token"),
            ("GET", "/"),
        ):
            answer = self.sim.request(method, path)
            self.assertEqual(answer.status, 404)
            self.assertEqual(
                answer.json,
                {"errors": [{"message": "Sorry, that page does not exist", "code": 34}]},
            )

    def test_connections_are_kept(self):
        before = self.sim.stats()["connections"]
        for _ in range(5):
            self.sim.ask("totals", query([POST]))
        self.assertEqual(self.sim.stats()["connections"], before)

    def test_object_and_plain_errors_are_options(self):
        with Sim("--object-errors", "--plain-errors") as sim:
            answer = sim.ask("totals", "{")
            self.assertIsNone(answer.headers["Content-Encoding"])
            self.assertEqual(set(answer.json["errors"][0]), {"code", "message"})


class RateLimit(unittest.TestCase):
    def ask(self, sim, auth=BEARER):
        return sim.ask("totals", query([POST]), auth)

    def family(self, answer, family="x-per-minute"):
        return [answer.headers[f"{family}-{what}"] for what in ("limit", "remaining", "reset")]

    def test_window_is_counted_told_and_reopened(self):
        with Sim("--rate-limit", "3", "--rate-window", "0.6") as sim:
            for left in (2, 1, 0):
                answer = self.ask(sim)
                self.assertEqual(answer.status, 200)
                self.assertEqual(self.family(answer)[:2], ["3", str(left)])
            answer = self.ask(sim)
            self.assertEqual((answer.status, answer.error), (429, "Rate limit exceeded"))
            self.assertEqual(self.family(answer)[1], "0")
            self.assertLessEqual(abs(int(self.family(answer)[2]) - time.time()), 3)
            self.assertIsNone(answer.headers["Retry-After"])
            time.sleep(0.65)
            self.assertEqual(self.ask(sim).status, 200)
            rates = [line["rate"] for line in sim.log()]
        self.assertEqual([rate["used"] for rate in rates], [1, 2, 3, 3, 1])
        self.assertEqual([rate["window"] for rate in rates], [1, 1, 1, 1, 2])

    def test_requests_that_are_not_authenticated_do_not_count(self):
        with Sim("--rate-limit", "1") as sim:
            self.assertEqual(self.ask(sim, "wrong").status, 401)
            self.assertEqual(self.ask(sim).status, 200)
            self.assertEqual(self.ask(sim).status, 429)
            sim.control("reset")
            self.assertEqual(self.ask(sim).status, 200)

    def test_pools_are_shared_or_separate(self):
        with Sim("--rate-limit", "1") as sim:
            self.assertEqual(self.ask(sim).status, 200)
            self.assertEqual(sim.ask("totals", query([POST])).status, 429)
        with Sim("--rate-limit", "1", "--rate-pools", "separate") as sim:
            self.assertEqual(self.ask(sim).status, 200)
            self.assertEqual(sim.ask("totals", query([POST])).status, 200)
            self.assertEqual(self.ask(sim).status, 429)

    def test_headers_and_bodies_have_other_forms(self):
        options = ["--rate-limit", "1", "--rate-headers"]
        with Sim(*options, "x-rate-limit", "--rate-object", "--rate-retry-after") as sim:
            self.assertEqual(self.family(self.ask(sim), "x-rate-limit")[0], "1")
            answer = self.ask(sim)
            self.assertEqual(
                answer.json, {"errors": [{"message": "Rate limit exceeded", "code": 88}]}
            )
            self.assertTrue(55 <= int(answer.headers["Retry-After"]) <= 60)
        with Sim(*options, "none") as sim:
            self.assertEqual(self.family(self.ask(sim)), [None, None, None])
        with Sim("--per-second-limit", "1") as sim:
            self.assertEqual(self.family(self.ask(sim), "x-per-second")[:2], ["1", "0"])
            self.assertEqual(self.ask(sim).status, 429)
