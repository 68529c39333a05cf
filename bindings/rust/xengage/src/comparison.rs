// How counts changed from one response to another.
use std::fmt;

use xengage_sys as sys;

use crate::error::{make, Result};
use crate::handle::Owned;
use crate::node::Value;
use crate::response::Response;
use crate::words::Metric;

/// How counts changed from one response to another, by Post and metric. Immutable.
///
/// Where a Post is wanted, `None` is all Posts together of which both counts were delivered.
///
/// ```
/// let earlier = br#"{"posts": {"850006245121695744": {"favorites": "4"}}}"#;
/// let later = br#"{"posts": {"850006245121695744": {"favorites": "6"}}}"#;
/// let [earlier, later] = [earlier, later].map(|json| xengage::Response::from_json(json));
/// let change = xengage::Comparison::new(&earlier?, &later?)?;
/// assert_eq!(change.change(None, xengage::Metric::Favorites), Some(0.5));
/// # Ok::<(), xengage::Error>(())
/// ```
#[derive(Clone)]
pub struct Comparison {
    raw: Owned<sys::xeng_comparison>,
}

// SAFETY: "Immutable" (comparison.h), and functions that take a const handle may be called from any
// number of threads at once (xengage.h).
unsafe impl Send for Comparison {}
// SAFETY: as above.
unsafe impl Sync for Comparison {}

type CountOf = unsafe extern "C" fn(*const sys::xeng_comparison, u64, i32, *mut i64) -> i32;

impl Comparison {
    /// Compares two responses.
    pub fn new(before: &Response, after: &Response) -> Result<Self> {
        // SAFETY: alive, both.
        let raw = make(|made, error| unsafe {
            sys::xeng_comparison_new(before.get(), after.get(), made, error)
        })?;
        Ok(Self { raw })
    }

    fn get(&self) -> *const sys::xeng_comparison {
        self.raw.get()
    }

    /// The metrics that either has.
    pub fn metrics(&self) -> impl Iterator<Item = Metric> + '_ {
        // SAFETY: alive; so below.
        let count = unsafe { sys::xeng_comparison_metric_count(self.get()) };
        (0..count).filter_map(move |index| {
            Metric::from_raw(unsafe { sys::xeng_comparison_metric_at(self.get(), index) })
        })
    }

    /// The Posts that either has counts of, in the order of their ids.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = u64> + '_ {
        let count = unsafe { sys::xeng_comparison_id_count(self.get()) };
        (0..count).map(move |index| unsafe { sys::xeng_comparison_id_at(self.get(), index) })
    }

    fn value(&self, of: CountOf, id: Option<u64>, metric: Metric) -> Value {
        let mut value = 0;
        // SAFETY: alive, and a place for the count.
        let state = unsafe { of(self.get(), id_or_all(id), metric.raw(), &mut value) };
        Value::from_raw(state, value)
    }

    /// The earlier count.
    pub fn before(&self, id: Option<u64>, metric: Metric) -> Value {
        self.value(sys::xeng_comparison_before, id, metric)
    }

    /// The later count.
    pub fn after(&self, id: Option<u64>, metric: Metric) -> Value {
        self.value(sys::xeng_comparison_after, id, metric)
    }

    /// After minus before, divided by before, where it can be known: 0.5 is half as much again.
    pub fn change(&self, id: Option<u64>, metric: Metric) -> Option<f64> {
        let mut change = 0.0;
        let state = unsafe {
            sys::xeng_comparison_change(self.get(), id_or_all(id), metric.raw(), &mut change)
        };
        Some(change).filter(|_| state == sys::XENG_VALUE_DELIVERED)
    }

    /// Of how many Posts both counts of a metric were delivered.
    pub fn compared(&self, metric: Metric) -> usize {
        unsafe { sys::xeng_comparison_compared(self.get(), metric.raw()) }
    }
}

pub(crate) fn id_or_all(id: Option<u64>) -> u64 {
    id.unwrap_or(sys::XENG_ALL_POSTS as u64)
}

impl fmt::Debug for Comparison {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Comparison")
            .field("ids", &self.ids().len())
            .finish_non_exhaustive()
    }
}
