// What came of a case, as JSON: errors, responses, trees, tables.
use xengage::{Column, Data, Error, Node, Response, Result, Table, Value};

use crate::json::Json;

pub fn error(error: &Error) -> Json {
    let shown = Json::object([
        ("code", error.code_name().into()),
        ("rule", error.rule().map(|rule| rule.name()).into()),
        ("limit", Json::text(error.limit())),
        ("value", error.value().into()),
        (
            "status",
            Json::Number(error.http_status().unwrap_or(0).into()),
        ),
        ("attempts", Json::Number(error.attempts().into())),
        ("ids", Json::List(error.ids().map(Json::text).collect())),
        ("message", Json::text(error)),
    ]);
    Json::object([("error", shown)])
}

pub fn either(outcome: Result<Response>) -> Json {
    match outcome {
        Ok(found) => response(&found),
        Err(why) => error(&why),
    }
}

fn response(response: &Response) -> Json {
    let ids = response
        .ids()
        .map(|(id, state)| (id.to_string(), state.name().into()))
        .collect();
    let shown = Json::object([
        ("attempts", Json::Number(response.attempts().into())),
        ("ids", Json::Object(ids)),
        ("trees", trees(response)),
    ]);
    Json::object([("result", shown)])
}

pub fn trees(response: &Response) -> Json {
    Json::Object(
        response
            .trees()
            .map(|(name, root)| (name.to_owned(), node(root)))
            .collect(),
    )
}

/// A leaf is its count, or null; any other node has its children under their keys.
fn node(at: Node<'_>) -> Json {
    match at.value() {
        Value::Delivered(count) => Json::text(count),
        Value::NotDelivered => Json::Null,
        Value::NoLeaf => Json::Object(
            at.children()
                .map(|child| (child.key().to_owned(), node(child)))
                .collect(),
        ),
    }
}

pub fn table(table: &Table) -> Json {
    let names = table.columns().map(|column| column.name().into()).collect();
    let rows = (0..table.rows())
        .map(|row| Json::List(table.columns().map(|column| cell(column, row)).collect()))
        .collect();
    Json::object([("columns", Json::List(names)), ("rows", Json::List(rows))])
}

fn cell(column: Column<'_>, row: usize) -> Json {
    if !column.is_valid(row) {
        return Json::Null;
    }
    match column.data() {
        Data::Int64(values) | Data::Time(values) => Json::text(values[row]),
        Data::Day(values) => Json::text(values[row]),
        Data::Int8(values) => Json::text(values[row]),
        Data::Word(places) => column.word(places[row] as usize).into(),
        other => panic!("a column of {other:?}"),
    }
}
