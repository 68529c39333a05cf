// What a job will send.
use std::fmt;
use std::time::Duration;

use xengage_sys as sys;

use crate::handle::Owned;

/// What a job will send. Immutable.
#[derive(Clone)]
pub struct Plan {
    raw: Owned<sys::xeng_plan>,
}

// SAFETY: "Immutable" (job.h), and functions that take a const handle may be called from any number
// of threads at once (xengage.h).
unsafe impl Send for Plan {}
// SAFETY: as above.
unsafe impl Sync for Plan {}

impl Plan {
    pub(crate) fn own(raw: Owned<sys::xeng_plan>) -> Self {
        Self { raw }
    }

    fn get(&self) -> *const sys::xeng_plan {
        self.raw.get()
    }

    /// How many ids were given, repeats included.
    pub fn ids_given(&self) -> u64 {
        // SAFETY: alive; so below.
        unsafe { sys::xeng_plan_ids_given(self.get()) }
    }

    /// How many distinct ids the job asks for.
    pub fn ids(&self) -> u64 {
        unsafe { sys::xeng_plan_ids(self.get()) }
    }

    /// How many pieces the job has.
    pub fn pieces(&self) -> u64 {
        unsafe { sys::xeng_plan_pieces(self.get()) }
    }

    /// How many of them were done in an earlier run.
    pub fn pieces_done(&self) -> u64 {
        unsafe { sys::xeng_plan_pieces_done(self.get()) }
    }

    /// How many requests the job takes in all, if none is refused.
    pub fn requests(&self) -> u64 {
        unsafe { sys::xeng_plan_requests(self.get()) }
    }

    /// How many requests are still to be sent.
    pub fn requests_left(&self) -> u64 {
        unsafe { sys::xeng_plan_requests_left(self.get()) }
    }

    /// The windows that each piece is asked for in, in Unix seconds; `None` where the server
    /// chooses a side.
    pub fn windows(&self) -> impl ExactSizeIterator<Item = (Option<i64>, Option<i64>)> + '_ {
        let count = unsafe { sys::xeng_plan_windows(self.get()) };
        (0..count).map(move |index| {
            let (mut start, mut end) = (0, 0);
            unsafe { sys::xeng_plan_window_at(self.get(), index, &mut start, &mut end) };
            (set(start), set(end))
        })
    }

    /// How long the rest takes at a rate limit in requests a minute; without one, at that which the
    /// client was given or has learned. None if none is known.
    pub fn time_left(&self, per_minute: Option<u32>) -> Option<Duration> {
        let per_minute = per_minute.unwrap_or(0);
        let seconds = unsafe { sys::xeng_plan_seconds(self.get(), per_minute) };
        Some(Duration::from_secs(seconds)).filter(|time| !time.is_zero())
    }
}

fn set(time: i64) -> Option<i64> {
    Some(time).filter(|time| *time != sys::XENG_TIME_UNSET)
}

impl fmt::Debug for Plan {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Plan")
            .field("ids", &self.ids())
            .field("pieces", &self.pieces())
            .field("pieces_done", &self.pieces_done())
            .field("requests_left", &self.requests_left())
            .finish_non_exhaustive()
    }
}
