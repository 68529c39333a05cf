// One identity towards the API.
use std::fmt;
use std::path::Path;

use xengage_sys as sys;

use crate::error::{check, make, Result};
use crate::handle::Owned;
use crate::text::{self, Secret};
use crate::words::CredentialsKind;

/// One identity towards the API. Immutable; a clone is another owner of the same.
///
/// Secrets are wiped when the last owner is gone, and shown by nothing: neither `Debug` nor an
/// error nor a log line has them.
///
/// ```
/// let app = xengage::Credentials::app("key", "secret")?;
/// assert_eq!(app.kind(), Some(xengage::CredentialsKind::App));
/// assert!(!format!("{app:?}").contains("secret"));
/// # Ok::<(), xengage::Error>(())
/// ```
#[derive(Clone)]
pub struct Credentials {
    raw: Owned<sys::xeng_credentials>,
}

// SAFETY: "Immutable, safe to share among threads" (credentials.h).
unsafe impl Send for Credentials {}
// SAFETY: as above.
unsafe impl Sync for Credentials {}

impl Credentials {
    /// User context: OAuth 1.0a with a user's access token, which reads what that user owns.
    pub fn user(
        consumer_key: &str,
        consumer_secret: &str,
        access_token: &str,
        access_token_secret: &str,
    ) -> Result<Self> {
        let key = Secret::new(consumer_key)?;
        let secret = Secret::new(consumer_secret)?;
        let token = Secret::new(access_token)?;
        let token_secret = Secret::new(access_token_secret)?;
        // SAFETY: texts that end in NUL and are copied.
        let raw = make(|made, error| unsafe {
            sys::xeng_credentials_new_user(
                key.as_ptr(),
                secret.as_ptr(),
                token.as_ptr(),
                token_secret.as_ptr(),
                made,
                error,
            )
        })?;
        Ok(Self { raw })
    }

    /// The application alone: OAuth 1.0a with an empty token; public metrics on totals.
    pub fn app(consumer_key: &str, consumer_secret: &str) -> Result<Self> {
        let key = Secret::new(consumer_key)?;
        let secret = Secret::new(consumer_secret)?;
        // SAFETY: texts that end in NUL and are copied.
        let raw = make(|made, error| unsafe {
            sys::xeng_credentials_new_app(key.as_ptr(), secret.as_ptr(), made, error)
        })?;
        Ok(Self { raw })
    }

    /// The application alone: a bearer token; public metrics on totals.
    pub fn bearer(bearer_token: &str) -> Result<Self> {
        let token = Secret::new(bearer_token)?;
        // SAFETY: a text that ends in NUL and is copied.
        let raw = make(|made, error| unsafe {
            sys::xeng_credentials_new_bearer(token.as_ptr(), made, error)
        })?;
        Ok(Self { raw })
    }

    /// What the environment has: `XENGAGE_CONSUMER_KEY`, `XENGAGE_CONSUMER_SECRET`,
    /// `XENGAGE_ACCESS_TOKEN` and `XENGAGE_ACCESS_TOKEN_SECRET`, or `XENGAGE_BEARER_TOKEN`, or the
    /// first two alone.
    ///
    /// As with every reading of the environment by C code: not while another thread changes it.
    pub fn from_env() -> Result<Self> {
        // SAFETY: takes places for what it gives.
        let raw = make(|made, error| unsafe { sys::xeng_credentials_from_env(made, error) })?;
        Ok(Self { raw })
    }

    /// Reads a JSON file, which none but its owner may be able to read.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self> {
        let path = text::path_to_c(path.as_ref())?;
        // SAFETY: a text that ends in NUL.
        let raw = make(|made, error| unsafe {
            sys::xeng_credentials_from_file(path.as_ptr(), made, error)
        })?;
        Ok(Self { raw })
    }

    /// Writes them, secrets included, to a file that only its owner can read. It is replaced as a
    /// whole, or not at all.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<()> {
        let path = text::path_to_c(path.as_ref())?;
        // SAFETY: alive, and a text that ends in NUL.
        check(|error| unsafe { sys::xeng_credentials_save(self.get(), path.as_ptr(), error) })
    }

    /// Which kind they are of; none if it is one that this version doesn't know.
    pub fn kind(&self) -> Option<CredentialsKind> {
        // SAFETY: alive.
        CredentialsKind::from_raw(unsafe { sys::xeng_credentials_kind(self.get()) })
    }

    /// The user id in the access token.
    pub fn user_id(&self) -> Option<u64> {
        // SAFETY: alive.
        Some(unsafe { sys::xeng_credentials_user_id(self.get()) }).filter(|id| *id != 0)
    }

    pub(crate) fn own(raw: Owned<sys::xeng_credentials>) -> Self {
        Self { raw }
    }

    pub(crate) fn get(&self) -> *const sys::xeng_credentials {
        self.raw.get()
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Credentials")
            .field("kind", &self.kind())
            .finish_non_exhaustive()
    }
}
