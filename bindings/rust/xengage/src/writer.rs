// Responses and pieces as CSV or JSON lines, into anything that takes bytes.
use std::fmt;
use std::io::{self, Write};
use std::ptr;
use std::slice;

use xengage_sys as sys;

use crate::error::{check, make, Error, Result};
use crate::handle::Owned;
use crate::piece::Piece;
use crate::request::Request;
use crate::response::Response;
use crate::words::{Form, TextFormat};

/// How a [`Writer`] writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// CSV or JSON lines.
    pub format: TextFormat,
    /// Long or wide.
    pub form: Form,
    /// Compressed with gzip.
    pub gzip: bool,
    /// Without a header: it goes on where a file ends.
    pub continued: bool,
}

impl Layout {
    /// A file of its own, not compressed.
    pub fn new(format: TextFormat, form: Form) -> Self {
        Self {
            format,
            form,
            gzip: false,
            continued: false,
        }
    }

    fn flags(self) -> u32 {
        let flag = |on, flag| if on { flag } else { 0 };
        flag(self.gzip, sys::XENG_WRITE_GZIP) | flag(self.continued, sys::XENG_WRITE_NO_HEADER)
    }
}

/// Writes responses and pieces as text. Its errors are of the sink's kind, with the library's
/// [`Error`] within where that failed.
///
/// ```
/// use xengage::{Form, Layout, Response, TextFormat, Writer};
///
/// let json = br#"{"posts": {"850006245121695744": {"favorites": "7"}}}"#;
/// let response = Response::from_json(json)?;
/// let layout = Layout::new(TextFormat::Csv, Form::Wide);
/// let mut writer = Writer::for_response(&response, layout, Vec::new())?;
/// writer.write_response(&response)?;
/// let text = String::from_utf8(writer.finish()?)?;
/// assert_eq!(text, "tweet_id,favorites\n850006245121695744,7\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Writer<W: Write> {
    raw: Raw,
    sink: W,
}

struct Raw(Owned<sys::xeng_writer>);

// SAFETY: a handle without ties to a thread; everything that is done with it takes `&mut`.
unsafe impl Send for Raw {}
// SAFETY: as above.
unsafe impl Sync for Raw {}

impl<W: Write> Writer<W> {
    /// Columns are those of the request's groupings and metrics.
    pub fn new(request: &Request, layout: Layout, sink: W) -> Result<Self> {
        let (format, form) = (layout.format.raw(), layout.form.raw());
        // SAFETY: alive; it is copied.
        let raw = make(|made, error| unsafe {
            sys::xeng_writer_new(request.get(), format, form, layout.flags(), made, error)
        })?;
        Ok(Self {
            raw: Raw(raw),
            sink,
        })
    }

    /// Columns are those of a response whose request isn't at hand. It isn't written yet.
    pub fn for_response(response: &Response, layout: Layout, sink: W) -> Result<Self> {
        let (format, form, flags) = (layout.format.raw(), layout.form.raw(), layout.flags());
        // SAFETY: alive.
        let raw = make(|made, error| unsafe {
            sys::xeng_writer_new_for_result(response.get(), format, form, flags, made, error)
        })?;
        Ok(Self {
            raw: Raw(raw),
            sink,
        })
    }

    fn get(&mut self) -> *mut sys::xeng_writer {
        self.raw.0.get()
    }

    /// Writes all groupings of a response.
    pub fn write_response(&mut self, response: &Response) -> io::Result<()> {
        let raw = self.get();
        // SAFETY: alive, both; the writer holds what it needs.
        let added =
            check(|error| unsafe { sys::xeng_writer_add_result(raw, response.get(), error) });
        self.drain_after(added)
    }

    /// Writes the groupings of a piece that have `tweet.id`; [`Job::sums`](crate::Job::sums) has the
    /// others, at the job's end.
    pub fn write_piece(&mut self, piece: &Piece) -> io::Result<()> {
        let raw = self.get();
        // SAFETY: as above.
        let added = check(|error| unsafe { sys::xeng_writer_add_piece(raw, piece.get(), error) });
        self.drain_after(added)
    }

    /// Makes what was written stand for itself, and flushes the sink: a file that is cut there is
    /// whole.
    pub fn flush(&mut self) -> io::Result<()> {
        let raw = self.get();
        // SAFETY: alive.
        let flushed = check(|error| unsafe { sys::xeng_writer_flush(raw, error) });
        self.drain_after(flushed)?;
        self.sink.flush()
    }

    /// Writes what is left, flushes the sink and gives it back.
    pub fn finish(mut self) -> io::Result<W> {
        let raw = self.get();
        // SAFETY: alive.
        let finished = check(|error| unsafe { sys::xeng_writer_finish(raw, error) });
        self.drain_after(finished)?;
        self.sink.flush()?;
        Ok(self.sink)
    }

    fn drain_after(&mut self, added: Result<()>) -> io::Result<()> {
        added.map_err(into_io)?;
        loop {
            let (raw, mut bytes, mut size) = (self.get(), ptr::null(), 0);
            // SAFETY: alive, and places for both.
            let next =
                check(|error| unsafe { sys::xeng_writer_next(raw, &mut bytes, &mut size, error) });
            next.map_err(into_io)?;
            if size == 0 {
                return Ok(());
            }
            // SAFETY: as many bytes as it says, until the writer is used again.
            self.sink
                .write_all(unsafe { slice::from_raw_parts(bytes.cast(), size) })?;
        }
    }
}

fn into_io(error: Error) -> io::Error {
    io::Error::new(io::ErrorKind::Other, error)
}

impl<W: Write> fmt::Debug for Writer<W> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Writer").finish_non_exhaustive()
    }
}
