// The words of the API by their names, and what exists where.
use std::fmt;
use std::str::FromStr;

use xengage_sys as sys;

use crate::error::{make, Error, Result};
use crate::text::{from_c, to_c};
use crate::words::{Dimension, Endpoint, IdState, Metric, Rule};

impl Endpoint {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Totals, Self::Last28Hours, Self::Historical];

    /// Its name as in its path: `totals`, `28hr`, `historical`.
    pub fn name(self) -> &'static str {
        // SAFETY: takes any number; the text lives as long as the library.
        unsafe { from_c(sys::xeng_endpoint_name(self.raw())) }.unwrap_or_default()
    }

    /// How many ids one request takes.
    pub fn max_ids(self) -> usize {
        // SAFETY: takes any number.
        unsafe { sys::xeng_endpoint_max_ids(self.raw()) }
    }
}

impl FromStr for Endpoint {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        let name = to_c(name)?;
        // SAFETY: a text that ends in NUL.
        let number = unsafe { sys::xeng_endpoint_by_name(name.as_ptr()) };
        if let Some(endpoint) = Self::from_raw(number) {
            return Ok(endpoint);
        }
        // The library's own error about an endpoint that there isn't.
        // SAFETY: takes any number, and NULL for "no credentials".
        make(|made, error| unsafe {
            sys::xeng_request_new(number, std::ptr::null(), made, error)
        })?;
        Err(Error::argument(
            "the library has an endpoint that this crate doesn't know",
        ))
    }
}

impl Metric {
    /// All metrics that the library has, in the order of X's documentation.
    pub fn all() -> impl Iterator<Item = Self> {
        // SAFETY: takes nothing; then any index.
        let count = unsafe { sys::xeng_metric_count() };
        (0..count).filter_map(|index| Self::from_raw(unsafe { sys::xeng_metric_at(index) }))
    }

    /// Its name on the wire, such as `impressions`.
    pub fn name(self) -> &'static str {
        // SAFETY: takes any number; the text lives as long as the library.
        unsafe { from_c(sys::xeng_metric_name(self.raw())) }.unwrap_or_default()
    }

    /// The metric of a name.
    pub fn by_name(name: &str) -> Option<Self> {
        let name = to_c(name).ok()?;
        // SAFETY: a text that ends in NUL.
        Self::from_raw(unsafe { sys::xeng_metric_by_name(name.as_ptr()) })
    }

    /// Whether an endpoint has it.
    pub fn is_on(self, endpoint: Endpoint) -> bool {
        // SAFETY: takes any numbers.
        unsafe { sys::xeng_metric_on_endpoint(self.raw(), endpoint.raw()) != 0 }
    }

    /// Whether reading it takes the credentials of the Post's owner.
    pub fn needs_user_context(self, endpoint: Endpoint) -> bool {
        // SAFETY: takes any numbers.
        unsafe { sys::xeng_metric_needs_user_context(self.raw(), endpoint.raw()) != 0 }
    }
}

impl Dimension {
    /// Its name on the wire, such as `tweet.id`.
    pub fn name(self) -> &'static str {
        // SAFETY: takes any number; the text lives as long as the library.
        unsafe { from_c(sys::xeng_dimension_name(self.raw())) }.unwrap_or_default()
    }

    /// The dimension of a name.
    pub fn by_name(name: &str) -> Option<Self> {
        let name = to_c(name).ok()?;
        // SAFETY: a text that ends in NUL.
        Self::from_raw(unsafe { sys::xeng_dimension_by_name(name.as_ptr()) })
    }

    /// Whether an endpoint can group by it.
    pub fn is_on(self, endpoint: Endpoint) -> bool {
        // SAFETY: takes any numbers.
        unsafe { sys::xeng_dimension_on_endpoint(self.raw(), endpoint.raw()) != 0 }
    }
}

impl IdState {
    /// The state in a word, such as `forbidden`.
    pub fn name(self) -> &'static str {
        // SAFETY: takes any number; the text lives as long as the library.
        unsafe { from_c(sys::xeng_id_state_name(self.raw())) }.unwrap_or_default()
    }
}

impl Rule {
    /// The rule's name, such as `XENG_RULE_TOO_MANY_IDS`.
    pub fn name(self) -> &'static str {
        // SAFETY: takes any number; the text lives as long as the library.
        unsafe { from_c(sys::xeng_error_rule_name(self.raw())) }.unwrap_or_default()
    }
}

macro_rules! shown_by_name {
    ($($word:ident)*) => {$(
        impl fmt::Display for $word {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.pad(self.name())
            }
        }
    )*};
}

shown_by_name! { Endpoint Metric Dimension IdState Rule }
