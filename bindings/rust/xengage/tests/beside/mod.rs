// A simulator of its own for a test, and what a test asks of it.
#![allow(dead_code)] // no test needs all of it

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::{self, Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use xengage::{Client, Credentials, Endpoint, Job, Metric, Options, Request, Result};

pub const POST: u64 = 2123277996844822528;

pub struct Simulator {
    process: Child,
    folder: PathBuf,
    pub url: String,
}

impl Simulator {
    pub fn start(options: &[&str]) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("xengage-rust-{}-{number}", process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let url_file = folder.join("url");
        let process = Command::new(env::var_os("XENGAGE_SIM").expect("XENGAGE_SIM is set"))
            .args(["--now", "2026-11-24T12:00:00Z", "--until-stdin-closes"])
            .arg("--ca-out")
            .arg(folder.join("ca.pem"))
            .arg("--url-file")
            .arg(&url_file)
            .args(options)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .expect("the simulator starts");
        let mut simulator = Self {
            process,
            folder,
            url: String::new(),
        };
        let until = Instant::now() + Duration::from_secs(20);
        while !simulator.url.ends_with('\n') {
            assert!(Instant::now() < until, "the simulator doesn't serve");
            thread::sleep(Duration::from_millis(10));
            simulator.url = fs::read_to_string(&url_file).unwrap_or_default();
        }
        simulator.url.pop();
        simulator
    }

    pub fn ca_file(&self) -> PathBuf {
        self.folder.join("ca.pem")
    }

    pub fn options(&self) -> Options {
        let mut options = Options::new().expect("options");
        options
            .set_base_url(&self.url)
            .expect("a URL")
            .set_auth_url(&self.url)
            .expect("a URL");
        options.set_ca_file(self.ca_file()).expect("a file");
        options
    }

    pub fn client(&self) -> Client {
        Client::new(&self.options()).expect("a client")
    }

    pub fn job(&self, ids: u64) -> Job {
        let mut job = Job::new(&self.client(), &question(0).expect("a request")).expect("a job");
        let account = job.add_credentials(&owner()).expect("an account");
        job.add_ids_from(account, POST..POST + ids).expect("ids");
        job.set_ordered(true);
        job
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        let _ = self.process.kill(); // it may be in the middle of a delay
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

pub fn owner() -> Credentials {
    Credentials::user(
        "sim-consumer-key",
        "sim-consumer-secret",
        "1001-sim-access-token",
        "sim-access-token-secret",
    )
    .expect("credentials")
}

/// A question after so many Posts.
pub fn question(ids: u64) -> Result<Request> {
    let mut request = Request::new(Endpoint::Totals)?;
    for id in POST..POST + ids {
        request.add_id(id)?;
    }
    request
        .add_metric(Metric::Favorites)?
        .add_grouping_text("posts", "tweet.id,engagement.type")?;
    Ok(request)
}
