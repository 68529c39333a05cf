"""Every grouping that the API allows, on every endpoint, long and wide, as Arrow data."""

import itertools

import pyarrow as pa
import pyarrow.compute as pc
import support
import walk
import xengage
from support import count, snowflake
from walk import DAY, HOUR, ID, TYPE

METRICS = ["impressions", "engagements", "favorites", "video_views"]
FOUR = [(ID, TYPE, DAY, HOUR), (TYPE, ID, DAY, HOUR)]
WINDOW = {"start": "2026-11-18T20:00:00Z", "end": "2026-11-20T03:00:00Z"}


def orders(*dimensions):
    """Every order of some of the dimensions, up to three of them."""
    for length in range(1, min(len(dimensions), 3) + 1):
        yield from itertools.permutations(dimensions, length)


class Shapes(support.WithSim):
    options = ("--unavailable", "20", "--negative", "30")

    def setUp(self):
        super().setUp()
        self.ids = [snowflake(i, days_old=20) for i in range(12)] + [snowflake(1, days_old=2000)]

    def check_rows(self, result, name, form, metrics, asked):
        """A grouping's table is what the tree says; gives its rows."""
        dimensions = walk.dimensions_of(result[name]) or asked
        batch = pa.record_batch(result.table(name, form))
        batch.validate(full=True)
        wide = None if form == "long" else metrics
        self.assertEqual(batch.schema, walk.schema(dimensions, wide))
        rows = walk.long_rows if form == "long" else walk.wide_rows
        wanted = rows(result, name, dimensions, list(result.ids), metrics)
        self.assertIsNone(walk.difference(batch.to_pylist(), wanted))
        names = batch.schema.names
        named = [dict(zip(names, row)) for row in result.table(name, form)]
        self.assertIsNone(walk.difference(named, wanted))
        return wanted

    def check_groupings(self, endpoint, groupings, **more):
        """Asks for groupings, three at a time, and checks each."""
        client, rows = self.client(), 0
        chunks = [groupings[i : i + 3] for i in range(0, len(groupings), 3)]
        for chunk in chunks:
            named = {",".join(dimensions): dimensions for dimensions in chunk}
            request = self.request(self.ids, endpoint, metrics=METRICS, groupings=named, **more)
            result = client.fetch(self.owner, request)
            for name, dimensions in named.items():
                for form in ("long", "wide") if TYPE in dimensions else ("long",):
                    with self.subTest(endpoint, dimensions=name, form=form):
                        rows += len(self.check_rows(result, name, form, METRICS, dimensions))
        return rows

    def with_time(self):
        """Of four dimensions a request takes one grouping only."""
        shapes = list(orders(ID, TYPE, DAY, HOUR))
        self.assertEqual(len(shapes), 40)
        return [FOUR[0], *shapes[:20], FOUR[1], *shapes[20:]]

    def test_totals(self):
        self.assertGreater(self.check_groupings("totals", list(orders(ID, TYPE))), 90)

    def test_28hr(self):
        self.assertGreater(self.check_groupings("28hr", self.with_time()), 1000)

    def test_historical(self):
        self.assertGreater(self.check_groupings("historical", self.with_time(), **WINDOW), 1000)

    def test_a_wide_form_without_metrics_is_refused(self):
        result = self.client().fetch(self.owner, self.request(self.ids, groupings={"g": ID}))
        with self.assertRaises(xengage.InvalidArgumentError):
            result.table("g", "wide")

    def test_counts_are_those_of_the_simulators_formula(self):
        request = self.request(
            self.ids, "historical", metrics=METRICS, groupings={"g": [ID, TYPE, DAY, HOUR]}, **WINDOW
        )
        rows = pa.record_batch(self.client().fetch(self.owner, request).table("g")).to_pylist()
        for row in rows[:: len(rows) // 7]:
            start = row["hour"]
            end = start.replace(minute=59)
            told = support.subprocess.run(
                [support.SIM, *self.options, "--count", str(row["tweet_id"]), row["engagement_type"]]
                + [moment.strftime("%Y-%m-%dT%H:%M:%SZ") for moment in (start, end)],
                check=True,
                capture_output=True,
                text=True,
            )
            self.assertEqual(row["value"], int(told.stdout))

    def test_what_is_taken_back_is_negative(self):
        request = self.request(
            self.ids, "historical", metrics=METRICS, groupings={"g": [ID, TYPE, DAY, HOUR]}, **WINDOW
        )
        result = self.client().fetch(self.owner, request)
        values = pa.record_batch(result.table("g"))["value"]
        self.assertLess(min(value for value in values.to_pylist() if value is not None), 0)

    def test_what_became_of_ids_is_a_table(self):
        result = self.client().fetch(self.owner, self.request(self.ids, metrics=["video_views", "favorites"]))
        batch = pa.record_batch(result.ids_table())
        batch.validate(full=True)
        words = pa.dictionary(pa.int32(), pa.utf8())
        kinds = [("tweet_id", pa.int64()), ("state", words)]
        self.assertEqual(batch.schema, pa.schema([pa.field(*kind, nullable=False) for kind in kinds]))
        wanted = [{"tweet_id": post, "state": state.name.lower()} for post, state in result.ids.items()]
        self.assertEqual(batch.to_pylist(), wanted)
        self.assertEqual({row["state"] for row in wanted}, {"delivered", "unavailable", "unsupported"})

    def test_a_metric_that_a_post_is_too_old_for_is_null_in_both_forms(self):
        old = self.ids[-1]
        result = self.client().fetch(self.owner, self.request([old], metrics=["video_views", "favorites"]))
        long = pa.record_batch(result.table("posts"))
        self.assertEqual(long.filter(pc.is_null(long["value"])).to_pylist()[0]["engagement_type"], "video_views")
        (row,) = pa.record_batch(result.table("posts", "wide")).to_pylist()
        self.assertEqual(row, {"tweet_id": old, "favorites": count(old, "favorites"), "video_views": None})

    def test_nothing_delivered_is_a_table_of_nulls(self):
        lost = [post for post, state in self.states().items() if state is xengage.IdState.UNAVAILABLE]
        result = self.client().fetch(self.owner, self.request(lost, metrics=METRICS))
        self.assertEqual(len(self.check_rows(result, "posts", "long", METRICS, (ID, TYPE))), len(lost) * len(METRICS))

    def states(self):
        return self.client().fetch(self.owner, self.request(self.ids)).ids


class DatedShapes(Shapes):
    """Hours come below days that nobody asked for."""

    options = (*Shapes.options, "--hour-shape", "dated")

    def test_an_hour_below_a_day_is_a_time(self):
        request = self.request(self.ids, "28hr", metrics=METRICS, groupings={"g": [ID, TYPE, HOUR]})
        result = self.client().fetch(self.owner, request)
        self.assertEqual(result.table("g").names, ("tweet_id", "engagement_type", "day", "hour", "value"))
        batch = pa.record_batch(result.table("g"))
        self.assertEqual(batch.schema.field("hour").type, pa.timestamp("s", "UTC"))


class FromJson(support.unittest.TestCase):
    """Results that no request came before."""

    def batch(self, json, form="long"):
        result = xengage.Result.from_json(json)
        batch = pa.record_batch(result.table(0, form))
        batch.validate(full=True)
        return batch

    def test_an_empty_tree_is_an_empty_table(self):
        batch = self.batch('{"g":{}}')
        self.assertEqual((batch.num_rows, batch.schema.names[-1:]), (0, ["value"]))

    def test_integers_are_exact(self):
        for value in (2**63 - 1, -(2**63), 2**53 + 1, 0):
            batch = self.batch(f'{{"g":{{"9223372036854775807":{{"favorites":"{value}"}}}}}}')
            self.assertEqual(batch["value"].to_pylist(), [value])
            self.assertEqual(batch["tweet_id"].to_pylist(), [2**63 - 1])

    def test_keys_that_are_none_of_the_apis_are_words(self):
        batch = self.batch('{"g":{"2101":{"ümläut":"1","x":"2"}}}')
        self.assertEqual(batch.num_columns, 3)
        self.assertEqual(batch[1].to_pylist(), ["ümläut", "x"])
        self.assertEqual(batch.schema.types[1], pa.dictionary(pa.int32(), pa.utf8()))

    def test_null_is_null(self):
        batch = self.batch('{"g":{"2101":{"favorites":null,"replies":"0"}}}')
        self.assertEqual(batch["value"].to_pylist(), [None, 0])
        self.assertEqual(batch["value"].null_count, 1)
