//! The process that all programs run in, and what it is told to do.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

use super::service::Sent;

/// How a client is configured.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) region: &'static str,
    pub(super) use_fips: bool,
    pub(super) use_dual_stack: bool,
    /// Whether the credentials have the id of their account.
    pub(super) has_account: bool,
}

impl Place {
    const fn new(region: &'static str) -> Self {
        Self { region, use_fips: false, use_dual_stack: false, has_account: true }
    }

    /// Every place of the region.
    pub(super) fn others(self) -> impl Iterator<Item = Self> {
        (0..8).map(move |bits| Self {
            region: self.region,
            use_fips: bits & 1 != 0,
            use_dual_stack: bits & 2 != 0,
            has_account: bits & 4 != 0,
        })
    }
}

/// The places that requests are sent from; the first is the one for everything but endpoints.
pub(super) const PLACES: [Place; 6] = [
    Place::new("eu-west-1"),
    Place { use_fips: true, ..Place::new("us-east-1") },
    Place { use_dual_stack: true, ..Place::new("us-west-2") },
    Place::new("cn-north-1"),
    Place { use_fips: true, use_dual_stack: true, ..Place::new("us-gov-west-1") },
    Place { has_account: false, ..Place::new("eu-west-1") },
];

/// One thing that a program is to do.
#[derive(Clone, Copy, Debug)]
pub(super) struct Job<'j> {
    /// The module of the version.
    pub(super) program: &'j str,
    pub(super) operation: &'j str,
    /// `call`, `pages`, `items`, or the method of a waiter.
    pub(super) way: &'j str,
    /// What the caller gives.
    pub(super) request: &'j Value,
    pub(super) place: Place,
}

/// The process.
#[derive(Debug)]
pub(super) struct Programs {
    child: Child,
    jobs: ChildStdin,
    lines: BufReader<ChildStdout>,
    /// How many jobs were done.
    pub(super) done: usize,
}

impl Programs {
    /// Starts the process. It sees nothing of the environment: neither a proxy nor settings of AWS.
    pub(super) fn start(executable: &Path) -> Result<Self, String> {
        let mut command = Command::new(executable);
        command.env_clear().stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().map_err(|error| format!("{command:?}: {error}"))?;
        let (Some(jobs), Some(lines)) = (child.stdin.take(), child.stdout.take()) else {
            return Err("the process has no pipes".to_owned());
        };
        Ok(Self { child, jobs, lines: BufReader::new(lines), done: 0 })
    }

    /// Has a program do something; `answer` is the service. Gives what the program met.
    pub(super) fn run(
        &mut self,
        job: Job<'_>,
        answer: &mut dyn FnMut(&Sent) -> Value,
    ) -> Result<Value, String> {
        self.done += 1;
        self.tell(&json!({
            "program": job.program,
            "operation": job.operation,
            "way": job.way,
            "request": job.request,
            "region": job.place.region,
            "use_fips": job.place.use_fips,
            "use_dual_stack": job.place.use_dual_stack,
            "has_account": job.place.has_account,
        }))?;
        loop {
            let mut line = String::new();
            self.lines.read_line(&mut line).map_err(|error| error.to_string())?;
            let said: Value = serde_json::from_str(&line)
                .map_err(|error| format!("{job:?}: {error} in {line:?}"))?;
            if let Some(sent) = said.get("sent") {
                let answer = answer(&Sent::read(sent));
                self.tell(&answer)?;
            } else {
                return Ok(said["met"].clone());
            }
        }
    }

    fn tell(&mut self, line: &Value) -> Result<(), String> {
        writeln!(self.jobs, "{line}")
            .and_then(|()| self.jobs.flush())
            .map_err(|error| error.to_string())
    }
}

impl Drop for Programs {
    fn drop(&mut self) {
        // It ends by itself when no job comes any more; nobody waits for one that hangs.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
