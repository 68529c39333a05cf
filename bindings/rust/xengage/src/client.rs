// The client: sends requests, blocking or not, for any number of threads.
use std::collections::HashMap;
use std::fmt;
use std::mem;
use std::os::unix::io::{AsFd, AsRawFd, BorrowedFd, RawFd};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Waker;
use std::time::Duration;

use xengage_sys as sys;

use crate::credentials::Credentials;
use crate::error::{check, make, Error, Result};
use crate::handle::Owned;
use crate::operation::Operation;
use crate::options::{Log, Options};
use crate::request::Request;
use crate::response::Response;

/// Connections, limits and policy. A clone is another owner of the same, and any number of threads
/// may use it at once.
///
/// ```
/// use xengage::{Client, Credentials, Endpoint, Metric, Request};
///
/// let client = Client::from_env()?;
/// let mut request = Request::new(Endpoint::Totals)?;
/// request.add_id(1541815603606036480)?.add_metric(Metric::Favorites)?;
/// request.add_grouping_text("posts", "tweet.id")?;
/// let response = client.fetch(&Credentials::from_env()?, &request)?;
/// for leaf in response.tree("posts").expect("it was asked for") {
///     println!("{} was liked {:?} times", leaf.key(), leaf.count());
/// }
/// # Ok::<(), xengage::Error>(())
/// ```
#[derive(Clone)]
pub struct Client {
    pub(crate) inner: Arc<Inner>,
}

/// What a client, its operations and its jobs hold together.
pub(crate) struct Inner {
    raw: Owned<sys::xeng_client>,
    desk: Mutex<Desk>,
    _log: Option<Arc<Log>>, // after `raw`: it outlives what calls it
}

// SAFETY: "Safe to share among threads" (client.h); the log function is Send and Sync, and all else
// is behind a lock.
unsafe impl Send for Inner {}
// SAFETY: as above.
unsafe impl Sync for Inner {}

/// Where outcomes are handed over to those who wait for them.
#[derive(Default)]
struct Desk {
    slots: HashMap<sys::xeng_operation, Slot>,
    watchers: Vec<Waker>, // of jobs; woken whenever the client has worked
}

enum Slot {
    Waiting(Option<Waker>),
    Done(Result<Response>),
}

impl Client {
    /// A client that behaves as the options say, which are copied.
    pub fn new(options: &Options) -> Result<Self> {
        // SAFETY: takes nothing.
        let runs = unsafe { sys::xeng_version_number() };
        if i64::from(runs) < i64::from(sys::XENG_VERSION_NUMBER) {
            return Err(Error::state(
                "the libxengage that runs is older than this crate",
            ));
        }
        // SAFETY: alive.
        let raw = make(|made, error| unsafe { sys::xeng_client_new(options.get(), made, error) })?;
        let inner = Inner {
            raw,
            desk: Mutex::default(),
            _log: options.log(),
        };
        Ok(Self {
            inner: Arc::new(inner),
        })
    }

    /// A client of the default behaviour and of what the environment says of it.
    pub fn from_env() -> Result<Self> {
        Self::new(&Options::from_env()?)
    }

    /// Sends a request and waits for its response. Any number of threads may do so at once.
    pub fn fetch(&self, credentials: &Credentials, request: &Request) -> Result<Response> {
        // SAFETY: alive, all three.
        let raw = make(|made, error| unsafe {
            let client = self.inner.get();
            sys::xeng_client_fetch(client, credentials.get(), request.get(), made, error)
        })?;
        Ok(Response::own(raw))
    }

    /// Puts a request on its way without waiting. It makes progress while somebody is in
    /// [`dispatch`](Client::dispatch), [`fetch`](Client::fetch) or [`Operation::wait`].
    pub fn submit(&self, credentials: &Credentials, request: &Request) -> Result<Operation> {
        let mut number = sys::XENG_OPERATION_NONE;
        // Held until the slot is there, so that no other thread hands an outcome to nobody.
        let mut desk = self.inner.desk();
        // SAFETY: alive, all three, and a place for the number.
        check(|error| unsafe {
            let client = self.inner.get();
            sys::xeng_client_submit(client, credentials.get(), request.get(), &mut number, error)
        })?;
        desk.slots.insert(number, Slot::Waiting(None));
        drop(desk);
        Ok(Operation::new(self.inner.clone(), number))
    }

    /// Does what is due: sends, receives, retries; then hands outcomes to their [`Operation`]s and
    /// wakes who polls them. Waits up to `timeout` for something to do, without one as long as it
    /// takes.
    ///
    /// Whoever runs operations as futures calls it: with no time when the client's descriptor is
    /// readable, in an event loop, or as the waiting of an executor of its own.
    pub fn dispatch(&self, timeout: Option<Duration>) -> Result<()> {
        // SAFETY: alive.
        let done = check(|error| unsafe {
            sys::xeng_client_dispatch(self.inner.get(), timeout_ms(timeout), error)
        });
        self.inner.hand_over();
        self.inner.wake_watchers();
        done
    }

    /// Cancels everything that is under way, [`fetch`](Client::fetch) included. Jobs go on.
    pub fn cancel_all(&self) {
        // SAFETY: alive.
        unsafe { sys::xeng_client_cancel_all(self.inner.get()) };
    }
}

impl AsFd for Client {
    /// The descriptor that is readable when [`dispatch`](Client::dispatch) has something to do. To
    /// be polled, never read from.
    ///
    /// # Panics
    /// In the child of a fork, where the client can't be used.
    fn as_fd(&self) -> BorrowedFd<'_> {
        let fd = self.as_raw_fd();
        assert!(fd >= 0, "the client was made before a fork");
        // SAFETY: open as long as the client.
        unsafe { BorrowedFd::borrow_raw(fd) }
    }
}

impl AsRawFd for Client {
    /// As [`as_fd`](Client::as_fd); -1 in the child of a fork.
    fn as_raw_fd(&self) -> RawFd {
        // SAFETY: alive.
        unsafe { sys::xeng_client_fd(self.inner.get()) }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Client").finish_non_exhaustive()
    }
}

impl Inner {
    pub(crate) fn get(&self) -> *mut sys::xeng_client {
        self.raw.get()
    }

    fn desk(&self) -> MutexGuard<'_, Desk> {
        // What panics can leave behind is whole: every change is one step.
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes what is finished and lays it where it is waited for.
    pub(crate) fn hand_over(&self) {
        let mut woken = Vec::new();
        // Held throughout: whoever finds nothing in its slot then finds it in the library.
        let mut desk = self.desk();
        while let Some((number, outcome)) = self.next_finished() {
            // Those that nobody waits for any more were dropped and cancelled.
            if let Some(slot) = desk.slots.get_mut(&number) {
                if let Slot::Waiting(Some(waker)) = mem::replace(slot, Slot::Done(outcome)) {
                    woken.push(waker);
                }
            }
        }
        drop(desk); // an executor may poll while it is woken
        woken.into_iter().for_each(Waker::wake);
    }

    fn next_finished(&self) -> Option<(sys::xeng_operation, Result<Response>)> {
        let mut number = sys::XENG_OPERATION_NONE;
        // SAFETY: alive, and places for number, result and error, which are ours.
        let outcome = make(|made, error| unsafe {
            sys::xeng_client_next_completion(self.get(), &mut number, made, error)
        });
        Some((number, outcome.map(Response::own))).filter(|_| number != sys::XENG_OPERATION_NONE)
    }

    pub(crate) fn watch(&self, waker: &Waker) {
        let mut desk = self.desk();
        if !desk.watchers.iter().any(|known| known.will_wake(waker)) {
            desk.watchers.push(waker.clone());
        }
    }

    fn wake_watchers(&self) {
        let watchers = mem::take(&mut self.desk().watchers);
        watchers.into_iter().for_each(Waker::wake);
    }

    /// An operation's outcome, if it is there; else its waker, if any, is kept.
    pub(crate) fn take(
        &self,
        number: sys::xeng_operation,
        waker: Option<&Waker>,
    ) -> Option<Result<Response>> {
        let mut desk = self.desk();
        match desk.slots.get_mut(&number) {
            Some(Slot::Waiting(kept)) => {
                if let Some(waker) = waker {
                    *kept = Some(waker.clone());
                }
                None
            }
            Some(Slot::Done(_)) => match desk.slots.remove(&number) {
                Some(Slot::Done(outcome)) => Some(outcome),
                _ => None,
            },
            None => None,
        }
    }

    /// Waits for an operation of which nothing was taken yet.
    pub(crate) fn wait(&self, number: sys::xeng_operation) -> Result<Response> {
        if let Some(outcome) = self.take(number, None) {
            return outcome;
        }
        // SAFETY: alive.
        let waited =
            make(|made, error| unsafe { sys::xeng_client_wait(self.get(), number, made, error) });
        // Another thread may have taken the outcome since: then the library doesn't know the
        // operation any more, and the slot has it.
        match self.desk().slots.remove(&number) {
            Some(Slot::Done(outcome)) => outcome,
            _ => waited.map(Response::own),
        }
    }

    pub(crate) fn cancel(&self, number: sys::xeng_operation) {
        // SAFETY: alive; a number that is finished or unknown is left alone.
        unsafe { sys::xeng_client_cancel(self.get(), number) };
    }

    /// Cancels an operation whose outcome nobody will ask for, and frees the outcome.
    pub(crate) fn forget(&self, number: sys::xeng_operation) {
        let slot = self.desk().slots.remove(&number); // and the lock is free again
        if let Some(Slot::Waiting(_)) = slot {
            self.cancel(number);
            self.hand_over();
        }
    }
}

/// Milliseconds as the library has them: rounded up, so that nothing is polled over and over.
pub(crate) fn timeout_ms(timeout: Option<Duration>) -> i32 {
    timeout.map_or(-1, |time| {
        let ms = (time.as_nanos() + 999_999) / 1_000_000;
        i32::try_from(ms).unwrap_or(i32::MAX)
    })
}

/// The outcome of an operation that was taken already.
pub(crate) fn taken() -> Error {
    Error::state("the outcome of this operation was taken already")
}
