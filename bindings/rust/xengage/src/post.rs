//! What a Post id tells by itself.
use xengage_sys as sys;

use crate::error::{check, Result};
use crate::text;

/// Reads a Post id from decimal digits.
///
/// ```
/// assert_eq!(xengage::post::parse_id("20")?, 20);
/// assert!(xengage::post::parse_id("-20").is_err());
/// # Ok::<(), xengage::Error>(())
/// ```
pub fn parse_id(digits: &str) -> Result<u64> {
    let digits = text::to_c(digits)?;
    let mut id = 0;
    // SAFETY: a text that ends in NUL, and a place for the id.
    check(|error| unsafe { sys::xeng_post_id_parse(digits.as_ptr(), &mut id, error) })?;
    Ok(id)
}

/// When a Post was made, in Unix milliseconds; ids from before November 2010 carry no time.
pub fn created_ms(id: u64) -> Option<i64> {
    // SAFETY: takes any number.
    let created = unsafe { sys::xeng_post_created_ms(id) };
    Some(created).filter(|time| *time != i64::from(sys::XENG_POST_CREATED_UNKNOWN))
}

/// The smallest id that a Post made at a time, in Unix milliseconds, can have; none for times of
/// which ids carry nothing.
pub fn first_id_at(unix_ms: i64) -> Option<u64> {
    // SAFETY: takes any number.
    Some(unsafe { sys::xeng_post_first_id_at(unix_ms) }).filter(|id| *id != 0)
}
