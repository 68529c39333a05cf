// Rust functions that a job calls: who keeps its records, and where ids come from. Neither a panic
// nor an error is lost on the way through C.
use std::any::Any;
use std::error::Error as StdError;
use std::os::raw::c_void;
use std::panic::{catch_unwind, resume_unwind, AssertUnwindSafe};
use std::slice;
use std::sync::{Arc, Mutex, PoisonError};

use xengage_sys as sys;

use crate::error::Result;
use crate::words::RecordKind;

/// Any error of the caller's.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// A record of a job's progress, to be kept until the job is gone on with. No secret is in it.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Record<'a> {
    /// What it is worth; a kind that this version doesn't know is to be kept.
    pub kind: RecordKind,
    /// The piece that it is about.
    pub piece: u64,
    /// The record, for [`Job::replay`](crate::Job::replay).
    pub bytes: &'a [u8],
}

/// What kept a function from doing its work.
enum Trouble {
    Panic(Box<dyn Any + Send>),
    Error(BoxError),
}

impl Trouble {
    /// Runs a function of the caller's below C, through which a panic must not go.
    fn catch<T>(
        run: impl FnOnce() -> std::result::Result<T, BoxError>,
    ) -> std::result::Result<T, Self> {
        match catch_unwind(AssertUnwindSafe(run)) {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(error)) => Err(Self::Error(error)),
            Err(panic) => Err(Self::Panic(panic)),
        }
    }

    /// Lets a panic go on where there is no C below any more; an error is why the call failed.
    fn pass_on<T>(trouble: Option<Self>, outcome: Result<T>) -> Result<T> {
        match trouble {
            None => outcome,
            Some(Self::Panic(panic)) => resume_unwind(panic),
            Some(Self::Error(source)) => outcome.map_err(|error| error.with_source(source)),
        }
    }
}

type Keep = Box<dyn FnMut(Record<'_>) -> std::result::Result<(), BoxError> + Send>;

/// Who keeps a job's records.
pub(crate) struct Journal {
    keep: Keep,
    trouble: Option<Trouble>,
}

impl Journal {
    /// In a place of its own, which is the context that C hands back; unlike a `Box`, an `Arc` may
    /// be moved while others point into it.
    pub(crate) fn new(keep: Keep) -> Arc<Mutex<Self>> {
        Arc::new(Mutex::new(Self {
            keep,
            trouble: None,
        }))
    }

    /// What the last call said, with what the journal had to say of it.
    pub(crate) fn pass_on<T>(journal: Option<&Mutex<Self>>, outcome: Result<T>) -> Result<T> {
        let take = |one: &Mutex<Self>| {
            one.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .trouble
                .take()
        };
        Trouble::pass_on(journal.and_then(take), outcome)
    }
}

/// # Safety
/// Called by the library with the place of a [`Journal`] and `size` bytes that live meanwhile.
pub(crate) unsafe extern "C" fn keep_record(
    context: *mut c_void,
    what: i32,
    piece: u64,
    record: *const c_void,
    size: usize,
) -> i32 {
    // SAFETY: the job keeps it as long as the library can call this.
    let journal = unsafe { &*context.cast::<Mutex<Journal>>() };
    // SAFETY: as many bytes as it says, one at least, which live during the call.
    let bytes = unsafe { slice::from_raw_parts(record.cast::<u8>(), size) };
    let kind = RecordKind::from_raw(what).unwrap_or(RecordKind::Keep);
    let mut journal = journal.lock().unwrap_or_else(PoisonError::into_inner);
    let kept = Trouble::catch(|| (journal.keep)(Record { kind, piece, bytes }));
    journal.trouble = kept.err();
    journal
        .trouble
        .as_ref()
        .map_or(sys::XENG_OK, |_| sys::XENG_ERROR_JOURNAL)
}

/// Where ids come from, during one call.
pub(crate) struct Source<'a> {
    ids: &'a mut dyn Iterator<Item = u64>,
    trouble: Option<Trouble>,
}

impl<'a> Source<'a> {
    pub(crate) fn new(ids: &'a mut dyn Iterator<Item = u64>) -> Self {
        Self { ids, trouble: None }
    }

    pub(crate) fn pass_on<T>(self, outcome: Result<T>) -> Result<T> {
        Trouble::pass_on(self.trouble, outcome)
    }
}

/// # Safety
/// Called by the library with a [`Source`] that nobody else has, room for `capacity` ids, and a
/// place for their count.
pub(crate) unsafe extern "C" fn next_ids(
    context: *mut c_void,
    ids: *mut u64,
    capacity: usize,
    count: *mut usize,
) -> i32 {
    // SAFETY: `Job::add_ids_from` has it on its stack, and uses it again after the call.
    let source = unsafe { &mut *context.cast::<Source<'_>>() };
    let given = Trouble::catch(|| {
        let mut given = 0;
        for id in (&mut source.ids).take(capacity) {
            // SAFETY: below `capacity`, as no more are taken.
            unsafe { ids.add(given).write(id) };
            given += 1;
        }
        Ok(given)
    });
    // SAFETY: a place for the count.
    unsafe { count.write(*given.as_ref().unwrap_or(&0)) };
    source.trouble = given.err();
    source
        .trouble
        .as_ref()
        .map_or(sys::XENG_OK, |_| sys::XENG_ERROR_CANCELLED)
}
