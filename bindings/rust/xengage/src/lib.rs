//! A client for X's enterprise Engagement API, safe and without a runtime of its own: the crate over
//! the C library libxengage.
//!
//! A [`Client`] sends a [`Request`] with somebody's [`Credentials`] and gets a [`Response`]: a tree
//! of counts for each grouping, and what became of each Post. A [`Job`] asks about any number of
//! Posts and is an iterator of [`Piece`]s. An [`Operation`] is a request under way: a future, or
//! something to wait for.
//!
//! Times are Unix seconds, UTC; ids are `u64`; handles are counted, and a clone is another owner of
//! the same thing. All types are `Send`, and all but [`Job`] are `Sync`. No `Debug` shows a secret.
//!
//! ```
//! use xengage::{Client, Credentials, Endpoint, Metric, Request};
//!
//! let client = Client::from_env()?;
//! let owner = Credentials::from_env()?;
//! let mut request = Request::for_credentials(Endpoint::Totals, &owner)?;
//! request
//!     .add_ids(&[1541815603606036480, 850006245121695744])?
//!     .add_metric(Metric::Favorites)?
//!     .add_grouping_text("posts", "tweet.id,engagement.type")?;
//! let response = client.fetch(&owner, &request)?;
//! for (id, state) in response.ids() {
//!     println!("{id} {state} {:?}", response.post_value(id, Metric::Favorites).count());
//! }
//! # Ok::<(), xengage::Error>(())
//! ```
#![deny(missing_docs, missing_debug_implementations, unsafe_op_in_unsafe_fn)]

mod auth;
mod client;
mod comparison;
mod credentials;
mod error;
mod handle;
mod job;
mod journal;
mod ledger;
mod metric;
mod node;
mod operation;
mod options;
mod piece;
mod plan;
pub mod post;
mod ranking;
mod request;
mod response;
mod series;
mod table;
mod text;
#[rustfmt::skip]
mod words;
mod writer;

pub use auth::Login;
pub use client::Client;
pub use comparison::Comparison;
pub use credentials::Credentials;
pub use error::{Error, Result};
pub use job::{Job, JobControl, JobId, NextPiece};
pub use journal::{BoxError, Record};
pub use ledger::Ledger;
pub use node::{Children, Key, Leaves, Node, Value};
pub use operation::{Canceller, Operation};
pub use options::Options;
pub use piece::{Piece, PieceId, Reason};
pub use plan::Plan;
pub use ranking::{Ranked, Ranking};
pub use request::{Request, Warning};
pub use response::{Response, Unsupported};
pub use series::{Point, Series};
pub use table::{Column, Data, Table};
pub use words::{
    CredentialsKind, Dimension, Endpoint, ErrorKind, Figure, Form, HttpVersion, IdFormat, IdState,
    JobState, LogLevel, Metric, RecordKind, Rule, Step, TextFormat, Wait, WarningKind,
};
pub use writer::{Layout, Writer};

/// The programs of the README, which are compiled and run with the doctests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;

/// The version of the library that runs, such as `0.1.0`.
pub fn version() -> &'static str {
    // SAFETY: takes nothing; the text lives as long as the library.
    unsafe { text::from_c(xengage_sys::xeng_version()) }.unwrap_or_default()
}
