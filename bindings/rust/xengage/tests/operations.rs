// Operations: as futures of an executor of twenty lines, dropped, cancelled, waited for.
mod beside;

use std::future::Future;
use std::pin::Pin;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread;
use std::time::{Duration, Instant};

use beside::{owner, question, Simulator};
use xengage::{Client, ErrorKind, Operation, Response, Result};

struct Flag(AtomicBool);

impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Release);
    }
}

/// The executor: runs a future on this thread, and the client's work whenever it has to wait.
fn block_on<F: Future>(client: &Client, future: F) -> F::Output {
    let flag = Arc::new(Flag(AtomicBool::new(true)));
    let waker = Waker::from(flag.clone());
    let mut future = Box::pin(future);
    loop {
        while !flag.0.swap(false, Ordering::Acquire) {
            client.dispatch(None).expect("the client works");
        }
        if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return output;
        }
    }
}

/// All of some operations at once.
struct All(Vec<Operation>, Vec<Result<Response>>);

impl Future for All {
    type Output = Vec<Result<Response>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let Self(waiting, done) = &mut *self;
        waiting.retain_mut(|operation| match Pin::new(operation).poll(context) {
            Poll::Ready(outcome) => {
                done.push(outcome);
                false
            }
            Poll::Pending => true,
        });
        if waiting.is_empty() {
            return Poll::Ready(std::mem::take(done));
        }
        Poll::Pending
    }
}

fn slow() -> (Simulator, Client) {
    let simulator = Simulator::start(&["--fault", "delay=30s"]);
    let client = simulator.client();
    (simulator, client)
}

#[test]
fn a_hundred_futures_run_on_one_thread() {
    let simulator = Simulator::start(&["--fault", "delay=50,every=2"]);
    let (client, owner) = (simulator.client(), owner());
    let request = question(2).unwrap();
    let all: Result<Vec<_>> = (0..100).map(|_| client.submit(&owner, &request)).collect();
    let outcomes = block_on(&client, All(all.unwrap(), Vec::new()));
    assert_eq!(
        outcomes
            .into_iter()
            .filter(|outcome| outcome.is_ok())
            .count(),
        100
    );
}

#[test]
fn async_functions_await_operations() {
    let simulator = Simulator::start(&[]);
    let (client, owner) = (simulator.client(), owner());
    let ids = block_on(&client, async {
        let first = client.submit(&owner, &question(1)?)?.await?;
        let second = client.submit(&owner, &question(2)?)?.await?;
        let count = first.ids().len() + second.ids().len();
        Ok::<_, xengage::Error>(count)
    });
    assert_eq!(ids.unwrap(), 3);
}

#[test]
fn a_job_is_awaited_piece_by_piece() {
    let simulator = Simulator::start(&[]);
    let client = simulator.client();
    let mut job = xengage::Job::new(&client, &question(0).unwrap()).unwrap();
    let account = job.add_credentials(&owner()).unwrap();
    job.add_ids_from(account, beside::POST..beside::POST + 600)
        .unwrap();
    let ids = block_on(&client, async {
        let mut ids = 0;
        while let Some(piece) = job.next_piece().await? {
            ids += piece.ids().len();
            job.ack(&piece, 0)?;
        }
        Ok::<_, xengage::Error>(ids)
    });
    assert_eq!(ids.unwrap(), 600);
}

#[test]
fn a_dropped_operation_is_cancelled_and_its_place_is_free() {
    let simulator = Simulator::start(&["--fault", "delay=30s,first=1"]);
    let mut options = simulator.options();
    options.set_max_concurrency(1);
    let client = Client::new(&options).unwrap();
    let begun = Instant::now();
    let first = client.submit(&owner(), &question(1).unwrap()).unwrap();
    let until = Instant::now() + Duration::from_millis(300);
    while Instant::now() < until {
        client.dispatch(Some(Duration::from_millis(20))).unwrap(); // it is sent
    }
    drop(first);
    client.fetch(&owner(), &question(1).unwrap()).unwrap();
    assert!(begun.elapsed() < Duration::from_secs(10));
}

#[test]
fn operations_are_dropped_in_mid_flight_with_their_client() {
    let (_simulator, client) = slow();
    let operation = client.submit(&owner(), &question(1).unwrap()).unwrap();
    client.dispatch(Some(Duration::from_millis(50))).unwrap();
    drop(client);
    drop(operation);
}

#[test]
fn a_cancelled_operation_says_so_to_who_waits_or_polls() {
    let (_simulator, client) = slow();
    let waited = client.submit(&owner(), &question(1).unwrap()).unwrap();
    let polled = client.submit(&owner(), &question(1).unwrap()).unwrap();
    let cancellers = [waited.canceller(), polled.canceller()];
    let outcomes = thread::scope(|threads| {
        threads.spawn(|| {
            thread::sleep(Duration::from_millis(100));
            cancellers.iter().for_each(|one| one.cancel());
        });
        [waited.wait(), block_on(&client, polled)]
    });
    for outcome in outcomes {
        assert_eq!(outcome.unwrap_err().kind(), ErrorKind::Cancelled);
    }
}

#[test]
fn an_outcome_is_taken_once() {
    let simulator = Simulator::start(&[]);
    let client = simulator.client();
    let mut operation = client.submit(&owner(), &question(1).unwrap()).unwrap();
    let outcome = loop {
        if let Some(outcome) = operation.try_take() {
            break outcome;
        }
        client.dispatch(None).unwrap();
    };
    assert!(outcome.is_ok());
    assert!(operation.try_take().is_none());
    assert_eq!(
        block_on(&client, &mut operation).unwrap_err().kind(),
        ErrorKind::State
    );
    assert_eq!(operation.wait().unwrap_err().kind(), ErrorKind::State);
}

#[test]
fn a_client_cancels_all() {
    let (_simulator, client) = slow();
    let operation = client.submit(&owner(), &question(1).unwrap()).unwrap();
    client.cancel_all();
    assert_eq!(operation.wait().unwrap_err().kind(), ErrorKind::Cancelled);
}

/// Run by the next test in a process of its own.
#[test]
#[ignore = "it ends the process"]
fn exit_in_mid_fetch() {
    let (simulator, client) = slow();
    let fetching = client.clone();
    thread::spawn(move || fetching.fetch(&owner(), &question(1).unwrap()));
    let _under_way = client.submit(&owner(), &question(1).unwrap()).unwrap();
    thread::sleep(Duration::from_millis(200));
    drop(simulator);
    std::process::exit(7);
}

#[test]
fn a_process_ends_in_mid_fetch() {
    let done = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "exit_in_mid_fetch", "--ignored"])
        .output()
        .unwrap();
    assert_eq!(
        done.status.code(),
        Some(7),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
}
