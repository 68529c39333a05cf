// The cases that send single requests.
use std::thread;
use std::time::Duration;

use xengage::{Client, Form, Response, Result, Table};

use crate::json::Json;
use crate::make::{self, client_and_credentials, text};
use crate::show;

pub fn fetch(one: &Json) -> Json {
    show::either(response(one))
}

fn response(one: &Json) -> Result<Response> {
    let (client, owner) = client_and_credentials(one)?;
    client.fetch(&owner, &make::request(one.get("request"), &owner)?)
}

/// All are under way before the first is waited for.
pub fn fetch_many(one: &Json) -> Json {
    let (client, owner) = match client_and_credentials(one) {
        Ok(both) => both,
        Err(error) => return show::error(&error),
    };
    let submit = |request: &Json| client.submit(&owner, &make::request(request, &owner)?);
    let under_way: Vec<_> = one.get("requests").items().iter().map(submit).collect();
    let outcomes = under_way
        .into_iter()
        .map(|operation| show::either(operation.and_then(|operation| operation.wait())))
        .collect();
    Json::object([("outcomes", Json::List(outcomes))])
}

pub fn cancel(one: &Json) -> Json {
    show::either(cancelled(one))
}

/// Another thread cancels it, while this one waits.
fn cancelled(one: &Json) -> Result<Response> {
    let (client, owner) = client_and_credentials(one)?;
    let operation = client.submit(&owner, &make::request(one.get("request"), &owner)?)?;
    let canceller = operation.canceller();
    let after = one
        .get("after_ms")
        .as_number()
        .and_then(|ms| u64::try_from(ms).ok());
    let after = Duration::from_millis(after.expect("a time"));
    thread::scope(|threads| {
        threads.spawn(move || {
            thread::sleep(after);
            canceller.cancel();
        });
        operation.wait()
    })
}

pub fn two_clients(one: &Json) -> Json {
    show::either(second_of_two(one))
}

fn second_of_two(one: &Json) -> Result<Response> {
    let first = Client::from_env()?;
    let (client, owner) = client_and_credentials(one)?;
    let operation = client.submit(&owner, &make::request(one.get("request"), &owner)?)?;
    client.dispatch(Some(Duration::ZERO))?;
    drop(first);
    operation.wait()
}

pub fn table(one: &Json) -> Json {
    match make_table(one) {
        Ok(table) => show::table(&table),
        Err(error) => show::error(&error),
    }
}

fn make_table(one: &Json) -> Result<Table> {
    let form = if text(one, "shape") == "wide" {
        Form::Wide
    } else {
        Form::Long
    };
    response(one)?.table(text(one, "grouping"), form)
}
