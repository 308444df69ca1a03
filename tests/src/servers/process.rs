//! One server process: started, waited for, and stopped by its own process id.
//!
//! Its output, its port and its scratch files lie in a directory
//! of its own under `target/servers/run/`, which a failing test leaves behind for its log.
//!
//! Two things end a server: dropping its [`Server`], also while a test panics, and the end of
//! this process, however it comes, which closes the pipe that `serve.py` watches.
//!
//! Deliberately not here: what the server is asked beyond "are you there".

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{self, Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::{Failure, scripts, work_directory};

/// Python imports a great deal at a server's first start, on machines that may be busy.
const START_DEADLINE: Duration = Duration::from_secs(120);
/// For leaving by itself once its standard input is closed; then it is killed.
const STOP_DEADLINE: Duration = Duration::from_secs(5);
const POLL_INTERVAL: Duration = Duration::from_millis(20);
const LOG_TAIL_LINES: usize = 40;

/// What differs from one kind of server to another.
pub(super) struct Launch {
    /// What `serve.py` calls it.
    pub(super) name: &'static str,
    /// A path that answers 200 once the server works.
    pub(super) health_path: &'static str,
    /// The settings, which are all that the server sees of the environment apart from what
    /// [`isolated`] sets.
    pub(super) environment: Vec<(&'static str, String)>,
}

/// A running server; dropping it stops it.
#[derive(Debug)]
pub struct Server {
    child: Child,
    port: u16,
    directory: PathBuf,
}

impl Server {
    pub(super) fn start(python: &Path, launch: &Launch) -> Result<Self, Failure> {
        let directory = run_directory(launch.name)?;
        let mut server = Self { child: spawn(python, launch, &directory)?, port: 0, directory };
        // From here on an early return drops the server, and so stops it.
        if let Err(reason) = server.wait_until_ready(launch.health_path) {
            return Err(Failure(format!(
                "{} did not start: {reason}; the end of its log:\n{}",
                launch.name,
                server.log_tail()
            )));
        }
        Ok(server)
    }

    /// The address to send requests to, without a slash at its end.
    #[must_use]
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address())
    }

    /// The loopback address that the server listens on.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        (Ipv4Addr::LOCALHOST, self.port).into()
    }

    /// The process id.
    #[must_use]
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// The file with everything that the server printed.
    #[must_use]
    pub fn log(&self) -> PathBuf {
        log_in(&self.directory)
    }

    fn wait_until_ready(&mut self, health_path: &str) -> Result<(), String> {
        let deadline = Instant::now() + START_DEADLINE;
        loop {
            if let Some(status) = self.child.try_wait().map_err(|error| error.to_string())? {
                return Err(format!("it ended with {status}"));
            }
            let state = match self.published_port()? {
                None => String::from("it has not yet said its port"),
                Some(port) => {
                    self.port = port;
                    match probe(self.address(), health_path) {
                        Ok(()) => return Ok(()),
                        Err(error) => format!("no answer on port {port}: {error}"),
                    }
                }
            };
            if Instant::now() >= deadline {
                return Err(format!("after {} s, {state}", START_DEADLINE.as_secs()));
            }
            thread::sleep(POLL_INTERVAL);
        }
    }

    /// The port from the file that `serve.py` writes in one step.
    fn published_port(&self) -> Result<Option<u16>, String> {
        match fs::read_to_string(port_file_in(&self.directory)) {
            Ok(text) => match text.trim().parse() {
                Ok(port) => Ok(Some(port)),
                Err(_) => Err(format!("its port file holds {text:?}")),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(format!("its port file cannot be read: {error}")),
        }
    }

    fn log_tail(&self) -> String {
        let text = match fs::read(self.log()) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) => return format!("(cannot be read: {error})"),
        };
        let lines: Vec<&str> = text.lines().collect();
        lines[lines.len().saturating_sub(LOG_TAIL_LINES)..].join("\n")
    }

    fn leaves_by_itself(&mut self) -> bool {
        drop(self.child.stdin.take());
        let deadline = Instant::now() + STOP_DEADLINE;
        while Instant::now() < deadline {
            match self.child.try_wait() {
                Ok(Some(_)) => return true,
                Ok(None) => thread::sleep(POLL_INTERVAL),
                Err(_) => return false,
            }
        }
        false
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Errors have nowhere to go from here: a panic while panicking would abort the tests.
        if !self.leaves_by_itself() {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
        if !thread::panicking() {
            let _ = fs::remove_dir_all(&self.directory);
        }
    }
}

/// A command that sees nothing of this process's environment but where programs lie, so that
/// neither proxies nor AWS settings of the machine reach a test.
pub(super) fn isolated(program: &Path, home: &Path) -> Command {
    let mut command = Command::new(program);
    command.env_clear();
    if let Some(path) = std::env::var_os("PATH") {
        command.env("PATH", path);
    }
    command
        .env("HOME", home)
        .env("TMPDIR", home)
        .env("PYTHONUNBUFFERED", "1")
        .env("PYTHONUTF8", "1");
    command
}

fn spawn(python: &Path, launch: &Launch, directory: &Path) -> Result<Child, Failure> {
    let log_path = log_in(directory);
    let log = File::create(&log_path)
        .and_then(|log| Ok((log.try_clone()?, log)))
        .map_err(|error| Failure(format!("cannot create {}: {error}", log_path.display())))?;
    isolated(python, directory)
        .arg(scripts().join("serve.py"))
        .arg(launch.name)
        .arg("--port-file")
        .arg(port_file_in(directory))
        .envs(launch.environment.iter().map(|(name, value)| (name, value)))
        .current_dir(directory)
        .stdin(Stdio::piped())
        .stdout(log.0)
        .stderr(log.1)
        .spawn()
        .map_err(|error| Failure(format!("cannot run {}: {error}", python.display())))
}

/// A new directory, empty even where an earlier process with this id left one behind.
fn run_directory(name: &str) -> Result<PathBuf, Failure> {
    static STARTED: AtomicU32 = AtomicU32::new(0);
    let number = STARTED.fetch_add(1, Ordering::Relaxed);
    let directory = work_directory().join("run").join(format!("{name}-{}-{number}", process::id()));
    match fs::remove_dir_all(&directory) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => fs::create_dir_all(&directory),
    }
    .map_err(|error| Failure(format!("cannot make {}: {error}", directory.display())))?;
    Ok(directory)
}

fn log_in(directory: &Path) -> PathBuf {
    directory.join("server.log")
}

fn port_file_in(directory: &Path) -> PathBuf {
    directory.join("port")
}

/// Asks for `path` and takes nothing but status 200 for an answer.
fn probe(address: SocketAddr, path: &str) -> io::Result<()> {
    let timeout = Duration::from_secs(5);
    let mut stream = TcpStream::connect_timeout(&address, timeout)?;
    stream.set_read_timeout(Some(timeout))?;
    stream.set_write_timeout(Some(timeout))?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
    let mut status_line = String::new();
    BufReader::new(stream).read_line(&mut status_line)?;
    if status_line.split_whitespace().nth(1) == Some("200") {
        Ok(())
    } else {
        Err(io::Error::other(format!("it answered {status_line:?}")))
    }
}
