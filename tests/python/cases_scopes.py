"""What can be let go of by `with`: credentials, requests, results; and trees as mappings."""

import collections.abc
import gc
import unittest

import xengage

JSON = '{"g":{"2101":{"favorites":"7","replies":null},"2102":{"favorites":"9"}}}'
KEYS = ("key", "secret", "12-token", "token secret")


def request():
    return xengage.Request(
        "totals", ids=[2101], metrics=["favorites"], groupings={"g": ("tweet.id", "engagement.type")}
    )


class Scopes(unittest.TestCase):
    def check(self, made, use):
        """It can be used in its `with`, and not after it; nor does anything crash."""
        with made as inside:
            self.assertIs(inside, made)
            self.assertFalse(made.closed)
            use(made)
        self.assertTrue(made.closed)
        with self.assertRaisesRegex(ValueError, f"this {type(made).__name__} is closed"):
            use(made)
        self.assertEqual(repr(made), f"<xengage.{type(made).__name__}: closed>")
        made.close()
        with self.assertRaises(AttributeError):
            made.nothing

    def test_credentials(self):
        self.check(xengage.Credentials.user(*KEYS), lambda owner: owner.kind)

    def test_requests(self):
        self.check(request(), lambda made: made.ids)
        self.check(request(), lambda made: made.add_ids([2102]))

    def test_results(self):
        for use in (
            lambda result: result["g"][2101]["favorites"],
            lambda result: list(result["g"]),
            lambda result: list(result.leaves("g")),
            lambda result: result.to_json(),
            lambda result: result.table("g"),
            lambda result: list(result.ids),
            lambda result: result.total("favorites"),
            lambda result: xengage.Result.merge([result, result]),
        ):
            self.check(xengage.Result.from_json(JSON), use)

    def test_what_was_made_of_a_result_stays(self):
        with xengage.Result.from_json(JSON) as result:
            tree, table, leaves, keys = result["g"], result.table("g"), result.leaves("g"), iter(result["g"])
            self.assertEqual((next(leaves), next(keys)), (((2101, "favorites"), 7), 2101))
        gc.collect()
        self.assertEqual(len(list(table)), 4)
        self.assertEqual(list(leaves)[-1], ((2102, "favorites"), 9))
        for use in (lambda: tree[2101], lambda: len(tree), lambda: next(keys)):
            with self.assertRaisesRegex(ValueError, "closed"):
                use()

    def test_clients_and_jobs_too(self):
        with xengage.Credentials.user(*KEYS) as owner, xengage.Client(base_url="http://127.0.0.1:9") as client:
            asked = xengage.Request("totals", metrics=["favorites"], groupings={"g": ("tweet.id", "engagement.type")})
            with xengage.Job(client, asked, owner, [2101]) as job:
                asked.close()
                self.assertEqual(job.plan().requests, 1)
            self.assertTrue(job.closed)
        self.assertTrue(client.closed)


class Mappings(unittest.TestCase):
    def test_results_and_trees_are_mappings(self):
        result = xengage.Result.from_json(JSON)
        plain = {2101: {"favorites": 7, "replies": None}, 2102: {"favorites": 9}}
        for mapping, wanted in ((result, {"g": plain}), (result["g"], plain), (result["g"][2101], plain[2101])):
            self.assertIsInstance(mapping, collections.abc.Mapping)
            self.assertEqual(list(mapping), list(wanted))
            self.assertEqual(list(mapping.keys()), list(wanted))
            self.assertEqual(len(mapping), len(wanted))
            self.assertEqual([key for key, _ in mapping.items()], list(wanted))
            self.assertEqual(len(mapping.values()), len(wanted))
            self.assertTrue(all(key in mapping for key in wanted))
            for nothing in ("nothing", "no\0thing", "\ud800"):
                self.assertNotIn(nothing, mapping)
                self.assertIs(mapping.get(nothing, self), self)
                with self.assertRaises(KeyError):
                    mapping[nothing]
        self.assertEqual(result["g"].to_dict(), plain)
        self.assertEqual(dict(result["g"][2101]), plain[2101])
        self.assertEqual({**result["g"][2102]}, plain[2102])
        self.assertIsNone(result["g"][2101].get("replies", 1))

    def test_what_became_of_ids_is_one_too(self):
        ids = xengage.Result.from_json(JSON).ids
        self.assertIsInstance(ids, collections.abc.Mapping)
        self.assertEqual(list(ids.items()), [(2101, ids[2101]), (2102, ids[2102])])
        self.assertEqual(ids.get(2103), None)
