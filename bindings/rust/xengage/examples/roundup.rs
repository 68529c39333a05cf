// Asks about all Posts of a file (one id a line), says which of them have no counts and why, what
// all have together, and which five got the most engagements. The same program is an example in
// every language: `roundup FILE`.
use std::cmp::Reverse;
use std::env;
use std::process::ExitCode;

use xengage::{
    Client, Credentials, Endpoint, IdFormat, Job, Metric, Piece, PieceId, Request, Result,
};

const BEST: usize = 5;

#[derive(Default)]
struct Roundup {
    ids: usize,
    counted: usize,
    impressions: i64,
    engagements: i64,
    posts: Vec<(i64, u64, i64)>, // engagements, id, impressions of the best
}

impl Roundup {
    fn add(&mut self, piece: &Piece) {
        let response = piece.response();
        for outcome in piece.ids() {
            self.ids += 1;
            let value = |metric| response.as_ref()?.post_value(outcome.id(), metric).count();
            match (value(Metric::Impressions), value(Metric::Engagements)) {
                (Some(impressions), Some(engagements)) => {
                    self.count(outcome.id(), impressions, engagements);
                }
                _ => tell(outcome),
            }
        }
    }

    fn count(&mut self, id: u64, impressions: i64, engagements: i64) {
        self.counted += 1;
        self.impressions += impressions;
        self.engagements += engagements;
        self.posts.push((engagements, id, impressions));
        self.posts
            .sort_by_key(|(engagements, id, _)| (Reverse(*engagements), *id));
        self.posts.truncate(BEST);
    }

    fn print(&self) {
        let Self {
            ids,
            counted,
            impressions,
            engagements,
            ..
        } = self;
        println!("{counted} of {ids} Posts: {impressions} impressions, {engagements} engagements");
        for (engagements, id, impressions) in &self.posts {
            println!("{id}: {engagements} engagements, {impressions} impressions");
        }
    }
}

fn tell(outcome: PieceId<'_>) {
    let name = outcome.reason().map_or("OK", |reason| reason.code_name());
    let name = name.trim_start_matches("XENG_ERROR_");
    println!("{}: {}, {name}", outcome.id(), outcome.state());
}

fn roundup(file: &str) -> Result<()> {
    let owner = Credentials::from_env()?;
    let mut request = Request::for_credentials(Endpoint::Totals, &owner)?;
    request
        .add_metric(Metric::Impressions)?
        .add_metric(Metric::Engagements)?;
    request.add_grouping_text("posts", "tweet.id,engagement.type")?;

    let mut job = Job::new(&Client::from_env()?, &request)?;
    let account = job.add_credentials(&owner)?;
    job.add_ids_file(account, file, IdFormat::Plain, None)?
        .set_ordered(true);
    let mut all = Roundup::default();
    while let Some(piece) = job.next().transpose()? {
        all.add(&piece);
        job.ack(&piece, 0)?;
    }
    all.print();
    Ok(())
}

fn main() -> ExitCode {
    let file = match env::args().nth(1) {
        Some(file) => file,
        None => {
            eprintln!("usage: roundup FILE");
            return ExitCode::from(2);
        }
    };
    match roundup(&file) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("roundup: {error}");
            ExitCode::FAILURE
        }
    }
}
