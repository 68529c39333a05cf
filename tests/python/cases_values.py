"""Numbers, names, errors, moments: what needs no server."""

import datetime
import pickle
import unittest

import support
import xengage
from support import public
from xengage import _times, errors

ENUMS = {
    xengage.Code: "XENG_ERROR_",
    xengage.Rule: "XENG_RULE_",
    xengage.Endpoint: "XENG_ENDPOINT_",
    xengage.Metric: "XENG_METRIC_",
    xengage.Dimension: "XENG_DIMENSION_",
    xengage.CredentialsKind: "XENG_CREDENTIALS_",
    xengage.IdState: "XENG_ID_",
    xengage.Unsupported: "XENG_UNSUPPORTED_",
    xengage.Warn: "XENG_WARNING_",
    xengage.LogLevel: "XENG_LOG_",
    xengage.HttpVersion: "XENG_HTTP_",
    xengage.IdsFormat: "XENG_IDS_",
    xengage.JobState: "XENG_JOB_",
    xengage.Wait: "XENG_WAIT_",
    xengage.Figure: "XENG_FIGURE_",
    xengage.JournalRecord: "XENG_JOURNAL_",
    xengage.Form: "XENG_FORM_",
    xengage.ColumnType: "XENG_COLUMN_",
    xengage.TextFormat: "XENG_WRITE_",
    xengage.Step: "XENG_STEP_",
}
# Names that would begin with a digit in Python.
RENAMED = {"XENG_ENDPOINT_28HR": "LAST_28HR", "XENG_HTTP_1_1": "V1_1", "XENG_OK": "OK"}
# Numbers of their own among those of an enum.
FLAGS = {"XENG_WRITE_GZIP": xengage.writer.GZIP, "XENG_WRITE_NO_HEADER": xengage.writer.NO_HEADER}


class Enums(unittest.TestCase):
    def test_each_enum_has_the_constants_of_the_headers_and_no_other(self):
        for kind, prefix in ENUMS.items():
            wanted = {}
            for name, value in public.constants(support.ROOT).items():
                if name in FLAGS:
                    continue
                if name.startswith(prefix) or (prefix == "XENG_ERROR_" and name == "XENG_OK"):
                    wanted[RENAMED.get(name, name[len(prefix) :])] = int(value.rstrip("U"))
            with self.subTest(kind.__name__):
                self.assertEqual({member.name: int(member) for member in kind}, wanted)

    def test_other_numbers_are_those_of_the_headers(self):
        constants = public.constants(support.ROOT)
        self.assertEqual(int(constants["XENG_TOP_ENGAGEMENT_RATE"]), xengage.top.ENGAGEMENT_RATE)
        self.assertEqual(int(constants["XENG_ALL_POSTS"]), xengage.series.ALL_POSTS)
        self.assertEqual({name: int(constants[name].rstrip("U")) for name in FLAGS}, FLAGS)
        self.assertEqual(constants["XENG_TIME_UNSET"], "INT64_MIN")
        self.assertEqual(_times.UNSET, -(2**63))
        self.assertEqual(constants["XENG_DAY_NONE"], "INT32_MIN")
        self.assertEqual(_times.DAY_NONE, -(2**31))
        self.assertEqual(int(constants["XENG_VALUE_DELIVERED"]), xengage.result.DELIVERED)
        self.assertEqual(constants["XENG_VALUE_NO_LEAF"], f"({xengage.result.NO_LEAF})")

    def test_the_names_of_metrics_are_the_librarys(self):
        everything = xengage.Request("totals", metrics="all", ids=[1], groupings={"g": "engagement.type"}).to_json()
        for metric in (xengage.Metric.QUOTE_TWEETS, xengage.Metric.VIDEO_VIEWS):
            self.assertIn(f'"{metric.wire_name}"', everything)
        for metric in xengage.Metric:
            xengage.Top(metric.wire_name)

    def test_a_number_that_is_not_known_stays_a_number(self):
        self.assertEqual(xengage.enums.known(xengage.Wait, 77), 77)


class Errors(unittest.TestCase):
    def test_each_code_has_a_class_of_its_own_below_that_of_its_hundred(self):
        codes = [code for code in xengage.Code if code != xengage.Code.OK]
        classes = [errors.of_code(code) for code in codes]
        self.assertEqual(len(set(classes)), len(codes))
        self.assertEqual(sorted(errors.OF_CODE), codes)
        for code, kind in zip(codes, classes):
            self.assertTrue(issubclass(kind, errors.OF_HUNDRED[code // 100]), kind)

    def test_all_classes_are_exported_and_say_what_they_are_for(self):
        for kind in {xengage.XengageError, *errors.OF_CODE.values(), *errors.OF_HUNDRED.values()}:
            self.assertIs(getattr(xengage, kind.__name__), kind)
            self.assertIn(kind.__name__, xengage.__all__)
            self.assertTrue(vars(kind)["__doc__"])

    def test_a_code_that_is_not_known_gives_the_class_of_its_hundred(self):
        self.assertIs(errors.of_code(499), xengage.RefusedError)
        self.assertIs(errors.of_code(250000), xengage.XengageError)

    def test_a_broken_rule_says_which_and_with_what(self):
        with self.assertRaises(xengage.RuleError) as caught:
            xengage.Request("totals", ids=range(1, 252))
        error = caught.exception
        self.assertIs(error.code, xengage.Code.RULE)
        self.assertIs(error.rule, xengage.Rule.TOO_MANY_IDS)
        self.assertEqual((error.limit, error.http_status, error.ids, error.retry_at), (250, 0, (), None))
        self.assertIsInstance(error, ValueError)

    def test_errors_travel_with_all_they_know(self):
        error = xengage.RateLimitedError("wait", code=480, http_status=429, ids=(1, 2), retry_at=1795521600)
        again = pickle.loads(pickle.dumps(error))
        self.assertIs(type(again), xengage.RateLimitedError)
        self.assertEqual(str(again), "wait")
        self.assertEqual(vars(again), vars(error))
        self.assertEqual(again.retry_at, support.TIME)

    def test_errors_that_are_pythons_too_can_be_caught_as_such(self):
        for code, kind in ((330, TimeoutError), (200, MemoryError), (100, ValueError)):
            error = errors.of_code(code)("why", code=code)
            self.assertIsInstance(error, kind)
            self.assertEqual(str(pickle.loads(pickle.dumps(error))), "why")


class Moments(unittest.TestCase):
    def test_moments_are_taken_as_datetime_date_seconds_and_text(self):
        zone = datetime.timezone(datetime.timedelta(hours=2))
        for start in (
            "2026-11-01",
            datetime.date(2026, 11, 1),
            datetime.datetime(2026, 11, 1, 2, tzinfo=zone),
            1793491200,
        ):
            request = xengage.Request("historical", start=start, end="2026-11-02", now=support.NOW)
            first, last = request.window
            self.assertEqual(first, datetime.datetime(2026, 11, 1, tzinfo=datetime.timezone.utc))
            self.assertEqual(last - first, datetime.timedelta(days=1))

    def test_a_datetime_without_a_zone_is_refused(self):
        with self.assertRaisesRegex(ValueError, "time zone"):
            xengage.Request("historical", start=datetime.datetime(2026, 11, 1))

    def test_durations_are_seconds(self):
        self.assertEqual(_times.milliseconds(0.25, "x"), 250)
        self.assertEqual(_times.milliseconds(datetime.timedelta(minutes=1), "x"), 60000)
        for wrong in (0, -1, 5e6):
            with self.assertRaises(ValueError):
                _times.milliseconds(wrong, "x")


class Ids(unittest.TestCase):
    def test_ids_come_from_any_iterable_of_int(self):
        import array

        for ids in ([5, 6, 5], iter((5, 6)), range(5, 7), {5: 0, 6: 0}, array.array("Q", [5, 6]), array.array("q", [5, 6])):
            self.assertEqual(xengage.Request("totals", ids=ids).ids, (5, 6))

    def test_what_is_no_id_is_refused_and_nothing_added(self):
        request = xengage.Request("totals", ids=[1])
        for wrong in (0, -1, 2**63, 2**64, 10**30):
            with self.assertRaises(xengage.RuleError) as caught:
                request.add_ids([7, wrong])
            self.assertIs(caught.exception.rule, xengage.Rule.BAD_ID)
        for wrong in ("12", b"12", [1.5], ["12"], [None]):
            with self.assertRaises(TypeError):
                request.add_ids(wrong)
        self.assertEqual(request.ids, (1,))

    def test_an_id_is_read_from_text_and_tells_its_time(self):
        self.assertEqual(xengage.parse_id("1541815603606036480"), 1541815603606036480)
        self.assertIsNone(xengage.created(20))
        post = xengage.first_id_at(support.TIME)
        self.assertEqual(xengage.created(post), support.TIME)
        with self.assertRaises(ValueError):
            xengage.first_id_at(datetime.datetime(2009, 1, 1, tzinfo=datetime.timezone.utc))


class Requests(unittest.TestCase):
    def test_a_request_takes_metrics_and_dimensions_by_name_and_by_number(self):
        ways = (
            (["favorites"], "tweet.id, engagement.type"),
            ([xengage.Metric.FAVORITES], [xengage.Dimension.TWEET_ID, "engagement.type"]),
        )
        texts = {
            xengage.Request(xengage.Endpoint.TOTALS, ids=[1], metrics=metrics, groupings={"g": dimensions}).to_json()
            for metrics, dimensions in ways
        }
        self.assertEqual(len(texts), 1)

    def test_one_metric_as_text_is_not_taken_for_a_list(self):
        with self.assertRaisesRegex(TypeError, r'\["favorites"\]'):
            xengage.Request("totals", metrics="favorites")

    def test_an_unknown_endpoint_is_refused(self):
        for wrong in ("total", 9):
            with self.assertRaises(xengage.RuleError) as caught:
                xengage.Request(wrong)
            self.assertIs(caught.exception.rule, xengage.Rule.UNKNOWN_ENDPOINT)

    def test_a_copy_goes_its_own_way(self):
        request = xengage.Request("totals", ids=[1])
        copy = request.copy()
        copy.add_ids([2])
        self.assertEqual((request.ids, copy.ids), ((1,), (1, 2)))

    def test_warnings_name_the_posts(self):
        old = support.snowflake(0, 100)
        request = xengage.Request("totals", ids=[old], metrics=["impressions"], now=support.NOW)
        (warning,) = request.warnings()
        self.assertIs(warning.code, xengage.Warn.IMPRESSIONS_AGE)
        self.assertEqual(warning.ids, (old,))

    def test_text_with_a_nul_is_refused(self):
        with self.assertRaises(ValueError):
            xengage.Request("totals", groupings={"a\0b": "tweet.id"})
