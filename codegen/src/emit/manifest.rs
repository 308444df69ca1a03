//! `Cargo.toml` of the generated crate: text, since it is no Rust.

use crate::ir;
use crate::ir::operation::Operation;
use crate::ir::wire::Protocol;
use crate::settings::{Package, RuntimeSource};

/// `rustfmt.toml`: the tree is formatted when it is generated, and differently.
pub(super) const RUSTFMT: &str = "disable_all_formatting = true\n";

/// The oldest Rust that the crate builds with: the runtime's, which is that of the official crates under it.
const RUST_VERSION: &str = "1.94.1";

/// Lints of the generated crate, each with its reason.
const LINTS: &str = "\
[lints.rust]
missing_docs = \"deny\"
unsafe_code = \"forbid\"

[lints.clippy]
# Names are the model's: `MFAMethodNotFoundException`, `ACL`.
enum_variant_names = \"allow\"
module_inception = \"allow\"
module_name_repetitions = \"allow\"
struct_field_names = \"allow\"
upper_case_acronyms = \"allow\"
# A bound or default of a model is no constant of mathematics, however near.
approx_constant = \"allow\"
# A structure with required members only has no setter, and one without members no other constructor.
new_without_default = \"allow\"
# Members decide what a type holds; how large it is follows from the model.
large_enum_variant = \"allow\"
result_large_err = \"allow\"
type_complexity = \"allow\"
# Setters are named after members, whatever those are called.
should_implement_trait = \"allow\"
wrong_self_convention = \"allow\"
";

/// The whole manifest.
pub(super) fn emit(krate: &ir::Crate, package: &Package) -> String {
    let features = runtime_features(krate).join("\", \"");
    let source = match &package.runtime {
        RuntimeSource::Version(version) => format!("version = {}", quoted(version)),
        RuntimeSource::Path(path) => format!("path = {}", quoted(path)),
        RuntimeSource::Git(url) => format!("git = {}", quoted(url)),
    };
    let mut text = String::new();
    if package.standalone {
        text.push_str("[workspace]\n\n");
    }
    text.push_str(&format!(
        "[package]\nname = {}\nversion = \"0.1.0\"\nedition = \"2024\"\nrust-version = \"{RUST_VERSION}\"\ndescription = {}\n",
        quoted(&package.name),
        quoted(&format!("Client for {}, generated from its API model", krate.service.sdk_id)),
    ));
    if !package.standalone {
        text.push_str("publish = false\n");
    }
    text.push_str(&format!(
        "\n[features]\n\
         default = [\"default-https-client\", \"rt-tokio\"]\n\
         # HTTP with TLS by rustls on ring; without it, the configuration must be given an HTTP client.\n\
         default-https-client = [\"tinsmith-runtime/default-https-client\"]\n\
         # Checks patterns at the validation level `Strict`.\n\
         pattern = [\"tinsmith-runtime/pattern\"]\n\
         # Timers by tokio; without it, the configuration must be given a way to sleep.\n\
         rt-tokio = [\"tinsmith-runtime/rt-tokio\"]\n\
         \n[dependencies]\n\
         tinsmith-runtime = {{ {source}, default-features = false, features = [\"{features}\"] }}
"
    ));
    if !krate.protocol_tests.operations.is_empty() {
        text.push_str(&format!(
            "\n[dev-dependencies]\n\
             # What the protocol tests are made of.\n\
             tinsmith-runtime = {{ {source}, default-features = false, features = [\"protocol-tests\"] }}\n"
        ));
    }
    text.push('\n');
    text.push_str(LINTS);
    text
}

/// What the crate needs of the runtime: the protocol of the service, and what its operations do to their requests.
fn runtime_features(krate: &ir::Crate) -> Vec<&'static str> {
    let protocol = match krate.service.protocol {
        Protocol::AwsJson1_0 | Protocol::AwsJson1_1 => "aws-json",
    };
    let any = |test: fn(&Operation) -> bool| krate.operations.iter().any(test);
    let wanted = [("request-compression", any(|operation| operation.compressed))];
    let wanted = wanted.into_iter().filter(|(_, wanted)| *wanted).map(|(feature, _)| feature);
    std::iter::once(protocol).chain(wanted).collect()
}

/// A TOML string.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
