// The best Posts of any number of responses.
use std::fmt;

use xengage_sys as sys;

use crate::error::{check, make, Result};
use crate::handle::Owned;
use crate::response::Response;
use crate::words::Metric;

/// The best Posts of any number of responses, in memory for as many as are wanted.
///
/// ```
/// let json = br#"{"posts": {"850006245121695744": {"favorites": "7"}}}"#;
/// let mut best = xengage::Ranking::by(xengage::Metric::Favorites, 10)?;
/// best.add(&xengage::Response::from_json(json)?)?;
/// let first = best.posts().next().expect("there is one");
/// assert_eq!((first.id, first.value, first.rate), (850006245121695744, 7, None));
/// # Ok::<(), xengage::Error>(())
/// ```
pub struct Ranking {
    raw: Owned<sys::xeng_top>,
    by_rate: bool,
}

// SAFETY: a handle without ties to a thread; all but counting takes `&mut self`, and that may be
// done by any number of threads at once (xengage.h).
unsafe impl Send for Ranking {}
// SAFETY: as above.
unsafe impl Sync for Ranking {}

/// A Post of a [`Ranking`].
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Ranked {
    /// The Post.
    pub id: u64,
    /// The count by which it is ranked; by rate, its engagements.
    pub value: i64,
    /// The engagement rate, where it is ranked by that.
    pub rate: Option<f64>,
}

impl Ranking {
    /// Ranks by a metric, and keeps `most` Posts.
    pub fn by(metric: Metric, most: usize) -> Result<Self> {
        Self::make(metric.raw(), most)
    }

    /// Ranks by engagements divided by impressions.
    pub fn by_engagement_rate(most: usize) -> Result<Self> {
        Self::make(sys::XENG_TOP_ENGAGEMENT_RATE, most)
    }

    fn make(by: i32, most: usize) -> Result<Self> {
        // SAFETY: takes any numbers.
        let raw = make(|made, error| unsafe { sys::xeng_top_new(by, most, made, error) })?;
        Ok(Self {
            raw,
            by_rate: by == sys::XENG_TOP_ENGAGEMENT_RATE,
        })
    }

    /// Ranks the Posts of a response, which has all of a Post's counts.
    pub fn add(&mut self, response: &Response) -> Result<()> {
        // SAFETY: alive, both.
        check(|error| unsafe { sys::xeng_top_add(self.raw.get(), response.get(), error) })
    }

    /// How many Posts are ranked.
    pub fn len(&self) -> usize {
        // SAFETY: alive; so below.
        unsafe { sys::xeng_top_count(self.raw.get()) }
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The Posts, the best first; of equals the one with the lower id. The library sorts them now,
    /// for which it wants the ranking for itself.
    pub fn posts(&mut self) -> impl ExactSizeIterator<Item = Ranked> + '_ {
        let (raw, by_rate) = (self.raw.get(), self.by_rate);
        (0..self.len()).map(move |rank| unsafe {
            Ranked {
                id: sys::xeng_top_id_at(raw, rank),
                value: sys::xeng_top_value_at(raw, rank),
                rate: Some(sys::xeng_top_rate_at(raw, rank)).filter(|_| by_rate),
            }
        })
    }
}

impl fmt::Debug for Ranking {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Ranking")
            .field("len", &self.len())
            .finish_non_exhaustive()
    }
}
