"""Nothing is copied, nothing is leaked, and nothing is gone while somebody has it."""

import gc
import os
import sys
import threading
import unittest
import weakref

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import support
import xengage
from xengage import _arrow

METRICS = ("impressions", "favorites")

# A program that ends while capsules, arrays and batches are alive.
LEFT = """
import sys, numpy, pyarrow, xengage
table = xengage.Result.from_json(sys.argv[1]).table("g")
sys.kept = [table.__arrow_c_array__(), table.__arrow_c_schema__(), pyarrow.record_batch(table)]
sys.views = [numpy.asarray(table["value"]), table.ids, pyarrow.record_batch(table)["value"]]
pyarrow.kept = table.__arrow_c_array__()
print("left")
"""
# One whose child goes on with what the parent made.
FORKED = """
import os, sys, numpy, xengage
table = xengage.Result.from_json(sys.argv[1]).table("g")
capsules = table.__arrow_c_array__()
values = numpy.asarray(table["value"])
child = os.fork()
if child:
    os.waitpid(child, 0)
else:
    del capsules
    table.__arrow_c_array__()
print(values.sum(), flush=True)
"""


def json_of(posts, metrics=METRICS):
    """A result as the server writes it: post i, metric j has i * 10 + j."""
    members = (
        '"%d":{%s}' % (2101 + i, ",".join('"%s":"%d"' % (metric, i * 10 + j) for j, metric in enumerate(metrics)))
        for i in range(posts)
    )
    return '{"g":{%s}}' % ",".join(members)


def table_of(posts=1000, form="long"):
    return xengage.Result.from_json(json_of(posts)).table("g", form)


def total(posts):
    return sum(i * 10 + j for i in range(posts) for j in range(len(METRICS)))


def address(array):
    return array.__array_interface__["data"][0]


def resident():
    """Bytes of this process that are in memory."""
    gc.collect()
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


class Views(unittest.TestCase):
    def test_numpy_has_the_same_memory_and_not_a_copy(self):
        table = table_of()
        for name in table.names:
            column = table[name]
            first, again, data = np.asarray(column), np.asarray(column), np.asarray(column.data)
            self.assertEqual((address(first), address(data)), (address(again),) * 2)
            self.assertTrue(np.shares_memory(first, data))
            self.assertFalse(first.flags.writeable or data.flags.writeable)
            self.assertEqual(len(first), 2000)

    def test_the_shortcuts_are_the_columns(self):
        table = table_of()
        self.assertEqual(address(np.asarray(table.ids)), address(np.asarray(table["tweet_id"])))
        self.assertEqual(address(np.asarray(table.values)), address(np.asarray(table["value"])))
        self.assertEqual(set(table.metrics), {xengage.Metric.IMPRESSIONS, xengage.Metric.FAVORITES})
        self.assertIsNone(table.times)

    def test_arrow_has_the_same_memory_and_not_a_copy(self):
        for form in ("long", "wide"):
            table = table_of(form=form)
            batch = pa.record_batch(table)
            for name in table.names:
                mine, theirs = address(np.asarray(table[name].data)), batch[name]
                buffers = (theirs.indices if hasattr(theirs, "indices") else theirs).buffers()
                self.assertEqual(buffers[1].address, mine, name)
        first, again = (pa.record_batch(table)["tweet_id"].buffers()[1].address for _ in range(2))
        self.assertEqual(first, again)

    def test_validity_says_where_nothing_was_delivered(self):
        table = xengage.Result.from_json('{"g":{"2101":{"favorites":null,"replies":"4"}}}').table("g")
        column = table["value"]
        bits = np.unpackbits(np.asarray(column.validity), count=len(column), bitorder="little")
        self.assertEqual((bits.tolist(), np.asarray(column).tolist(), column.null_count), ([0, 1], [0, 4], 1))
        self.assertIsNone(table["tweet_id"].validity)

    def test_times_are_datetime64_of_the_same_memory(self):
        result = xengage.Result.from_json('{"g":{"favorites":{"2026-11-20":{"07":"1","08":"2"}}}}')
        table = result.table("g")
        hours = np.asarray(table["hour"])
        self.assertEqual(hours.tolist()[1].isoformat(), "2026-11-20T08:00:00")
        self.assertTrue(np.shares_memory(hours, np.asarray(table["hour"].data)))
        self.assertEqual(list(table.times), hours.astype("i8").tolist())
        self.assertEqual((np.asarray(table["day"]).astype("M8[D]") == np.datetime64("2026-11-20")).tolist(), [True] * 2)

    def test_an_empty_table_has_empty_arrays(self):
        table = xengage.Result.from_json('{"g":{}}').table("g")
        self.assertEqual((np.asarray(table["value"]).tolist(), list(table["value"].data), list(table)), ([], [], []))


class Lifetimes(unittest.TestCase):
    def test_arrays_outlive_table_and_result(self):
        table = table_of()
        gone = weakref.ref(table)
        array, data, values = np.asarray(table["value"]), table["value"].data, table.values
        frame, batch = pl.DataFrame(table), pa.record_batch(table)
        del table
        gc.collect()
        self.spoil()
        for one in (array, np.asarray(data), np.asarray(values)):
            self.assertEqual(int(one.sum()), total(1000))
        del array, data, values, one
        gc.collect()
        self.assertIsNone(gone())
        self.spoil()
        self.assertEqual(frame["value"].sum(), total(1000))
        self.assertEqual(pc.sum(batch["value"]).as_py(), total(1000))
        batch.validate(full=True)

    def spoil(self):
        """Overwrites memory that was freed."""
        for _ in range(50):
            table_of(200)

    def test_a_column_outlives_its_batch_and_is_used_in_another_thread(self):
        sums = []
        columns = [pa.record_batch(table_of())["value"] for _ in range(4)]
        gc.collect()
        threads = [threading.Thread(target=lambda one=one: sums.append(pc.sum(one).as_py())) for one in columns]
        del columns
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        self.assertEqual(sums, [total(1000)] * 4)

    def test_threads_share_a_table(self):
        table, done, wrong = table_of(500), [], []
        self.addCleanup(sys.setswitchinterval, sys.getswitchinterval())
        sys.setswitchinterval(1e-6)

        def work():
            for _ in range(100):
                batch = pa.record_batch(table)
                if pc.sum(batch["value"]).as_py() != total(500):
                    wrong.append(batch)
                table.__arrow_c_array__()
                if int(np.asarray(table["value"]).sum()) != total(500):
                    wrong.append(table)
            done.append(True)

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        self.assertEqual((done, wrong), ([True] * 4, []))


class Capsules(unittest.TestCase):
    def setUp(self):
        gc.collect()
        _arrow.sweep()
        self.assertEqual(len(_arrow._exports), 0)

    def test_a_capsule_that_nobody_takes_from_is_released(self):
        table = table_of(10)
        for _ in range(1000):
            table.__arrow_c_schema__()
            table.__arrow_c_array__()
        self.assertLessEqual(len(_arrow._exports), 3)
        del table
        gc.collect()
        self.assertEqual(len(_arrow._exports), 0)

    def test_a_capsule_outlives_its_table(self):
        capsules = table_of().__arrow_c_array__()
        gc.collect()

        class Late:
            def __arrow_c_array__(self, requested_schema=None):
                return capsules

        batch = pa.record_batch(Late())
        self.assertEqual(pc.sum(batch["value"]).as_py(), total(1000))

    def test_what_was_taken_can_not_be_taken_twice(self):
        capsules = table_of(3).__arrow_c_array__()

        class Twice:
            def __arrow_c_array__(self, requested_schema=None):
                return capsules

        pa.record_batch(Twice())
        with self.assertRaises((ValueError, pa.ArrowInvalid)):
            pa.record_batch(Twice())

    def test_an_exception_while_a_capsule_is_dropped_stays_that_exception(self):
        table = table_of(3)
        with self.assertRaises(ZeroDivisionError):
            [table.__arrow_c_array__(), 1 // len([])]
        self.assertEqual(len(pa.record_batch(table)), 6)

    def test_the_schema_alone_is_that_of_the_batch(self):
        for form in ("long", "wide"):
            table = table_of(3, form)
            self.assertEqual(pa.schema(table), pa.record_batch(table).schema)

    def test_the_interpreter_ends_whoever_has_what(self):
        with support.python(LEFT, json_of(100)) as program:
            out, err = program.communicate(timeout=60)
        self.assertEqual((program.returncode, out, err), (0, "left\n", ""))

    def test_a_forked_child_has_its_parents_tables(self):
        with support.python(FORKED, json_of(100)) as program:
            out, err = program.communicate(timeout=60)
        self.assertEqual((program.returncode, out, err), (0, f"{total(100)}\n{total(100)}\n", ""))

    def check_steady(self, work):
        """Memory doesn't grow with the times that something is done: each makes a result of its own,
        of about 300 KB."""
        json = json_of(5000)
        for _ in range(20):
            work(xengage.Result.from_json(json))
        before = resident()
        for _ in range(200):
            work(xengage.Result.from_json(json))
        self.assertLess(resident() - before, 15e6)

    def test_nothing_leaks_that_is_not_taken(self):
        self.check_steady(lambda result: result.table("g").__arrow_c_array__())

    def test_nothing_leaks_that_is_taken(self):
        self.check_steady(lambda result: pa.record_batch(result.table("g")).validate())

    def test_nothing_leaks_of_views(self):
        self.check_steady(lambda result: np.asarray(result.table("g")["value"]).sum())
