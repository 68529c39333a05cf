// What a job hands over: a piece of its ids, with what became of each.
use std::fmt;

use xengage_sys as sys;

use crate::error::{code_name, kind_of, make, Result};
use crate::handle::Owned;
use crate::response::{Response, Unsupported};
use crate::table::Table;
use crate::text::from_c;
use crate::words::{ErrorKind, Form, IdState};

/// What became of some ids of a job, with their counts over the whole window. Immutable; a clone is
/// another owner of the same.
#[derive(Clone)]
pub struct Piece {
    raw: Owned<sys::xeng_piece>,
}

// SAFETY: "Immutable" (job.h), and functions that take a const handle may be called from any number
// of threads at once (xengage.h).
unsafe impl Send for Piece {}
// SAFETY: as above.
unsafe impl Sync for Piece {}

impl Piece {
    pub(crate) fn own(raw: Owned<sys::xeng_piece>) -> Self {
        Self { raw }
    }

    pub(crate) fn get(&self) -> *const sys::xeng_piece {
        self.raw.get()
    }

    /// Its number: the same in every run of a job.
    pub fn number(&self) -> u64 {
        // SAFETY: alive; so below.
        unsafe { sys::xeng_piece_number(self.get()) }
    }

    /// The account with whose credentials it was asked for.
    pub fn account(&self) -> u32 {
        unsafe { sys::xeng_piece_account(self.get()) }
    }

    /// Whether all of it was asked for. A piece of an account that was stopped is handed over, too,
    /// so that every id is accounted for.
    pub fn is_finished(&self) -> bool {
        unsafe { sys::xeng_piece_is_finished(self.get()) != 0 }
    }

    /// Its counts; none if nothing was delivered.
    pub fn response(&self) -> Option<Response> {
        // SAFETY: what the piece keeps is alive; it is counted by itself from here on.
        unsafe { Owned::share(sys::xeng_piece_result(self.get())) }.map(Response::own)
    }

    /// What became of its ids, in the order in which they were added to the job.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = PieceId<'_>> + '_ {
        let count = unsafe { sys::xeng_piece_id_count(self.get()) };
        (0..count).map(move |index| PieceId { piece: self, index })
    }

    /// The counts of a grouping as columns, the same for every piece of a job; `grouping` is its
    /// place in the job's request.
    pub fn table(&self, grouping: usize, form: Form) -> Result<Table> {
        // SAFETY: alive. The table holds what it needs.
        let raw = make(|made, error| unsafe {
            sys::xeng_table_of_piece(self.get(), grouping, form.raw(), made, error)
        })?;
        Ok(Table::own(raw))
    }

    /// What became of its ids as columns: `tweet_id`, `state`, `reason`.
    pub fn id_table(&self) -> Result<Table> {
        // SAFETY: as above.
        let raw =
            make(|made, error| unsafe { sys::xeng_table_of_piece_ids(self.get(), made, error) })?;
        Ok(Table::own(raw))
    }
}

impl fmt::Debug for Piece {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Piece")
            .field("number", &self.number())
            .field("account", &self.account())
            .field("finished", &self.is_finished())
            .field("ids", &self.ids().len())
            .finish_non_exhaustive()
    }
}

/// What became of one of a piece's ids; it borrows the piece.
#[derive(Clone, Copy)]
pub struct PieceId<'a> {
    piece: &'a Piece,
    index: usize,
}

impl<'a> PieceId<'a> {
    /// The id.
    pub fn id(self) -> u64 {
        unsafe { sys::xeng_piece_id_at(self.piece.get(), self.index) }
    }

    /// What became of it; never `Missing`, which is `Failed` in a job.
    pub fn state(self) -> IdState {
        let state = unsafe { sys::xeng_piece_id_state(self.piece.get(), self.index) };
        IdState::from_raw(state).unwrap_or(IdState::Failed)
    }

    /// For which metrics the Post is too old.
    pub fn unsupported(self) -> Unsupported {
        let flags = unsafe { sys::xeng_piece_id_unsupported(self.piece.get(), self.index) };
        Unsupported::from_raw(flags)
    }

    /// Why it is not `Delivered`; none where it is.
    pub fn reason(self) -> Option<Reason<'a>> {
        // SAFETY: alive; the text lives as long as the piece.
        let code = unsafe { sys::xeng_piece_id_reason(self.piece.get(), self.index) };
        let text = unsafe { sys::xeng_piece_id_reason_text(self.piece.get(), self.index) };
        let text = unsafe { from_c(text) }.unwrap_or_default();
        Some(Reason { code, text }).filter(|reason| reason.code != sys::XENG_OK)
    }
}

impl fmt::Debug for PieceId<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("PieceId")
            .field("id", &self.id())
            .field("state", &self.state())
            .field("reason", &self.reason())
            .finish()
    }
}

/// Why an id was not delivered.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Reason<'a> {
    code: i32,
    text: &'a str,
}

impl<'a> Reason<'a> {
    /// The kind of the error that it was.
    pub fn kind(self) -> ErrorKind {
        kind_of(self.code)
    }

    /// The number of the error, as C has it.
    pub fn code(self) -> i32 {
        self.code
    }

    /// The name of the number, such as `XENG_ERROR_UNAVAILABLE_POSTS`.
    pub fn code_name(self) -> &'static str {
        code_name(self.code)
    }

    /// The same in words.
    pub fn text(self) -> &'a str {
        self.text
    }
}

impl fmt::Display for Reason<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.text)
    }
}

impl fmt::Debug for Reason<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Reason")
            .field("kind", &self.kind())
            .field("text", &self.text)
            .finish()
    }
}
