// One request under construction: what it takes is legal.
use std::fmt;
use std::ptr;
use std::time::Duration;

use xengage_sys as sys;

use crate::credentials::Credentials;
use crate::error::{check, make, Result};
use crate::handle::Owned;
use crate::text::{self, from_c, pointer_or_null, to_c};
use crate::words::{Dimension, Endpoint, Metric, WarningKind};

/// What to ask for: ids, metrics, groupings, a window.
///
/// A call that would break a rule of the API fails with [`ErrorKind::Rule`](crate::ErrorKind) and
/// changes nothing. The calls chain:
///
/// ```
/// use xengage::{Endpoint, Metric, Request};
///
/// let mut request = Request::new(Endpoint::Totals)?;
/// request
///     .add_ids(&[1541815603606036480, 850006245121695744])?
///     .add_metric(Metric::Favorites)?
///     .add_grouping_text("posts", "tweet.id,engagement.type")?;
/// assert_eq!(request.ids().count(), 2);
/// # Ok::<(), xengage::Error>(())
/// ```
pub struct Request {
    raw: Owned<sys::xeng_request>,
}

// SAFETY: a handle without ties to a thread; what changes it takes `&mut self`, and it may be read
// and sent by several threads at once as long as nobody changes it (request.h). A clone is a copy,
// never another owner.
unsafe impl Send for Request {}
// SAFETY: as above.
unsafe impl Sync for Request {}

impl Request {
    /// An empty request. Whether credentials can read what it asks for is judged when it is sent.
    pub fn new(endpoint: Endpoint) -> Result<Self> {
        Self::make(endpoint, ptr::null())
    }

    /// An empty request, judged from the start by what these credentials can read.
    pub fn for_credentials(endpoint: Endpoint, credentials: &Credentials) -> Result<Self> {
        Self::make(endpoint, credentials.get())
    }

    fn make(endpoint: Endpoint, credentials: *const sys::xeng_credentials) -> Result<Self> {
        // SAFETY: NULL or alive.
        let raw = make(|made, error| unsafe {
            sys::xeng_request_new(endpoint.raw(), credentials, made, error)
        })?;
        Ok(Self { raw })
    }

    /// A copy that can be changed independently.
    pub fn try_clone(&self) -> Result<Self> {
        // SAFETY: alive.
        let raw = make(|made, error| unsafe { sys::xeng_request_copy(self.get(), made, error) })?;
        Ok(Self { raw })
    }

    /// Pins the present, in Unix seconds, by which ages and "the future" are judged; `None` is the
    /// machine's clock. To be set before a window.
    pub fn set_now(&mut self, now: Option<i64>) -> &mut Self {
        // SAFETY: alive.
        unsafe { sys::xeng_request_set_now(self.raw.get(), now.unwrap_or(sys::XENG_TIME_UNSET)) };
        self
    }

    /// Sets how long the whole operation may take; `None` is the client's default.
    pub fn set_deadline(&mut self, deadline: Option<Duration>) -> &mut Self {
        // A deadline of nothing would be the default to the library.
        let ms = deadline.map_or(0, |time| {
            u32::try_from(time.as_millis()).unwrap_or(u32::MAX).max(1)
        });
        // SAFETY: alive.
        unsafe { sys::xeng_request_set_deadline_ms(self.raw.get(), ms) };
        self
    }

    /// Adds a Post id.
    pub fn add_id(&mut self, id: u64) -> Result<&mut Self> {
        // SAFETY: alive.
        check(|error| unsafe { sys::xeng_request_add_id(self.raw.get(), id, error) })?;
        Ok(self)
    }

    /// Adds Post ids: all of them, or none if one breaks a rule.
    pub fn add_ids(&mut self, ids: &[u64]) -> Result<&mut Self> {
        // SAFETY: alive, and as many ids as it says.
        check(|error| unsafe {
            sys::xeng_request_add_ids(self.raw.get(), ids.as_ptr(), ids.len(), error)
        })?;
        Ok(self)
    }

    /// Adds a Post id given in decimal digits.
    pub fn add_id_text(&mut self, digits: &str) -> Result<&mut Self> {
        let digits = to_c(digits)?;
        // SAFETY: alive, and a text that ends in NUL.
        check(|error| unsafe {
            sys::xeng_request_add_id_text(self.raw.get(), digits.as_ptr(), error)
        })?;
        Ok(self)
    }

    /// Adds a metric.
    pub fn add_metric(&mut self, metric: Metric) -> Result<&mut Self> {
        // SAFETY: alive.
        check(|error| unsafe {
            sys::xeng_request_add_metric(self.raw.get(), metric.raw(), error)
        })?;
        Ok(self)
    }

    /// Adds a metric by its name, such as `impressions`.
    pub fn add_metric_name(&mut self, name: &str) -> Result<&mut Self> {
        let name = to_c(name)?;
        // SAFETY: alive, and a text that ends in NUL.
        check(|error| unsafe {
            sys::xeng_request_add_metric_name(self.raw.get(), name.as_ptr(), error)
        })?;
        Ok(self)
    }

    /// Adds every metric that the endpoint has and the credentials can read.
    pub fn add_all_metrics(&mut self) -> Result<&mut Self> {
        // SAFETY: alive.
        check(|error| unsafe { sys::xeng_request_add_all_metrics(self.raw.get(), error) })?;
        Ok(self)
    }

    /// Adds a grouping: a tree in the response with one level for each dimension.
    pub fn add_grouping(&mut self, name: &str, dimensions: &[Dimension]) -> Result<&mut Self> {
        let name = to_c(name)?;
        let numbers: Vec<i32> = dimensions.iter().map(|dimension| dimension.raw()).collect();
        // SAFETY: alive, a text that ends in NUL, and as many numbers as it says.
        check(|error| unsafe {
            sys::xeng_request_add_grouping(
                self.raw.get(),
                name.as_ptr(),
                numbers.as_ptr(),
                numbers.len(),
                error,
            )
        })?;
        Ok(self)
    }

    /// Adds a grouping, its dimensions as text: `tweet.id,engagement.type`.
    pub fn add_grouping_text(&mut self, name: &str, dimensions: &str) -> Result<&mut Self> {
        let name = to_c(name)?;
        let dimensions = to_c(dimensions)?;
        // SAFETY: alive, and texts that end in NUL.
        check(|error| unsafe {
            sys::xeng_request_add_grouping_text(
                self.raw.get(),
                name.as_ptr(),
                dimensions.as_ptr(),
                error,
            )
        })?;
        Ok(self)
    }

    /// Sets the window of a historical request in Unix seconds, widened to whole hours; its end is
    /// exclusive. A side that is left open is filled in.
    pub fn set_window(&mut self, start: Option<i64>, end: Option<i64>) -> Result<&mut Self> {
        let start = start.unwrap_or(sys::XENG_TIME_UNSET);
        let end = end.unwrap_or(sys::XENG_TIME_UNSET);
        // SAFETY: alive.
        check(|error| unsafe { sys::xeng_request_set_window(self.raw.get(), start, end, error) })?;
        Ok(self)
    }

    /// Sets the window, its sides as text: `2026-11-01` or `2026-11-01T17:00:00Z`.
    pub fn set_window_text(&mut self, start: Option<&str>, end: Option<&str>) -> Result<&mut Self> {
        let start = start.map(to_c).transpose()?;
        let end = end.map(to_c).transpose()?;
        let (start, end) = (pointer_or_null(&start), pointer_or_null(&end));
        // SAFETY: alive, and texts that end in NUL, or NULL.
        check(|error| unsafe {
            sys::xeng_request_set_window_text(self.raw.get(), start, end, error)
        })?;
        Ok(self)
    }

    /// The ids, in the order in which they were added.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = u64> + '_ {
        // SAFETY: alive.
        let count = unsafe { sys::xeng_request_id_count(self.get()) };
        (0..count).map(move |index| unsafe { sys::xeng_request_id_at(self.get(), index) })
    }

    /// The window that will be asked for; none where the server chooses.
    pub fn window(&self) -> Option<(i64, i64)> {
        let (mut start, mut end) = (0, 0);
        // SAFETY: alive, and places for both.
        let set = unsafe { sys::xeng_request_window(self.get(), &mut start, &mut end) };
        Some((start, end)).filter(|_| set != 0)
    }

    /// Whether it is complete: at least one id, one metric, one grouping.
    pub fn check(&self) -> Result<()> {
        // SAFETY: alive.
        check(|error| unsafe { sys::xeng_request_check(self.get(), error) })
    }

    /// The JSON that will be sent.
    pub fn to_json(&self) -> Result<String> {
        let mut json = ptr::null_mut();
        // SAFETY: alive, and a place for the text, which is ours if the call succeeds.
        check(|error| unsafe { sys::xeng_request_to_json(self.get(), &mut json, error) })?;
        // SAFETY: as above.
        Ok(unsafe { text::take(json) })
    }

    /// What can be foreseen: Posts too old for a metric, a window that the server may not have.
    pub fn warnings(&self) -> Result<Vec<Warning>> {
        // SAFETY: alive.
        let list =
            make(|made, error| unsafe { sys::xeng_request_warnings(self.get(), made, error) })?;
        // SAFETY: alive.
        let count = unsafe { sys::xeng_warnings_count(list.get()) };
        Ok((0..count)
            .map(|index| Warning::copy(&list, index))
            .collect())
    }

    pub(crate) fn get(&self) -> *const sys::xeng_request {
        self.raw.get()
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Request")
            .field("ids", &self.ids().len())
            .field("window", &self.window())
            .finish_non_exhaustive()
    }
}

/// Something that can be foreseen about a request.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Warning {
    /// What; none if this version of the crate doesn't know it.
    pub kind: Option<WarningKind>,
    /// The same in words.
    pub message: String,
    /// The Posts that it concerns; none where it concerns the window.
    pub ids: Vec<u64>,
}

impl Warning {
    fn copy(list: &Owned<sys::xeng_warnings>, index: usize) -> Self {
        let list = list.get();
        // SAFETY: alive; the index is one of the list's, and the text is copied.
        unsafe {
            Self {
                kind: WarningKind::from_raw(sys::xeng_warnings_code(list, index)),
                message: from_c(sys::xeng_warnings_message(list, index))
                    .unwrap_or_default()
                    .into(),
                ids: (0..sys::xeng_warnings_id_count(list, index))
                    .map(|place| sys::xeng_warnings_id_at(list, index, place))
                    .collect(),
            }
        }
    }
}
