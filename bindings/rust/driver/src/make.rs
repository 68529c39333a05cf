// Clients, credentials and requests, as a case and the environment say.
use std::env;

use xengage::{Client, Credentials, Endpoint, Request, Result};

use crate::json::Json;

pub fn text<'a>(from: &'a Json, member: &str) -> &'a str {
    from.get(member)
        .as_text()
        .unwrap_or_else(|| panic!("a case has no text {member}"))
}

pub fn credentials(one: &Json) -> Result<Credentials> {
    match text(one, "as") {
        "user" => Credentials::from_env(),
        "bearer" => Credentials::bearer(&env::var("SIM_BEARER").expect("SIM_BEARER is set")),
        other => panic!("a case is as {other}"),
    }
}

pub fn client_and_credentials(one: &Json) -> Result<(Client, Credentials)> {
    Ok((Client::from_env()?, credentials(one)?))
}

pub fn request(from: &Json, owner: &Credentials) -> Result<Request> {
    let endpoint: Endpoint = text(from, "endpoint").parse()?;
    let mut request = Request::for_credentials(endpoint, owner)?;
    request.set_now(Some(present()));
    for id in from.get("ids").items() {
        request.add_id_text(id.as_text().expect("an id is text"))?;
    }
    for metric in from.get("metrics").items() {
        request.add_metric_name(metric.as_text().expect("a metric is text"))?;
    }
    for (name, dimensions) in from.get("groupings").members() {
        request.add_grouping_text(name, dimensions.as_text().expect("dimensions are text"))?;
    }
    let (start, end) = (from.get("start").as_text(), from.get("end").as_text());
    if start.is_some() || end.is_some() {
        request.set_window_text(start, end)?;
    }
    Ok(request)
}

/// `XENGAGE_NOW` in Unix seconds.
fn present() -> i64 {
    let text = env::var("XENGAGE_NOW").expect("XENGAGE_NOW is set");
    let parts: Vec<i64> = text
        .split(|one: char| !one.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().expect("digits"))
        .collect();
    match parts[..] {
        [year, month, day, hour, minute, second] => {
            days_from_1970(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second
        }
        _ => panic!("XENGAGE_NOW is {text}"),
    }
}

/// Years begin in March here, so that a leap day is the last of its year.
fn days_from_1970(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month < 3 {
        (year - 1, month + 9)
    } else {
        (year, month - 3)
    };
    let leap_days = year / 4 - year / 100 + year / 400;
    365 * year + leap_days + (153 * month + 2) / 5 + day - 1 - 719_468
}

#[cfg(test)]
mod tests {
    use super::days_from_1970;

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(days_from_1970(1970, 1, 1), 0);
        assert_eq!(days_from_1970(2000, 2, 29), 11_016);
        assert_eq!(days_from_1970(2026, 11, 24), 20_781);
    }
}
