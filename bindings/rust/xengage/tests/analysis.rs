// What is made of responses: text, rankings; and tokens and the ledger.
mod beside;

use std::io::{self, Write};

use beside::{owner, question, Simulator, POST};
use xengage::*;

fn layout() -> Layout {
    Layout::new(TextFormat::JsonLines, Form::Wide)
}

#[test]
fn a_jobs_pieces_are_written_and_ranked() {
    let simulator = Simulator::start(&["--unavailable", "10"]);
    let mut job = simulator.job(300);
    let mut writer = Writer::new(&question(0).unwrap(), layout(), Vec::new()).unwrap();
    let mut best = Ranking::by(Metric::Favorites, 3).unwrap();
    while let Some(piece) = job.next().transpose().unwrap() {
        writer.write_piece(&piece).unwrap();
        best.add(&piece.response().unwrap()).unwrap();
        job.ack(&piece, 0).unwrap();
    }
    let text = String::from_utf8(writer.finish().unwrap()).unwrap();
    let (lost, counted): (Vec<_>, Vec<_>) = text.lines().partition(|line| line.contains("state"));
    assert_eq!(lost.len() as u64, job.state_count(IdState::Unavailable));
    assert_eq!(lost.len() + counted.len(), 300 + lost.len()); // what is lost has a row, too
    let values: Vec<i64> = best.posts().map(|post| post.value).collect();
    assert!(
        values.len() == 3 && values.windows(2).all(|pair| pair[0] >= pair[1]),
        "{values:?}"
    );
}

/// A sink that takes nothing.
struct Full;

impl Write for Full {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::Error::new(io::ErrorKind::Other, "it is full"))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_writers_errors_are_the_sinks_or_the_librarys() {
    let json = br#"{"posts": {"850006245121695744": {"favorites": "7"}}}"#;
    let response = Response::from_json(json).unwrap();
    let mut writer = Writer::for_response(&response, layout(), Full).unwrap();
    assert_eq!(
        writer.write_response(&response).unwrap_err().to_string(),
        "it is full"
    );
    let other = Response::from_json(br#"{"posts": {"favorites": {"2026-11-01": "7"}}}"#).unwrap();
    let refused = writer.write_response(&other).unwrap_err();
    let why = refused
        .get_ref()
        .and_then(|error| error.downcast_ref::<Error>())
        .unwrap();
    assert_eq!(why.kind(), ErrorKind::InvalidArgument);
}

#[test]
fn gzip_ends_where_it_is_flushed() {
    let simulator = Simulator::start(&[]);
    let response = simulator
        .client()
        .fetch(&owner(), &question(2).unwrap())
        .unwrap();
    let layout = Layout {
        gzip: true,
        ..layout()
    };
    let mut writer = Writer::for_response(&response, layout, Vec::new()).unwrap();
    writer.write_response(&response).unwrap();
    writer.flush().unwrap();
    assert_eq!(writer.finish().unwrap()[..2], [0x1f, 0x8b]);
}

#[test]
fn a_bearer_token_is_got_used_and_made_worthless() {
    let simulator = Simulator::start(&[]);
    let client = simulator.client();
    let app = Credentials::app("sim-consumer-key", "sim-consumer-secret").unwrap();
    let bearer = client.bearer(&app).unwrap();
    assert_eq!(bearer.kind(), Some(CredentialsKind::Bearer));
    client.fetch(&bearer, &question(1).unwrap()).unwrap();
    client.invalidate_bearer(&bearer, &app).unwrap();
    let why = client.fetch(&bearer, &question(1).unwrap()).unwrap_err();
    assert_eq!(
        (why.kind(), why.http_status()),
        (ErrorKind::Unauthorized, Some(401))
    );
}

#[test]
fn a_login_needs_the_right_pin() {
    let simulator = Simulator::start(&[]);
    let app = Credentials::app("sim-consumer-key", "sim-consumer-secret").unwrap();
    let login = simulator.client().begin_login(&app, None).unwrap();
    assert!(login.url().starts_with(&simulator.url));
    let token = login.url().split("oauth_token=").nth(1).unwrap();
    assert!(!format!("{login:?}").contains(token));
    assert_eq!(
        login.finish("0000000").unwrap_err().kind(),
        ErrorKind::Unauthorized
    );
}

#[test]
fn a_ledger_counts_users_and_refuses_one_more() {
    let simulator = Simulator::start(&[]);
    let ledger = Ledger::open(simulator.ca_file().with_file_name("ledger"), 1).unwrap();
    ledger.set_limit(Some(1), true);
    let mut options = simulator.options();
    options.set_ledger(&ledger);
    let client = Client::new(&options).unwrap();
    client.fetch(&owner(), &question(1).unwrap()).unwrap();
    assert_eq!(ledger.users(None).unwrap(), 1);
    let other = Credentials::user("key", "secret", "1002-token", "secret").unwrap();
    let why = client.fetch(&other, &question(1).unwrap()).unwrap_err();
    assert_eq!(why.kind(), ErrorKind::LedgerLimit);
}

#[test]
fn a_response_has_no_posts_it_was_not_asked_for() {
    let simulator = Simulator::start(&[]);
    let response = simulator
        .client()
        .fetch(&owner(), &question(1).unwrap())
        .unwrap();
    assert_eq!(
        response.ids().collect::<Vec<_>>(),
        [(POST, IdState::Delivered)]
    );
    assert!(response.state(POST + 1).is_none());
}
