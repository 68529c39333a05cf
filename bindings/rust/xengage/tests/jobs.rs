// Jobs: as iterators, stopped from elsewhere, with a journal of the caller's that fails or panics.
mod beside;

use std::fs;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use beside::{Simulator, POST};
use xengage::{ErrorKind, Figure, IdState, Job, JobState};

type Records = Arc<Mutex<Vec<Vec<u8>>>>;

fn keep_in(job: &mut Job, records: &Records) {
    let records = Arc::clone(records);
    job.set_journal_fn(move |record| {
        records.lock().unwrap().push(record.bytes.to_vec());
        Ok(())
    })
    .unwrap();
}

#[test]
fn every_id_is_accounted_for() {
    let simulator = Simulator::start(&["--unavailable", "10"]);
    let mut job = simulator.job(700);
    let plan = job.plan().unwrap();
    assert_eq!(
        (plan.ids(), plan.pieces(), plan.requests_left()),
        (700, 3, 3)
    );
    let mut ids = Vec::new();
    while let Some(piece) = job.next().transpose().unwrap() {
        ids.extend(piece.ids().map(|outcome| outcome.id()));
        for outcome in piece.ids() {
            let lost = outcome.state() != IdState::Delivered;
            assert_eq!(outcome.reason().is_some(), lost, "{outcome:?}");
        }
        job.ack(&piece, piece.number()).unwrap();
    }
    assert_eq!(ids, (POST..POST + 700).collect::<Vec<_>>());
    assert_eq!(
        (job.state(), job.mark(), job.figure(Figure::PiecesDone)),
        (JobState::Complete, 2, 3)
    );
    let unavailable = job.state_count(IdState::Unavailable);
    assert!(unavailable > 0);
    assert_eq!(job.state_count(IdState::Delivered) + unavailable, 700);
    assert_eq!(job.id_at(699).unwrap().id, POST + 699);
    assert_eq!(
        job.id_at(700).unwrap_err().kind(),
        ErrorKind::InvalidArgument
    );
}

#[test]
fn a_job_moves_to_another_thread_and_is_stopped_from_this_one() {
    let simulator = Simulator::start(&["--fault", "delay=30s"]);
    let mut job = simulator.job(700);
    let control = job.control();
    let worker = thread::spawn(move || job.by_ref().filter_map(Result::ok).count());
    thread::sleep(Duration::from_millis(200));
    control.cancel();
    assert!(worker.join().unwrap() <= 3);
    control.stop(); // of a job that is gone
}

#[test]
fn a_journal_of_the_callers_is_gone_on_from() {
    let simulator = Simulator::start(&[]);
    let records = Records::default();
    let mut first = simulator.job(700);
    keep_in(&mut first, &records);
    let piece = first.next().unwrap().unwrap();
    first.ack(&piece, 5).unwrap();
    drop(first);

    let kept = records.lock().unwrap().clone();
    let mut second = simulator.job(700);
    keep_in(&mut second, &records);
    for record in &kept {
        second.replay(record).unwrap();
    }
    assert_eq!(second.plan().unwrap().pieces_done(), 1);
    assert_eq!(second.mark(), 5);
}

#[test]
fn a_journal_in_a_file_is_gone_on_from() {
    let simulator = Simulator::start(&[]);
    let path = simulator.ca_file().with_file_name("journal");
    let mut first = simulator.job(700);
    first.set_journal(&path).unwrap();
    let piece = first.next().unwrap().unwrap();
    first.ack(&piece, 0).unwrap();
    drop((first, piece));
    let mut second = simulator.job(700);
    second.set_journal(&path).unwrap();
    assert_eq!(second.filter_map(Result::ok).count(), 2);
    fs::remove_file(path).unwrap();
}

#[test]
fn an_error_of_the_journal_stops_the_job_and_is_its_source() {
    let simulator = Simulator::start(&[]);
    let mut job = simulator.job(300);
    job.set_journal_fn(|_| Err("the database is gone".into()))
        .unwrap();
    let error = job.find_map(|piece| piece.err()).expect("it can't go on");
    let source = std::error::Error::source(&error).expect("why");
    assert_eq!(source.to_string(), "the database is gone");
    assert!(job.next().is_none());
}

#[test]
fn a_panic_of_the_journal_goes_on_behind_c() {
    let simulator = Simulator::start(&[]);
    let mut job = simulator.job(300);
    job.set_journal_fn(|_| panic!("the disk is full")).unwrap();
    let panic = catch_unwind(AssertUnwindSafe(|| job.by_ref().count())).unwrap_err();
    assert_eq!(panic.downcast_ref::<&str>(), Some(&"the disk is full"));
    drop(job);
}

#[test]
fn a_panic_where_ids_come_from_goes_on_and_adds_none() {
    let simulator = Simulator::start(&[]);
    let mut job = simulator.job(10);
    let broken = (POST..).map(|id| {
        if id < POST + 5000 {
            id
        } else {
            panic!("no more")
        }
    });
    let panic = catch_unwind(AssertUnwindSafe(|| job.add_ids_from(0, broken).map(drop)));
    assert_eq!(panic.unwrap_err().downcast_ref::<&str>(), Some(&"no more"));
    assert_eq!(job.plan().unwrap().ids_given(), 10);
}

#[test]
fn a_job_that_has_begun_keeps_its_journal() {
    let simulator = Simulator::start(&[]);
    let records = Records::default();
    let mut job = simulator.job(300);
    keep_in(&mut job, &records);
    job.begin().unwrap();
    assert_eq!(
        job.set_journal_fn(|_| Ok(())).unwrap_err().kind(),
        ErrorKind::State
    );
    let piece = job.next().unwrap().unwrap();
    job.ack(&piece, 0).unwrap();
    assert!(!records.lock().unwrap().is_empty());
}

#[test]
fn without_a_piece_in_time_a_job_is_still_open() {
    let simulator = Simulator::start(&["--fault", "delay=30s"]);
    let mut job = simulator.job(10);
    assert!(job
        .next_within(Duration::from_millis(50))
        .unwrap()
        .is_none());
    assert_eq!(job.state(), JobState::Open);
}

#[test]
fn a_job_runs_to_its_end_at_once() {
    let simulator = Simulator::start(&[]);
    let mut job = simulator.job(300);
    assert_eq!(job.run().unwrap().ids().len(), 300);
}
