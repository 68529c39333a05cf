"""Results as text: CSV and JSON lines, long and wide, gzipped or not, in bounded memory."""

from __future__ import annotations

import ctypes
from typing import Any, Iterator, Union

from ._handle import Handle
from ._library import check, lib, make
from .enums import Form, TextFormat, of_name
from .piece import Piece
from .request import Request
from .result import Result

GZIP = 1
"""`XENG_WRITE_GZIP`."""
NO_HEADER = 2
"""`XENG_WRITE_NO_HEADER`."""


class Writer(Handle):
    """Turns results and pieces into text. For one thread at a time.

        writer = Writer(request, "csv")
        with open("counts.csv", "wb") as file:
            for piece in job:
                writer.write(piece, file)
                piece.ack()
            writer.write(job.sums(), file)
            writer.close(file)

    Columns are those of docs/columns.md. Without a file, iterating gives the bytes of what was added:

    >>> result = Result.from_json('{"g":{"2101":{"favorites":"7","replies":"0"}}}')
    >>> writer = Writer(result, "json_lines")
    >>> writer.add(result)
    >>> b"".join(writer).splitlines()[0]
    b'{"tweet_id":"2101","engagement_type":"favorites","value":7}'
    """

    __slots__ = ()

    def __init__(
        self,
        of: Union[Request, Result],
        format: Union[TextFormat, str] = TextFormat.CSV,
        form: Union[Form, str] = Form.LONG,
        *,
        gzip: bool = False,
        header: bool = True,
    ) -> None:
        """
        :param of: what is asked for, which says what columns there are; a result, which isn't
            written by that, where the request isn't at hand.
        :param format: "csv" or "json_lines".
        :param form: "long" or "wide"; the latter where every grouping is by `engagement.type`.
        :param gzip: whether it is compressed.
        :param header: whether CSV begins with the names of its columns.
        """
        if not isinstance(of, (Request, Result)):
            raise TypeError(f"a writer is of a xengage.Request or Result, not {type(of).__name__}")
        function = lib.xeng_writer_new if isinstance(of, Request) else lib.xeng_writer_new_for_result
        kind, shape = of_name(TextFormat, format, "format"), of_name(Form, form, "form")
        flags = (GZIP if gzip else 0) | (0 if header else NO_HEADER)
        super().__init__(make(function, of._pointer, int(kind), int(shape), flags), lib.xeng_writer_unref)

    def add(self, what: Union[Result, Piece]) -> None:
        """Adds a result, or a job's piece; what was added before must have been taken.

        Of a piece, groupings without `tweet.id` are left out: `job.sums()` has them at the end.
        """
        if isinstance(what, Piece):
            check(lib.xeng_writer_add_piece, self._pointer, what._pointer)
        elif isinstance(what, Result):
            check(lib.xeng_writer_add_result, self._pointer, what._pointer)
        else:
            raise TypeError(f"a xengage.Result or Piece is written, not {type(what).__name__}")

    def flush(self) -> None:
        """Makes what was added up to now stand for itself: a gzipped file that is cut there is whole."""
        check(lib.xeng_writer_flush, self._pointer)

    def finish(self) -> None:
        """Nothing more is added."""
        check(lib.xeng_writer_finish, self._pointer)

    def __iter__(self) -> Iterator[bytes]:
        """The bytes of what was added and not taken yet, some 64 KiB at a time."""
        data, size = ctypes.c_void_p(), ctypes.c_size_t()
        while True:
            check(lib.xeng_writer_next, self._pointer, ctypes.byref(data), ctypes.byref(size))
            if size.value == 0:
                return
            yield ctypes.string_at(data.value or 0, size.value)

    def _drain(self, file: Any) -> None:
        for data in self:
            left = memoryview(data)
            while left:
                written = file.write(left)
                left = left[len(left) if written is None else written :]

    def write(self, what: Union[Result, Piece], file: Any) -> None:
        """Adds a result, or a job's piece, and writes it to a file that takes bytes."""
        self.add(what)
        self._drain(file)

    def close(self, file: Any) -> None:
        """Ends the text, and writes what is left to a file; the file stays open."""
        self.finish()
        self._drain(file)

    def __repr__(self) -> str:
        return "<xengage.Writer>"
