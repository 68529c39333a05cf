// The library that is linked is the one that the declarations describe, or a newer one.
use std::ffi::CStr;

#[test]
fn library_is_no_older_than_its_declarations() {
    // SAFETY: takes nothing.
    let number = unsafe { xengage_sys::xeng_version_number() };
    assert!(i64::from(number) >= i64::from(xengage_sys::XENG_VERSION_NUMBER));
}

#[test]
fn crate_has_the_version_of_the_declarations() {
    let (major, minor, patch) = (
        xengage_sys::XENG_VERSION_MAJOR,
        xengage_sys::XENG_VERSION_MINOR,
        xengage_sys::XENG_VERSION_PATCH,
    );
    assert_eq!(
        env!("CARGO_PKG_VERSION"),
        format!("{major}.{minor}.{patch}")
    );
}

#[test]
fn names_come_as_text() {
    // SAFETY: takes any number, and the text lives as long as the library.
    let name = unsafe {
        CStr::from_ptr(xengage_sys::xeng_error_code_name(
            xengage_sys::XENG_ERROR_RULE,
        ))
    };
    assert_eq!(name.to_str(), Ok("XENG_ERROR_RULE"));
}
