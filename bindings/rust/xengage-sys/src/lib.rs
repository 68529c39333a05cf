//! The C API of libxengage as it is, made from the headers' description. What each function wants
//! is said in the headers; programs use the crate `xengage`.
//!
//! Functions that take Arrow's structures are left out: crates of Arrow's define those.
#![deny(missing_docs, unsafe_op_in_unsafe_fn)]
#![allow(non_camel_case_types)]

#[rustfmt::skip]
mod generated;

pub use generated::*;
