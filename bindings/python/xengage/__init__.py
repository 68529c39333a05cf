"""X's enterprise Engagement API, by way of the C library xengage.

>>> import xengage
>>> request = xengage.Request("totals", ids=[850006245121695744], metrics=["favorites"],
...                           groupings={"posts": "tweet.id,engagement.type"})

    with xengage.Client() as client:
        result = client.fetch(xengage.Credentials.from_env(), request)
        result["posts"][850006245121695744]["favorites"]

`Job` asks for any number of ids; `AsyncClient` and `AsyncJob` do the same in asyncio. The exceptions
are in `xengage.errors`, with `XengageError` above them all.
"""

from . import errors
from ._library import lib as _lib
from ._version import VERSION as _VERSION
from .async_client import AsyncClient
from .async_job import AsyncJob
from .client import Client
from .comparison import Change, Comparison, PostChanges
from .credentials import Credentials
from .enums import (
    Code,
    ColumnType,
    CredentialsKind,
    Dimension,
    Endpoint,
    Figure,
    Form,
    HttpVersion,
    IdsFormat,
    IdState,
    JobState,
    JournalRecord,
    LogLevel,
    Metric,
    Rule,
    Step,
    TextFormat,
    Unsupported,
    Wait,
    Warn,
)
from .errors import *  # noqa: F401,F403
from .job import Job, Waiting
from .ledger import Ledger
from .piece import IdOutcome, Piece
from .plan import Plan
from .posts import created, first_id_at, parse_id, share_of
from .request import Request, RequestWarning
from .result import Ids, Node, Result
from .series import Point, Series
from .stream import ArrowStream
from .table import Column, Table
from .top import Top, TopPost
from .writer import Writer

__version__ = _VERSION


def library_version() -> str:
    """The version of libxengage that runs."""
    return _lib.version


def library_path() -> str:
    """The file of libxengage that runs, as it was found."""
    return _lib.path


__all__ = [
    "ArrowStream",
    "AsyncClient",
    "AsyncJob",
    "Change",
    "Client",
    "Code",
    "Column",
    "ColumnType",
    "Comparison",
    "Credentials",
    "CredentialsKind",
    "Dimension",
    "Endpoint",
    "Figure",
    "Form",
    "HttpVersion",
    "IdOutcome",
    "IdState",
    "Ids",
    "IdsFormat",
    "Job",
    "JobState",
    "JournalRecord",
    "Ledger",
    "LogLevel",
    "Metric",
    "Node",
    "Piece",
    "Plan",
    "Point",
    "PostChanges",
    "Request",
    "RequestWarning",
    "Result",
    "Rule",
    "Series",
    "Step",
    "Table",
    "TextFormat",
    "Top",
    "TopPost",
    "Unsupported",
    "Wait",
    "Waiting",
    "Warn",
    "Writer",
    "created",
    "first_id_at",
    "library_path",
    "library_version",
    "parse_id",
    "share_of",
]
__all__ += errors.__all__
