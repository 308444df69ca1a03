//! Puts the source of the runtime into the library, which writes it into projects that vendor it.
//!
//! The folder `vendored/` has links to it, which a package holds as files.
//! Git does not make links on every system; there the source is read from where they lead.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The crates, each with its folder in the repository.
const CRATES: [(&str, &str); 2] =
    [("tinsmith-runtime", "runtime"), ("tinsmith-http-client", "http-client")];

/// What comes with each crate.
const TEXTS: [&str; 2] = ["LICENSE", "NOTICE"];

fn main() -> Result<(), Box<dyn Error>> {
    let package = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let vendored = package.join("vendored");
    let has_links = vendored.join("tinsmith-runtime/src").is_dir();
    let repository = package.join("..");
    println!("cargo::rerun-if-changed=build.rs");

    let mut table = String::from("[\n");
    for (name, folder) in CRATES {
        let (manifest, source) = if has_links {
            (vendored.join(name).join("manifest.toml"), vendored.join(name).join("src"))
        } else {
            (repository.join(folder).join("Cargo.toml"), repository.join(folder).join("src"))
        };
        let mut files = vec![("Cargo.toml".to_owned(), manifest)];
        files_below(&source, "src", &mut files)?;
        let texts = if has_links { &vendored } else { &repository };
        files.extend(TEXTS.map(|text| (text.to_owned(), texts.join(text))));
        for (path, place) in files {
            // Cargo does not look behind a link.
            let place = fs::canonicalize(&place)
                .map_err(|error| format!("{}: {error}", place.display()))?;
            println!("cargo::rerun-if-changed={}", place.display());
            writeln!(table, "    ({name:?}, {path:?}, include_str!({place:?})),")?;
        }
        println!("cargo::rerun-if-changed={}", fs::canonicalize(&source)?.display());
    }
    table += "]\n";
    fs::write(Path::new(&env::var("OUT_DIR")?).join("vendored.rs"), table)?;
    Ok(())
}

/// The files below a folder, each with its path, `/` between the parts.
fn files_below(
    folder: &Path,
    path: &str,
    files: &mut Vec<(String, PathBuf)>,
) -> Result<(), Box<dyn Error>> {
    let mut entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = format!("{path}/{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            files_below(&entry.path(), &path, files)?;
        } else {
            files.push((path, entry.path()));
        }
    }
    Ok(())
}
