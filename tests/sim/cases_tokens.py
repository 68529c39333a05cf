"""The token endpoints: three-legged flow, bearer tokens, taking them back."""

import base64
import re
import time
import unittest
import urllib.parse

from harness import APP, BEARER, KEY, USER, Sim, encode, query
from world import post_at

POST = post_at(int(time.time()) - 7200)
EXPIRED = {"errors": [{"message": "Invalid or expired token.", "code": 89}]}


def form(answer):
    return dict(urllib.parse.parse_qsl(answer.text, strict_parsing=True))


class Flow(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.sim = Sim("--accounts", "2")
        cls.addClassCleanup(cls.sim.close)

    def request_token(self, callback):
        extra = {"oauth_callback": callback} if callback else {}
        return self.sim.oauth("/oauth/request_token", (None, ""), extra)

    def begin(self, callback="oob"):
        answer = self.request_token(callback)
        self.assertEqual(answer.status, 200, answer.text)
        got = form(answer)
        self.assertEqual(got["oauth_callback_confirmed"], "true")
        return got["oauth_token"], got["oauth_token_secret"]

    def finish(self, pending, verifier):
        return self.sim.oauth("/oauth/access_token", pending, {"oauth_verifier": verifier})

    def pin(self, pending, more=""):
        page = self.sim.request("GET", f"/oauth/authorize?oauth_token={pending[0]}{more}")
        self.assertEqual(page.status, 200)
        return re.search(r"\b\d{7}\b", page.text).group()

    def test_pin(self):
        pending = self.begin()
        answer = self.finish(pending, self.pin(pending))
        self.assertEqual(
            form(answer),
            {
                "oauth_token": USER[0],
                "oauth_token_secret": USER[1],
                "user_id": "1001",
                "screen_name": "account_1",
            },
        )

    def test_pin_is_for_one_use(self):
        pending = self.begin()
        pin = self.pin(pending)
        self.assertEqual(self.finish(pending, pin).status, 200)
        self.assertEqual(self.finish(pending, pin).json, EXPIRED)

    def test_wrong_pin_secret_and_unapproved_tokens_are_refused(self):
        pending = self.begin()
        self.assertEqual(self.finish(pending, "").status, 401)
        self.pin(pending)
        self.assertEqual(self.finish(pending, "0").status, 401)
        self.assertEqual(self.finish((pending[0], "wrong"), "0").status, 401)
        self.assertEqual(self.finish(("unknown", ""), "0").json, EXPIRED)
        self.assertEqual(self.sim.request("GET", "/oauth/authorize?oauth_token=x").status, 403)

    def test_callback_gets_token_and_verifier(self):
        pending = self.begin("http://127.0.0.1:9/cb?a=1")
        path = f"/oauth/authenticate?oauth_token={pending[0]}&screen_name=account_2"
        page = self.sim.request("GET", path)
        self.assertEqual(page.status, 302)
        location = urllib.parse.urlsplit(page.headers["Location"])
        got = dict(urllib.parse.parse_qsl(location.query))
        self.assertEqual((got["a"], got["oauth_token"]), ("1", pending[0]))
        answer = form(self.finish(pending, got["oauth_verifier"]))
        self.assertEqual(answer["oauth_token"], "1002-sim-access-token")
        self.assertEqual(answer["oauth_token_secret"], "sim-access-token-secret-2")

    def test_user_can_refuse(self):
        pending = self.begin("http://127.0.0.1:9/cb")
        page = self.sim.request("GET", f"/oauth/authorize?oauth_token={pending[0]}&deny=1")
        self.assertEqual(page.headers["Location"], f"http://127.0.0.1:9/cb?denied={pending[0]}")

    def test_callback_must_be_sent_signed_and_known(self):
        self.assertEqual(self.request_token(None).status, 403)
        answer = self.sim.oauth("/oauth/request_token", APP, signature="AAAA")
        self.assertEqual(answer.status, 401)
        with Sim("--callback", "https://app.test/cb") as sim:
            for callback, status in (("https://app.test/cb", 200), ("oob", 200), ("x", 403)):
                answer = sim.oauth("/oauth/request_token", APP, {"oauth_callback": callback})
                self.assertEqual(answer.status, status)

    def test_callback_may_be_a_signed_form_parameter(self):
        answer = self.sim.oauth("/oauth/request_token", APP, form={"oauth_callback": "http://a/ü b"})
        self.assertEqual(answer.status, 200)

    def test_invalidated_token_is_dead_and_a_new_one_differs(self):
        with Sim() as sim:
            answer = sim.oauth("/1.1/oauth/invalidate_token.json", USER)
            self.assertEqual(answer.json, {"access_token": USER[0]})
            self.assertEqual(sim.oauth("/1.1/oauth/invalidate_token", USER).json, EXPIRED)
            answer = sim.ask("totals", query([POST]))
            self.assertEqual(answer.status, 401)
            self.assertIn("Access token not found", answer.error)
            got = form(sim.oauth("/oauth/request_token", APP, {"oauth_callback": "oob"}))
            page = sim.request("GET", f"/oauth/authorize?oauth_token={got['oauth_token']}")
            pin = re.search(r"\b\d{7}\b", page.text).group()
            pending = (got["oauth_token"], got["oauth_token_secret"])
            new = form(sim.oauth("/oauth/access_token", pending, {"oauth_verifier": pin}))
            self.assertNotEqual(new["oauth_token"], USER[0])
            pair = (new["oauth_token"], new["oauth_token_secret"])
            self.assertEqual(sim.ask("totals", query([POST]), pair).status, 200)
            sim.control("reset")
            self.assertEqual(sim.ask("totals", query([POST])).status, 200)


class Bearer(unittest.TestCase):
    def post(self, sim, path, body, pair=KEY):
        plain = f"{encode(pair[0])}:{encode(pair[1])}".encode()
        headers = {
            "Authorization": "Basic " + base64.b64encode(plain).decode(),
            "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8",
        }
        return sim.request("POST", path, body, headers)

    def test_token_is_given_to_the_app_only(self):
        with Sim("--consumer-secret", "a/b+c=%") as sim:
            pair = (KEY[0], "a/b+c=%")
            grant = "grant_type=client_credentials"
            answer = self.post(sim, "/oauth2/token", grant, pair)
            self.assertEqual(answer.json, {"token_type": "bearer", "access_token": BEARER})
            for wrong in (self.post(sim, "/oauth2/token", grant, KEY),
                          self.post(sim, "/oauth2/token", "grant_type=x", pair),
                          self.post(sim, "/oauth2/token", "", pair),
                          sim.request("POST", "/oauth2/token", grant)):  # fmt: skip
                self.assertEqual(wrong.status, 403)
                self.assertEqual(wrong.json["errors"][0]["code"], 99)
                self.assertEqual(wrong.json["errors"][0]["label"], "authenticity_token_error")

    def test_invalidated_with_basic_or_oauth(self):
        with Sim() as sim:
            grant = "grant_type=client_credentials"
            body = "access_token=" + urllib.parse.quote(BEARER, safe="")
            answer = self.post(sim, "/oauth2/invalidate_token", body)
            self.assertEqual(answer.json, {"access_token": BEARER})
            self.assertEqual(sim.ask("totals", query([POST]), BEARER).status, 401)
            second = self.post(sim, "/oauth2/token", grant).json["access_token"]
            self.assertNotEqual(second, BEARER)
            self.assertEqual(sim.ask("totals", query([POST]), second).status, 200)
            answer = sim.oauth("/oauth2/invalidate_token", USER, query={"access_token": second})
            self.assertEqual(answer.status, 200, answer.text)
            self.assertEqual(sim.ask("totals", query([POST]), second).status, 401)
            answer = sim.oauth("/oauth2/invalidate_token", USER, query={"access_token": second})
            self.assertEqual(answer.status, 401)
            wrong = self.post(sim, "/oauth2/invalidate_token", body, ("x", "y"))
            self.assertEqual(wrong.status, 403)
