// Jobs: any number of ids, any window, any number of credentials, as an iterator of pieces.
use std::cell::Cell;
use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::path::Path;
use std::pin::Pin;
use std::ptr;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use xengage_sys as sys;

use crate::client::{timeout_ms, Client, Inner};
use crate::credentials::Credentials;
use crate::error::{check, make, make_any, Error, Result};
use crate::handle::Owned;
use crate::journal::{keep_record, next_ids, BoxError, Journal, Record, Source};
use crate::piece::Piece;
use crate::plan::Plan;
use crate::request::Request;
use crate::response::Response;
use crate::text::{from_c, path_to_c, pointer_or_null, to_c};
use crate::words::{Figure, IdFormat, IdState, JobState, Wait};

/// Any number of ids, any window, any number of credentials, as an iterator of pieces in which every
/// id is accounted for. Memory is bounded by what is under way. Dropping it drops what is under way.
///
/// A job can be sent to another thread, but only one can have it at a time; a [`JobControl`] stops
/// it from elsewhere.
///
/// ```
/// use xengage::{Client, Credentials, Endpoint, Job, Metric, Request};
///
/// let mut request = Request::new(Endpoint::Totals)?;
/// request.add_metric(Metric::Favorites)?.add_grouping_text("posts", "tweet.id")?;
/// let mut job = Job::new(&Client::from_env()?, &request)?;
/// let owner = job.add_credentials(&Credentials::from_env()?)?;
/// job.add_ids_from(owner, 1541815603606036480..1541815603606036980)?;
/// while let Some(piece) = job.next().transpose()? {
///     for outcome in piece.ids().filter(|outcome| outcome.reason().is_some()) {
///         println!("{}: {}", outcome.id(), outcome.state());
///     }
///     job.ack(&piece, 0)?;
/// }
/// assert_eq!(job.state(), xengage::JobState::Complete);
/// # Ok::<(), xengage::Error>(())
/// ```
///
/// Two threads can't use one job:
///
/// ```compile_fail,E0277
/// fn shared(job: &xengage::Job) {
///     std::thread::scope(|threads| {
///         threads.spawn(|| job.state());
///     });
/// }
/// ```
pub struct Job {
    shared: Arc<Shared>,
    journal: Option<Arc<Mutex<Journal>>>, // called within this job's own calls only
    failed: bool,
    one_thread: PhantomData<Cell<()>>, // not Sync
}

/// What a job and those who can stop it hold together. The order is that of being dropped.
struct Shared {
    raw: Owned<sys::xeng_job>,
    client: Arc<Inner>, // after `raw`: it keeps the log function
}

// SAFETY: a job has no ties to a thread, and only the one `Job`, which is not Sync, uses it; all
// that others can do is to stop and cancel it, which may be done from any thread (job.h).
unsafe impl Send for Shared {}
// SAFETY: as above.
unsafe impl Sync for Shared {}

impl Job {
    /// A job that asks what the request says, but for its ids; the client can be shared.
    pub fn new(client: &Client, request: &Request) -> Result<Self> {
        let client = client.inner.clone();
        // SAFETY: alive, both.
        let raw = make(|made, error| unsafe {
            sys::xeng_job_new(client.get(), request.get(), made, error)
        })?;
        let shared = Arc::new(Shared { raw, client });
        Ok(Self {
            shared,
            journal: None,
            failed: false,
            one_thread: PhantomData,
        })
    }

    fn get(&self) -> *mut sys::xeng_job {
        self.shared.raw.get()
    }

    /// Sets a window of any length in Unix seconds; its end is exclusive, and an open side is
    /// filled in.
    pub fn set_window(&mut self, start: Option<i64>, end: Option<i64>) -> Result<&mut Self> {
        let start = start.unwrap_or(sys::XENG_TIME_UNSET);
        let end = end.unwrap_or(sys::XENG_TIME_UNSET);
        // SAFETY: alive; so below.
        check(|error| unsafe { sys::xeng_job_set_window(self.get(), start, end, error) })?;
        Ok(self)
    }

    /// Sets a window of any length, its sides as text: `2026-01-01` or `2026-01-01T17:00:00Z`.
    pub fn set_window_text(&mut self, start: Option<&str>, end: Option<&str>) -> Result<&mut Self> {
        let start = start.map(to_c).transpose()?;
        let end = end.map(to_c).transpose()?;
        let (start, end) = (pointer_or_null(&start), pointer_or_null(&end));
        // SAFETY: alive, and texts that end in NUL, or NULL.
        check(|error| unsafe { sys::xeng_job_set_window_text(self.get(), start, end, error) })?;
        Ok(self)
    }

    /// Adds credentials, with whose eyes some of the ids are seen, and gives the number of this
    /// account.
    pub fn add_credentials(&mut self, credentials: &Credentials) -> Result<u32> {
        let mut account = 0;
        check(|error| unsafe {
            sys::xeng_job_add_credentials(self.get(), credentials.get(), &mut account, error)
        })?;
        Ok(account)
    }

    /// Adds ids to an account: all of them, or none if one breaks a rule. Repeats are asked for once.
    pub fn add_ids(&mut self, account: u32, ids: &[u64]) -> Result<&mut Self> {
        // SAFETY: alive, and as many ids as it says.
        check(|error| unsafe {
            sys::xeng_job_add_ids(self.get(), account, ids.as_ptr(), ids.len(), error)
        })?;
        Ok(self)
    }

    /// Adds the ids that an iterator gives, which is read to its end at once.
    pub fn add_ids_from(
        &mut self,
        account: u32,
        ids: impl IntoIterator<Item = u64>,
    ) -> Result<&mut Self> {
        let mut ids = ids.into_iter();
        let mut source = Source::new(&mut ids);
        let context: *mut Source<'_> = &mut source;
        // SAFETY: alive; the source is called during this call only.
        let added = check(|error| unsafe {
            sys::xeng_job_add_ids_from(self.get(), account, Some(next_ids), context.cast(), error)
        });
        source.pass_on(added)?;
        Ok(self)
    }

    /// Adds the ids of a file, gzipped or not; "-" is standard input. CSV and JSON lines have them
    /// in a field, which needs no name if it is called `id`, `tweet_id` or `post_id`.
    pub fn add_ids_file(
        &mut self,
        account: u32,
        path: impl AsRef<Path>,
        format: IdFormat,
        field: Option<&str>,
    ) -> Result<&mut Self> {
        let path = path_to_c(path.as_ref())?;
        let field = field.map(to_c).transpose()?;
        let field = pointer_or_null(&field);
        // SAFETY: alive, and texts that end in NUL, or NULL.
        check(|error| unsafe {
            let path = path.as_ptr();
            sys::xeng_job_add_ids_file(self.get(), account, path, format.raw(), field, error)
        })?;
        Ok(self)
    }

    /// Makes it share `index` of `count` that divide the ids, and the rate limit, among them.
    pub fn set_share(&mut self, index: u32, count: u32) -> Result<&mut Self> {
        check(|error| unsafe { sys::xeng_job_set_share(self.get(), index, count, error) })?;
        Ok(self)
    }

    /// Sets whether pieces come in the order of their ids, instead of each as soon as it is there.
    pub fn set_ordered(&mut self, on: bool) -> &mut Self {
        unsafe { sys::xeng_job_set_ordered(self.get(), on.into()) };
        self
    }

    /// Sets whether metrics for which a Post is certainly too old are left out of its requests.
    pub fn set_leave_out_old(&mut self, on: bool) -> &mut Self {
        unsafe { sys::xeng_job_set_leave_out_old(self.get(), on.into()) };
        self
    }

    /// Sets how long an outage of the server may last before the job stops; `None` is for as long
    /// as it takes.
    pub fn set_patience(&mut self, patience: Option<Duration>) -> &mut Self {
        // None at all would be the default to the library.
        let ms = patience.map_or(0, |time| {
            u32::try_from(time.as_millis()).unwrap_or(u32::MAX).max(1)
        });
        unsafe { sys::xeng_job_set_patience_ms(self.get(), ms) };
        self
    }

    /// Sets the folder of the job's temporary files; to be set before ids are added.
    pub fn set_temporary_folder(&mut self, path: impl AsRef<Path>) -> Result<&mut Self> {
        let path = path_to_c(path.as_ref())?;
        // SAFETY: alive, and a text that ends in NUL.
        check(|error| unsafe {
            sys::xeng_job_set_temporary_folder(self.get(), path.as_ptr(), error)
        })?;
        Ok(self)
    }

    /// Sets the file that the job's progress is kept in, and gone on from. It is opened when the
    /// job begins.
    pub fn set_journal(&mut self, path: impl AsRef<Path>) -> Result<&mut Self> {
        let path = path_to_c(path.as_ref())?;
        // SAFETY: alive, and a text that ends in NUL.
        check(|error| unsafe { sys::xeng_job_set_journal(self.get(), path.as_ptr(), error) })?;
        Ok(self)
    }

    /// Sets who keeps the job's progress instead of a file: a database, say. Called within
    /// [`next`](Iterator::next) and [`ack`](Job::ack); an error stops the job and is the source of
    /// the error that they give, and a panic goes on from there.
    pub fn set_journal_fn(
        &mut self,
        keep: impl FnMut(Record<'_>) -> std::result::Result<(), BoxError> + Send + 'static,
    ) -> Result<&mut Self> {
        // A job that has begun refuses this, and goes on with the function that it has.
        check(|error| unsafe { sys::xeng_job_set_journal(self.get(), ptr::null(), error) })?;
        let journal = Journal::new(Box::new(keep));
        let context = Arc::as_ptr(&journal) as *mut _;
        // SAFETY: alive; it is kept as long as the job, or until another one is set.
        unsafe { sys::xeng_job_set_journal_fn(self.get(), Some(keep_record), context) };
        self.journal = Some(journal);
        Ok(self)
    }

    /// Takes back a record of an earlier run; in the same order, when all else is set.
    pub fn replay(&mut self, record: &[u8]) -> Result<&mut Self> {
        // SAFETY: alive, and as many bytes as it says.
        check(|error| unsafe {
            sys::xeng_job_replay(self.get(), record.as_ptr().cast(), record.len(), error)
        })?;
        Ok(self)
    }

    /// What the last call said, or what the journal's function had to say of it.
    fn with_journal<T>(&self, outcome: Result<T>) -> Result<T> {
        Journal::pass_on(self.journal.as_deref(), outcome)
    }

    /// Begins, without sending anything: nothing can be set up any more.
    pub fn begin(&mut self) -> Result<()> {
        let begun = check(|error| unsafe { sys::xeng_job_begin(self.get(), error) });
        self.with_journal(begun)
    }

    /// What the job will send; it begins for that.
    pub fn plan(&mut self) -> Result<Plan> {
        let plan = make(|made, error| unsafe { sys::xeng_job_plan(self.get(), made, error) });
        self.with_journal(plan).map(Plan::own)
    }

    /// The next piece, if one is complete within `timeout`, which can be nothing. None when time is
    /// up or the job is over: [`state`](Job::state) tells.
    pub fn next_within(&mut self, timeout: Duration) -> Result<Option<Piece>> {
        self.take_next(timeout_ms(Some(timeout)))
    }

    fn take_next(&mut self, timeout_ms: i32) -> Result<Option<Piece>> {
        let piece = make_any(|made, error| unsafe {
            sys::xeng_job_next(self.get(), timeout_ms, made, error)
        });
        Ok(self.with_journal(piece)?.map(Piece::own))
    }

    /// The next piece as a future, `None` when the job is over; woken as an
    /// [`Operation`](crate::Operation) is. Dropping it loses nothing.
    pub fn next_piece(&mut self) -> NextPiece<'_> {
        NextPiece { job: self }
    }

    /// Acknowledges a piece: what was to be done with it is done. `mark` is any number of the
    /// caller's, see [`mark`](Job::mark).
    pub fn ack(&mut self, piece: &Piece, mark: u64) -> Result<()> {
        // SAFETY: alive, both.
        let done =
            check(|error| unsafe { sys::xeng_job_ack(self.get(), piece.get(), mark, error) });
        self.with_journal(done)
    }

    /// The mark of the last acknowledgement, of this run or an earlier one.
    pub fn mark(&self) -> u64 {
        unsafe { sys::xeng_job_mark(self.get()) }
    }

    /// Runs the job to its end and merges all pieces into one response, acknowledging them. Memory
    /// grows with the response.
    pub fn run(&mut self) -> Result<Response> {
        let merged = make(|made, error| unsafe { sys::xeng_job_collect(self.get(), made, error) });
        self.with_journal(merged).map(Response::own)
    }

    /// The counts of all pieces acknowledged so far, of the groupings without `tweet.id`.
    pub fn sums(&mut self) -> Result<Response> {
        let sums = make(|made, error| unsafe { sys::xeng_job_sums(self.get(), made, error) })?;
        Ok(Response::own(sums))
    }

    /// What stops the job from elsewhere: another thread, a signal handler.
    pub fn control(&self) -> JobControl {
        JobControl {
            shared: self.shared.clone(),
        }
    }

    /// Whether the job is over.
    pub fn state(&self) -> JobState {
        let state = unsafe { sys::xeng_job_state(self.get()) };
        JobState::from_raw(state).unwrap_or(JobState::Open)
    }

    /// A figure of its progress.
    pub fn figure(&self, figure: Figure) -> u64 {
        unsafe { sys::xeng_job_figure(self.get(), figure.raw()) }
    }

    /// How many ids ended in a state, earlier runs included.
    pub fn state_count(&self, state: IdState) -> u64 {
        unsafe { sys::xeng_job_state_count(self.get(), state.raw()) }
    }

    /// What it waits for when nothing is on its way, and until when, in Unix seconds, if known.
    pub fn waiting(&self) -> Option<(Wait, Option<i64>)> {
        let mut until = 0;
        let wait = unsafe { sys::xeng_job_waiting(self.get(), &mut until) };
        Wait::from_raw(wait).map(|wait| (wait, Some(until).filter(|time| *time != 0)))
    }

    /// What became of one of the distinct ids, numbered from 0 on; in order it is fast.
    pub fn id_at(&self, index: u64) -> Result<JobId> {
        let mut found = (0, 0, 0, 0);
        check(|error| unsafe {
            let (id, account, state, reason) =
                (&mut found.0, &mut found.1, &mut found.2, &mut found.3);
            sys::xeng_job_id_at(self.get(), index, id, account, state, reason, error)
        })?;
        let (id, account, state, code) = found;
        Ok(JobId {
            id,
            account,
            state: IdState::from_raw(state),
            code,
        })
    }

    /// A reason in words: the last message with which an account's ids got it.
    pub fn reason(&self, account: u32, code: i32) -> String {
        // SAFETY: alive; copied, since the text lives until the job is used again.
        unsafe { from_c(sys::xeng_job_reason(self.get(), account, code)) }
            .unwrap_or_default()
            .into()
    }

    /// What went wrong with an account so that it was stopped; the others go on.
    pub fn account_error(&self, account: u32) -> Option<Error> {
        // SAFETY: the error is alive as long as the job.
        unsafe { Error::share(sys::xeng_job_account_error(self.get(), account)) }
    }

    /// What the journal said of itself when the job began: that its end was repaired, say.
    pub fn journal_note(&self) -> Option<&str> {
        // SAFETY: the text lives as long as the job.
        unsafe { from_c(sys::xeng_job_journal_note(self.get())) }
    }
}

/// Pieces as they are complete; ends when the job is over, or after an error that stopped it.
impl Iterator for Job {
    type Item = Result<Piece>;

    fn next(&mut self) -> Option<Result<Piece>> {
        if self.failed {
            return None;
        }
        let next = self.take_next(-1).transpose();
        self.failed = matches!(next, Some(Err(_)));
        next
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        // Those who could stop it may outlive it, but not what it has under way.
        self.control().cancel();
    }
}

impl fmt::Debug for Job {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Job")
            .field("state", &self.state())
            .field("pieces", &self.figure(Figure::Pieces))
            .field("pieces_done", &self.figure(Figure::PiecesDone))
            .finish_non_exhaustive()
    }
}

/// The next piece of a job, as a future.
#[derive(Debug)]
#[must_use = "a future does nothing unless it is polled"]
pub struct NextPiece<'a> {
    job: &'a mut Job,
}

impl Future for NextPiece<'_> {
    type Output = Result<Option<Piece>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        // First of all, so that nothing is missed that another thread does meanwhile.
        self.job.shared.client.watch(context.waker());
        match self.job.take_next(0) {
            Ok(None) if self.job.state() == JobState::Open => Poll::Pending,
            outcome => Poll::Ready(outcome),
        }
    }
}

/// What became of one of a job's ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct JobId {
    /// The id.
    pub id: u64,
    /// The account that it was given to.
    pub account: u32,
    /// What became of it; none if it is not settled yet.
    pub state: Option<IdState>,
    /// The number of the error that says why it is not `Delivered`, or 0.
    pub code: i32,
}

/// Stops a job from any thread.
#[derive(Clone)]
pub struct JobControl {
    shared: Arc<Shared>,
}

impl JobControl {
    /// Stops it gently: what is in flight is finished and handed over, nothing else is sent.
    pub fn stop(&self) {
        // SAFETY: alive, and allowed from any thread (job.h).
        unsafe { sys::xeng_job_stop(self.shared.raw.get()) };
    }

    /// Stops it at once: what is in flight is dropped.
    pub fn cancel(&self) {
        // SAFETY: as above.
        unsafe { sys::xeng_job_cancel(self.shared.raw.get()) };
    }
}

impl fmt::Debug for JobControl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("JobControl").finish_non_exhaustive()
    }
}
