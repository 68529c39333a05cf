// Counted handles of the library: one owner each, released on drop. Whether a thread may have one
// is said where each public type is.
use std::ptr::NonNull;
use xengage_sys as sys;

pub(crate) trait Handle {
    /// Adds an owner.
    ///
    /// # Safety
    /// `handle` is alive.
    unsafe fn add_owner(handle: *mut Self) -> *mut Self;

    /// Takes an owner away.
    ///
    /// # Safety
    /// `handle` is alive, and the caller has one owner to give back.
    unsafe fn release(handle: *mut Self);
}

macro_rules! handles {
    ($($name:ident, $add:ident, $release:ident;)*) => {$(
        impl Handle for sys::$name {
            unsafe fn add_owner(handle: *mut Self) -> *mut Self {
                // SAFETY: the caller's promise is the function's own.
                unsafe { sys::$add(handle) }
            }

            unsafe fn release(handle: *mut Self) {
                // SAFETY: as above.
                unsafe { sys::$release(handle) }
            }
        }
    )*};
}

handles! {
    xeng_client, xeng_client_ref, xeng_client_unref;
    xeng_comparison, xeng_comparison_ref, xeng_comparison_unref;
    xeng_credentials, xeng_credentials_ref, xeng_credentials_unref;
    xeng_error, xeng_error_ref, xeng_error_unref;
    xeng_job, xeng_job_ref, xeng_job_unref;
    xeng_ledger, xeng_ledger_ref, xeng_ledger_unref;
    xeng_login, xeng_login_ref, xeng_login_unref;
    xeng_options, xeng_options_ref, xeng_options_unref;
    xeng_piece, xeng_piece_ref, xeng_piece_unref;
    xeng_plan, xeng_plan_ref, xeng_plan_unref;
    xeng_request, xeng_request_ref, xeng_request_unref;
    xeng_result, xeng_result_ref, xeng_result_unref;
    xeng_series, xeng_series_ref, xeng_series_unref;
    xeng_table, xeng_table_ref, xeng_table_unref;
    xeng_top, xeng_top_ref, xeng_top_unref;
    xeng_warnings, xeng_warnings_ref, xeng_warnings_unref;
    xeng_writer, xeng_writer_ref, xeng_writer_unref;
}

/// One owner of a handle.
pub(crate) struct Owned<T: Handle>(NonNull<T>);

impl<T: Handle> Owned<T> {
    /// Takes over an owner that the library handed out; none if it is NULL.
    ///
    /// # Safety
    /// `handle` is NULL or alive, with an owner to take over.
    pub(crate) unsafe fn take(handle: *mut T) -> Option<Self> {
        NonNull::new(handle).map(Self)
    }

    /// Adds an owner to a handle that something else keeps alive; none if it is NULL.
    ///
    /// # Safety
    /// `handle` is NULL or alive.
    pub(crate) unsafe fn share(handle: *const T) -> Option<Self> {
        if handle.is_null() {
            return None;
        }
        // SAFETY: it is alive; counting owners is the one change that a handle of `const` takes.
        unsafe { Self::take(T::add_owner(handle as *mut T)) }
    }

    pub(crate) fn get(&self) -> *mut T {
        self.0.as_ptr()
    }
}

impl<T: Handle> Clone for Owned<T> {
    fn clone(&self) -> Self {
        // SAFETY: it is alive as long as `self`; adding an owner gives back the same pointer.
        unsafe { T::add_owner(self.get()) };
        Self(self.0)
    }
}

impl<T: Handle> Drop for Owned<T> {
    fn drop(&mut self) {
        // SAFETY: `self` is the owner that is given back.
        unsafe { T::release(self.get()) }
    }
}
