"""Requests and results, against the simulator."""

import datetime
import logging
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
import types
import unittest.mock

import harness
import support
import xengage
from support import count, python, snowflake

# A program that waits for an answer that comes late, and says how it ended.
INTERRUPTED = """
import sys, time, xengage
owner = xengage.Credentials.from_env()
request = xengage.Request("totals", ids=[{post}], metrics=["favorites"], groupings={{"g": "tweet.id"}})
began = time.monotonic()
with xengage.Client.from_env() as client:
    try:
        print("ready", flush=True)
        client.fetch(owner, request)
    except KeyboardInterrupt:
        print("interrupted", time.monotonic() - began < 5, flush=True)
"""
# One that ends while another thread is in fetch().
LEFT_ALONE = """
import threading, time, xengage
owner = xengage.Credentials.from_env()
request = xengage.Request("totals", ids=[{post}], metrics=["favorites"], groupings={{"g": "tweet.id"}})
client = xengage.Client.from_env()
threading.Thread(target=client.fetch, args=(owner, request), daemon=True).start()
time.sleep(0.2)
print("left")
"""


class Fetch(support.WithSim):
    def test_counts_are_those_of_the_simulator(self):
        posts = [snowflake(i) for i in range(5)]
        result = self.client().fetch(self.owner, self.request(posts))
        for post in posts:
            for metric in ("favorites", "impressions"):
                self.assertEqual(result["posts"][post][metric], count(post, metric))
                self.assertEqual(result.value(post, metric), count(post, metric))
            self.assertIs(result.ids[post], xengage.IdState.DELIVERED)

    def test_a_tree_is_a_mapping_by_ids_metrics_days_and_hours(self):
        post = snowflake(1)
        request = self.request(
            [post],
            "historical",
            metrics=["impressions"],
            groupings={
                "hours": "tweet.id,engagement.type,engagement.day,engagement.hour",
                "days": ["engagement.day"],
            },
            start="2026-11-20",
            end="2026-11-22",
        )
        result = self.client().fetch(self.owner, request)
        day = datetime.date(2026, 11, 20)
        wanted = count(post, "impressions", "2026-11-20T07:00:00Z", "2026-11-20T08:00:00Z")
        tree = result["hours"]
        self.assertEqual(tree[post]["impressions"][day][7], wanted)
        self.assertEqual(tree[str(post)][xengage.Metric.IMPRESSIONS]["2026-11-20"]["07"], wanted)
        self.assertEqual(list(tree), [post])
        self.assertEqual(list(tree[post]), ["impressions"])
        self.assertEqual(list(tree[post]["impressions"]), [day, datetime.date(2026, 11, 21)])
        self.assertEqual(list(tree[post]["impressions"][day]), list(range(24)))
        self.assertEqual((len(result), len(tree), tree.depth), (2, 1, 4))
        self.assertIs(tree[post].dimension, xengage.Dimension.ENGAGEMENT_TYPE)
        self.assertEqual(sum(value for _, value in tree.leaves()), sum(result["days"].values()))
        self.assertEqual(result.leaf_count("hours"), 48)
        below = list(tree[post]["impressions"][day].leaves())
        self.assertEqual(below[7], ((7,), wanted))
        self.assertEqual(tree.to_dict()[post]["impressions"][day][7], wanted)
        start, end = result.window
        self.assertEqual((start.date(), end - start), (day, datetime.timedelta(days=2)))

    def test_a_key_that_is_not_there_is_a_key_error(self):
        post = snowflake(1)
        tree = self.client().fetch(self.owner, self.request([post]))["posts"]
        for wrong in (post + 1, "x", -1, 2**70, None, True, 1.5, datetime.date(2026, 1, 1), xengage.Metric.REPLIES):
            self.assertNotIn(wrong, tree)
            with self.assertRaises(KeyError):
                tree[wrong]
        with self.assertRaises(KeyError):
            tree[post]["replies"]

    def test_what_was_not_delivered_is_none_and_not_zero(self):
        old = snowflake(3, days_old=2000)
        request = self.request([old], metrics=["video_views", "favorites"])
        result = self.client().fetch(self.owner, request)
        self.assertIs(result.ids[old], xengage.IdState.UNSUPPORTED)
        self.assertIs(result.unsupported(old), xengage.Unsupported.VIDEO_VIEWS)
        self.assertIsNone(result["posts"][old]["video_views"])
        self.assertIsNone(result.value(old, "video_views"))
        self.assertIn(((old, "video_views"), None), list(result.leaves("posts")))

    def test_a_result_travels_and_says_the_same(self):
        posts = [snowflake(i) for i in range(3)]
        result = self.client().fetch(self.owner, self.request(posts))
        again = pickle.loads(pickle.dumps(result))
        self.assertEqual(again["posts"].to_dict(), result["posts"].to_dict())
        self.assertEqual(again, result)

    def test_results_are_merged(self):
        client = self.client()
        parts = [client.fetch(self.owner, self.request([snowflake(i)])) for i in range(3)]
        merged = xengage.Result.merge(parts)
        self.assertEqual(set(merged["posts"]), {snowflake(i) for i in range(3)})

    def test_refusals_are_raised_with_the_servers_words(self):
        stranger = xengage.Credentials.user("other", "key", "1-token", "secret")
        with self.assertRaises(xengage.UnauthorizedError) as caught:
            self.client().fetch(stranger, self.request([snowflake(1)]))
        error = caught.exception
        self.assertEqual((error.code, error.http_status, error.attempts), (xengage.Code.UNAUTHORIZED, 401, 1))
        self.assertTrue(error.server_messages)

    def test_a_rate_limit_that_outlasts_the_deadline_says_until_when(self):
        self.sim.control("faults", ["status=429,header=x-per-minute-reset:9999999999"])
        with self.assertRaises(xengage.RateLimitedError) as caught:
            self.client(deadline=0.5).fetch(self.owner, self.request([snowflake(1)]))
        self.assertGreater(caught.exception.retry_at, datetime.datetime.now(datetime.timezone.utc))

    def test_no_server_is_a_network_error(self):
        with xengage.Client(base_url="http://127.0.0.1:9", max_attempts=1) as client:
            with self.assertRaises(xengage.NetworkError):
                client.fetch(self.owner, self.request([snowflake(1)]))

    def test_many_threads_fetch_at_once_and_each_gets_its_own(self):
        client, wrong, before = self.client(), [], len(self.asked())

        def work(number):
            for turn in range(10):
                post = snowflake(number * 100 + turn)
                if set(client.fetch(self.owner, self.request([post]))["posts"]) != {post}:
                    wrong.append(post)

        threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        self.assertFalse(wrong or [thread for thread in threads if thread.is_alive()])
        self.assertEqual(len(self.asked()) - before, 60)

    def fetch_in_thread(self, client):
        """A fetch() that is under way when this returns, and what it will have raised."""
        self.sim.control("faults", ["delay=20s"])
        raised = []

        def work():
            try:
                client.fetch(self.owner, self.request([snowflake(1)]))
            except xengage.XengageError as reason:
                raised.append(reason)

        thread = threading.Thread(target=work)
        thread.start()
        while not client._waiting:
            time.sleep(0.01)
        return thread, raised

    def test_cancelling_from_another_thread_ends_a_fetch(self):
        client = self.client()
        thread, raised = self.fetch_in_thread(client)
        client.cancel_all()
        thread.join(10)
        self.assertIsInstance(raised[0], xengage.CancelledError)

    def test_closing_from_another_thread_ends_a_fetch(self):
        client = self.client()
        thread, raised = self.fetch_in_thread(client)
        client.close()
        thread.join(10)
        self.assertIsInstance(raised[0], xengage.CancelledError)
        with self.assertRaisesRegex(ValueError, "closed"):
            client.fetch(self.owner, self.request([snowflake(1)]))
        client.close()

    def environment(self):
        return {**os.environ, **support.USER, "XENGAGE_BASE_URL": self.sim.url}

    def test_ctrl_c_ends_a_fetch(self):
        self.sim.control("faults", ["delay=20s"])
        with python(INTERRUPTED.format(post=snowflake(1)), env=self.environment()) as program:
            self.assertEqual(program.stdout.readline(), "ready\n")
            program.send_signal(signal.SIGINT)
            out, err = program.communicate(timeout=10)
        self.assertEqual((out, err), ("interrupted True\n", ""))

    def test_the_interpreter_ends_while_a_thread_fetches(self):
        self.sim.control("faults", ["delay=20s"])
        with python(LEFT_ALONE.format(post=snowflake(1)), env=self.environment()) as program:
            out, err = program.communicate(timeout=10)
        self.assertEqual((program.returncode, out, err), (0, "left\n", ""))

    def test_log_lines_go_to_a_logger_or_a_callable(self):
        lines = []
        client = self.client(log=lambda level, line: lines.append((level, line)), log_level=xengage.LogLevel.TRACE)
        client.fetch(self.owner, self.request([snowflake(1)]))
        self.assertIn(xengage.LogLevel.INFO, {level for level, _ in lines})
        self.assertNotIn(harness.USER[1], str(lines))
        with self.assertLogs("xengage-test", logging.INFO):
            self.client(log=logging.getLogger("xengage-test")).fetch(self.owner, self.request([snowflake(1)]))
        with self.assertRaisesRegex(TypeError, "not str"):
            self.client(log="xengage-test")

    def test_tls_is_checked_and_the_certificate_can_be_given(self):
        with harness.Sim("--now", support.NOW, tls=True) as sim:
            request = self.request([snowflake(1)])
            with xengage.Client(base_url=sim.url, ca_file=sim.ca) as client:
                self.assertIn("posts", client.fetch(self.owner, request))
            with xengage.Client(base_url=sim.url) as client, self.assertRaises(xengage.TlsError):
                client.fetch(self.owner, request)

    def fallbacks(self, **options):
        """The files that a client was told to trust where the system has none."""
        from xengage._library import lib

        told = []
        original = lib.xeng_options_set_fallback_ca_file

        def telling(pointer, path, error):
            told.append(path)
            return original(pointer, path, error)

        with unittest.mock.patch.object(lib, "xeng_options_set_fallback_ca_file", telling):
            self.client(**options)
        return told

    def test_certifis_certificates_are_the_last_resort(self):
        certifi = types.ModuleType("certifi")
        certifi.where = lambda: "/brought/along.pem"
        with unittest.mock.patch.dict(sys.modules, certifi=certifi):
            self.assertEqual(self.fallbacks(), [b"/brought/along.pem"])
            self.assertEqual(self.fallbacks(ca_file="/mine.pem"), [])
        with unittest.mock.patch.dict(sys.modules, certifi=None):
            self.assertEqual(self.fallbacks(), [])

    def test_options_that_can_not_be_are_refused(self):
        for wrong in ({"base_url": "ftp://x"}, {"rate_limit": -1}, {"rate_limit": 2**32}, {"deadline": 0}, {"proxy": "a\0b"}):
            with self.assertRaises(ValueError):
                xengage.Client(**wrong)


class Forbidden(support.WithSim):
    options = ("--forbidden", "100")

    def test_forbidden_posts_are_named(self):
        posts = [snowflake(i) for i in range(3)]
        with self.assertRaises(xengage.ForbiddenPostsError) as caught:
            self.client().fetch(self.owner, self.request(posts))
        self.assertEqual(set(caught.exception.ids), set(posts))
        self.assertEqual(caught.exception.http_status, 403)


class Unavailable(support.WithSim):
    options = ("--unavailable", "30", "--unavailable-errors")

    def test_what_became_of_each_id_is_a_mapping(self):
        posts = [snowflake(i) for i in range(40)]
        result = self.client().fetch(self.owner, self.request(posts))
        lost = [post for post, state in result.ids.items() if state is xengage.IdState.UNAVAILABLE]
        self.assertEqual(list(result.ids)[:40], posts)
        self.assertTrue(0 < len(lost) < 40)
        for post in lost:
            told = subprocess.run(
                [support.SIM, *self.options, "--post", str(post)], capture_output=True, text=True, check=True
            )
            self.assertIn('"deleted"', told.stdout)
        self.assertNotIn(5, result.ids)
        self.assertNotIn("x", result.ids)
        self.assertTrue(result.messages)
