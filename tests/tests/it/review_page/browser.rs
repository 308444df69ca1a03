//! One browser: started with an empty profile, and stopped with its driver, also when a test fails.
//!
//! In come the programs; out goes a session to give commands to.
//! Deliberately not here: what pages are asked, see `tab`.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::installed::{Programs, work_directory};
use super::session::Session;

/// For a browser that is asked to leave; then it is killed.
const STOP_DEADLINE: Duration = Duration::from_secs(10);

/// No window, no network of its own, and nothing that a machine without a desktop lacks.
const FLAGS: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
];

/// A running browser; dropping it stops it.
#[derive(Debug)]
pub(super) struct Browser {
    pub(super) session: Session,
    _driver: Driver,
}

#[derive(Debug)]
struct Driver {
    child: Child,
    port: u16,
    browser: Option<u64>,
    profile: PathBuf,
}

impl Browser {
    /// # Panics
    /// If the driver or the browser does not start.
    pub(super) async fn start(programs: &Programs) -> Self {
        static STARTED: AtomicU32 = AtomicU32::new(0);
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let profile = work_directory().join(format!("profile-{}-{number}", std::process::id()));
        let mut driver = Driver::start(programs, profile);
        let mut arguments: Vec<String> = FLAGS.map(str::to_owned).to_vec();
        arguments.push(format!("--user-data-dir={}", driver.profile.display()));
        let capabilities = json!({
            "goog:chromeOptions": { "binary": programs.browser, "args": arguments },
            "goog:loggingPrefs": { "browser": "ALL" },
        });
        let (session, browser) = Session::start(driver.address(), capabilities).await;
        driver.browser = browser;
        Self { session, _driver: driver }
    }

    /// A command of the browser's own protocol.
    ///
    /// # Panics
    /// If the browser does not know it.
    pub(super) async fn devtools(&self, command: &str, parameters: Value) -> Value {
        self.vendor("/goog/cdp/execute", json!({ "cmd": command, "params": parameters })).await
    }

    /// What the console was told since it was last asked.
    pub(super) async fn console(&self) -> Vec<String> {
        let entries = self.vendor("/se/log", json!({ "type": "browser" })).await;
        let entries = entries.as_array().cloned().unwrap_or_default();
        entries.iter().map(|entry| format!("{}: {}", entry["level"], entry["message"])).collect()
    }

    async fn vendor(&self, path: &str, body: Value) -> Value {
        let answer = self.session.post(path, body).await;
        answer.unwrap_or_else(|error| panic!("{path}: {error}"))
    }
}

impl Driver {
    fn start(programs: &Programs, profile: PathBuf) -> Self {
        let _ = std::fs::remove_dir_all(&profile);
        std::fs::create_dir_all(&profile).expect("the target folder can be written");
        let child = Command::new(&programs.driver)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts");
        let mut driver = Self { child, port: 0, browser: None, profile };
        let stdout = driver.child.stdout.take().expect("its output is piped");
        let mut lines = BufReader::new(stdout).lines().map_while(Result::ok);
        let port = lines.find_map(|line| {
            let (_, port) = line.split_once("started successfully on port ")?;
            port.trim_end_matches('.').parse().ok()
        });
        driver.port = port.expect("chromedriver says its port");
        // It must not wait for somebody to read what it goes on to say.
        std::thread::spawn(move || lines.for_each(drop));
        driver
    }

    fn address(&self) -> SocketAddr {
        (Ipv4Addr::LOCALHOST, self.port).into()
    }

    /// Asks it to leave, and the browser with it.
    fn leaves_by_itself(&mut self) -> bool {
        let asked = TcpStream::connect(self.address()).and_then(|mut stream| {
            stream.set_read_timeout(Some(STOP_DEADLINE))?;
            stream.write_all(b"GET /shutdown HTTP/1.1\r\nhost: localhost\r\n\r\n")?;
            stream.read(&mut [0; 512])
        });
        let deadline = Instant::now() + STOP_DEADLINE;
        while asked.is_ok() && Instant::now() < deadline {
            match self.child.try_wait() {
                Ok(None) => std::thread::sleep(Duration::from_millis(20)),
                left => return left.is_ok(),
            }
        }
        false
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Errors have nowhere to go from here: a panic while panicking would abort the tests.
        if !self.leaves_by_itself() {
            let _ = self.child.kill();
            let _ = self.child.wait();
            if let Some(browser) = self.browser {
                let _ = Command::new("kill").arg(browser.to_string()).status();
            }
        }
        let _ = std::fs::remove_dir_all(&self.profile);
    }
}
