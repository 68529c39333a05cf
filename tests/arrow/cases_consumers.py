"""The same data in every consumer."""

import io

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.csv
import support
import walk
import xengage
from support import snowflake

METRICS = ["impressions", "engagements", "favorites", "video_views"]
HOURS = [walk.ID, walk.TYPE, walk.DAY, walk.HOUR]


class Consumers(support.WithSim):
    options = ("--unavailable", "20")

    def setUp(self):
        super().setUp()
        self.ids = [snowflake(i) for i in range(40)] + [snowflake(1, days_old=2000)]
        groupings = {"posts": [walk.ID, walk.TYPE], "hours": HOURS, "typical": [walk.TYPE, walk.HOUR]}
        request = self.request(self.ids[:25], "28hr", metrics=METRICS, groupings=groupings)
        self.result = self.client().fetch(self.owner, request)
        self.sums = {}
        for (_, metric), value in self.result.leaves("posts"):
            self.sums[metric] = self.sums.get(metric, 0) + (value or 0)

    def test_polars_has_the_same_counts(self):
        for name in self.result:
            frame = pl.DataFrame(self.result.table(name))
            sums = dict(frame.group_by("engagement_type").agg(pl.col("value").sum()).iter_rows())
            self.assertEqual({str(metric): value for metric, value in sums.items()}, self.sums)
        frame = pl.DataFrame(self.result.table("hours"))
        self.assertEqual(frame.schema["hour"], pl.Datetime("ms", "UTC"))
        self.assertEqual(frame.schema["day"], pl.Date)
        self.assertEqual(list(frame.iter_rows())[-1], list(self.result.table("hours"))[-1])

    def test_polars_knows_what_was_not_delivered(self):
        frame = pl.DataFrame(self.result.table("posts", "wide"))
        table = self.result.table("posts", "wide")
        self.assertEqual(frame["impressions"].null_count(), table["impressions"].null_count)
        self.assertGreater(frame["impressions"].null_count(), 0)
        self.assertEqual({metric: frame[metric].sum() for metric in METRICS}, self.sums)

    def test_duckdb_has_the_same_counts(self):
        for name in self.result:
            counts = self.result.table(name)  # noqa: F841  named in the query
            rows = duckdb.sql("select engagement_type::varchar, sum(value) from counts group by all").fetchall()
            self.assertEqual({metric: int(value) for metric, value in rows}, self.sums)
        hours = self.result.table("hours")  # noqa: F841
        ((first,),) = duckdb.sql("select min(hour)::varchar from hours").fetchall()
        self.assertEqual(first[:19], min(row[3] for row in self.result.table("hours")).strftime("%Y-%m-%d %H:%M:%S"))
        wide = self.result.table("posts", "wide")  # noqa: F841
        ((nulls,),) = duckdb.sql("select count(*) - count(impressions) from wide").fetchall()
        self.assertEqual(nulls, self.result.table("posts", "wide")["impressions"].null_count)

    def test_duckdb_joins_counts_with_what_became_of_the_ids(self):
        counts, ids = self.result.table("posts", "wide"), self.result.ids_table()  # noqa: F841
        query = "select state::varchar, count(*) from counts join ids using (tweet_id) group by all"
        states = dict(duckdb.sql(query).fetchall())
        self.assertEqual(sum(states.values()), 25)
        self.assertEqual(set(states), {"delivered", "unavailable"})

    def test_pandas_has_the_same_counts(self):
        for name in self.result:
            frame = pa.table(self.result.table(name)).to_pandas()
            self.assertIsInstance(frame["engagement_type"].dtype, pd.CategoricalDtype)
            sums = frame.groupby("engagement_type", observed=True)["value"].sum()
            self.assertEqual(sums.astype("int64").to_dict(), self.sums)
        frame = pa.table(self.result.table("hours")).to_pandas()
        self.assertEqual(str(frame["hour"].dt.tz), "UTC")

    def test_pandas_keeps_ids_exact(self):
        frame = pa.table(self.result.table("posts", "wide")).to_pandas(types_mapper=pd.ArrowDtype)
        self.assertEqual(set(frame["tweet_id"]), set(self.result.ids))
        self.assertEqual(int(frame["favorites"].sum()), self.sums["favorites"])

    def test_numpy_has_the_same_counts(self):
        table = self.result.table("hours")
        metrics, values = np.asarray(table.metrics), np.asarray(table.values)
        for metric in METRICS:
            number = xengage.Metric[metric.upper()]
            self.assertEqual(int(values[metrics == number].sum()), self.sums[metric])
        self.assertEqual(np.asarray(table.times).astype("M8[s]").tolist(), np.asarray(table["hour"]).tolist())

    def test_the_library_itself_has_the_same_totals(self):
        for metric in METRICS:
            self.assertEqual(self.result.total(metric) or 0, self.sums[metric])

    def test_arrow_files_bring_back_what_went_in(self):
        for form in ("long", "wide"):
            batch = pa.record_batch(self.result.table("hours", form))
            sink = pa.BufferOutputStream()
            with pa.ipc.new_file(sink, batch.schema) as writer:
                writer.write_batch(batch)
            again = pa.ipc.open_file(sink.getvalue()).read_all()
            again.validate(full=True)
            self.assertTrue(again.equals(pa.table(batch)))

    def test_a_slice_of_a_batch_is_a_slice_of_the_table(self):
        rows = list(self.result.table("hours"))
        batch = pa.record_batch(self.result.table("hours")).slice(17, 1003)
        batch.validate(full=True)
        self.assertIsNone(walk.difference([tuple(row.values()) for row in batch.to_pylist()], rows[17:1020]))

    def written(self, format, form):
        """The hours as text, which is one grouping's."""
        request = self.request(self.ids[:25], "28hr", metrics=METRICS, groupings={"hours": HOURS})
        result = self.client().fetch(self.owner, request)
        writer = xengage.Writer(request, format, form)
        writer.add(result)
        return b"".join(writer), result.table("hours", form)

    def with_hours_of_the_day(self, table):
        """Rows as text has them: the hour is that of the day beside it."""
        place = table.names.index("hour")
        return [(*row[:place], row[place].hour, *row[place + 1 :]) for row in table]

    def test_csv_is_read_as_what_the_table_has(self):
        for form in ("long", "wide"):
            text, table = self.written("csv", form)
            read = pyarrow.csv.read_csv(pa.BufferReader(text))
            self.assertEqual(tuple(read.schema.names), table.names)
            self.assertEqual(read.schema.field("day").type, pa.date32())
            rows = [tuple(row.values()) for row in read.to_pylist()]
            self.assertIsNone(walk.difference(rows, self.with_hours_of_the_day(table)))

    def test_json_lines_are_read_as_what_the_table_has(self):
        for form in ("long", "wide"):
            text, table = self.written("json_lines", form)
            lines = [line for line in text.splitlines(keepends=True) if b'"state"' not in line]
            read = pl.read_ndjson(io.BytesIO(b"".join(lines))).with_columns(
                pl.col("tweet_id", "hour").cast(pl.Int64), pl.col("day").str.to_date()
            )
            self.assertEqual(tuple(read.columns), table.names)
            self.assertIsNone(walk.difference(list(read.iter_rows()), self.with_hours_of_the_day(table)))


class WithoutArrow(support.unittest.TestCase):
    """polars and DuckDB take tables without pyarrow."""

    PROGRAM = """
import sys
sys.modules["pyarrow"] = None
import xengage, {module}
table = xengage.Result.from_json('{{"g":{{"2101":{{"favorites":"7","replies":"5"}}}}}}').table("g")
print({expression})
"""

    def check(self, module, expression):
        with support.python(self.PROGRAM.format(module=module, expression=expression)) as program:
            out, err = program.communicate(timeout=60)
        self.assertEqual((out, err), ("12\n", ""))

    def test_polars(self):
        self.check("polars", "polars.DataFrame(table)['value'].sum()")


class Readme(support.unittest.TestCase):
    def test_its_programs_with_packages_run(self):
        programs = support.programs_of((support.PACKAGE / "README.md").read_text(), "run with packages")
        self.assertEqual(len(programs), 2)
        for program in programs:
            self.assertTrue(support.run_program(program))
