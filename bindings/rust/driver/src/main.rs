// The driver of the Rust binding: does what a file of cases says, and prints what came of each.
// tests/bindings/README.md says what both look like.
mod fetch;
mod job;
mod json;
mod make;
mod misc;
mod show;

use std::env;
use std::error::Error;
use std::fs;

use json::Json;

fn run(one: &Json) -> Json {
    match make::text(one, "do") {
        "fetch" => fetch::fetch(one),
        "fetch_many" => fetch::fetch_many(one),
        "cancel" => fetch::cancel(one),
        "two_clients" => fetch::two_clients(one),
        "table" => fetch::table(one),
        "job" => job::job(one),
        "post" => misc::post(one),
        "names" => misc::names(),
        "secrets" => misc::secrets(),
        other => panic!("a case wants {other}, which this driver can't do"),
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().collect();
    let path = match &arguments[..] {
        [_, verb, path] if verb == "cases" => path,
        _ => return Err("usage: driver cases FILE".into()),
    };
    let file = json::read(&fs::read_to_string(path)?)?;
    for one in file.get("cases").items() {
        let name = one.get("name").clone();
        println!("{}", Json::object([("case", name), ("outcome", run(one))]));
    }
    Ok(())
}
