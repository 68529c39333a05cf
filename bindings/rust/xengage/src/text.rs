// Text on its way into the library and out of it.
use std::ffi::{CStr, CString};
use std::os::raw::c_char;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::ptr;

use xengage_sys as sys;

use crate::error::{Error, Result};

/// Text for the library, which ends in NUL there and can have none within.
pub(crate) fn to_c(text: &str) -> Result<CString> {
    CString::new(text).map_err(|_| Error::argument("a text has a NUL in it"))
}

pub(crate) fn path_to_c(path: &Path) -> Result<CString> {
    CString::new(path.as_os_str().as_bytes()).map_err(|_| Error::argument("a path has a NUL in it"))
}

/// Text that can be left out: NULL then, as long as the given place lives.
pub(crate) fn pointer_or_null(text: &Option<CString>) -> *const c_char {
    text.as_ref().map_or(ptr::null(), |text| text.as_ptr())
}

/// Text of the library's; none for NULL.
///
/// # Safety
/// `text` is NULL, or ends in NUL and lives as long as `'a`.
pub(crate) unsafe fn from_c<'a>(text: *const c_char) -> Option<&'a str> {
    if text.is_null() {
        return None;
    }
    // SAFETY: the caller's promise. The library's text is UTF-8.
    Some(
        unsafe { CStr::from_ptr(text) }
            .to_str()
            .unwrap_or("\u{fffd}"),
    )
}

/// Takes over text that the library allocated.
///
/// # Safety
/// `text` came through a `char **` of the library, and is not NULL.
pub(crate) unsafe fn take(text: *mut c_char) -> String {
    // SAFETY: the caller's promise; it is copied before it is freed.
    unsafe {
        let copy = from_c(text).unwrap_or_default().to_owned();
        sys::xeng_free(text.cast());
        copy
    }
}

/// A copy of a secret for the length of a call, overwritten before its memory is freed.
pub(crate) struct Secret(Vec<u8>);

impl Secret {
    pub(crate) fn new(text: &str) -> Result<Self> {
        if text.bytes().any(|byte| byte == 0) {
            return Err(Error::argument("a text has a NUL in it"));
        }
        // Of the right size from the start: a buffer that grows leaves a copy behind.
        let mut bytes = Vec::with_capacity(text.len() + 1);
        bytes.extend_from_slice(text.as_bytes());
        bytes.push(0);
        Ok(Self(bytes))
    }

    pub(crate) fn as_ptr(&self) -> *const c_char {
        self.0.as_ptr().cast()
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        for byte in &mut self.0 {
            // SAFETY: a plain byte of our own. Volatile, so that it isn't optimised away.
            unsafe { ptr::write_volatile(byte, 0) }
        }
    }
}
