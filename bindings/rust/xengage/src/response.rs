// A response: a tree of counts for each grouping, and what the server said about each id.
use std::fmt;
use std::ptr;

use xengage_sys as sys;

use crate::error::{check, make, Result};
use crate::handle::Owned;
use crate::node::{Node, Value};
use crate::table::Table;
use crate::text::{self, from_c, to_c};
use crate::words::{Form, IdState, Metric};

/// For which metrics a Post is too old.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unsupported {
    /// For impressions and engagements.
    pub impressions_engagements: bool,
    /// For video views.
    pub video_views: bool,
}

impl Unsupported {
    pub(crate) fn from_raw(flags: u32) -> Self {
        Self {
            impressions_engagements: flags & sys::XENG_UNSUPPORTED_IMPRESSIONS_ENGAGEMENTS != 0,
            video_views: flags & sys::XENG_UNSUPPORTED_VIDEO_VIEWS != 0,
        }
    }
}

/// A tree of counts for each grouping, and what the server said about each id.
///
/// Immutable; a clone is another owner of the same. Walking allocates nothing.
///
/// ```
/// let json = br#"{"posts": {"850006245121695744": {"favorites": "7", "replies": "1"}}}"#;
/// let response = xengage::Response::from_json(json)?;
/// let posts = response.tree("posts").expect("it was asked for");
/// let post = posts.get(850006245121695744u64).expect("so was this");
/// assert_eq!(post.get(xengage::Metric::Favorites).and_then(|leaf| leaf.count()), Some(7));
/// let keys: Vec<&str> = post.children().map(|leaf| leaf.key()).collect();
/// assert_eq!(keys, ["favorites", "replies"]);
/// # Ok::<(), xengage::Error>(())
/// ```
#[derive(Clone)]
pub struct Response {
    raw: Owned<sys::xeng_result>,
}

// SAFETY: "Immutable; every function here is thread-safe" (result.h).
unsafe impl Send for Response {}
// SAFETY: as above.
unsafe impl Sync for Response {}

impl Response {
    pub(crate) fn own(raw: Owned<sys::xeng_result>) -> Self {
        Self { raw }
    }

    pub(crate) fn get(&self) -> *const sys::xeng_result {
        self.raw.get()
    }

    /// Reads the JSON of a response, as the server or [`to_json`](Response::to_json) wrote it.
    pub fn from_json(json: &[u8]) -> Result<Self> {
        // SAFETY: as many bytes as it says.
        let raw = make(|made, error| unsafe {
            sys::xeng_result_from_json(json.as_ptr().cast(), json.len(), made, error)
        })?;
        Ok(Self { raw })
    }

    /// Writes it as JSON, in the shape in which the server writes one.
    pub fn to_json(&self) -> Result<String> {
        let mut json = ptr::null_mut();
        // SAFETY: alive, and a place for the text, which is ours if the call succeeds.
        check(|error| unsafe { sys::xeng_result_to_json(self.get(), &mut json, error) })?;
        // SAFETY: as above.
        Ok(unsafe { text::take(json) })
    }

    /// Merges responses into one: counts of one path are added up, and every id keeps the gravest of
    /// what became of it.
    pub fn merge<'a>(responses: impl IntoIterator<Item = &'a Self>) -> Result<Self> {
        let parts: Vec<_> = responses.into_iter().map(Self::get).collect();
        // SAFETY: alive, as they are borrowed, and as many as it says.
        let raw = make(|made, error| unsafe {
            sys::xeng_result_merge(parts.as_ptr(), parts.len(), made, error)
        })?;
        Ok(Self { raw })
    }

    /// The names of its groupings and their trees, in the order of the request.
    pub fn trees(&self) -> impl ExactSizeIterator<Item = (&str, Node<'_>)> + '_ {
        // SAFETY: alive; the name lives as long as the response.
        let count = unsafe { sys::xeng_result_grouping_count(self.get()) };
        (0..count).map(move |place| {
            let name = unsafe { from_c(sys::xeng_result_grouping_name(self.get(), place)) };
            let root = Node::new(self, unsafe { sys::xeng_result_root(self.get(), place) });
            // Every place below the count has both.
            (
                name.unwrap_or_default(),
                root.expect("a grouping has a root"),
            )
        })
    }

    /// The tree of the grouping of a name.
    pub fn tree(&self, grouping: &str) -> Option<Node<'_>> {
        let name = to_c(grouping).ok()?;
        // SAFETY: alive, and a text that ends in NUL.
        Node::new(self, unsafe {
            sys::xeng_result_root_by_name(self.get(), name.as_ptr())
        })
    }

    /// All ids that it accounts for and what became of them; first those of the request.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = (u64, IdState)> + '_ {
        // SAFETY: alive; so below.
        let count = unsafe { sys::xeng_result_id_count(self.get()) };
        (0..count).map(move |index| {
            let id = unsafe { sys::xeng_result_id_at(self.get(), index) };
            (id, self.state(id).unwrap_or(IdState::Missing))
        })
    }

    /// What became of an id; none if the response doesn't account for it.
    pub fn state(&self, id: u64) -> Option<IdState> {
        IdState::from_raw(unsafe { sys::xeng_result_id_state(self.get(), id) })
    }

    /// For which metrics a Post is too old.
    pub fn unsupported(&self, id: u64) -> Unsupported {
        Unsupported::from_raw(unsafe { sys::xeng_result_id_unsupported(self.get(), id) })
    }

    /// A Post's count of a metric: the sum of all its days and hours.
    pub fn post_value(&self, id: u64, metric: Metric) -> Value {
        let mut value = 0;
        // SAFETY: alive, and a place for the count; so below.
        let state =
            unsafe { sys::xeng_result_post_value(self.get(), id, metric.raw(), &mut value) };
        Value::from_raw(state, value)
    }

    /// The sum of a metric over all Posts, days and hours, of what was delivered.
    pub fn total(&self, metric: Metric) -> Value {
        let mut value = 0;
        let state = unsafe { sys::xeng_result_total(self.get(), metric.raw(), &mut value) };
        Value::from_raw(state, value)
    }

    /// A Post's engagements divided by its impressions, where it can be known.
    pub fn engagement_rate(&self, id: u64) -> Option<f64> {
        let mut rate = 0.0;
        let state = unsafe { sys::xeng_result_engagement_rate(self.get(), id, &mut rate) };
        Some(rate).filter(|_| state == sys::XENG_VALUE_DELIVERED)
    }

    /// The engagement rate of all Posts together, of those of which both numbers were delivered.
    pub fn total_rate(&self) -> Option<f64> {
        let mut rate = 0.0;
        let state = unsafe { sys::xeng_result_total_rate(self.get(), &mut rate) };
        Some(rate).filter(|_| state == sys::XENG_VALUE_DELIVERED)
    }

    /// The window that the server says the counts are of, in Unix seconds; its end is exclusive.
    pub fn window(&self) -> Option<(i64, i64)> {
        let (mut start, mut end) = (0, 0);
        let said = unsafe { sys::xeng_result_window(self.get(), &mut start, &mut end) };
        Some((start, end)).filter(|_| said != 0)
    }

    /// The messages that came with it, as the server wrote them.
    pub fn messages(&self) -> impl Iterator<Item = &str> + '_ {
        let count = unsafe { sys::xeng_result_message_count(self.get()) };
        // SAFETY: alive; the text lives as long as the response. So below.
        (0..count)
            .filter_map(move |index| unsafe { from_c(sys::xeng_result_message(self.get(), index)) })
    }

    /// Members of the response that this version doesn't know: their names, their values as JSON.
    pub fn extras(&self) -> impl Iterator<Item = (&str, &str)> + '_ {
        let count = unsafe { sys::xeng_result_extra_count(self.get()) };
        (0..count).filter_map(move |index| {
            let name = unsafe { from_c(sys::xeng_result_extra_name(self.get(), index)) };
            let json = unsafe { from_c(sys::xeng_result_extra_json(self.get(), index)) };
            name.zip(json)
        })
    }

    /// How many requests were sent to get it; 0 if it was read from JSON.
    pub fn attempts(&self) -> u32 {
        unsafe { sys::xeng_result_attempts(self.get()) }
    }

    /// The counts of a grouping as columns.
    pub fn table(&self, grouping: &str, form: Form) -> Result<Table> {
        let place = self
            .trees()
            .position(|(name, _)| name == grouping)
            .unwrap_or(usize::MAX);
        // SAFETY: alive. The table holds what it needs of the response.
        let raw = make(|made, error| unsafe {
            sys::xeng_table_new(self.get(), place, form.raw(), made, error)
        })?;
        Ok(Table::own(raw))
    }

    /// What became of the ids as columns: `tweet_id` and `state`.
    pub fn id_table(&self) -> Result<Table> {
        // SAFETY: as above.
        let raw = make(|made, error| unsafe { sys::xeng_table_of_ids(self.get(), made, error) })?;
        Ok(Table::own(raw))
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Response")
            .field(
                "groupings",
                &self.trees().map(|(name, _)| name).collect::<Vec<_>>(),
            )
            .field("ids", &self.ids().len())
            .field("attempts", &self.attempts())
            .finish_non_exhaustive()
    }
}
