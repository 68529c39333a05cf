"""Results as data: tables, text, series and comparisons; with nothing but Python itself."""

import csv
import datetime
import gc
import gzip
import io
import json
import weakref

import support
import xengage
from support import snowflake

WEEKS = '{"g":{"2101":{"favorites":{"2026-11-20":"7","2026-11-23":"4"}},"2102":{"favorites":{"2026-11-21":"10"}}}}'
HOURS = ("tweet.id", "engagement.type", "engagement.day", "engagement.hour")


class Tables(support.WithSim):
    options = ("--unavailable", "20")

    def setUp(self):
        super().setUp()
        self.posts = [snowflake(i) for i in range(20)]
        groupings = {"posts": "tweet.id,engagement.type", "hours": HOURS}
        self.result = self.client().fetch(self.owner, self.request(self.posts, "28hr", groupings=groupings))

    def test_rows_are_the_leaves_of_the_tree(self):
        rows = list(self.result.table("hours"))
        utc = datetime.timezone.utc
        wanted = [
            (post, metric, day, datetime.datetime.combine(day, datetime.time(hour, tzinfo=utc)), value)
            for (post, metric, day, hour), value in self.result.leaves("hours")
        ]
        self.assertEqual(len(rows), len(wanted))
        for row, other in zip(rows, wanted):
            self.assertEqual(row, other)
        self.assertEqual(self.result.table(1).names, ("tweet_id", "engagement_type", "day", "hour", "value"))

    def test_posts_that_were_not_delivered_have_rows_without_a_value(self):
        table = self.result.table("posts")
        lost = {post for post, state in self.result.ids.items() if state is not xengage.IdState.DELIVERED}
        self.assertTrue(0 < len(lost) < 20)
        self.assertEqual({row[0] for row in table if row[-1] is None}, lost)
        self.assertEqual((len(table), table["value"].null_count), (40, 2 * len(lost)))
        wide = self.result.table("posts", xengage.Form.WIDE)
        self.assertEqual(wide.names, ("tweet_id", "impressions", "favorites"))
        self.assertEqual({row[0] for row in wide if row[1] is None}, lost)
        self.assertIs(wide["favorites"].metric, xengage.Metric.FAVORITES)
        self.assertIsNone(wide["tweet_id"].metric)

    def test_a_column_is_a_sequence(self):
        column = self.result.table("posts")["engagement_type"]
        self.assertEqual((len(column), column[0], column[-1] in column.words), (40, list(column)[0], True))
        self.assertEqual(column[2:5], list(column)[2:5])
        self.assertEqual([column[i] for i in range(40)], list(column))
        self.assertIs(column.type, xengage.ColumnType.WORD)
        for wrong in (40, -41):
            with self.assertRaises(IndexError):
                column[wrong]

    def test_arrays_are_views_that_can_not_be_written(self):
        table = self.result.table("posts")
        for column in table.columns:
            self.assertTrue(column.data.readonly)
            self.assertEqual(len(column.data), len(table))
        self.assertEqual(list(table.ids), list(table["tweet_id"]))
        self.assertEqual(list(table.values), [value or 0 for value in table["value"]])
        names = [xengage.Metric(number).wire_name for number in table.metrics]
        self.assertEqual(names, list(table["engagement_type"]))
        self.assertIsNone(table.times)
        hours = self.result.table("hours")
        self.assertEqual(list(hours.times), [int(moment.timestamp()) for moment in hours["hour"]])
        self.assertIsNone(self.result.table("posts", "wide").values)

    def test_views_keep_the_table(self):
        table = self.result.table("posts")
        gone, data, wanted = weakref.ref(table), table["value"].data, list(table.values)
        del table
        gc.collect()
        self.assertIsNotNone(gone())
        self.assertEqual(list(data), wanted)
        del data
        gc.collect()
        self.assertIsNone(gone())

    def test_what_became_of_ids_is_a_table(self):
        rows = dict(self.result.ids_table())
        self.assertEqual(rows, {post: state.name.lower() for post, state in self.result.ids.items()})

    def test_what_is_not_there_is_refused(self):
        with self.assertRaises(KeyError):
            self.result.table("nothing")
        with self.assertRaises(KeyError):
            self.result.table()["nothing"]
        with self.assertRaises(TypeError):
            xengage.Table()
        for wrong in (-1, 2**63):
            with self.assertRaises(IndexError):
                self.result.table(wrong)
        with self.assertRaises(xengage.InvalidArgumentError):
            self.result.table(2)
        with self.assertRaisesRegex(ValueError, '"long", "wide"'):
            self.result.table(0, "tall")

    def test_totals_are_sums_of_what_was_delivered(self):
        sums = {"favorites": 0, "impressions": 0}
        for (_, metric), value in self.result.leaves("posts"):
            sums[metric] += value or 0
        self.assertEqual({metric: self.result.total(metric) for metric in sums}, sums)
        self.assertIsNone(self.result.total_rate())
        with self.assertRaises(KeyError):
            self.result.total("replies")
        json_of = '{"g":{"1":{"engagements":"1","impressions":"4"},"2":{"engagements":"1","impressions":null}}}'
        self.assertEqual(xengage.Result.from_json(json_of).total_rate(), 0.25)


class JobTables(support.WithSim):
    options = ("--unavailable", "20")

    def setUp(self):
        super().setUp()
        self.posts = [snowflake(i) for i in range(600)]
        groupings = {"posts": "tweet.id,engagement.type", "all": "engagement.type"}
        request = self.request(groupings=groupings, metrics=["impressions", "favorites"])
        self.job = xengage.Job(self.client(), request, self.owner, self.posts, ordered=True)
        self.addCleanup(self.job.close)

    def test_a_pieces_rows_are_in_the_order_of_its_ids(self):
        seen, sums = [], {"impressions": 0, "favorites": 0}
        for piece in self.job:
            long, wide = piece.table("posts"), piece.table(0, "wide")
            self.assertEqual(list(long.ids)[::2], list(piece.ids))
            self.assertEqual(list(wide.ids), list(piece.ids))
            self.assertEqual(wide.names, ("tweet_id", "impressions", "favorites"))
            lost = [one.id for one in piece if one.state is not xengage.IdState.DELIVERED]
            self.assertEqual([post for post, *counts in wide if counts == [None, None]], lost)
            for _, metric, value in long:
                sums[metric] += value or 0
            ids = {post: (state, reason or "") for post, state, reason in piece.ids_table()}
            self.assertEqual(ids, {one.id: (one.state.name.lower(), one.message) for one in piece})
            seen += piece.ids
            piece.ack()
        self.assertEqual(seen, self.posts)
        self.assertEqual(dict(self.job.sums().table("all")), sums)

    def test_a_collected_result_is_a_table(self):
        whole = self.job.collect()
        rows = [row for row in whole.table("posts") if row[2] is not None]
        self.assertEqual(rows, [(*path, value) for path, value in whole.leaves("posts")])
        (row,) = whole.table("all", "wide")
        self.assertEqual(row, (whole.total("impressions"), whole.total("favorites")))

    def test_a_grouping_that_is_not_there_is_refused(self):
        piece = self.job.next()
        with self.assertRaises(KeyError):
            piece.table("nothing")
        for wrong in (-1, 2, 2**70):
            with self.assertRaises((IndexError, xengage.InvalidArgumentError)):
                piece.table(wrong)


class Writers(support.WithSim):
    def setUp(self):
        super().setUp()
        self.posts = [snowflake(i) for i in range(300)]

    def request(self, ids=(), endpoint="totals", **more):
        more.setdefault("groupings", {"posts": "tweet.id,engagement.type", "all": "engagement.type"})
        return super().request(ids, endpoint, **more)

    def write(self, **more):
        """A job's whole output."""
        request, file = self.request(), io.BytesIO()
        writer = xengage.Writer(request, **more)
        with xengage.Job(self.client(), request, self.owner, self.posts, ordered=True) as job:
            for piece in job:
                writer.write(piece, file)
                piece.ack()
            writer.write(job.sums(), file)
            self.sums = job.sums()["all"]
        writer.close(file)
        self.assertFalse(file.closed)
        return file.getvalue()

    def test_a_jobs_counts_are_written_as_csv(self):
        rows = list(csv.DictReader(io.StringIO(self.write().decode())))
        favorites = {row["tweet_id"]: int(row["value"]) for row in rows if row["engagement_type"] == "favorites"}
        self.assertEqual(list(favorites), [str(post) for post in self.posts] + [""])
        self.assertEqual(favorites.pop(""), self.sums["favorites"])
        self.assertEqual(sum(favorites.values()), self.sums["favorites"])

    def test_gzip_is_the_same_compressed(self):
        for form in ("long", "wide"):
            for kind in (xengage.TextFormat.CSV, "json_lines"):
                plain, packed = self.write(format=kind, form=form), self.write(format=kind, form=form, gzip=True)
                self.assertEqual(gzip.decompress(packed), plain)
                self.assertLess(len(packed), len(plain))

    def test_the_header_can_be_left_out(self):
        whole = self.write(form="wide")
        header, _, rest = whole.partition(b"\n")
        self.assertEqual(header, b"grouping,tweet_id,impressions,favorites")
        self.assertEqual(self.write(form="wide", header=False), rest)

    def test_a_result_is_written_without_its_request(self):
        result = self.client().fetch(self.owner, self.request(self.posts[:3]))
        writer = xengage.Writer(result, "json_lines", "wide")
        writer.add(result)
        lines = [json.loads(line) for line in b"".join(writer).splitlines()]
        self.assertEqual([line["tweet_id"] for line in lines[:3]], [str(post) for post in self.posts[:3]])
        self.assertEqual(lines[0]["favorites"], result["posts"][self.posts[0]]["favorites"])

    def test_what_was_added_is_taken_before_more_is_added(self):
        result = self.client().fetch(self.owner, self.request(self.posts[:3]))
        writer = xengage.Writer(result)
        writer.add(result)
        with self.assertRaises(xengage.StateError):
            writer.add(result)
        writer.flush()
        list(writer)
        writer.finish()
        list(writer)
        with self.assertRaises(xengage.StateError):
            writer.add(result)
        for wrong in (None, "result"):
            with self.assertRaises(TypeError):
                writer.add(wrong)

    def test_a_file_that_takes_little_at_a_time_gets_everything(self):
        class Slow(io.RawIOBase):
            def __init__(self):
                self.got = b""

            def write(self, data):
                self.got += bytes(data[:1000])
                return min(len(data), 1000)

        result, slow = self.client().fetch(self.owner, self.request(self.posts[:100])), Slow()
        writer, other = xengage.Writer(result), xengage.Writer(result)
        writer.write(result, slow)
        writer.close(slow)
        other.add(result)
        wanted = b"".join(other)
        self.assertEqual(slow.got, wanted)

    def test_what_can_not_be_is_refused(self):
        request = self.request()
        for wrong in ({"format": "xml"}, {"form": "tall"}):
            with self.assertRaises(ValueError):
                xengage.Writer(request, **wrong)
        with self.assertRaises(TypeError):
            xengage.Writer("request")
        with self.assertRaises(xengage.InvalidArgumentError):
            xengage.Writer(self.request(groupings={"g": "tweet.id"}), form="wide")


class SeriesCases(support.unittest.TestCase):
    def test_days_are_summed_without_gaps(self):
        series = xengage.Series("favorites")
        series.add(xengage.Result.from_json(WEEKS))
        series.add(None)
        points = list(series)
        self.assertEqual([point.time.day for point in points], [20, 21, 22, 23])
        self.assertEqual([point.value for point in points], [7, 10, None, 4])
        self.assertEqual((len(series), series.total), (4, 21))
        self.assertEqual(list(series.values), [7, 10, 0, 4])
        self.assertEqual(series.delivered, [True, True, False, True])
        self.assertEqual([int(point.time.timestamp()) for point in points], list(series.times))
        self.assertEqual(list(series.covered), [86400] * 4)
        self.assertEqual(points[0].covered, datetime.timedelta(days=1))

    def test_one_post_and_weeks(self):
        series = xengage.Series(xengage.Metric.FAVORITES, xengage.Step.WEEK)
        series.add(xengage.Result.from_json(WEEKS), 2101)
        self.assertEqual([str(point.time.date()) for point in series], ["2026-11-16", "2026-11-23"])
        self.assertEqual(list(series.values), [7, 4])

    def test_days_begin_where_they_are_told_to(self):
        hours = xengage.Result.from_json(
            '{"g":{"favorites":{"2026-11-20":{"22":"1","23":"2"},"2026-11-21":{"00":"4"}}}}'
        )
        for offset in (7200, datetime.timedelta(hours=2)):
            series = xengage.Series("favorites", utc_offset=offset)
            series.add(hours)
            self.assertEqual([(point.time.day, point.time.hour) for point in series], [(20, 22)])
            self.assertEqual(series.total, 7)

    def test_what_can_not_be_is_refused(self):
        for wrong in (("likes",), ("favorites", "month")):
            with self.assertRaises(ValueError):
                xengage.Series(*wrong)
        for offset in (1800, 2**40, 54000, datetime.timedelta(milliseconds=1)):
            with self.assertRaises(ValueError):
                xengage.Series("favorites", utc_offset=offset)
        with self.assertRaises(xengage.InvalidArgumentError):
            xengage.Series("favorites").add(xengage.Result.from_json('{"g":{"2101":{"favorites":"7"}}}'))


class Comparisons(support.unittest.TestCase):
    def setUp(self):
        self.before = xengage.Result.from_json(
            '{"g":{"2101":{"favorites":"4","replies":"0"},"2102":{"favorites":"9","replies":null}}}'
        )
        self.after = xengage.Result.from_json('{"g":{"2101":{"favorites":"6","replies":"3"},"2103":{"favorites":"1"}}}')
        self.comparison = xengage.Comparison(self.before, self.after)

    def test_it_is_a_mapping_from_posts_and_metrics(self):
        self.assertEqual(list(self.comparison), [2101, 2102, 2103])
        self.assertEqual(list(self.comparison[2101]), ["favorites", "replies"])
        self.assertEqual(self.comparison[2101]["favorites"], (4, 6, 0.5))
        self.assertEqual(self.comparison[2101][xengage.Metric.REPLIES], (0, 3, None))
        self.assertEqual(self.comparison.metrics, (xengage.Metric.FAVORITES, xengage.Metric.REPLIES))
        self.assertNotIn(2104, self.comparison)
        for post, metric in ((2104, "favorites"), (2101, "likes"), (2101, "impressions")):
            with self.assertRaises(KeyError):
                self.comparison[post][metric]

    def test_what_one_side_lacks_is_none(self):
        self.assertEqual(self.comparison[2102]["favorites"], (9, None, None))
        self.assertEqual(self.comparison[2103]["favorites"], (None, 1, None))

    def test_the_total_is_of_posts_that_both_have(self):
        self.assertEqual(self.comparison.total["favorites"], (4, 6, 0.5))
        self.assertEqual((self.comparison.compared("favorites"), self.comparison.compared("replies")), (1, 1))

    def test_results_without_posts_are_refused(self):
        with self.assertRaises(xengage.InvalidArgumentError):
            xengage.Comparison(self.before, xengage.Result.from_json('{"g":{"favorites":"1"}}'))
        with self.assertRaises(TypeError):
            xengage.Comparison(self.before, None)
