//! A generated crate is lazy: a function of it is compiled in the program that calls it, or never.
//!
//! What the compiler makes of the crate alone is counted. Each function that has to be there all the same is there for a reason that is written down here.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use object::read::archive::ArchiveFile;
use object::{File, Object as _, ObjectSection as _, ObjectSymbol as _, SectionKind, SymbolKind};
use serde_json::Value;
use tinsmith_tests::{scratch, sdk};

/// What all 141 operations of Cognito had before every function was `#[inline]`: bytes of machine code, unoptimized.
const EAGER: u64 = 2_103_541;

/// Functions that a `static` of the crate points to, and parts of them; the endpoint rules of the service, and nothing of any operation.
const ROOTS: [&str; 1] = ["cognito_identity_provider::endpoint::resolve"];

#[test]
fn what_nobody_calls_is_not_compiled() {
    let rlib = fs::read(rlib()).expect("the crate was built");
    let archive = ArchiveFile::parse(&*rlib).expect("an rlib is an archive");
    let mut bytes = 0;
    let mut functions = BTreeMap::new();
    for member in archive.members() {
        let member = member.expect("the archive is whole");
        // The metadata of the compiler is no object file.
        let Ok(file) = File::parse(member.data(&*rlib).expect("the member is there")) else {
            continue;
        };
        let code = file.sections().filter(|section| section.kind() == SectionKind::Text);
        bytes += code.map(|section| section.size()).sum::<u64>();
        for symbol in file.symbols().filter(|symbol| symbol.kind() == SymbolKind::Text) {
            let name = format!("{:#}", rustc_demangle::demangle(symbol.name().unwrap_or_default()));
            if symbol.is_definition() && name.contains("cognito_identity_provider") {
                *functions.entry(name).or_insert(0) += 1;
            }
        }
    }
    // `derive(Eq)` makes an empty function of each type, which no attribute reaches.
    functions.retain(|name, _| !name.contains("assert_fields_are_eq"));
    assert_eq!(functions.keys().collect::<Vec<_>>(), ROOTS);
    assert!(bytes > 0, "there is no code at all");
    assert!(bytes < EAGER * 4 / 100, "{bytes} bytes of code, of {EAGER} that were");
}

/// Builds the committed crate without its optional parts, into a folder of its own; gives where it is.
fn rlib() -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lazy");
    let mut cargo = scratch::cargo(&sdk::root(), &target, "build");
    cargo.args(["--package", "cognito-identity-provider", "--no-default-features", "--locked"]);
    let messages = scratch::run(cargo.arg("--message-format=json-render-diagnostics"));
    let found = messages.lines().find_map(|line| {
        let message: Value = serde_json::from_str(line).ok()?;
        if message["target"]["name"] != "cognito_identity_provider" {
            return None;
        }
        let files = message["filenames"].as_array()?;
        files.iter().filter_map(Value::as_str).find(|file| file.ends_with(".rlib")).map(Into::into)
    });
    found.expect("cargo says where the library is")
}
