// Cases with a job: its pieces in order, each acknowledged, and what became of all ids.
use std::collections::BTreeMap;

use xengage::{post, IdState, Job, JobState, Piece, Result};

use crate::json::Json;
use crate::make::{self, client_and_credentials, text};
use crate::show;

const STATES: [IdState; 6] = [
    IdState::Delivered,
    IdState::Unavailable,
    IdState::Forbidden,
    IdState::Unsupported,
    IdState::Missing,
    IdState::Failed,
];

pub fn job(one: &Json) -> Json {
    run(one).unwrap_or_else(|error| show::error(&error))
}

fn run(one: &Json) -> Result<Json> {
    let mut job = make_job(one)?;
    let mut pieces = Vec::new();
    while let Some(piece) = job.next().transpose()? {
        pieces.push(show_piece(&piece));
        job.ack(&piece, 0)?;
    }
    let states = STATES
        .iter()
        .map(|state| (state.name().to_owned(), job.state_count(*state)))
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| (name, Json::text(count)))
        .collect();
    Ok(Json::object([
        ("pieces", Json::List(pieces)),
        ("states", Json::Object(states)),
        ("state", word(job.state()).into()),
    ]))
}

fn make_job(one: &Json) -> Result<Job> {
    let (client, owner) = client_and_credentials(one)?;
    let mut job = Job::new(&client, &make::request(one.get("request"), &owner)?)?;
    let account = job.add_credentials(&owner)?;
    let (start, end) = (one.get("start").as_text(), one.get("end").as_text());
    if start.is_some() || end.is_some() {
        job.set_window_text(start, end)?;
    }
    let ids = one.get("ids");
    let first = post::parse_id(text(ids, "first"))?;
    let count = ids
        .get("count")
        .as_number()
        .and_then(|count| u64::try_from(count).ok());
    job.add_ids_from(account, first..first + count.expect("a count"))?;
    job.set_ordered(true);
    Ok(job)
}

fn show_piece(piece: &Piece) -> Json {
    let mut states = BTreeMap::new();
    for outcome in piece.ids() {
        *states.entry(outcome.state().name()).or_insert(0) += 1;
    }
    let states = states
        .into_iter()
        .map(|(name, count)| (name.into(), Json::Number(count)));
    Json::object([
        ("number", Json::text(piece.number())),
        ("finished", Json::Bool(piece.is_finished())),
        ("ids", Json::Number(piece.ids().len() as i64)),
        ("states", Json::Object(states.collect())),
        (
            "trees",
            piece
                .response()
                .map(|response| show::trees(&response))
                .into(),
        ),
    ])
}

fn word(state: JobState) -> &'static str {
    match state {
        JobState::Complete => "complete",
        JobState::Stopped => "stopped",
        _ => "open",
    }
}
