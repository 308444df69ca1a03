//! An audit for accessibility by axe-core, everything unfolded, in both colour schemes.
//!
//! In comes the release that `axe/package-lock.json` pins, fetched by npm into `target/review-page/axe/` once; out go its findings, of which there have to be none.
//! Where there is no npm, or it cannot fetch, the audit says that it did not run, under CI too: what it looks at beyond the other tests is a help, and no promise of this repository.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::installed::{programs, work_directory};
use super::reviews;
use super::tab::Tab;

const TEST: &str = "audit";

#[tokio::test]
async fn axe_finds_nothing() {
    if programs(TEST).is_none() {
        return;
    }
    let axe = match fetched() {
        Ok(axe) => fs::read_to_string(axe).expect("npm ends with the package in place"),
        Err(reason) => {
            let line = format!("NOT RUN: {TEST}: needs axe-core, but: {reason}\n");
            let _ = io::stderr().write_all(line.as_bytes());
            return;
        }
    };
    let Some(tab) = Tab::open(TEST, reviews::page()).await else { return };
    tab.unfold_everything().await;
    tab.execute("sync", &axe).await;
    for scheme in ["light", "dark"] {
        tab.scheme(scheme).await;
        assert_eq!(findings(&tab).await, [""; 0], "{scheme}");
    }
}

/// Each finding: its rule, what it says, and the first elements.
async fn findings(tab: &Tab) -> Vec<String> {
    let audit = "const done = arguments[arguments.length - 1];\
                 axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => \
                 done(violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.length}: ` \
                 + nodes.slice(0, 3).map(({ html, any }) => html.slice(0, 300) + ' ' + any.map(({ message }) => message)).join(' | '))));";
    let found = tab.execute("async", audit).await;
    let found = found.as_array().cloned().unwrap_or_else(|| vec![json!("no list of findings")]);
    found.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The script, fetched if it is not there.
fn fetched() -> Result<PathBuf, String> {
    let folder = work_directory().join("axe");
    let script = folder.join("node_modules/axe-core/axe.min.js");
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let lock = File::create(folder.join("lock")).map_err(|error| error.to_string())?;
    lock.lock().map_err(|error| error.to_string())?;
    let pinned = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/review_page/axe");
    let is_new = |name: &str| fs::read(folder.join(name)).ok() != fs::read(pinned.join(name)).ok();
    if script.exists() && !is_new("package-lock.json") {
        return Ok(script);
    }
    for name in ["package.json", "package-lock.json"] {
        fs::copy(pinned.join(name), folder.join(name)).map_err(|error| error.to_string())?;
    }
    let output = Command::new("npm")
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .current_dir(&folder)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("npm cannot be run: {error}"))?;
    match output.status.success() && script.exists() {
        true => Ok(script),
        false => Err(format!("npm ci failed:\n{}", String::from_utf8_lossy(&output.stderr))),
    }
}
