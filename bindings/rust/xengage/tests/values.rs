// Texts, errors, trees and tables; what shows of them; log functions.
mod beside;

use std::sync::{Arc, Mutex};

use beside::{owner, question, Simulator};
use xengage::*;

const JSON: &[u8] = br#"{
    "start": "2026-11-01T00:00:00Z", "end": "2026-11-03T00:00:00Z",
    "posts": {"850006245121695744": {"favorites": {"2026-11-01": "7", "2026-11-02": "-1"}, "replies": {"2026-11-01": "2"}}},
    "new": [1]
}"#;

fn response() -> Response {
    Response::from_json(JSON).unwrap()
}

#[test]
fn trees_are_walked_from_above_and_from_below() {
    let response = response();
    let root = response.tree("posts").unwrap();
    assert_eq!(
        (root.len(), root.level(), root.parent().is_none()),
        (1, 0, true)
    );
    let favorites = root
        .get(850006245121695744u64)
        .and_then(|post| post.get(Metric::Favorites))
        .unwrap();
    assert_eq!(favorites.get("2026-11-02").unwrap().count(), Some(-1));
    assert_eq!(
        favorites.children().next_back().unwrap().day(),
        Some(20_759)
    );
    assert_eq!(
        favorites.get_day(20_758).unwrap().value(),
        Value::Delivered(7)
    );
    assert_eq!(favorites.value(), Value::NoLeaf);
    let path = |leaf: Node<'_>| leaf.parent().and_then(Node::metric).map(Metric::name);
    let leaves: Vec<_> = root
        .leaves()
        .map(|leaf| (path(leaf), leaf.count()))
        .collect();
    let favorites = Some("favorites");
    assert_eq!(
        leaves,
        [
            (favorites, Some(7)),
            (favorites, Some(-1)),
            (Some("replies"), Some(2))
        ]
    );
    assert!(root.get("no\0key").is_none() && root.get(21u64).is_none());
}

#[test]
fn a_response_has_a_window_and_what_nobody_knows() {
    let response = response();
    assert_eq!(response.window(), Some((1_793_491_200, 1_793_664_000)));
    assert_eq!(response.extras().collect::<Vec<_>>(), [("new", "[1]")]);
    assert_eq!(response.total(Metric::Favorites), Value::Delivered(6));
    let again = Response::from_json(response.to_json().unwrap().as_bytes()).unwrap();
    assert_eq!(again.total(Metric::Replies), Value::Delivered(2));
}

#[test]
fn columns_are_slices() {
    let table = response().table("posts", Form::Long).unwrap();
    let column = |name| table.column(name).unwrap();
    assert_eq!(column("value").data(), Data::Int64(&[7, -1, 2]));
    assert_eq!(column("engagement_type").data(), Data::Word(&[0, 0, 1]));
    assert_eq!(
        column("engagement_type").words().collect::<Vec<_>>(),
        ["favorites", "replies"]
    );
    assert!(column("value").is_valid(2) && column("value").null_count() == 0);
    assert!(table.column("none").is_none());
    let why = response().table("none", Form::Long).unwrap_err();
    assert_eq!(why.kind(), ErrorKind::InvalidArgument);
}

#[test]
#[should_panic(expected = "row 3 of 3")]
fn a_row_that_there_is_not_has_no_validity() {
    let table = response().table("posts", Form::Long).unwrap();
    table.column("value").unwrap().is_valid(3);
}

#[test]
fn an_error_says_what_rule_was_broken() {
    let mut request = Request::new(Endpoint::Totals).unwrap();
    let ids: Vec<u64> = (1..=251).collect();
    let error = request.add_ids(&ids).unwrap_err();
    assert_eq!(
        (error.kind(), error.rule()),
        (ErrorKind::Rule, Some(Rule::TooManyIds))
    );
    assert_eq!(
        (error.limit(), error.attempts(), error.http_status()),
        (250, 0, None)
    );
    assert_eq!(error.code_name(), "XENG_ERROR_RULE");
    assert!(!error.to_string().is_empty() && request.ids().len() == 0);
    let nul = request.add_metric_name("a\0b").unwrap_err();
    assert_eq!(
        (nul.kind(), nul.to_string().is_empty()),
        (ErrorKind::InvalidArgument, false)
    );
    let other: Box<dyn std::error::Error + Send + Sync> = Box::new(nul.clone());
    assert_eq!(other.to_string(), nul.to_string());
}

#[test]
fn names_are_the_wires() {
    assert_eq!("28hr".parse::<Endpoint>().unwrap(), Endpoint::Last28Hours);
    let error = "none".parse::<Endpoint>().unwrap_err();
    assert_eq!(error.rule(), Some(Rule::UnknownEndpoint));
    assert!(Metric::all().all(|metric| Metric::by_name(metric.name()) == Some(metric)));
    assert_eq!(format!("{:>9}", Dimension::TweetId), " tweet.id");
    assert_eq!(version(), env!("CARGO_PKG_VERSION"));
}

#[test]
fn no_debug_shows_a_secret() {
    let owner = owner();
    let simulator = Simulator::start(&[]);
    let client = simulator.client();
    let operation = client.submit(&owner, &question(1).unwrap()).unwrap();
    let shown = format!(
        "{owner:?} {client:?} {operation:?} {:?}",
        simulator.options()
    );
    assert!(
        shown.contains("Credentials") && !shown.contains("sim-"),
        "{shown}"
    );
    operation.wait().unwrap();
}

#[test]
fn log_lines_come_without_secrets_even_after_a_panic() {
    let simulator = Simulator::start(&[]);
    let lines = Arc::new(Mutex::new(Vec::new()));
    let mut options = simulator.options();
    let kept = Arc::clone(&lines);
    options.set_log(LogLevel::Trace, move |_, line| {
        kept.lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
            .push(line.to_owned());
        if line.len() % 2 == 0 {
            panic!("a line that this log can't take");
        }
    });
    let client = Client::new(&options).unwrap();
    drop(options); // the client keeps the function
    client.fetch(&owner(), &question(1).unwrap()).unwrap();
    drop(client);
    let lines = Arc::try_unwrap(lines)
        .expect("nobody has it any more")
        .into_inner();
    let lines = lines
        .unwrap_or_else(|poisoned| poisoned.into_inner())
        .join("\n");
    assert!(!lines.is_empty());
    for secret in ["sim-consumer-secret", "sim-access-token"] {
        assert!(!lines.contains(secret));
    }
}

#[test]
fn credentials_are_saved_for_their_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let path = std::env::temp_dir().join(format!("xengage-rust-{}.json", std::process::id()));
    owner().save(&path).unwrap();
    assert_eq!(
        std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o600
    );
    let read = Credentials::from_file(&path).unwrap();
    assert_eq!(
        (read.kind(), read.user_id()),
        (Some(CredentialsKind::User), Some(1001))
    );
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
    let why = Credentials::from_file(&path).unwrap_err();
    assert_eq!(why.kind(), ErrorKind::CredentialsFile);
    std::fs::remove_file(&path).unwrap();
}
