//! Finds the overlays that `add` brings: behind the link `overlays/`, which a package holds as files.
//!
//! Git does not make links on every system; there they are where the link leads.

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let package = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let linked = package.join("overlays");
    let folder = if linked.is_dir() { linked } else { package.join("../model/overlays") };
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-env=TINSMITH_OVERLAYS={}", fs::canonicalize(folder)?.display());
    Ok(())
}
