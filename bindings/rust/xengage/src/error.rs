// What went wrong: the library's error object, readable and printable.
use std::error::Error as StdError;
use std::fmt;
use std::ptr;

use xengage_sys as sys;

use crate::handle::{Handle, Owned};
use crate::text;
use crate::words::{ErrorKind, Rule};

/// `std::result::Result` with this crate's [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

/// What went wrong, and what to do about it.
///
/// Display gives one or two sentences for a person; [`kind`](Error::kind) is what a program asks.
/// No secret is in it.
#[derive(Clone)]
pub struct Error {
    code: i32,
    raw: Option<Owned<sys::xeng_error>>,
    said: &'static str, // where the library made no error object
    source: Option<std::sync::Arc<dyn StdError + Send + Sync>>,
}

// SAFETY: errors are immutable and readable from any thread (error.h), and so is adding and taking
// away an owner; the rest of the structure is Send and Sync by itself.
unsafe impl Send for Error {}
// SAFETY: as above.
unsafe impl Sync for Error {}

impl Error {
    /// Takes over what a failed call stored; NULL where memory ran out.
    ///
    /// # Safety
    /// `raw` is NULL or an error with an owner to take over.
    pub(crate) unsafe fn take(code: i32, raw: *mut sys::xeng_error) -> Self {
        // SAFETY: the caller's promise.
        let raw = unsafe { Owned::take(raw) };
        let said = "memory ran out";
        Self {
            code,
            raw,
            said,
            source: None,
        }
    }

    /// An error that something else keeps alive.
    ///
    /// # Safety
    /// `raw` is NULL or alive.
    pub(crate) unsafe fn share(raw: *const sys::xeng_error) -> Option<Self> {
        // SAFETY: the caller's promise.
        let raw = unsafe { Owned::share(raw) }?;
        // SAFETY: alive.
        let code = unsafe { sys::xeng_error_code(raw.get()) };
        Some(Self {
            code,
            raw: Some(raw),
            said: "",
            source: None,
        })
    }

    fn of_binding(code: i32, said: &'static str) -> Self {
        Self {
            code,
            raw: None,
            said,
            source: None,
        }
    }

    pub(crate) fn argument(said: &'static str) -> Self {
        Self::of_binding(sys::XENG_ERROR_INVALID_ARGUMENT, said)
    }

    pub(crate) fn state(said: &'static str) -> Self {
        Self::of_binding(sys::XENG_ERROR_STATE, said)
    }

    pub(crate) fn with_source(mut self, source: Box<dyn StdError + Send + Sync>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Every getter of the library takes NULL as "no error".
    fn get(&self) -> *const sys::xeng_error {
        self.raw.as_ref().map_or(ptr::null(), |raw| raw.get())
    }

    /// What kind of error it is.
    pub fn kind(&self) -> ErrorKind {
        kind_of(self.code)
    }

    /// The number of the error, as C has it: by its hundred, one of a later library is understood.
    pub fn code(&self) -> i32 {
        self.code
    }

    /// The name of the number, such as `XENG_ERROR_RATE_LIMITED`.
    pub fn code_name(&self) -> &'static str {
        code_name(self.code)
    }

    /// Which rule of the API an [`ErrorKind::Rule`] is about.
    pub fn rule(&self) -> Option<Rule> {
        // SAFETY: alive or NULL.
        Rule::from_raw(unsafe { sys::xeng_error_rule(self.get()) })
    }

    /// The limit that was overstepped, as the rule has it; 0 where it has none.
    pub fn limit(&self) -> i64 {
        // SAFETY: alive or NULL.
        unsafe { sys::xeng_error_limit(self.get()) }
    }

    /// The offending value as text: an id, a name, a time.
    pub fn value(&self) -> Option<&str> {
        // SAFETY: alive or NULL; the text lives as long as the error.
        unsafe { text::from_c(sys::xeng_error_value(self.get())) }.filter(|text| !text.is_empty())
    }

    /// The HTTP status of the last answer.
    pub fn http_status(&self) -> Option<u16> {
        // SAFETY: alive or NULL.
        let status = unsafe { sys::xeng_error_http_status(self.get()) };
        u16::try_from(status).ok().filter(|status| *status != 0)
    }

    /// The server's own messages.
    pub fn server_messages(&self) -> impl Iterator<Item = &str> + '_ {
        // SAFETY: alive or NULL; the text lives as long as the error.
        let count = unsafe { sys::xeng_error_server_message_count(self.get()) };
        (0..count).filter_map(move |index| unsafe {
            text::from_c(sys::xeng_error_server_message(self.get(), index))
        })
    }

    /// The Post ids that the error concerns; none where none is named, or all are concerned.
    pub fn ids(&self) -> impl Iterator<Item = u64> + '_ {
        // SAFETY: alive or NULL.
        let count = unsafe { sys::xeng_error_id_count(self.get()) };
        (0..count).map(move |index| unsafe { sys::xeng_error_id_at(self.get(), index) })
    }

    /// When trying again makes sense, in Unix seconds by this machine's clock, where it is known.
    pub fn retry_at(&self) -> Option<i64> {
        // SAFETY: alive or NULL.
        Some(unsafe { sys::xeng_error_retry_at(self.get()) }).filter(|time| *time != 0)
    }

    /// How many requests were sent before giving up.
    pub fn attempts(&self) -> u32 {
        // SAFETY: alive or NULL.
        unsafe { sys::xeng_error_attempts(self.get()) }
    }

    fn message(&self) -> &str {
        if self.raw.is_none() {
            return self.said;
        }
        // SAFETY: alive; the text lives as long as the error.
        unsafe { text::from_c(sys::xeng_error_message(self.get())) }.unwrap_or_default()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.message())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Error")
            .field("kind", &self.kind())
            .field("code", &self.code)
            .field("message", &self.message())
            .field("rule", &self.rule())
            .field("http_status", &self.http_status())
            .field("attempts", &self.attempts())
            .finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source
            .as_ref()
            .map(|source| &**source as &(dyn StdError + 'static))
    }
}

pub(crate) fn kind_of(code: i32) -> ErrorKind {
    ErrorKind::from_raw(code).unwrap_or(ErrorKind::Other)
}

/// The name of an error's number, such as `XENG_ERROR_RATE_LIMITED`.
pub(crate) fn code_name(code: i32) -> &'static str {
    // SAFETY: takes any number; the text lives as long as the library.
    unsafe { text::from_c(sys::xeng_error_code_name(code)) }.unwrap_or_default()
}

/// Makes a call that can fail and gives back nothing.
pub(crate) fn check(call: impl FnOnce(*mut *mut sys::xeng_error) -> i32) -> Result<()> {
    let mut error = ptr::null_mut();
    match call(&mut error) {
        sys::XENG_OK => Ok(()),
        // SAFETY: what a failed call stores is the caller's.
        code => Err(unsafe { Error::take(code, error) }),
    }
}

/// Makes a call that can fail and gives back a handle, or none.
pub(crate) fn make_any<T: Handle>(
    call: impl FnOnce(*mut *mut T, *mut *mut sys::xeng_error) -> i32,
) -> Result<Option<Owned<T>>> {
    let mut made = ptr::null_mut();
    check(|error| call(&mut made, error))?;
    // SAFETY: what a call stores is NULL or the caller's.
    Ok(unsafe { Owned::take(made) })
}

/// Makes a call that can fail and gives back a handle.
pub(crate) fn make<T: Handle>(
    call: impl FnOnce(*mut *mut T, *mut *mut sys::xeng_error) -> i32,
) -> Result<Owned<T>> {
    make_any(call)?.ok_or_else(|| Error::state("the library gave nothing"))
}
