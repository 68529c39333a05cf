// Sums of a metric by time.
use std::fmt;
use std::slice;

use xengage_sys as sys;

use crate::comparison::id_or_all;
use crate::error::{check, make, Result};
use crate::handle::Owned;
use crate::response::Response;
use crate::words::{Metric, Step};

/// Sums of a metric by hour, day or week, of any number of responses.
///
/// ```
/// use xengage::{Metric, Response, Series, Step};
///
/// let json = br#"{"days": {"favorites": {"2026-11-01": "7", "2026-11-03": "2"}}}"#;
/// let mut series = Series::new(Metric::Favorites, Step::Day, 0)?;
/// series.add(&Response::from_json(json)?, None)?;
/// assert_eq!(series.values(), [7, 0, 2]);
/// let silent = series.points().filter(|point| point.value.is_none()).count();
/// assert_eq!(silent, 1);
/// # Ok::<(), xengage::Error>(())
/// ```
pub struct Series {
    raw: Owned<sys::xeng_series>,
}

// SAFETY: a handle without ties to a thread; adding takes `&mut self`, and what only reads it may be
// called from any number of threads at once (xengage.h).
unsafe impl Send for Series {}
// SAFETY: as above.
unsafe impl Sync for Series {}

/// A point of a [`Series`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Point {
    /// When its hour, day or week begins, in Unix seconds, UTC.
    pub time: i64,
    /// Its sum; none where the server was silent.
    pub value: Option<i64>,
    /// How many of its seconds the windows of the responses cover.
    pub covered_s: u32,
}

impl Series {
    /// An empty series. Days and weeks begin by a time that is so many seconds ahead of UTC.
    pub fn new(metric: Metric, step: Step, utc_offset_s: i32) -> Result<Self> {
        // SAFETY: takes any numbers.
        let raw = make(|made, error| unsafe {
            sys::xeng_series_new(metric.raw(), step.raw(), utc_offset_s, made, error)
        })?;
        Ok(Self { raw })
    }

    /// Adds the counts of a Post, or of all Posts together.
    pub fn add(&mut self, response: &Response, id: Option<u64>) -> Result<()> {
        let id = id_or_all(id);
        // SAFETY: alive, both.
        check(|error| unsafe { sys::xeng_series_add(self.raw.get(), response.get(), id, error) })
    }

    /// When each point begins, without gaps.
    pub fn times(&self) -> &[i64] {
        // SAFETY: as many as there are points, until something is added.
        unsafe { self.elements(sys::xeng_series_times(self.raw.get())) }
    }

    /// The sum of each point; 0 where the server was silent.
    pub fn values(&self) -> &[i64] {
        // SAFETY: as above.
        unsafe { self.elements(sys::xeng_series_values(self.raw.get())) }
    }

    /// # Safety
    /// As many elements as there are points, or NULL.
    unsafe fn elements(&self, data: *const i64) -> &[i64] {
        if data.is_null() {
            return &[];
        }
        // SAFETY: the caller's promise.
        unsafe { slice::from_raw_parts(data, sys::xeng_series_count(self.raw.get())) }
    }

    /// Its points.
    pub fn points(&self) -> impl ExactSizeIterator<Item = Point> + '_ {
        let pairs = self.times().iter().zip(self.values()).enumerate();
        pairs.map(move |(index, (time, value))| {
            // SAFETY: alive; so below.
            let state = unsafe { sys::xeng_series_state_at(self.raw.get(), index) };
            let covered_s = unsafe { sys::xeng_series_covered_s(self.raw.get(), index) };
            let value = Some(*value).filter(|_| state == sys::XENG_VALUE_DELIVERED);
            Point {
                time: *time,
                value,
                covered_s,
            }
        })
    }

    /// The sum of all points that were delivered.
    pub fn total(&self) -> i64 {
        unsafe { sys::xeng_series_total(self.raw.get()) }
    }
}

impl fmt::Debug for Series {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Series")
            .field("points", &self.times().len())
            .finish_non_exhaustive()
    }
}
