"""Jobs, rankings and the ledger, against the simulator."""

import collections
import gc
import os
import pathlib
import signal
import tempfile
import threading
import weakref

import harness
import support
import xengage
from support import count, python, snowflake

INTERRUPTED = """
import time, xengage
owner = xengage.Credentials.from_env()
request = xengage.Request("totals", metrics=["favorites"], groupings={{"g": "tweet.id,engagement.type"}})
began = time.monotonic()
with xengage.Client.from_env() as client:
    with xengage.Job(client, request, owner, range({first}, {first} + 600)) as job:
        try:
            print("ready", flush=True)
            {call}
        except KeyboardInterrupt:
            print("interrupted", time.monotonic() - began < 5, flush=True)
"""


class Folder(support.WithSim):
    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def job(self, ids=(), client=None, **more):
        """A job that is closed when the test is over."""
        request = more.pop("request", None) or self.request()
        job = xengage.Job(client or self.client(), request, self.owner, ids, **more)
        self.addCleanup(job.close)
        return job

    def request(self, ids=(), endpoint="totals", **more):
        more.setdefault("metrics", ["favorites", "impressions"])
        more.setdefault("groupings", {"posts": "tweet.id,engagement.type", "all": "engagement.type"})
        return super().request(ids, endpoint, **more)


class Jobs(Folder):
    def test_every_id_is_in_one_piece_and_accounted_for(self):
        ids = [snowflake(i) for i in range(600)]
        job = self.job(ids + ids[:50])
        seen = collections.Counter()
        for piece in job:
            self.assertEqual(piece.states, {post: xengage.IdState.DELIVERED for post in piece.ids})
            self.assertEqual(set(piece.result["posts"]), set(piece.ids))
            self.assertEqual(len(piece), len(piece.ids))
            seen.update(outcome.id for outcome in piece)
            piece.ack()
        self.assertEqual(seen, collections.Counter(ids))
        self.assertIs(job.state, xengage.JobState.COMPLETE)
        self.assertEqual((job.states(), job.unsettled), ({xengage.IdState.DELIVERED: 600}, 0))
        figures = job.figures()
        self.assertEqual((figures[xengage.Figure.IDS], figures[xengage.Figure.REQUESTS]), (600, 3))
        self.assertEqual({outcome.id for account, outcome in job.ids()}, set(ids))

    def test_the_plan_says_how_much_it_is_and_sends_nothing(self):
        before = len(self.sim.log())
        plan = self.job([snowflake(i) for i in range(600)] + [snowflake(1)]).plan()
        self.assertEqual((plan.ids_given, plan.ids, plan.pieces, plan.requests), (601, 600, 3, 3))
        self.assertEqual((plan.pieces_done, plan.requests_left, len(plan.windows)), (0, 3, 1))
        self.assertGreater(plan.seconds(1), plan.seconds(60))
        self.assertEqual(len(self.sim.log()), before)

    def test_ids_come_from_a_generator_and_all_or_none_of_it(self):
        job = self.job()
        job.add_ids(snowflake(i) for i in range(1000))
        for wrong, error in ((0, xengage.RuleError), ("7", TypeError), (2**63, xengage.RuleError)):
            with self.assertRaises(error):
                job.add_ids(post for post in [snowflake(5000), wrong])

        def failing():
            yield snowflake(6000)
            raise LookupError("mine")

        with self.assertRaisesRegex(LookupError, "mine"):
            job.add_ids(failing())
        self.assertEqual(job.plan().ids_given, 1000)

    def test_ids_come_from_files(self):
        path = self.folder / "ids.csv"
        path.write_text("name,post\n" + "".join(f"x,{snowflake(i)}\n" for i in range(5)))
        job = self.job()
        job.add_ids_file(path, format=xengage.IdsFormat.CSV, field="post")
        self.assertEqual(job.plan().ids, 5)
        with self.assertRaises(xengage.InputError):
            self.job().add_ids_file(path, format=xengage.IdsFormat.PLAIN)

    def test_a_window_of_any_length_is_one_sum(self):
        request = self.request(endpoint="historical", groupings={"posts": "tweet.id,engagement.type"})
        post = snowflake(1, days_old=80)
        job = self.job([post], request=request, start="2026-09-01", end="2026-11-20")
        (piece,) = list(job)
        wanted = count(post, "favorites", "2026-09-01T00:00:00Z", "2026-11-20T00:00:00Z")
        self.assertEqual(piece.result["posts"][post]["favorites"], wanted)
        self.assertEqual(job.figure(xengage.Figure.REQUESTS), 3)

    def test_collect_gives_one_tree_and_sums_add_up(self):
        ids = [snowflake(i) for i in range(600)]
        whole = self.job(ids).collect()
        self.assertEqual(set(whole["posts"]), set(ids))
        job = self.job(ids)
        for piece in job:
            piece.ack()
        sums = job.sums()
        self.assertEqual(list(sums), ["all"])
        self.assertEqual(sums["all"].to_dict(), whole["all"].to_dict())
        self.assertEqual(sums["all"]["favorites"], sum(whole["posts"][post]["favorites"] for post in ids))

    def test_a_journal_goes_on_after_what_was_acknowledged(self):
        ids = [snowflake(i) for i in range(1000)]
        journal = self.folder / "journal"
        client = self.client(max_concurrency=1)
        with xengage.Job(client, self.request(), self.owner, ids, journal=journal, ordered=True) as job:
            piece = job.next()
            piece.ack(4711)
            done = set(piece.ids)
        job = self.job(ids, journal=journal)
        job.begin()
        self.assertEqual((job.mark, job.plan().pieces_done), (4711, 1))
        left = set()
        for piece in job:
            left.update(piece.ids)
            piece.ack(4712)
        self.assertEqual((left & done, left | done), (set(), set(ids)))
        job.close()
        with self.assertRaises(xengage.JournalError):
            self.job(ids[1:], journal=journal).begin()

    def test_a_journal_of_ones_own_is_told_and_replayed(self):
        ids = [snowflake(i) for i in range(600)]
        records = []
        keep = lambda what, piece, record: records.append((what, record))  # noqa: E731
        job = self.job(ids, journal=keep)
        job.next().ack(7)
        job.close()
        self.assertIn(xengage.JournalRecord.DONE, {what for what, _ in records})
        job = self.job(ids, journal=keep)
        for _, record in list(records):
            job.replay(record)
        self.assertEqual(job.plan().pieces_done, 1)
        self.assertEqual(job.mark, 7)

    def test_what_a_journal_of_ones_own_raises_is_raised(self):
        def keep(what, piece, record):
            raise LookupError("mine")

        job = self.job([snowflake(1)], journal=keep)
        with self.assertRaisesRegex(LookupError, "mine"):
            for piece in job:
                piece.ack()

    def test_a_piece_is_acknowledged_once(self):
        job = self.job([snowflake(1)])
        piece = job.next()
        piece.ack()
        with self.assertRaises(xengage.StateError):
            piece.ack()
        self.assertIsNone(job.next())

    def test_shares_divide_the_ids_by_their_hash(self):
        ids = [snowflake(i) for i in range(2000)]
        seen = collections.Counter()
        for index in range(3):
            for piece in self.job(ids, share=(index, 3)):
                seen.update(piece.ids)
                self.assertEqual({xengage.share_of(post, 3) for post in piece.ids}, {index})
        self.assertEqual(seen, collections.Counter(ids))
        for wrong in ((3, 3), (-1, 3), (0, 0), (0, 1000001)):
            with self.assertRaises(ValueError):
                self.job(share=wrong)

    def test_accounts_have_ids_of_their_own_and_errors_of_their_own(self):
        job = self.job([snowflake(1)])
        stranger = job.add_credentials(xengage.Credentials.user("other", "key", "7-token", "secret"))
        job.add_ids([snowflake(2)], stranger)
        states = {}
        for piece in job:
            states.update({outcome.id: (piece.account, outcome.state, outcome.reason) for outcome in piece})
        self.assertEqual(states[snowflake(1)], (0, xengage.IdState.DELIVERED, xengage.Code.OK))
        self.assertEqual(states[snowflake(2)], (1, xengage.IdState.FAILED, xengage.Code.UNAUTHORIZED))
        self.assertIsNone(job.account_error(0))
        self.assertIsInstance(job.account_error(1), xengage.UnauthorizedError)
        self.assertIsNone(job.journal_note)
        self.assertIs(job.waiting.for_what, xengage.Wait.NONE)

    def test_stopping_finishes_what_is_in_flight(self):
        ids = [snowflake(i) for i in range(5000)]
        job = self.job(ids, client=self.client(max_concurrency=1))
        pieces = 0
        for piece in job:
            pieces += 1
            piece.ack()
            job.stop()
        self.assertTrue(1 <= pieces < 20)
        self.assertIs(job.state, xengage.JobState.STOPPED)
        self.assertEqual(job.unsettled, 5000 - sum(job.states().values()))

    def test_a_wait_ends_when_its_time_is_up_or_the_job_is_closed(self):
        self.sim.control("faults", ["delay=20s"])
        job = self.job([snowflake(1)])
        self.assertIsNone(job.next(timeout=0.05))
        closer = threading.Timer(0.1, job.close)
        closer.start()
        with self.assertRaisesRegex(ValueError, "closed"):  # and doesn't look as if it were complete
            list(job)
        closer.join()

    def test_a_job_that_the_collector_finds_in_a_log_function_is_released_after_the_call(self):
        collected = []
        gc.disable()  # but for:
        self.addCleanup(gc.enable)
        client = self.client(log=lambda *_: collected.append(gc.collect()), log_level=xengage.LogLevel.TRACE)
        request = self.request([snowflake(1)])
        circle = [xengage.Job(client, self.request(), self.owner, [snowflake(i) for i in range(600)])]
        circle.append(circle)
        circle[0].next()
        gone = weakref.ref(circle[0])
        del circle
        self.assertEqual(len(client.fetch(self.owner, request).ids), 1)
        self.assertTrue(collected)
        self.assertIsNone(gone())

    def test_ctrl_c_ends_a_job(self):
        self.sim.control("faults", ["delay=20s"])
        env = {**os.environ, **support.USER, "XENGAGE_BASE_URL": self.sim.url}
        for call in ("next(iter(job))", "job.collect()"):
            program = INTERRUPTED.format(first=snowflake(0), call=call)
            with self.subTest(call), python(program, env=env) as running:
                self.assertEqual(running.stdout.readline(), "ready\n")
                running.send_signal(signal.SIGINT)
                out, err = running.communicate(timeout=10)
                self.assertEqual((out, err), ("interrupted True\n", ""))

    def test_a_job_that_can_not_be_is_refused(self):
        with self.assertRaises(xengage.RuleError):
            self.job().begin()
        with self.assertRaises(xengage.RuleError):
            self.job(start="2013-01-01")
        job = self.job([snowflake(1)])
        job.begin()
        with self.assertRaises(xengage.StateError):
            job.add_ids([snowflake(2)])
        job.close()
        with self.assertRaisesRegex(ValueError, "closed"):
            job.begin()


class Tops(Folder):
    def test_the_best_posts_of_a_job_are_ranked(self):
        ids = [snowflake(i) for i in range(600)]
        best, rates = xengage.Top("favorites", 5), xengage.Top("engagement_rate", 5)
        request = self.request(metrics=["favorites", "impressions", "engagements"])
        for piece in self.job(ids, request=request):
            best.add(piece.result)
            rates.add(piece.result)
            rate = piece.result.engagement_rate(piece.ids[0])
            shown = piece.result["posts"][piece.ids[0]]
            self.assertAlmostEqual(rate, shown["engagements"] / shown["impressions"])
        best.add(None)
        self.assertEqual(len(best), 5)
        self.assertEqual([post.value for post in best], sorted((post.value for post in best), reverse=True))
        for post in best:
            self.assertEqual((post.value, post.rate), (count(post.id, "favorites"), None))
        found = [post.rate for post in rates]
        self.assertEqual(found, sorted(found, reverse=True))

    def test_a_ranking_that_can_not_be_is_refused(self):
        for wrong in (("likes", 3), ("favorites", 0), ("favorites", -1)):
            with self.assertRaises(ValueError):
                xengage.Top(*wrong)
        with self.assertRaises(xengage.InvalidArgumentError):
            xengage.Top("favorites").add(xengage.Result.from_json('{"g":{"favorites":"1"}}'))


class Ledgers(Folder):
    def test_users_are_counted_once_a_month_and_the_limit_is_kept(self):
        path = self.folder / "ledger"
        ledger = xengage.Ledger(path, limit=1, refuse=True)
        client = self.client(ledger=ledger)
        for _ in range(2):
            client.fetch(self.owner, self.request([snowflake(1)]))
        self.assertEqual((ledger.users(), ledger.users("2020-01-01")), (1, 0))
        other = xengage.Credentials.user(*harness.KEY, *harness.USER_2)
        with self.assertRaises(xengage.LedgerLimitError):
            client.fetch(other, self.request([snowflake(1)]))
        ledger.set_limit(2)
        ledger.count(other)
        self.assertEqual(xengage.Ledger(path).users(), 2)

