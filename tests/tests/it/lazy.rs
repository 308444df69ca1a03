//! A generated crate is lazy: a function of it is compiled in the program that calls it, or never. So is what the runtime has for some services and programs.
//!
//! What the compiler makes of the crate alone is counted. Each function that has to be there all the same is there for a reason that is written down here.

use std::collections::BTreeSet;
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

/// Parts of the runtime that only some services or programs use: they are compiled where those call them.
const RARE: [&str; 13] = [
    "tinsmith_runtime::client::discovery::resolver",
    "tinsmith_runtime::client::overrides::layer",
    "tinsmith_runtime::client::overrides::prepare",
    "tinsmith_runtime::client::plugins::of_override",
    "tinsmith_runtime::client::plugins::settings::store_rare",
    "tinsmith_runtime::config::sdk_config",
    "tinsmith_runtime::config::service_token::ServiceTokens::",
    "tinsmith_runtime::config::settings::Settings::debug",
    "tinsmith_runtime::config::settings::Settings::over",
    "tinsmith_runtime::endpoint::arn",
    "tinsmith_runtime::endpoint::parse_url",
    "tinsmith_runtime::endpoint::text",
    "tinsmith_runtime::keys::json",
];

/// What the runtime may have: bytes of machine code, unoptimized. It is compiled in every program, whatever that calls; `docs/cost.md` says what it is made of.
const RUNTIME: u64 = 440_000;

#[test]
fn what_nobody_calls_is_not_compiled() {
    let code = Code::of(&rlib("cognito_identity_provider"));
    let functions = code.functions.iter().filter(|name| {
        // `derive(Eq)` makes an empty function of each type, which no attribute reaches.
        name.contains("cognito_identity_provider") && !name.contains("assert_fields_are_eq")
    });
    assert_eq!(functions.collect::<Vec<_>>(), ROOTS);
    let bytes = code.bytes;
    assert!(bytes > 0, "there is no code at all");
    assert!(bytes < EAGER * 4 / 100, "{bytes} bytes of code, of {EAGER} that were");
}

#[test]
fn the_runtime_has_no_code_of_what_only_some_programs_use() {
    let Code { bytes, functions } = Code::of(&rlib("tinsmith_runtime"));
    assert!(bytes < RUNTIME, "{bytes} bytes of code");
    let prepare = "tinsmith_runtime::client::core::prepare";
    assert!(functions.iter().any(|name| name == prepare), "names are not what they were");
    let rare = functions.iter().filter(|name| {
        RARE.iter().any(|path| name.contains(path)) && !name.contains("assert_fields_are_eq")
    });
    // What an attribute of the official runtime makes, and what makes a future, whose own code is compiled where it is polled.
    let left = [
        "<tinsmith_runtime::client::discovery::resolver::DiscoveringCall as aws_smithy_runtime_api::client::interceptors::Intercept>::overridden_hooks",
        "tinsmith_runtime::client::discovery::resolver::DiscoveringCall::ask",
    ];
    assert_eq!(rare.collect::<Vec<_>>(), left);
}

/// What the compiler made of a crate.
struct Code {
    /// Of machine code.
    bytes: u64,
    functions: BTreeSet<String>,
}

impl Code {
    fn of(rlib: &Path) -> Self {
        let rlib = fs::read(rlib).expect("the crate was built");
        let archive = ArchiveFile::parse(&*rlib).expect("an rlib is an archive");
        let mut bytes = 0;
        let mut functions = BTreeSet::new();
        for member in archive.members() {
            let member = member.expect("the archive is whole");
            // The metadata of the compiler is no object file.
            let Ok(file) = File::parse(member.data(&*rlib).expect("the member is there")) else {
                continue;
            };
            let code = file.sections().filter(|section| section.kind() == SectionKind::Text);
            bytes += code.map(|section| section.size()).sum::<u64>();
            let symbols = file.symbols().filter(|symbol| symbol.kind() == SymbolKind::Text);
            functions.extend(symbols.filter(|symbol| symbol.is_definition()).map(|symbol| {
                format!("{:#}", rustc_demangle::demangle(symbol.name().unwrap_or_default()))
            }));
        }
        Self { bytes, functions }
    }
}

/// Builds the committed crate without its optional parts, into a folder of its own; gives where one of its crates is.
fn rlib(krate: &str) -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lazy");
    let mut cargo = scratch::cargo(&sdk::root(), &target, "build");
    cargo.args(["--package", "cognito-identity-provider", "--no-default-features", "--locked"]);
    let messages = scratch::run(cargo.arg("--message-format=json-render-diagnostics"));
    let found = messages.lines().find_map(|line| {
        let message: Value = serde_json::from_str(line).ok()?;
        if message["target"]["name"] != krate {
            return None;
        }
        let files = message["filenames"].as_array()?;
        files.iter().filter_map(Value::as_str).find(|file| file.ends_with(".rlib")).map(Into::into)
    });
    found.expect("cargo says where the library is")
}
