"""Owning: released once, nothing secret shown, nothing carried into another process by mistake."""

import contextlib
import copy
import gc
import os
import pickle
import tempfile
import unittest

import harness
import support
import xengage
from xengage import _library

SECRETS = (harness.KEY[1], harness.USER[0], harness.USER[1], harness.KEY[0])


@contextlib.contextmanager
def counted(name):
    """Which pointers a function of the library was called with."""
    lib, calls = _library.lib, []
    original = getattr(lib, name)

    def counting(pointer):
        calls.append(pointer)
        return original(pointer)

    setattr(lib, name, counting)
    try:
        yield calls
    finally:
        setattr(lib, name, original)


class Release(unittest.TestCase):
    def test_what_is_dropped_is_released_once(self):
        with counted("xeng_credentials_unref") as calls:
            owner = xengage.Credentials.app("k", "s")
            pointer = owner._pointer
            del owner
            gc.collect()
        self.assertEqual(calls, [pointer])

    def test_what_is_closed_is_released_once(self):
        with counted("xeng_client_unref") as calls:
            with xengage.Client() as client:
                pointer = client._pointer
            client.close()
            self.assertTrue(client.closed)
            del client
            gc.collect()
        self.assertEqual(calls, [pointer])

    def test_a_part_outlives_the_whole(self):
        tree = xengage.Result.from_json('{"g":{"2101":{"favorites":"7"}}}')["g"]
        walk = tree.leaves()
        gc.collect()
        self.assertEqual(tree[2101]["favorites"], 7)
        del tree
        gc.collect()
        self.assertEqual(list(walk), [((2101, "favorites"), 7)])

    def test_errors_are_released(self):
        with counted("xeng_error_unref") as calls:
            with self.assertRaises(xengage.RuleError):
                xengage.Request("nowhere")
        self.assertEqual(len(calls), 1)


class Secrets(unittest.TestCase):
    def setUp(self):
        self.owner = xengage.Credentials.user(*harness.KEY, *harness.USER)

    def test_nothing_shows_a_secret(self):
        shown = f"{self.owner!r} {self.owner!s} {[self.owner]}"
        with self.assertRaises(TypeError) as caught:
            pickle.dumps(self.owner)
        shown += str(caught.exception)
        with self.assertRaises(ValueError) as caught:
            xengage.Credentials.user("key", "secret", "1001-token\n", "more")
        shown += str(caught.exception)
        for secret in (*SECRETS, "1001-token\n"):
            self.assertNotIn(secret, shown)
        self.assertIn("1001", repr(self.owner))
        self.assertEqual((self.owner.kind, self.owner.user_id), (xengage.CredentialsKind.USER, 1001))

    def test_credentials_and_clients_do_not_travel(self):
        with xengage.Client() as client:
            for thing in (self.owner, client, xengage.Request("totals")):
                with self.assertRaises(TypeError):
                    pickle.dumps(thing)
            for thing in (self.owner, client):
                with self.assertRaises(TypeError):
                    copy.copy(thing)
                with self.assertRaises(TypeError):
                    copy.deepcopy([thing])

    def test_credentials_are_kept_in_a_file_of_their_owners(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "me.json")
            self.owner.save(path)
            self.assertEqual(os.stat(path).st_mode & 0o777, 0o600)
            self.assertEqual(xengage.Credentials.from_file(path).user_id, 1001)
            os.chmod(path, 0o644)
            with self.assertRaises(xengage.CredentialsFileError):
                xengage.Credentials.from_file(path)

    def test_the_kinds_of_credentials(self):
        self.assertEqual(repr(xengage.Credentials.app("k", "s")), "<xengage.Credentials: APP>")
        self.assertEqual(repr(xengage.Credentials.bearer("token")), "<xengage.Credentials: BEARER>")
        with self.assertRaises(TypeError):
            xengage.Credentials()


class Fork(support.WithSim):
    def in_child(self, work):
        """What work() says in the child of a fork()."""
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                os.write(writer, work().encode())
            finally:
                os._exit(0)
        os.close(writer)
        with os.fdopen(reader) as told:
            said = told.read()
        os.waitpid(child, 0)
        return said

    def test_the_child_is_refused_and_the_parent_goes_on(self):
        client = self.client()
        request = self.request([support.snowflake(1)])
        client.fetch(self.owner, request)

        def work():
            try:
                client.fetch(self.owner, request)
            except xengage.ForkedError as reason:
                client.close()
                with xengage.Client(base_url=self.sim.url) as own:
                    return f"{reason.code.name} {len(own.fetch(self.owner, request))}"
            return "not refused"

        self.assertEqual(self.in_child(work), "FORKED 1")
        self.assertIn("posts", client.fetch(self.owner, request))

    def test_the_library_says_the_same(self):
        client = self.client()
        request = self.request([support.snowflake(1)])

        def work():
            client._process = os.getpid()
            try:
                client.fetch(self.owner, request)
            except xengage.ForkedError:
                return "refused"
            return "not refused"

        self.assertEqual(self.in_child(work), "refused")
