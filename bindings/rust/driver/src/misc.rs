// Cases without counts: what an id tells, the words of the API, and whether a secret is shown.
use std::env;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use xengage::{post, Client, Credentials, Endpoint, LogLevel, Metric, Options, Request, Result};

use crate::json::Json;
use crate::make::text;
use crate::show;

pub fn post(one: &Json) -> Json {
    match post::parse_id(text(one, "id")) {
        Err(error) => show::error(&error),
        Ok(id) => Json::object([
            ("id", Json::text(id)),
            (
                "created_ms",
                post::created_ms(id).map(|time| time.to_string()).into(),
            ),
        ]),
    }
}

pub fn names() -> Json {
    let metrics = Metric::all().map(Json::text).collect();
    let endpoints = Endpoint::ALL.iter().map(Json::text).collect();
    Json::object([
        ("metrics", Json::List(metrics)),
        ("endpoints", Json::List(endpoints)),
        ("version", xengage::version().into()),
    ])
}

pub fn secrets() -> Json {
    let shown = Arc::new(Mutex::new(String::new()));
    match show_all(&shown) {
        Err(error) => show::error(&error),
        Ok(()) => Json::object([("shown", Json::text(shown.lock().expect("whole")))]),
    }
}

fn show_all(shown: &Arc<Mutex<String>>) -> Result<()> {
    let bearer = env::var("SIM_BEARER").expect("SIM_BEARER is set");
    for owner in [Credentials::from_env()?, Credentials::bearer(&bearer)?] {
        let mut options = Options::from_env()?;
        let log = Arc::clone(shown);
        options.set_log(LogLevel::Trace, move |level, line| {
            log.lock()
                .expect("whole")
                .push_str(&format!("{level:?} {line}\n"));
        });
        let client = Client::new(&options)?;
        let request = question(&owner)?;
        let operation = client.submit(&owner, &request)?;
        let things: [&dyn Debug; 5] = [&owner, &options, &client, &request, &operation];
        let words: Vec<String> = things
            .iter()
            .map(|thing| format!("{thing:?}\n{thing:#?}\n"))
            .collect();
        shown.lock().expect("whole").push_str(&words.concat());
        operation.wait()?;
    }
    let refused = Credentials::user("key", "", "token", "").expect_err("it has no secret");
    shown
        .lock()
        .expect("whole")
        .push_str(&format!("{refused:?} {refused}\n"));
    Ok(())
}

fn question(owner: &Credentials) -> Result<Request> {
    let mut request = Request::for_credentials(Endpoint::Totals, owner)?;
    request
        .add_id(1541815603606036480)?
        .add_metric(Metric::Favorites)?;
    request.add_grouping_text("posts", "tweet.id")?;
    Ok(request)
}
