//! What the person at the terminal reads, on standard error; colours only where it is a terminal.
//!
//! Standard output is left to results that can be piped: tables and dumps.

use std::io::Write as _;
use std::process::ExitCode;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use anstyle::{AnsiColor, Style};
use anyhow::Context as _;
use tinsmith_codegen::stages::text::Visible;

/// One step of a command: a verb in a column of its own, and what it is about.
pub fn step(verb: &str, what: &str) {
    let style = AnsiColor::Green.on_default().bold();
    print(&format!("{style}{verb:>12}{style:#} {}", Visible(what)));
}

/// An error, unless the text says by itself that it is one.
pub fn error(text: &str) {
    if text.starts_with("error: ") || text.starts_with("warning: ") {
        diagnostics(text);
    } else {
        let style = AnsiColor::Red.on_default().bold();
        print(&format!("{style}error{style:#}: {}", visible(text)));
    }
}

/// Diagnostics of the generator, their first word coloured.
pub fn diagnostics(text: &str) {
    for text in text.lines() {
        let words = [
            ("error: ", AnsiColor::Red),
            ("warning: ", AnsiColor::Yellow),
            ("  help: ", AnsiColor::Cyan),
        ];
        match words.into_iter().find(|(word, _)| text.starts_with(word)) {
            Some((word, color)) => {
                let style: Style = color.on_default().bold();
                let rest = text.strip_prefix(word).unwrap_or_default();
                print(&format!("{style}{}{style:#} {}", word.trim_end(), visible(rest)));
            }
            None => line(text),
        }
    }
}

/// A line without any form.
pub fn line(text: &str) {
    print(&visible(text));
}

/// A text with its lines, and with everything else that is not seen written out.
///
/// What is told quotes models, paths and what other programs say, and none of it may move the cursor.
fn visible(text: &str) -> String {
    text.split('\n').map(|line| Visible(line).to_string()).collect::<Vec<_>>().join("\n")
}

fn print(text: &str) {
    // Nobody is left to be told that standard error is closed.
    _ = writeln!(anstream::stderr(), "{text}");
}

/// Does some work, and says that it is still going on when it takes long: after two seconds, then every five.
pub fn while_working<T>(verb: &str, work: impl FnOnce() -> T) -> T {
    let (done, waiting) = mpsc::channel::<()>();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            let start = Instant::now();
            let mut pause = Duration::from_secs(2);
            // The sender is dropped when the work is done, which ends the wait at once.
            while waiting.recv_timeout(pause) == Err(mpsc::RecvTimeoutError::Timeout) {
                step(verb, &format!("for {} s …", start.elapsed().as_secs()));
                pause = Duration::from_secs(5);
            }
        });
        let result = work();
        drop(done);
        result
    })
}

/// The exit status of a command, after its error was told, if it ended with one.
pub fn exit(outcome: anyhow::Result<i32>) -> ExitCode {
    match outcome {
        Ok(status) => ExitCode::from(u8::try_from(status).unwrap_or(1)),
        // `| head` has read what it wanted.
        Err(failure) if failure.is::<Closed>() => ExitCode::SUCCESS,
        Err(failure) => {
            error(&format!("{failure:#}"));
            ExitCode::FAILURE
        }
    }
}

/// Nobody reads standard output any more.
#[derive(Debug)]
pub struct Closed;

impl std::fmt::Display for Closed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("standard output is closed")
    }
}

impl std::error::Error for Closed {}

/// A line on standard output, as it is: what makes tables, dumps and reviews makes them visible.
///
/// # Errors
/// [`Closed`], which ends the command but is no failure of it; and that the line cannot be written.
pub fn out(text: &str) -> anyhow::Result<()> {
    match writeln!(anstream::stdout(), "{text}") {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Err(Closed.into()),
        written => written.context("cannot write to standard output"),
    }
}
