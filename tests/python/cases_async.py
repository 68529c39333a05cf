"""asyncio: fetching, cancelling, jobs, several loops; against the simulator."""

import asyncio
import collections
import json
import os
import random
import signal
import threading
import time
import unittest.mock

import harness
import support
import xengage
from support import count, python, snowflake
from xengage import async_client

INTERRUPTED = """
import asyncio, time, xengage
owner = xengage.Credentials.from_env()
groupings = {{"g": "tweet.id,engagement.type"}}
request = xengage.Request("totals", ids=[{first}], metrics=["favorites"], groupings=groupings)
for_all = xengage.Request("totals", metrics=["favorites"], groupings=groupings)

async def main():
    async with xengage.AsyncClient.from_env() as client:
        job = xengage.AsyncJob(client, for_all, owner, range({first}, {first} + 600))
        print("ready", flush=True)
        await {call}

began = time.monotonic()
try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("interrupted", time.monotonic() - began < 5, flush=True)
"""

ENDED = """
import asyncio, sys, xengage
owner = xengage.Credentials.from_env()
groupings = {{"g": "tweet.id,engagement.type"}}
request = xengage.Request("totals", ids=[{first}], metrics=["favorites"], groupings=groupings)
for_all = xengage.Request("totals", metrics=["favorites"], groupings=groupings)

client = xengage.AsyncClient.from_env()
job = xengage.AsyncJob(client, for_all, owner, range({first}, {first} + 600))
loop = asyncio.new_event_loop()
tasks = [loop.create_task(client.fetch(owner, request)), loop.create_task(job.next())]
for task in tasks:
    task._log_destroy_pending = False
loop.run_until_complete(asyncio.sleep(0.1))
{end}
"""


class Async(support.WithSim):
    """Tests whose program runs in an event loop, which must have nothing to complain of."""

    def run_loop(self, main):
        complaints = []

        async def watched():
            asyncio.get_running_loop().set_exception_handler(lambda loop, what: complaints.append(what))
            return await main

        result = asyncio.run(watched())
        self.assertEqual(complaints, [])
        return result

    def async_client(self, kind=xengage.AsyncClient, **options):
        client = kind(base_url=self.sim.url, **options)
        self.addCleanup(client.close)
        return client

    def async_job(self, client, ids, **more):
        job = xengage.AsyncJob(client, self.request(), self.owner, ids, **more)
        self.addCleanup(job.close)
        return job

    def slowly(self):
        self.sim.control("faults", ["delay=20s"])

    def assert_idle(self, client):
        """Nothing is under way, nothing is watched, and no outcome was left lying."""
        self.assertEqual((client._loop, client._watching, client._rest), (None, False, None))
        self.assertFalse(client._outcomes or client._turns or client._jobs)
        self.assertEqual(client._collect(), 0)


class AsyncFetching(Async):
    def test_many_are_under_way_at_once_without_threads(self):
        client = self.async_client(max_concurrency=32)
        posts = [snowflake(i) for i in range(200)]

        async def main():
            fetches = (client.fetch(self.owner, self.request([post])) for post in posts)
            results = await asyncio.gather(*fetches)
            return results, threading.active_count()

        results, threads = self.run_loop(main())
        self.assertEqual(threads, threading.active_count())
        for post, result in zip(posts, results):
            self.assertEqual(set(result["posts"]), {post})
        self.assertEqual(results[7]["posts"][posts[7]]["favorites"], count(posts[7], "favorites"))
        self.assert_idle(client)

    def test_failures_are_raised_where_they_are_waited_for(self):
        client = self.async_client()
        stranger = xengage.Credentials.user("other", "key", "7-token", "secret")
        request = self.request([snowflake(1)])

        async def main():
            return await asyncio.gather(
                client.fetch(stranger, request),
                client.fetch(self.owner, request),
                client.fetch(self.owner, self.request()),
                client.fetch(self.owner, "request"),
                client.fetch("owner", request),
                return_exceptions=True,
            )

        kinds = [type(outcome) for outcome in self.run_loop(main())]
        wanted = [xengage.UnauthorizedError, xengage.Result, xengage.RuleError, TypeError, TypeError]
        self.assertEqual(kinds, wanted)
        self.assert_idle(client)

    def test_a_system_that_refuses_is_told_to_all(self):
        self.slowly()
        client = self.async_client()
        lib = xengage._library.lib

        async def main():
            tasks = [asyncio.ensure_future(client.fetch(self.owner, self.request([snowflake(i)]))) for i in range(3)]
            with unittest.mock.patch.object(lib, "xeng_client_dispatch", lambda *arguments: xengage.Code.SYSTEM):
                return await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 5)

        kinds = [type(outcome) for outcome in self.run_loop(main())]
        self.assertEqual(kinds, [xengage.OperatingSystemError] * 3)
        self.assert_idle(client)

    def test_the_loop_has_its_turn_meanwhile(self):
        client = self.async_client(max_concurrency=200)
        turns = []

        async def beat():
            while True:
                await asyncio.sleep(0)
                turns.append(time.monotonic())

        async def main():
            heart = asyncio.ensure_future(beat())
            await asyncio.gather(*(client.fetch(self.owner, self.request([snowflake(i)])) for i in range(1000)))
            heart.cancel()

        self.run_loop(main())
        self.assertGreater(len(turns), 1000 // async_client.MOST_TAKEN)

    def test_outcomes_are_handed_over_some_at_a_time(self):
        taken = []

        class Counting(xengage.AsyncClient):
            def _collect(self):
                taken.append(super()._collect())
                return taken[-1]

        client = self.async_client(Counting, max_concurrency=200)

        async def main():
            fetches = [
                asyncio.ensure_future(client.fetch(self.owner, self.request([snowflake(i)]))) for i in range(200)
            ]
            await asyncio.sleep(0)
            xengage._library.lib.xeng_client_cancel_all(client._pointer)
            return await asyncio.gather(*fetches, return_exceptions=True)

        outcomes = self.run_loop(main())
        self.assertEqual({type(outcome) for outcome in outcomes}, {xengage.CancelledError})
        self.assertEqual((max(taken), sum(taken)), (async_client.MOST_TAKEN, 200))


class AsyncCancelling(Async):
    def test_a_task_that_is_cancelled_cancels_its_request(self):
        self.slowly()
        client = self.async_client(max_concurrency=1)

        async def main():
            task = asyncio.ensure_future(client.fetch(self.owner, self.request([snowflake(1)])))
            await asyncio.sleep(0.1)
            self.assertEqual(len(client._outcomes), 1)
            task.cancel()
            with self.assertRaises(asyncio.CancelledError):
                await task
            self.sim.control("faults", [])
            # Its place is free for another one.
            await asyncio.wait_for(client.fetch(self.owner, self.request([snowflake(2)])), 5)

        self.run_loop(main())
        self.assert_idle(client)

    def test_a_time_limit_of_asyncios_is_one_for_the_request(self):
        self.slowly()
        client = self.async_client()

        async def main():
            with self.assertRaises(asyncio.TimeoutError):
                await asyncio.wait_for(client.fetch(self.owner, self.request([snowflake(1)])), 0.1)

        self.run_loop(main())
        self.assert_idle(client)

    def test_the_others_go_on(self):
        self.sim.control("faults", ["delay=300ms"])
        client = self.async_client()

        async def main():
            tasks = [asyncio.ensure_future(client.fetch(self.owner, self.request([snowflake(i)]))) for i in range(6)]
            await asyncio.sleep(0.1)
            for task in tasks[::2]:
                task.cancel()
            return await asyncio.gather(*tasks, return_exceptions=True)

        kinds = [type(outcome) for outcome in self.run_loop(main())]
        self.assertEqual(kinds, [asyncio.CancelledError, xengage.Result] * 3)
        self.assert_idle(client)

    def test_whenever_a_task_is_cancelled_nothing_is_left(self):
        client = self.async_client()
        chance = random.Random(7)
        stranger = xengage.Credentials.user("other", "key", "7-token", "secret")

        async def one(number):
            owner = self.owner if number % 2 else stranger
            task = asyncio.ensure_future(client.fetch(owner, self.request([snowflake(number)])))
            for _ in range(chance.randrange(40)):
                await asyncio.sleep(0)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

        async def main():
            for _ in range(20):
                await asyncio.gather(*(one(number) for number in range(10)))

        self.run_loop(main())
        self.assert_idle(client)

    def test_cancel_all_is_told_as_the_librarys_error(self):
        self.slowly()
        client = self.async_client()

        async def main():
            task = asyncio.ensure_future(client.fetch(self.owner, self.request([snowflake(1)])))
            await asyncio.sleep(0.05)
            client.cancel_all()
            with self.assertRaises(xengage.CancelledError):
                await task

        self.run_loop(main())
        self.assert_idle(client)


class AsyncClosing(Async):
    def test_closing_ends_what_is_under_way(self):
        self.slowly()

        async def main():
            async with xengage.AsyncClient(base_url=self.sim.url) as client:
                job = self.async_job(client, [snowflake(1)])
                tasks = [
                    asyncio.ensure_future(client.fetch(self.owner, self.request([snowflake(1)]))),
                    asyncio.ensure_future(job.next()),
                ]
                await asyncio.sleep(0.05)
            kinds = [type(what) for what in await asyncio.gather(*tasks, return_exceptions=True)]
            self.assertEqual(kinds, [xengage.CancelledError, ValueError])
            self.assertIsNone(client._loop)
            for what in (client.fetch(self.owner, self.request([snowflake(1)])), job.next()):
                with self.assertRaisesRegex(ValueError, "closed"):
                    await what
            client.close()

        began = time.monotonic()
        self.run_loop(main())
        self.assertLess(time.monotonic() - began, 5)

    def test_closing_ends_a_wait_for_a_job_alone(self):
        self.slowly()
        client = self.async_client()
        job = self.async_job(client, [snowflake(1)])

        async def main():
            task = asyncio.ensure_future(job.next())
            await asyncio.sleep(0.05)
            client.close()
            with self.assertRaisesRegex(ValueError, "closed"):
                await asyncio.wait_for(task, 5)

        self.run_loop(main())

    def test_one_client_serves_one_loop_after_the_other(self):
        client = self.async_client()

        async def main():
            return await client.fetch(self.owner, self.request([snowflake(1)]))

        self.assertEqual(len(self.run_loop(main())), 1)
        self.assertEqual(len(self.run_loop(main())), 1)

    def test_two_loops_at_once_are_refused(self):
        self.slowly()
        client = self.async_client()
        request = self.request([snowflake(1)])

        def elsewhere():
            try:
                asyncio.run(client.fetch(self.owner, request))
            except RuntimeError as reason:
                return str(reason)

        async def main():
            task = asyncio.ensure_future(client.fetch(self.owner, request))
            await asyncio.sleep(0.05)
            said = await asyncio.get_running_loop().run_in_executor(None, elsewhere)
            self.assertIn("another event loop", said)
            self.assertFalse(task.done())
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

        self.run_loop(main())
        self.assert_idle(client)

    def test_what_a_loop_left_behind_is_dropped_in_the_next(self):
        self.sim.control("faults", ["delay=200ms"])
        client = self.async_client()
        loop = asyncio.new_event_loop()
        task = loop.create_task(client.fetch(self.owner, self.request([snowflake(1)])))
        task._log_destroy_pending = False
        loop.run_until_complete(asyncio.sleep(0.05))
        loop.close()
        self.run_loop(client.fetch(self.owner, self.request([snowflake(2)])))
        del task
        self.assert_idle(client)

    def test_a_loop_that_can_not_watch_descriptors_is_refused(self):
        class Without(asyncio.SelectorEventLoop):
            """As Windows' loop: its own pipe is all that it watches."""

            def add_reader(self, *arguments):
                raise NotImplementedError

        client = self.async_client()
        loop = Without()
        self.addCleanup(loop.close)
        with self.assertRaisesRegex(RuntimeError, "Without.*SelectorEventLoop"):
            loop.run_until_complete(client.fetch(self.owner, self.request([snowflake(1)])))
        self.assert_idle(client)

    def test_without_a_loop_it_is_an_error(self):
        client = self.async_client()
        fetch = client.fetch(self.owner, self.request([snowflake(1)]))
        with self.assertRaisesRegex(RuntimeError, "no running event loop"):
            fetch.send(None)
        self.assert_idle(client)

    def test_the_child_of_a_fork_is_refused(self):
        client = self.async_client()
        self.run_loop(client.fetch(self.owner, self.request([snowflake(1)])))
        client._process += 1
        with self.assertRaises(xengage.ForkedError):
            self.run_loop(client.fetch(self.owner, self.request([snowflake(1)])))
        client._process -= 1


class AsyncJobs(Async):
    def test_every_id_is_in_one_piece_and_accounted_for(self):
        client = self.async_client()
        ids = [snowflake(i) for i in range(600)]

        async def main():
            seen = collections.Counter()
            async with self.async_job(client, ids, ordered=True) as job:
                self.assertEqual(job.plan().requests, 3)
                numbers = []
                async for piece in job:
                    numbers.append(piece.number)
                    seen.update(piece.ids)
                    piece.ack()
                self.assertEqual(numbers, [0, 1, 2])
                self.assertIs(job.state, xengage.JobState.COMPLETE)
                self.assertEqual(job.states(), {xengage.IdState.DELIVERED: 600})
                self.assertIsNone(await job.next())
                self.assertEqual(repr(job), "<xengage.AsyncJob: complete>")
            self.assertEqual(seen, collections.Counter(ids))

        self.run_loop(main())
        self.assert_idle(client)

    def test_collect_is_what_a_thread_collects(self):
        ids = [snowflake(i) for i in range(600)]
        with xengage.Job(self.client(), self.request(), self.owner, ids) as job:
            wanted = job.collect()
        client = self.async_client()
        found = self.run_loop(self.async_job(client, ids).collect())
        self.assertEqual(found["posts"].to_dict(), wanted["posts"].to_dict())
        self.assert_idle(client)

    def test_collect_is_refused_after_a_piece_or_with_a_journal(self):
        client = self.async_client()

        async def main():
            job = self.async_job(client, [snowflake(i) for i in range(600)])
            await job.next()
            for other in (job, self.async_job(client, [snowflake(1)], journal=lambda *record: None)):
                with self.assertRaises(xengage.StateError):
                    await other.collect()

        self.run_loop(main())

    def test_collect_that_is_cancelled_cancels_the_job(self):
        self.slowly()
        client = self.async_client()
        job = self.async_job(client, [snowflake(1)])

        async def main():
            with self.assertRaises(asyncio.TimeoutError):
                await asyncio.wait_for(job.collect(), 0.1)
            self.assertIsNone(await job.next())
            self.assertIs(job.state, xengage.JobState.STOPPED)

        self.run_loop(main())
        self.assert_idle(client)

    def test_a_wait_that_is_cancelled_loses_no_piece(self):
        self.sim.control("faults", ["delay=2ms"])
        ids = [snowflake(i) for i in range(10000)]
        client = self.async_client()
        job = self.async_job(client, ids)
        chance = random.Random(5)

        async def main():
            seen = collections.Counter()
            cancelled = 0
            while True:
                task = asyncio.ensure_future(job.next())
                for _ in range(chance.randrange(6)):
                    await asyncio.sleep(0)
                task.cancel()
                try:
                    piece = await task
                except asyncio.CancelledError:
                    cancelled += 1
                    continue
                if piece is None:
                    return seen, cancelled
                seen.update(piece.ids)
                piece.ack()

        seen, cancelled = self.run_loop(main())
        self.assertGreater(cancelled, 20)
        self.assertEqual(seen, collections.Counter(ids))

    def test_several_tasks_take_pieces_of_one_job(self):
        ids = [snowflake(i) for i in range(3000)]
        client = self.async_client()
        job = self.async_job(client, ids)
        seen = collections.Counter()

        async def consume():
            async for piece in job:
                seen.update(piece.ids)
                await asyncio.sleep(0.001)
                piece.ack()

        async def main():
            await asyncio.gather(*(consume() for _ in range(4)))

        self.run_loop(main())
        self.assertEqual(seen, collections.Counter(ids))
        self.assertIs(job.state, xengage.JobState.COMPLETE)
        self.assert_idle(client)

    def test_pieces_that_are_there_do_not_keep_the_loop(self):
        client = self.async_client()
        job = self.async_job(client, [snowflake(i) for i in range(3000)])
        beats = []

        async def beat():
            while True:
                beats.append(1)
                await asyncio.sleep(0)

        async def main():
            heart = asyncio.ensure_future(beat())
            before = -1
            async for piece in job:
                self.assertGreater(len(beats), before)
                before = len(beats)
                time.sleep(0.01)  # meanwhile the next one comes
            heart.cancel()

        self.run_loop(main())

    def test_stopping_finishes_what_is_in_flight(self):
        client = self.async_client(max_concurrency=1)
        job = self.async_job(client, [snowflake(i) for i in range(5000)])

        async def main():
            pieces = 0
            async for piece in job:
                pieces += 1
                piece.ack()
                job.stop()
            return pieces

        self.assertTrue(1 <= self.run_loop(main()) < 20)
        self.assertIs(job.state, xengage.JobState.STOPPED)
        self.assert_idle(client)

    def test_closing_a_job_ends_a_wait_for_it(self):
        self.slowly()
        client = self.async_client()
        job = self.async_job(client, [snowflake(1)])

        async def main():
            task = asyncio.ensure_future(job.next())
            await asyncio.sleep(0.05)
            job.close()
            with self.assertRaisesRegex(ValueError, "AsyncJob is closed"):
                await asyncio.wait_for(task, 5)

        self.run_loop(main())
        self.assert_idle(client)

    def test_what_nobody_asks_for_is_received_without_spinning(self):
        wakes = []

        class Counting(xengage.AsyncClient):
            def _wake(self):
                wakes.append(1)
                super()._wake()

        client = self.async_client(Counting)
        ids = [snowflake(i) for i in range(3000)]

        async def main():
            job = self.async_job(client, ids)
            seen = len(await job.next())
            asked = len(self.asked())
            await asyncio.sleep(0.5)
            self.assertLess(len(wakes), 1000)
            self.assertGreaterEqual(len(self.asked()), asked)
            self.assertGreater(len(self.asked()), 1)
            async for piece in job:
                seen += len(piece)
            self.assertEqual(seen, 3000)

        self.run_loop(main())

    def test_a_job_that_is_let_go_of_lets_go_of_the_loop(self):
        self.slowly()
        client = self.async_client()

        async def main():
            job = xengage.AsyncJob(client, self.request(), self.owner, [snowflake(1)])
            try:
                await asyncio.wait_for(job.next(), 0.05)
            except asyncio.TimeoutError:
                self.assertIsNotNone(client._loop)
            del job
            await asyncio.sleep(0.05)

        self.run_loop(main())
        self.assert_idle(client)

    def test_an_outage_lasts_as_long_as_ones_patience(self):
        """Which ends between two tries: the first pause is half a second at least."""
        client = xengage.AsyncClient(base_url="http://127.0.0.1:1", max_attempts=1)
        self.addCleanup(client.close)

        async def main():
            began = time.monotonic()
            with self.assertRaises(xengage.TransportError):
                await self.async_job(client, [snowflake(1)], patience=0.1).next()
            return time.monotonic() - began

        self.assertLess(min(self.run_loop(main()) for _ in range(3)), 0.45)
        self.assert_idle(client)

    def test_what_a_journal_of_ones_own_raises_is_raised(self):
        def keep(what, piece, record):
            raise LookupError("mine")

        client = self.async_client()

        async def main():
            with self.assertRaisesRegex(LookupError, "mine"):
                async for piece in self.async_job(client, [snowflake(1)], journal=keep):
                    piece.ack()

        self.run_loop(main())

    def test_each_kind_of_job_has_its_kind_of_client(self):
        for kind, client in ((xengage.Job, self.async_client()), (xengage.AsyncJob, self.client())):
            with self.assertRaisesRegex(TypeError, "client must be"):
                kind(client, self.request())


class AsyncEnding(Async):
    def environment(self):
        return {**os.environ, **support.USER, "XENGAGE_BASE_URL": self.sim.url}

    def test_ctrl_c_ends_an_await(self):
        self.slowly()
        for call in ("client.fetch(owner, request)", "job.next()", "job.collect()"):
            program = INTERRUPTED.format(first=snowflake(0), call=call)
            with self.subTest(call), python(program, env=self.environment()) as running:
                self.assertEqual(running.stdout.readline(), "ready\n")
                time.sleep(0.2)
                running.send_signal(signal.SIGINT)
                out, err = running.communicate(timeout=10)
                self.assertEqual((out, err), ("interrupted True\n", ""))

    def test_the_interpreter_ends_in_the_middle_of_it(self):
        self.slowly()
        for end, status in (("sys.exit(3)", 3), ("loop.close(); del tasks, task", 0), ("del loop, tasks, task, job", 0)):
            program = ENDED.format(first=snowflake(0), end=end)
            with self.subTest(end), python(program, env=self.environment()) as running:
                out, err = running.communicate(timeout=10)
                self.assertEqual((running.returncode, out), (status, ""))
                self.assertNotIn("Traceback", err)
                self.assertNotIn("Fatal", err)

    def test_another_thread_runs_while_one_waits(self):
        """The interpreter's lock is let go of for as long as the library waits."""
        self.sim.control("faults", ["delay=400ms"])
        client = self.client()
        ticks = []
        over = threading.Event()

        def tick():
            while not over.wait(0.005):
                ticks.append(time.monotonic())

        thread = threading.Thread(target=tick)
        thread.start()
        began = time.monotonic()
        client.fetch(self.owner, self.request([snowflake(1)]))
        ended = time.monotonic()
        over.set()
        thread.join()
        self.assertGreater(len([one for one in ticks if began + 0.05 < one < ended - 0.05]), 10)


class AsyncSecrets(support.WithSim):
    def test_nothing_shows_a_secret(self):
        from xengage import _client

        things = [self.owner, xengage.Credentials.bearer("bearer-secret"), self.client(), _client._Options()]
        client = xengage.AsyncClient(base_url=self.sim.url, proxy="http://user:pass-secret@127.0.0.1:1")
        self.addCleanup(client.close)
        things += [client, xengage.AsyncJob(client, self.request(), self.owner)]
        shown = []
        for thing in things:
            for show in (repr, str, vars, json.dumps, format, dir, lambda one: json.dumps(one, default=repr)):
                try:
                    shown.append(str(show(thing)))
                except TypeError as reason:
                    shown.append(str(reason))
            shown += [str(getattr(thing, name, "")) for kind in type(thing).__mro__ for name in getattr(kind, "__slots__", ())]
        for secret in (*harness.KEY[1:], *harness.USER, "bearer-secret", "pass-secret"):
            self.assertNotIn(secret, " ".join(shown))
