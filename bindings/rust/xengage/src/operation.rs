// A request under way: a future without a runtime of its own, or something to wait for.
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use xengage_sys as sys;

use crate::client::{taken, Inner};
use crate::error::Result;
use crate::response::Response;

/// A request under way. Dropping it cancels it.
///
/// As a future it can be polled by any executor. It starts no thread and has no timer: its waker is
/// called by whoever is in [`Client::dispatch`](crate::Client::dispatch), so something has to be,
/// whenever the client's descriptor is readable. Without an executor, [`wait`](Operation::wait)
/// does that itself.
///
/// ```
/// # use xengage::{Client, Credentials, Endpoint, Metric, Request};
/// # let client = Client::from_env()?;
/// # let owner = Credentials::from_env()?;
/// # let mut request = Request::new(Endpoint::Totals)?;
/// # request.add_id(1541815603606036480)?.add_metric(Metric::Favorites)?;
/// # request.add_grouping_text("posts", "tweet.id")?;
/// let under_way = (0..10)
///     .map(|_| client.submit(&owner, &request))
///     .collect::<xengage::Result<Vec<_>>>()?;
/// for operation in under_way {
///     println!("{:?}", operation.wait()?);
/// }
/// # Ok::<(), xengage::Error>(())
/// ```
#[must_use = "an operation that is dropped is cancelled"]
pub struct Operation {
    client: Arc<Inner>,
    number: sys::xeng_operation, // none once its outcome was taken
}

impl Operation {
    pub(crate) fn new(client: Arc<Inner>, number: sys::xeng_operation) -> Self {
        Self { client, number }
    }

    /// Waits for the outcome, doing the client's work meanwhile.
    pub fn wait(mut self) -> Result<Response> {
        match self.end() {
            sys::XENG_OPERATION_NONE => Err(taken()),
            number => self.client.wait(number),
        }
    }

    /// The outcome, if it is there; nothing is waited for, sent or received. None, too, once it was
    /// taken.
    pub fn try_take(&mut self) -> Option<Result<Response>> {
        self.client.hand_over();
        let outcome = self.client.take(self.number, None)?;
        self.end();
        Some(outcome)
    }

    /// Cancels it, at once: its outcome is an error of the kind `Cancelled`, if there is none yet.
    pub fn cancel(&self) {
        self.client.cancel(self.number);
    }

    /// Something to cancel it by from elsewhere, while it is waited for.
    pub fn canceller(&self) -> Canceller {
        Canceller {
            client: self.client.clone(),
            number: self.number,
        }
    }

    /// The number, which is over with.
    fn end(&mut self) -> sys::xeng_operation {
        std::mem::replace(&mut self.number, sys::XENG_OPERATION_NONE)
    }
}

impl Future for Operation {
    type Output = Result<Response>;

    /// An error of the kind `State` if its outcome was taken before.
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if self.number == sys::XENG_OPERATION_NONE {
            return Poll::Ready(Err(taken()));
        }
        self.client.hand_over();
        match self.client.take(self.number, Some(context.waker())) {
            None => Poll::Pending,
            Some(outcome) => {
                self.end();
                Poll::Ready(outcome)
            }
        }
    }
}

impl Drop for Operation {
    fn drop(&mut self) {
        self.client.forget(self.number);
    }
}

impl fmt::Debug for Operation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Operation")
            .field("number", &self.number)
            .finish_non_exhaustive()
    }
}

/// Cancels an operation from elsewhere.
#[derive(Clone)]
pub struct Canceller {
    client: Arc<Inner>,
    number: sys::xeng_operation,
}

impl Canceller {
    /// Cancels the operation, at once; one that is over is left alone.
    pub fn cancel(&self) {
        self.client.cancel(self.number);
    }
}

impl fmt::Debug for Canceller {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Canceller")
            .field("number", &self.number)
            .finish_non_exhaustive()
    }
}
