//! What a call over connections costs: CPU time of the process that makes it.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, bail};

use super::super::measured::Programs;
use super::super::ratio::{Style, share};
use crate::table::Table;

/// How often each way is measured.
pub(super) const RUNS: usize = 5;

/// The ways, as `load` names them; the first is what others are compared with.
const WAYS: [&str; 3] =
    ["official crate", "generated crate", "generated crate, official HTTP client"];

/// Nanoseconds of CPU for a call, in each run.
pub(super) struct Measured {
    way: &'static str,
    nanos: Vec<u64>,
}

/// A server that is stopped when nobody wants it any more.
struct Server {
    process: Child,
    address: String,
}

impl Server {
    fn start(programs: &Programs) -> anyhow::Result<Self> {
        let mut serve = Command::new(programs.path("serve"));
        serve.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = serve.spawn().context("cannot start serve of bench/call")?;
        let output = process.stdout.take().context("serve of bench/call has no output")?;
        let mut server = Self { process, address: String::new() };
        BufReader::new(output).read_line(&mut server.address).context("cannot read an address")?;
        server.address.truncate(server.address.trim_end().len());
        Ok(server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It ends with its input; what is left to do is to wait for that, and nobody asks how it went.
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}

/// Runs each way so many times, in turns.
///
/// # Errors
/// A program that cannot be started, or fails.
pub(super) fn measure(programs: &Programs) -> anyhow::Result<Vec<Measured>> {
    let server = Server::start(programs)?;
    let mut measured = WAYS.map(|way| Measured { way, nanos: Vec::new() });
    for _ in 0..RUNS {
        for of_way in &mut measured {
            let mut load = Command::new(programs.path("load"));
            load.args([of_way.way, &server.address]).env("NO_PROXY", "127.0.0.1");
            let output = load.stderr(Stdio::inherit()).output();
            let output = output.context("cannot start load of bench/call")?;
            if !output.status.success() {
                bail!("load of bench/call failed with `{}`", of_way.way);
            }
            let printed = String::from_utf8_lossy(&output.stdout);
            let nanos = printed.trim().parse();
            of_way
                .nanos
                .push(nanos.with_context(|| format!("expected nanoseconds, found {printed}"))?);
        }
    }
    Ok(measured.into())
}

/// Makes the table: medians, and what they are of the first.
///
/// # Errors
/// A way that was not measured.
pub(super) fn table(measured: &[Measured]) -> anyhow::Result<Table> {
    let mut table = Table::new(&["one call over HTTP", "CPU time", "of official"]);
    let medians = measured.iter().map(|one| Some((one.way, median(&one.nanos)?)));
    let medians = medians.collect::<Option<Vec<_>>>();
    let medians = medians.filter(|medians| !medians.is_empty()).context("nothing was measured")?;
    let official = medians.first().map_or(0, |(_, nanos)| *nanos);
    for (way, nanos) in medians {
        table.row([
            way.to_owned(),
            format!("{:.1} µs", nanos as f64 / 1000.0),
            share(Style::Percent, nanos as f64 / official as f64),
        ]);
    }
    Ok(table)
}

fn median(nanos: &[u64]) -> Option<u64> {
    let mut nanos = nanos.to_vec();
    nanos.sort_unstable();
    nanos.get(nanos.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians_are_compared_with_the_official_crate() {
        let of = |way, nanos: &[u64]| Measured { way, nanos: nanos.to_vec() };
        let measured = [of("official crate", &[900_000, 100_000, 110_000]), of("ours", &[88_000])];
        let text = table(&measured).unwrap().text();
        let rows: Vec<&str> = text.lines().skip(2).collect();
        assert_eq!(
            rows,
            [
                "| official crate     | 110.0 µs |       100 % |",
                "| ours               |  88.0 µs |        80 % |",
            ]
        );
    }

    #[test]
    fn what_was_not_measured_is_an_error() {
        let empty = Measured { way: "ours", nanos: Vec::new() };
        for measured in [&[empty][..], &[]] {
            let error = table(measured).err().unwrap();
            assert_eq!(error.to_string(), "nothing was measured");
        }
    }
}
