// Which types threads may have and share, and threads that share a client.
mod beside;

use std::thread;
use std::time::Duration;

use beside::{owner, question, Simulator, POST};
use xengage::*;

fn send<T: Send>() {}
fn share<T: Send + Sync>() {}

#[test]
fn all_can_be_sent_and_all_but_jobs_shared() {
    share::<Canceller>();
    share::<Client>();
    share::<Column<'_>>();
    share::<Comparison>();
    share::<Credentials>();
    share::<Error>();
    share::<JobControl>();
    share::<Ledger>();
    share::<Login>();
    share::<Node<'_>>();
    share::<Operation>();
    share::<Options>();
    share::<Piece>();
    share::<Plan>();
    share::<Ranking>();
    share::<Request>();
    share::<Response>();
    share::<Series>();
    share::<Table>();
    share::<Writer<Vec<u8>>>();
    send::<Job>();
    send::<NextPiece<'_>>();
}

#[test]
fn threads_share_a_client_a_request_and_a_response() {
    let simulator = Simulator::start(&[]);
    let (client, owner, request) = (simulator.client(), owner(), question(3).unwrap());
    let responses: Vec<Response> = thread::scope(|threads| {
        let fetch = || client.fetch(&owner, &request).unwrap();
        let all: Vec<_> = (0..8).map(|_| threads.spawn(fetch)).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let count = |response: &Response| response.post_value(POST, Metric::Favorites).count();
    assert!(count(&responses[0]).is_some());
    assert!(responses
        .iter()
        .all(|response| count(response) == count(&responses[0])));
    assert_eq!(
        Response::merge(&responses)
            .unwrap()
            .post_value(POST, Metric::Favorites)
            .count(),
        count(&responses[0]).map(|one| 8 * one)
    );
}

#[test]
fn outcomes_reach_who_waits_whoever_else_works() {
    let simulator = Simulator::start(&["--fault", "delay=20,percent=50"]);
    let (client, owner, request) = (simulator.client(), owner(), question(1).unwrap());
    thread::scope(|threads| {
        for _ in 0..4 {
            threads.spawn(|| {
                for _ in 0..25 {
                    let operation = client.submit(&owner, &request).unwrap();
                    operation.wait().unwrap();
                }
            });
        }
        for _ in 0..2 {
            threads.spawn(|| {
                for _ in 0..50 {
                    client.dispatch(Some(Duration::from_millis(5))).unwrap();
                }
            });
        }
    });
}

#[test]
fn a_response_outlives_all_that_it_came_from() {
    let response = {
        let simulator = Simulator::start(&[]);
        simulator
            .client()
            .fetch(&owner(), &question(1).unwrap())
            .unwrap()
    };
    let table = thread::spawn(move || response.table("posts", Form::Wide).unwrap())
        .join()
        .unwrap();
    assert_eq!(
        table.column("tweet_id").unwrap().data(),
        Data::Int64(&[POST as i64])
    );
}
