"""Ids that are refused: their neighbours are delivered all the same."""
import csv
import io
import json
import unittest

from harness import Server, answer, count, refuse, snowflake

IDS = [snowflake(i) for i in range(40)]
BAD = {IDS[3], IDS[17], IDS[30]}


class Refusals(unittest.TestCase):
    def run_with(self, script, *arguments, ids=None, status=1, limit=100):
        with Server(script) as server:
            result = server.run("totals", *arguments, *(IDS if ids is None else ids))
            self.assertEqual(result.returncode, status, result.stderr)
            self.assertLess(len(server.requests), limit)
            asked = [(tuple(r.ids), tuple(r.metrics)) for r in server.requests]
            self.assertEqual(len(asked), len(set(asked)), "no question is asked twice")
            self.stderr = result.stderr
            return result.stdout

    def values(self, text, metric="favorites"):
        return {int(row["tweet_id"]): row["value"] for row in csv.DictReader(io.StringIO(text))
                if row["engagement_type"] == metric}

    def assert_delivered_but(self, text, bad):
        values = self.values(text)
        self.assertEqual(list(values), IDS)
        for post in IDS:
            self.assertEqual(values[post], "" if post in bad else str(count(post, "favorites")))

    def csv(self, script, status=1, **options):
        return self.run_with(script, "--metrics", "favorites", "--format", "csv", status=status,
                             **options)

    def test_forbidden_posts_that_are_named_are_taken_out(self):
        def script(request):
            bad = BAD & set(request.ids)
            if bad:
                return refuse(403, "Forbidden to access tweets: " + ", ".join(map(str, bad)) + ";")
            return answer(request)

        self.assert_delivered_but(self.csv(script, limit=3), BAD)
        self.assertIn("37 of 40", self.stderr)
        self.assertIn("3 forbidden", self.stderr)
        for post in BAD:
            self.assertIn(str(post), self.stderr)

    def test_forbidden_posts_that_are_not_named_are_found_by_halving(self):
        def script(request):
            if BAD & set(request.ids):
                return refuse(403, "Forbidden to access tweets")
            return answer(request)

        self.assert_delivered_but(self.csv(script, limit=45), BAD)
        self.assertIn("3 forbidden", self.stderr)

    def test_names_that_were_not_asked_for_do_not_make_it_go_round_in_circles(self):
        def script(request):
            if BAD & set(request.ids):
                return refuse(403, "Forbidden to access tweets: 1541815603606036480")
            return answer(request)

        self.assert_delivered_but(self.csv(script, limit=45), BAD)

    def test_one_name_at_a_time(self):
        def script(request):
            bad = sorted(BAD & set(request.ids))
            if bad:
                return refuse(403, "Forbidden to access tweets for author id 9: %d" % bad[0])
            return answer(request)

        self.assert_delivered_but(self.csv(script, limit=5), BAD)

    def test_all_forbidden_is_still_accounted_for(self):
        def script(request):
            return refuse(403, "Forbidden to access tweets")

        text = self.csv(script, limit=90)
        self.assert_delivered_but(text, set(IDS))
        self.assertIn("0 of 40", self.stderr)

    def test_unavailable_posts_without_names(self):
        def script(request):
            if BAD & set(request.ids):
                return refuse(400, "1 Tweet ID(s) are unavailable")
            return answer(request)

        self.assert_delivered_but(self.csv(script, limit=45), BAD)
        self.assertIn("3 unavailable", self.stderr)

    def test_unavailable_posts_in_a_good_answer(self):
        def script(request):
            return answer(request, leave_out=BAD, unavailable_tweet_ids=[str(i) for i in BAD])

        self.assert_delivered_but(self.csv(script, limit=2), BAD)
        self.assertIn("3 unavailable", self.stderr)

    def test_posts_that_the_server_forgets_are_missing(self):
        def script(request):
            return answer(request, leave_out=BAD)

        self.assert_delivered_but(self.csv(script, limit=2), BAD)
        self.assertIn("3 missing", self.stderr)

    def test_many_names_are_cut_short(self):
        def script(request):
            return answer(request, leave_out=IDS[5:], unavailable_tweet_ids=list(map(str, IDS[5:])))

        self.csv(script)
        self.assertIn("(27 more)", self.stderr)

    def too_old(self, request):
        old = BAD & set(request.ids)
        if old and "impressions" in request.metrics:
            return refuse(400, "Impressions & engagements for tweets older than 90 days (x) are not "
                          "supported",
                          unsupported_for_impressions_engagements_tweet_ids=[str(i) for i in old])
        return answer(request)

    def test_old_posts_are_asked_for_without_what_they_lack(self):
        text = self.run_with(self.too_old, "--metrics", "impressions,favorites", "--format", "csv",
                             limit=4)
        self.assert_delivered_but(text, set())
        seen = self.values(text, "impressions")
        for post in IDS:
            self.assertEqual(seen[post], "" if post in BAD else str(count(post, "impressions")))
        self.assertIn("3 without impressions and engagements", self.stderr)

    def test_old_posts_in_json_have_null_and_a_list(self):
        text = self.run_with(self.too_old, "--metrics", "impressions,favorites", "--format", "json")
        got = json.loads(text)
        self.assertEqual(got["metrics"][str(IDS[3])],
                         {"favorites": str(count(IDS[3], "favorites")), "impressions": None})
        self.assertEqual(set(got["unsupported_for_impressions_engagements_tweet_ids"]),
                         {str(post) for post in BAD})

    def test_old_posts_below_metrics_in_json(self):
        text = self.run_with(self.too_old, "--metrics", "impressions,favorites", "--format", "json",
                             "--group", "g=engagement.type,tweet.id")
        got = json.loads(text)["g"]
        self.assertIsNone(got["impressions"][str(IDS[3])])
        self.assertEqual(len(got["impressions"]), 40)
        self.assertEqual(got["favorites"][str(IDS[3])], str(count(IDS[3], "favorites")))

    def test_old_posts_with_nothing_left_to_ask_for(self):
        text = self.run_with(self.too_old, "--metrics", "impressions", "--format", "csv", limit=3)
        self.assertEqual({post for post, value in self.values(text, "impressions").items()
                          if value == ""}, BAD)

    def test_old_posts_that_a_good_answer_leaves_out_are_asked_for_again(self):
        def script(request):
            old = BAD & set(request.ids)
            if old and "impressions" in request.metrics:
                return answer(request, leave_out=old,
                              unsupported_for_impressions_engagements_tweet_ids=list(map(str, old)))
            return answer(request)

        text = self.run_with(script, "--metrics", "impressions,favorites", "--format", "csv",
                             limit=3)
        self.assert_delivered_but(text, set())

    def test_sums_are_of_all_posts_that_can_be_had(self):
        for named in (True, False):
            def script(request, named=named):
                bad = BAD & set(request.ids)
                if bad:
                    names = ": " + ", ".join(map(str, bad)) if named else ""
                    return refuse(403, "Forbidden to access tweets" + names)
                return answer(request)

            text = self.run_with(script, "--metrics", "favorites", "--format", "csv", "--group",
                                 "g=engagement.type", limit=45)
            total = sum(count(post, "favorites") for post in IDS if post not in BAD)
            self.assertEqual(text, "engagement_type,value\nfavorites,%d\n" % total)

    def test_sums_of_nothing_are_not_delivered(self):
        text = self.run_with(lambda request: refuse(403, "Forbidden to access tweets"),
                             "--metrics", "favorites", "--format", "csv", "--group",
                             "g=engagement.type", ids=IDS[:3])
        self.assertEqual(text, "engagement_type,value\nfavorites,\n")

    def test_a_sum_that_the_server_refuses_for_no_reason_is_had_in_parts(self):
        def script(request):
            return refuse(403, "Forbidden to access tweets") if len(request.ids) > 1 else (
                answer(request))

        with Server(script) as server:
            result = server.run("totals", "--metrics", "favorites", "--group", "g=engagement.type",
                                "--format", "csv", *IDS[:4])
        total = sum(count(post, "favorites") for post in IDS[:4])
        self.assertEqual((result.returncode, result.stdout),
                         (0, "engagement_type,value\nfavorites,%d\n" % total))
