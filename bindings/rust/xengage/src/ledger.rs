// How many distinct users were read a month, which the contract may count.
use std::fmt;
use std::path::Path;

use xengage_sys as sys;

use crate::credentials::Credentials;
use crate::error::{check, make, Result};
use crate::handle::Owned;
use crate::options::Options;
use crate::text::path_to_c;

/// A count of distinct users a month, in a file. A clone is another owner of the same.
#[derive(Clone)]
pub struct Ledger {
    raw: Owned<sys::xeng_ledger>,
}

// SAFETY: "Safe to share among threads" (ledger.h).
unsafe impl Send for Ledger {}
// SAFETY: as above.
unsafe impl Sync for Ledger {}

impl Ledger {
    /// Opens it, or makes its file; the contract's month begins on a day from 1 to 28.
    pub fn open(path: impl AsRef<Path>, first_day: u8) -> Result<Self> {
        let path = path_to_c(path.as_ref())?;
        // SAFETY: a text that ends in NUL.
        let raw = make(|made, error| unsafe {
            sys::xeng_ledger_open(path.as_ptr(), first_day.into(), made, error)
        })?;
        Ok(Self { raw })
    }

    /// Sets how many users a month there may be, `None` for any number, and whether one more is
    /// refused or just told in the log.
    pub fn set_limit(&self, users: Option<u64>, refuse: bool) {
        // SAFETY: alive, and shared among threads as it pleases; so below.
        unsafe { sys::xeng_ledger_set_limit(self.raw.get(), users.unwrap_or(0), refuse.into()) };
    }

    /// Counts the user of some credentials, as a client does before it sends anything with them.
    pub fn count(&self, credentials: &Credentials) -> Result<()> {
        check(|error| unsafe { sys::xeng_ledger_count(self.raw.get(), credentials.get(), error) })
    }

    /// How many users there were in the month of a moment, in Unix seconds; `None` is now.
    pub fn users(&self, time: Option<i64>) -> Result<u64> {
        let time = time.unwrap_or(sys::XENG_TIME_UNSET);
        let mut users = 0;
        check(|error| unsafe { sys::xeng_ledger_users(self.raw.get(), time, &mut users, error) })?;
        Ok(users)
    }
}

impl Options {
    /// Makes clients count the users whose Posts they read.
    pub fn set_ledger(&mut self, ledger: &Ledger) -> &mut Self {
        // SAFETY: alive, both; the options hold it.
        unsafe { sys::xeng_options_set_ledger(self.raw_mut(), ledger.raw.get()) };
        self
    }
}

impl fmt::Debug for Ledger {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Ledger").finish_non_exhaustive()
    }
}
