// Getting tokens, and making them worthless.
use std::fmt;
use std::ptr;

use xengage_sys as sys;

use crate::client::Client;
use crate::credentials::Credentials;
use crate::error::{check, make, Result};
use crate::handle::Owned;
use crate::text::{from_c, to_c, Secret};

impl Client {
    /// Gets a bearer token for an application.
    pub fn bearer(&self, app: &Credentials) -> Result<Credentials> {
        // SAFETY: alive, both; so below.
        let raw = make(|made, error| unsafe {
            sys::xeng_auth_bearer(self.inner.get(), app.get(), made, error)
        })?;
        Ok(Credentials::own(raw))
    }

    /// Begins a login, by which a user lets the application read his Posts. X sends him to `callback`
    /// afterwards; without one it shows him a PIN.
    pub fn begin_login(&self, app: &Credentials, callback: Option<&str>) -> Result<Login> {
        let callback = to_c(callback.unwrap_or(sys::XENG_LOGIN_CALLBACK_PIN))?;
        let raw = make(|made, error| unsafe {
            let client = self.inner.get();
            sys::xeng_auth_login_begin(client, app.get(), callback.as_ptr(), made, error)
        })?;
        Ok(Login {
            raw,
            client: self.clone(),
        })
    }

    /// Makes a user's access token worthless.
    pub fn invalidate_user(&self, token: &Credentials) -> Result<()> {
        self.invalidate(token, ptr::null())
    }

    /// Makes a bearer token worthless, which takes the application's key and secret.
    pub fn invalidate_bearer(&self, token: &Credentials, app: &Credentials) -> Result<()> {
        self.invalidate(token, app.get())
    }

    fn invalidate(&self, token: &Credentials, app: *const sys::xeng_credentials) -> Result<()> {
        check(|error| unsafe {
            sys::xeng_auth_invalidate(self.inner.get(), token.get(), app, error)
        })
    }
}

/// A login that waits for the user's consent.
pub struct Login {
    raw: Owned<sys::xeng_login>,
    client: Client,
}

// SAFETY: a handle without ties to a thread; `finish` takes `self`, and what only reads it may be
// called from any number of threads at once (xengage.h).
unsafe impl Send for Login {}
// SAFETY: as above.
unsafe impl Sync for Login {}

impl Login {
    /// The web address at which the user gives consent.
    pub fn url(&self) -> &str {
        // SAFETY: alive; the text lives as long as the login.
        unsafe { from_c(sys::xeng_login_url(self.raw.get())) }.unwrap_or_default()
    }

    /// Trades the consent for the user's credentials, and tells his name, without `@`. `answer` is the
    /// PIN, or the whole address to which X sent the user.
    pub fn finish(self, answer: &str) -> Result<(Credentials, String)> {
        let answer = Secret::new(answer)?;
        let raw = make(|made, error| unsafe {
            let (client, login) = (self.client.inner.get(), self.raw.get());
            sys::xeng_auth_login_finish(client, login, answer.as_ptr(), made, error)
        })?;
        // SAFETY: alive; the text is copied.
        let name = unsafe { from_c(sys::xeng_login_screen_name(self.raw.get())) };
        Ok((Credentials::own(raw), name.unwrap_or_default().into()))
    }
}

impl fmt::Debug for Login {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not its address, in which the request token is.
        out.debug_struct("Login").finish_non_exhaustive()
    }
}
