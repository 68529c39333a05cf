"""to_arrow(), to_polars(), to_pandas(), to_numpy(), what they say without their packages, and requested schemas."""

import unittest
import unittest.mock

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import support
import xengage
from cases_memory import address, table_of, total

JSON = '{"g":{"2101":{"favorites":null,"replies":"9007199254740993"},"2102":{"favorites":"3","replies":"0"}}}'
WIDE = [(2101, None, 9007199254740993), (2102, 3, 0)]
POSTS = [support.snowflake(i) for i in range(600)]


class Frames(unittest.TestCase):
    def setUp(self):
        self.result = xengage.Result.from_json(JSON)
        self.table = self.result.table("g", "wide")

    def test_arrow_has_the_tables_memory(self):
        table = table_of()
        frame = table.to_arrow()
        self.assertIsInstance(frame, pa.Table)
        self.assertEqual(frame, pa.table(table))
        (chunk,) = frame["value"].chunks
        self.assertEqual(chunk.buffers()[1].address, address(np.asarray(table["value"])))

    def test_each_frame_has_the_rows(self):
        for source, arguments in ((self.table, ()), (self.result, ("g", "wide")), (self.result, (0, "wide"))):
            self.assertEqual([tuple(row.values()) for row in source.to_arrow(*arguments).to_pylist()], WIDE)
            self.assertEqual(source.to_polars(*arguments).rows(), WIDE)
            frame = source.to_pandas(*arguments)
            self.assertIsInstance(frame, pd.DataFrame)
            self.assertEqual(
                [tuple(None if x is pd.NA else x for x in row) for row in frame.itertuples(index=False)], WIDE
            )

    def test_pandas_keeps_whole_numbers_words_and_times(self):
        self.assertEqual(set(self.table.to_pandas().dtypes), {pd.Int64Dtype()})
        frame = xengage.Result.from_json('{"g":{"favorites":{"2026-11-20":{"07":"1"}}}}').to_pandas()
        self.assertIsInstance(frame["engagement_type"].dtype, pd.CategoricalDtype)
        self.assertEqual(frame["day"][0], pd.Timestamp("2026-11-20"))
        self.assertEqual(frame["hour"][0], pd.Timestamp("2026-11-20 07:00", tz="UTC"))

    def test_numpy_has_the_tables_memory(self):
        table = table_of()
        arrays = table.to_numpy()
        self.assertEqual(list(arrays), list(table.names))
        for name, array in arrays.items():
            self.assertIsInstance(array, np.ndarray)
            self.assertEqual(address(array), address(np.asarray(table[name].data)))
            self.assertFalse(array.flags.writeable)
        del table
        self.assertEqual(arrays["value"].sum(), total(1000))

    def test_a_package_that_is_not_there_is_told(self):
        for name, call in (
            ("pyarrow", "to_arrow"),
            ("polars", "to_polars"),
            ("pandas", "to_pandas"),
            ("pyarrow", "to_pandas"),
            ("numpy", "to_numpy"),
        ):
            with unittest.mock.patch.dict("sys.modules", {name: None}):
                with self.assertRaisesRegex(ImportError, rf"^{call}\(\) needs {name}.*: pip install {name}$") as caught:
                    getattr(self.table, call)()
            self.assertEqual(caught.exception.name, name)


class Requested(unittest.TestCase):
    def setUp(self):
        self.table = xengage.Result.from_json(JSON).table("g")
        self.schema = pa.record_batch(self.table).schema

    def exports(self):
        return self.table.__arrow_c_array__, self.table.__arrow_c_stream__

    def test_other_types_of_the_same_columns_are_a_wish(self):
        other = pa.schema([("a", pa.uint64()), ("b", pa.string()), ("c", pa.float64())])
        for export in self.exports():
            export(other.__arrow_c_schema__())
            export(requested_schema=self.schema.__arrow_c_schema__())
        self.assertEqual(pa.record_batch(self.table, schema=self.schema).schema, self.schema)

    def test_other_columns_are_refused(self):
        for export in self.exports():
            with self.assertRaisesRegex(ValueError, "1 columns, not the table's: tweet_id"):
                export(pa.schema([self.schema.field(0)]).__arrow_c_schema__())
            with self.assertRaisesRegex(ValueError, "not one of a record batch"):
                export(pa.int64().__arrow_c_schema__())

    def test_what_is_no_schema_is_refused(self):
        array = self.table.__arrow_c_array__()[1]
        for wrong in (self.schema, 3, array):
            for export in self.exports():
                with self.assertRaisesRegex(TypeError, "arrow_schema"):
                    export(wrong)


class JobFrames(support.WithSim):
    def stream(self, form="long"):
        job = xengage.Job(self.client(), self.request(), self.owner, POSTS)
        self.addCleanup(job.close)
        return job.arrow_stream("posts", form)

    def test_a_whole_job_is_a_frame(self):
        rows = len(POSTS)
        self.assertEqual(self.stream("wide").to_arrow().num_rows, rows)
        self.assertEqual(self.stream("wide").to_polars().height, rows)
        self.assertEqual(len(self.stream("wide").to_pandas()), rows)
        frame = self.stream().to_polars()
        favorites = frame.filter(pl.col("engagement_type") == "favorites").sort("tweet_id")
        self.assertEqual(favorites["value"][0], support.count(POSTS[0], "favorites"))

    def test_a_piece_is_a_frame(self):
        with xengage.Job(self.client(), self.request(), self.owner, POSTS[:10]) as job:
            piece = job.next()
            self.assertEqual(piece.to_polars("posts", "wide").height, 10)

    def test_a_streams_requested_schema_must_be_one(self):
        stream = self.stream()
        with self.assertRaises(TypeError):
            stream.__arrow_c_stream__(3)
        with self.assertRaises(ValueError):
            stream.__arrow_c_stream__(pa.int64().__arrow_c_schema__())
        self.assertEqual(stream.to_arrow().num_rows, 2 * len(POSTS))
