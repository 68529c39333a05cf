"""The library's numbers as enums. A test holds their values against the public headers."""

from __future__ import annotations

import enum
from typing import Any, Type, TypeVar, Union

E = TypeVar("E", bound=enum.IntEnum)


class Code(enum.IntEnum):
    """Error codes; see `xengage.errors` for the exceptions."""

    OK = 0
    INVALID_ARGUMENT = 100
    RULE = 110
    STATE = 120
    FORKED = 130
    NO_MEMORY = 200
    SYSTEM = 210
    CREDENTIALS_FILE = 220
    CRYPTO = 230
    JOURNAL = 240
    INPUT = 250
    LEDGER = 260
    LEDGER_LIMIT = 270
    NETWORK = 300
    DNS = 310
    TLS = 320
    DEADLINE = 330
    CANCELLED = 340
    PROTOCOL = 350
    TOO_LARGE = 360
    REDIRECT = 370
    BAD_REQUEST = 400
    UNAUTHORIZED = 410
    FORBIDDEN_POSTS = 420
    FORBIDDEN_METRICS = 430
    FORBIDDEN = 440
    NOT_FOUND = 450
    UNAVAILABLE_POSTS = 460
    UNSUPPORTED_POSTS = 470
    RATE_LIMITED = 480
    REFUSED = 490
    SERVER = 500


class Rule(enum.IntEnum):
    """Rules of the API that a request can break."""

    NONE = 0
    TOO_MANY_IDS = 10
    BAD_ID = 20
    NO_IDS = 30
    UNKNOWN_METRIC = 40
    METRIC_NOT_ON_ENDPOINT = 50
    METRIC_NEEDS_USER_CONTEXT = 60
    ENDPOINT_NEEDS_USER_CONTEXT = 70
    NO_METRICS = 80
    TOO_MANY_GROUPINGS = 90
    BAD_GROUPING_NAME = 100
    RESERVED_GROUPING_NAME = 110
    DUPLICATE_GROUPING_NAME = 120
    UNKNOWN_DIMENSION = 130
    DIMENSION_NOT_ON_ENDPOINT = 140
    BAD_DIMENSIONS = 150
    FOUR_DIMENSION_ORDER = 160
    SECOND_FOUR_DIMENSION_GROUPING = 170
    NO_GROUPINGS = 180
    WINDOW_NOT_ON_ENDPOINT = 190
    WINDOW_TOO_LONG = 200
    WINDOW_EMPTY = 210
    WINDOW_IN_FUTURE = 220
    WINDOW_TOO_EARLY = 230
    BAD_TIME = 240
    UNKNOWN_ENDPOINT = 250


class Endpoint(enum.IntEnum):
    """Endpoints: `Endpoint.TOTALS`, or "totals" wherever one is wanted."""

    TOTALS = 1
    LAST_28HR = 2
    HISTORICAL = 3

    @property
    def wire_name(self) -> str:
        """The endpoint's name as the API has it: "28hr", which can't be a name in Python."""
        return "28hr" if self is Endpoint.LAST_28HR else self.name.lower()


class Metric(enum.IntEnum):
    """Metrics: `Metric.IMPRESSIONS`, or "impressions" wherever one is wanted."""

    IMPRESSIONS = 10
    ENGAGEMENTS = 20
    FAVORITES = 30
    RETWEETS = 40
    QUOTE_TWEETS = 50
    REPLIES = 60
    VIDEO_VIEWS = 70
    MEDIA_VIEWS = 80
    MEDIA_ENGAGEMENTS = 90
    URL_CLICKS = 100
    HASHTAG_CLICKS = 110
    DETAIL_EXPANDS = 120
    PERMALINK_CLICKS = 130
    APP_INSTALL_ATTEMPTS = 140
    APP_OPENS = 150
    EMAIL_TWEET = 160
    USER_FOLLOWS = 170
    USER_PROFILE_CLICKS = 180

    @property
    def wire_name(self) -> str:
        """The metric's name in requests and results, such as "impressions"."""
        return self.name.lower()


class Dimension(enum.IntEnum):
    """What the keys of a level are: `Dimension.TWEET_ID`, or "tweet.id" wherever one is wanted."""

    OTHER = 0
    TWEET_ID = 1
    ENGAGEMENT_TYPE = 2
    ENGAGEMENT_DAY = 3
    ENGAGEMENT_HOUR = 4


class CredentialsKind(enum.IntEnum):
    """Whose eyes credentials see with."""

    USER = 1
    APP = 2
    BEARER = 3


class IdState(enum.IntEnum):
    """What became of an id."""

    DELIVERED = 10
    UNAVAILABLE = 20
    FORBIDDEN = 30
    UNSUPPORTED = 40
    MISSING = 50
    FAILED = 60


class Unsupported(enum.IntFlag):
    """For which metrics a Post is too old."""

    IMPRESSIONS_ENGAGEMENTS = 1
    VIDEO_VIEWS = 2


class Warn(enum.IntEnum):
    """What can be foreseen about a request that is legal."""

    IMPRESSIONS_AGE = 10
    VIDEO_VIEWS_AGE = 20
    WINDOW_AGE = 30
    ZERO_BEFORE_2015_09_15 = 40


class LogLevel(enum.IntEnum):
    """How much is logged."""

    OFF = 0
    ERROR = 10
    WARN = 20
    INFO = 30
    DEBUG = 40
    TRACE = 50


class HttpVersion(enum.IntEnum):
    """Versions of HTTP."""

    AUTO = 0
    V1_1 = 1


class IdsFormat(enum.IntEnum):
    """How ids are written in a file."""

    AUTO = 0
    PLAIN = 10
    CSV = 20
    JSON_LINES = 30


class JobState(enum.IntEnum):
    """Whether a job is over."""

    OPEN = 0
    COMPLETE = 10
    STOPPED = 20


class Wait(enum.IntEnum):
    """What a job waits for."""

    NONE = 0
    RATE_LIMIT = 10
    OUTAGE = 20


class Figure(enum.IntEnum):
    """Figures of a job's progress."""

    IDS = 10
    IDS_SETTLED = 20
    PIECES = 30
    PIECES_DONE = 40
    REQUESTS = 50
    RETRIES = 60
    IN_FLIGHT = 70
    BYTES_SENT = 80
    BYTES_RECEIVED = 90
    RATE_LIMIT = 100
    REQUESTS_LEFT = 110


class JournalRecord(enum.IntEnum):
    """What a record of a job's journal is."""

    KEEP = 10
    DONE = 20


class Form(enum.IntEnum):
    """What a row is: `Form.LONG`, or "long" wherever one is wanted."""

    LONG = 10
    """A count."""
    WIDE = 20
    """A Post, a day, an hour, with a column for each metric."""


class ColumnType(enum.IntEnum):
    """What a column's array is made of."""

    INT64 = 10
    """64-bit integers: Post ids, counts."""
    INT8 = 20
    """8-bit integers: hours of the day, where the day is not known."""
    DAY = 30
    """32-bit integers: days since 1970-01-01, UTC."""
    TIME = 40
    """64-bit integers: Unix seconds, UTC."""
    WORD = 50
    """32-bit integers: places in the column's words."""


class TextFormat(enum.IntEnum):
    """How rows are written as text: `TextFormat.CSV`, or "csv" wherever one is wanted."""

    CSV = 10
    JSON_LINES = 20


class Step(enum.IntEnum):
    """What a point of a time series is: `Step.DAY`, or "day" wherever one is wanted."""

    HOUR = 10
    DAY = 20
    WEEK = 30


def of_name(kind: Type[E], name: Union[E, str], what: str) -> E:
    """The enum's member of a name as people write it, "json_lines"; members stay what they are."""
    if not isinstance(name, str):
        return kind(name)
    member = kind.__members__.get(name.upper())
    if member is None or name != name.lower():
        names = ", ".join(f'"{one.lower()}"' for one in kind.__members__)
        raise ValueError(f"there is no {what} {name!r}: it is one of {names}")
    return member


def known(kind: Type[E], number: int) -> Any:
    """The enum's member; a plain number where a newer library says one that isn't known here."""
    try:
        return kind(number)
    except ValueError:
        return number

