"""Who may ask: signatures, nonces, timestamps, bearer tokens, what each may read."""

import time
import unittest

from harness import APP, BEARER, KEY, USER, USER_2, Sim, base_string, oauth_header, query, sign
from world import post_at

POST = post_at(int(time.time()) - 86400)
REASON = "Your account could not be authenticated. Reason: "


class Vectors(unittest.TestCase):
    """The tests' own signer, so that agreeing with it means something."""

    CONSUMER = "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw"
    TOKEN = "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE"
    VALUES = [
        ("oauth_consumer_key", "xvz1evFS4wEEPTGEFPHBog"),
        ("oauth_nonce", "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg"),
        ("oauth_signature_method", "HMAC-SHA1"),
        ("oauth_timestamp", "1318622958"),
        ("oauth_token", "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb"),
        ("oauth_version", "1.0"),
    ]

    def test_signer_agrees_with_x_example(self):
        params = self.VALUES + [
            ("status", "Hello Ladies + Gentlemen, a signed OAuth request!"),
            ("include_entities", "true"),
        ]
        base = base_string("POST", "https://api.x.com/1.1/statuses/update.json", params)
        self.assertEqual(sign(base, self.CONSUMER, self.TOKEN), "Ls93hJiZbQ3akF3HF3x1Bz8/zU4=")

    def test_signer_agrees_with_totals_vector(self):
        url = "https://data-api.x.com/insights/engagement/totals"
        base = base_string("POST", url, self.VALUES)
        self.assertEqual(sign(base, self.CONSUMER, self.TOKEN), "oETXxUmB7d/+eFImVyDWymiE1SA=")


class Auth(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.sim = Sim("--accounts", "2")
        cls.addClassCleanup(cls.sim.close)
        cls.url = cls.sim.url + "/insights/engagement/totals"

    def ask(self, auth=USER, metrics=("retweets",), **change):
        # With two accounts ownership isn't what's tested here, so the Post is account 1's.
        return self.sim.ask("totals", query([self.mine()], metrics), auth, **change)

    def mine(self, owner=0):
        from world import chance

        return next(p for p in range(POST, POST + 99) if chance(p, 102) // 10000 % 2 == owner)

    def refused(self, answer, reason, status=401):
        self.assertEqual((answer.status, answer.error), (status, REASON + reason))

    def test_user_app_and_bearer_are_let_in(self):
        for auth in (USER, APP, BEARER):
            self.assertEqual(self.ask(auth).status, 200)

    def test_app_only_may_leave_the_token_out(self):
        self.assertEqual(self.ask((None, "")).status, 200)

    def test_version_may_be_left_out_but_not_be_wrong(self):
        self.assertEqual(self.ask(version=None).status, 200)
        self.refused(self.ask(version="2.0"), "Unsupported version")

    def test_every_other_parameter_is_needed(self):
        for name in ("consumer_key", "nonce", "timestamp", "signature_method"):
            self.refused(self.ask(**{name: None}), "A parameter of OAuth is missing")

    def test_wrong_signature_secret_and_key_are_refused(self):
        self.refused(self.ask(signature="AAAA"), "Bad signature")
        self.refused(self.ask((USER[0], "wrong")), "Bad signature")
        self.refused(self.ask((USER_2[0], USER[1])), "Bad signature")
        self.refused(self.ask(key=("other", KEY[1])), "Consumer key not found")
        self.refused(self.ask(key=(KEY[0], "other")), "Bad signature")
        self.refused(self.ask(("9-unknown", "x")), "Access token not found")
        self.refused(self.ask(signature_method="HMAC-SHA256"), "Unsupported signature method")

    def test_signature_covers_method_url_and_query(self):
        header = oauth_header("POST", self.url.replace("totals", "28hr"))
        self.refused(self.ask(header), "Bad signature")
        header = oauth_header("GET", self.url)
        self.refused(self.ask(header), "Bad signature")
        header = oauth_header("POST", self.url, params=[("a", "b")])
        self.refused(self.ask(header), "Bad signature")

    def test_awkward_query_parameters_are_signed_decoded(self):
        path = "/insights/engagement/totals?a=%2B+%7E~&%C3%BC=%26%3D%25&b"
        params = [("a", "+ ~~"), ("ü", "&=%"), ("b", "")]
        header = oauth_header("POST", self.url, params=params)
        answer = self.sim.request(
            "POST", path, "{}", {"Authorization": header, "Accept-Encoding": "gzip"}
        )
        self.assertEqual(answer.status, 400)  # signed well, then no ids

    def test_host_in_upper_case_and_default_port_are_normalized(self):
        header = oauth_header("POST", "http://example.test/insights/engagement/totals")
        self.assertEqual(self.ask(header, headers={"Host": "EXAMPLE.test:80"}).status, 200)

    def test_json_body_is_not_signed(self):
        self.assertEqual(self.ask().status, 200)

    def test_form_body_is_signed(self):
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        header = oauth_header("POST", self.url, params=[("a", "b c")])
        self.assertEqual(self.sim.ask("totals", "a=b+c", header, headers=kind).status, 400)
        header = oauth_header("POST", self.url)
        self.refused(self.sim.ask("totals", "a=b+c", header, headers=kind), "Bad signature")

    def test_nonce_works_once_for_a_token(self):
        self.assertEqual(self.ask(nonce="once").status, 200)
        self.refused(self.ask(nonce="once"), "Nonce already used")
        stamp = str(int(time.time()) - 5)
        self.refused(self.ask(nonce="once", timestamp=stamp), "Nonce already used")
        answer = self.sim.ask("totals", query([self.mine(1)]), USER_2, nonce="once")
        self.assertEqual(answer.status, 200)

    def test_refused_signature_does_not_use_the_nonce_up(self):
        self.refused(self.ask(nonce="spoilt", signature="AAAA"), "Bad signature")
        self.assertEqual(self.ask(nonce="spoilt").status, 200)

    def test_nonce_must_be_ascii(self):
        self.refused(self.ask(nonce="ü"), "Nonce is empty or not ASCII")

    def test_timestamp_may_be_off_by_five_minutes(self):
        now = int(time.time())
        for off in (-290, 290):
            self.assertEqual(self.ask(timestamp=str(now + off)).status, 200)
        for off in (-310, 310):
            self.refused(self.ask(timestamp=str(now + off)), "Timestamp out of bounds")
        self.refused(self.ask(timestamp="soon"), "Timestamp is not a number")

    def test_missing_and_unknown_kinds_are_refused(self):
        self.refused(self.ask(None), "Unknown Authorization Type")
        self.refused(self.ask("Basic eDp5"), "Unknown Authorization Type")
        self.refused(self.ask("OAuth nonsense"), "Malformed parameters")

    def test_wrong_bearer_is_refused(self):
        answer = self.ask("Bearer nope")
        self.assertEqual(answer.status, 401)
        self.assertEqual(
            answer.json, {"errors": [{"message": "Invalid or expired token", "code": 89}]}
        )

    def test_app_only_reads_public_metrics_of_totals_only(self):
        public = ["favorites", "replies", "retweets", "quote_tweets", "video_views"]
        for auth in (APP, BEARER):
            self.assertEqual(self.ask(auth, public).status, 200)
            answer = self.ask(auth, ["retweets", "impressions", "engagements"])
            self.assertEqual(answer.status, 403)
            self.assertEqual(
                answer.error, "Forbidden to access metrics: engagements, impressions"
            )
        for endpoint in ("28hr", "historical"):
            asked = query([POST])
            self.refused(self.sim.ask(endpoint, asked, APP), "Access token not found")
            self.refused(self.sim.ask(endpoint, asked, BEARER), "Unknown Authorization Type")

    def test_user_reads_own_posts_only(self):
        mine, other = self.mine(0), self.mine(1)
        self.assertEqual(self.sim.ask("totals", query([mine]), USER).status, 200)
        answer = self.sim.ask("totals", query([mine, other]), USER)
        self.assertEqual(answer.status, 403)
        self.assertEqual(answer.error, f"Forbidden to access tweets: {other};")
        self.assertEqual(self.sim.ask("totals", query([mine, other]), BEARER).status, 200)


class Clock(unittest.TestCase):
    def test_offset_moves_date_and_timestamps_but_not_frozen_now(self):
        with Sim("--clock-offset", "-3600", "--now", "2026-11-24T12:00:00Z") as sim:
            answer = sim.ask("totals", query([POST]))
            self.assertEqual(answer.error, REASON + "Timestamp out of bounds")
            from email.utils import parsedate_to_datetime

            self.assertEqual(len(answer.headers.get_all("Date")), 1)
            date = parsedate_to_datetime(answer.headers["Date"]).timestamp()
            self.assertAlmostEqual(date, time.time() - 3600, delta=3)
            answer = sim.ask("28hr", query([POST]), timestamp=str(int(date)))
            self.assertEqual(answer.json["end"], "2026-11-24T12:00:00Z")
            sim.control("clock", {"offset": 0, "now": "2026-11-24T13:30:00Z"})
            answer = sim.ask("28hr", query([POST]))
            self.assertEqual(answer.json["end"], "2026-11-24T14:00:00Z")
            self.assertEqual(sim.control("clock", {"now": "soon"}).status, 400)

    def test_scheme_comes_from_a_trusted_proxy(self):
        with Sim("--trust-forwarded") as sim:
            url = sim.url.replace("http:", "https:") + "/insights/engagement/totals"
            header = oauth_header("POST", url)
            headers = {"X-Forwarded-Proto": "https"}
            self.assertEqual(sim.ask("totals", query([POST]), header, headers=headers).status, 200)

    def test_app_and_metrics_can_be_locked_out(self):
        with Sim("--app-not-allowed") as sim:
            answer = sim.ask("totals", query([POST]))
            self.assertEqual(answer.status, 403)
            self.assertEqual(answer.error, "Your application id is not authorized.")
        with Sim("--forbid-metric", "retweets") as sim:
            answer = sim.ask("totals", query([POST], ["favorites", "retweets"]))
            self.assertEqual(answer.error, "Forbidden to access metrics: retweets")
