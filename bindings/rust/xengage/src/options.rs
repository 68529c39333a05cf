// How a client behaves.
use std::fmt;
use std::os::raw::{c_char, c_void};
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use xengage_sys as sys;

use crate::error::{check, make, Result};
use crate::handle::Owned;
use crate::text::{self, pointer_or_null, to_c};
use crate::words::{HttpVersion, LogLevel};

/// Takes log lines. In a box of its own, so that a thin pointer leads to it.
pub(crate) type Log = Box<dyn Fn(LogLevel, &str) + Send + Sync>;

/// How a client behaves. The defaults are safe; a client copies what is set when it is made.
pub struct Options {
    raw: Owned<sys::xeng_options>,
    log: Option<Arc<Log>>, // after `raw`: it outlives what calls it
}

// SAFETY: a handle without ties to a thread; what changes it takes `&mut self`, and what only reads
// it may be called from any number of threads (xengage.h). The log function is Send and Sync.
unsafe impl Send for Options {}
// SAFETY: as above.
unsafe impl Sync for Options {}

impl Options {
    /// Every default.
    pub fn new() -> Result<Self> {
        // SAFETY: takes places for what it gives.
        let raw = make(|made, error| unsafe { sys::xeng_options_new(made, error) })?;
        Ok(Self { raw, log: None })
    }

    /// The defaults, and what `XENGAGE_BASE_URL`, `XENGAGE_AUTH_URL` and `XENGAGE_CA_FILE` say.
    pub fn from_env() -> Result<Self> {
        let options = Self::new()?;
        // SAFETY: alive.
        check(|error| unsafe { sys::xeng_options_from_env(options.raw.get(), error) })?;
        Ok(options)
    }

    /// Sets where the API is: `https`, or `http` to a loopback address.
    pub fn set_base_url(&mut self, url: &str) -> Result<&mut Self> {
        let url = to_c(url)?;
        // SAFETY: alive, and a text that ends in NUL and is copied; so below.
        check(|error| unsafe {
            sys::xeng_options_set_base_url(self.raw.get(), url.as_ptr(), error)
        })?;
        Ok(self)
    }

    /// Sets where tokens are had.
    pub fn set_auth_url(&mut self, url: &str) -> Result<&mut Self> {
        let url = to_c(url)?;
        // SAFETY: as above.
        check(|error| unsafe {
            sys::xeng_options_set_auth_url(self.raw.get(), url.as_ptr(), error)
        })?;
        Ok(self)
    }

    /// Sets the file of certificates (PEM) to trust instead of the system's.
    pub fn set_ca_file(&mut self, path: impl AsRef<Path>) -> Result<&mut Self> {
        let path = text::path_to_c(path.as_ref())?;
        // SAFETY: as above.
        check(|error| unsafe {
            sys::xeng_options_set_ca_file(self.raw.get(), path.as_ptr(), error)
        })?;
        Ok(self)
    }

    /// Sets the proxy: its URL, `""` for none at all, `None` for what the environment says.
    pub fn set_proxy(&mut self, url: Option<&str>) -> Result<&mut Self> {
        let url = url.map(to_c).transpose()?;
        // SAFETY: as above; NULL is allowed.
        check(|error| unsafe {
            sys::xeng_options_set_proxy(self.raw.get(), pointer_or_null(&url), error)
        })?;
        Ok(self)
    }

    /// Sets what stands before the library's own name in `User-Agent`, such as `acme-reports/2.1`.
    pub fn set_user_agent(&mut self, product: &str) -> Result<&mut Self> {
        let product = to_c(product)?;
        // SAFETY: as above.
        check(|error| unsafe {
            sys::xeng_options_set_user_agent(self.raw.get(), product.as_ptr(), error)
        })?;
        Ok(self)
    }

    /// Sets how long an operation may take in all; by default 300 s.
    pub fn set_deadline(&mut self, deadline: Duration) -> &mut Self {
        // SAFETY: alive; so below.
        unsafe { sys::xeng_options_set_deadline_ms(self.raw.get(), at_least_1_ms(deadline)) };
        self
    }

    /// Sets how long one attempt to connect may take; by default 10 s.
    pub fn set_connect_timeout(&mut self, timeout: Duration) -> &mut Self {
        // SAFETY: alive.
        unsafe { sys::xeng_options_set_connect_timeout_ms(self.raw.get(), at_least_1_ms(timeout)) };
        self
    }

    /// Sets how long a connection may stay silent; by default 60 s.
    pub fn set_stall_timeout(&mut self, timeout: Duration) -> &mut Self {
        // SAFETY: alive.
        unsafe { sys::xeng_options_set_stall_timeout_ms(self.raw.get(), at_least_1_ms(timeout)) };
        self
    }

    /// Sets how often a failing request is sent in all; by default 5, and 1 is no retry.
    pub fn set_max_attempts(&mut self, attempts: u32) -> &mut Self {
        // SAFETY: alive.
        unsafe { sys::xeng_options_set_max_attempts(self.raw.get(), attempts) };
        self
    }

    /// Sets the contract's rate limit in requests a minute, before the server has told it.
    pub fn set_rate_limit(&mut self, per_minute: u32) -> &mut Self {
        // SAFETY: alive.
        unsafe { sys::xeng_options_set_rate_limit(self.raw.get(), per_minute) };
        self
    }

    /// Sets how many requests are under way at once; by default 16.
    pub fn set_max_concurrency(&mut self, requests: u32) -> &mut Self {
        // SAFETY: alive.
        unsafe { sys::xeng_options_set_max_concurrency(self.raw.get(), requests) };
        self
    }

    /// Sets how large an answer may be after decompression; by default 64 MiB.
    pub fn set_max_response_bytes(&mut self, bytes: usize) -> &mut Self {
        // SAFETY: alive.
        unsafe { sys::xeng_options_set_max_response_bytes(self.raw.get(), bytes) };
        self
    }

    /// Sets the version of HTTP.
    pub fn set_http_version(&mut self, version: HttpVersion) -> Result<&mut Self> {
        // SAFETY: alive.
        check(|error| unsafe {
            sys::xeng_options_set_http_version(self.raw.get(), version.raw(), error)
        })?;
        Ok(self)
    }

    /// Sets whether request bodies are sent gzipped.
    pub fn set_compress_requests(&mut self, on: bool) -> &mut Self {
        // SAFETY: alive.
        unsafe { sys::xeng_options_set_compress_requests(self.raw.get(), on.into()) };
        self
    }

    /// Sets where log lines go. Secrets are redacted at every level.
    ///
    /// It is called from whichever thread uses the client, and must not use that client itself: it
    /// would wait for itself. A panic in it ends there, and its line is lost: there are C functions
    /// below it, through which a panic must not go.
    pub fn set_log(
        &mut self,
        level: LogLevel,
        log: impl Fn(LogLevel, &str) + Send + Sync + 'static,
    ) -> &mut Self {
        let log: Arc<Log> = Arc::new(Box::new(log));
        let context = Arc::as_ptr(&log) as *mut c_void;
        // SAFETY: alive; the context is kept by these options, and by every client made from them.
        unsafe { sys::xeng_options_set_log(self.raw.get(), level.raw(), Some(take_line), context) };
        self.log = Some(log);
        self
    }

    pub(crate) fn get(&self) -> *const sys::xeng_options {
        self.raw.get()
    }

    pub(crate) fn raw_mut(&mut self) -> *mut sys::xeng_options {
        self.raw.get()
    }

    pub(crate) fn log(&self) -> Option<Arc<Log>> {
        self.log.clone()
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not what is set: a proxy's URL can have a password in it.
        out.debug_struct("Options").finish_non_exhaustive()
    }
}

/// 0 means "the default" to the library; a duration of nothing isn't that.
fn at_least_1_ms(duration: Duration) -> u32 {
    u32::try_from(duration.as_millis())
        .unwrap_or(u32::MAX)
        .max(1)
}

/// # Safety
/// Called by the library with the context of `set_log` and a line that lives meanwhile.
unsafe extern "C" fn take_line(context: *mut c_void, level: i32, message: *const c_char) {
    // SAFETY: the options' or the client's `Arc` keeps the box while the library can call this.
    let log = unsafe { &*context.cast::<Log>() };
    // SAFETY: ends in NUL and lives during the call.
    let line = unsafe { text::from_c(message) }.unwrap_or_default();
    let level = LogLevel::from_raw(level).unwrap_or(LogLevel::Trace);
    let _ = catch_unwind(AssertUnwindSafe(|| log(level, line)));
}
