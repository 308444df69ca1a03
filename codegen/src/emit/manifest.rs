//! `Cargo.toml` of the generated crate: text, since it is no Rust.

use crate::ir;
use crate::ir::auth::SigV4a;
use crate::ir::operation::Operation;
use crate::settings::{Package, RuntimeSource};
use crate::smithy::{Auth, Protocol};
use crate::text::{Visible, is_unseen};

/// `rustfmt.toml`: the tree is formatted when it is generated, and differently.
pub(super) const RUSTFMT: &str = "disable_all_formatting = true\n";

/// The oldest Rust that the crate builds with: the runtime's, which is that of the official crates under it.
const RUST_VERSION: &str = "1.94.1";

/// Features of the generated crate.
const FEATURES: &str = "
[features]
default = [\"default-https-client\", \"rt-tokio\"]
# HTTP/1.1 with TLS by rustls on ring; without it, the configuration must be given an HTTP client.
default-https-client = [\"tinsmith-runtime/default-https-client\"]
# The official HTTP client instead, which speaks HTTP/2 too, and takes longer to compile.
http2 = [\"tinsmith-runtime/http2\"]
# Checks patterns at the validation level `Strict`.
pattern = [\"tinsmith-runtime/pattern\"]
# Timers by tokio; without it, the configuration must be given a way to sleep.
rt-tokio = [\"tinsmith-runtime/rt-tokio\"]
# `Serialize` and `Deserialize` of serde for every type.
serde = [\"tinsmith-runtime/serde\"]
";

/// The feature of a crate whose service takes signatures for several regions, and does not ask for them.
const SIGV4A: &str = "\
# Signatures for several regions (SigV4a), if `auth_scheme_preference` names them first.
sigv4a = [\"tinsmith-runtime/sigv4a\"]
";

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
    let mut manifest = Toml::default();
    if package.standalone {
        manifest.push("[workspace]\n\n");
    }
    manifest.push("[package]\nname = ");
    manifest.string(&package.name);
    manifest.push("\nversion = \"0.1.0\"\nedition = \"2024\"\nrust-version = ");
    manifest.string(RUST_VERSION);
    manifest.push("\ndescription = ");
    // Cargo gives it to the compiler in an environment variable, which takes no NUL.
    let service = Visible(&krate.service.sdk_id);
    manifest.string(&format!("Client for {service}, generated from its API model"));
    manifest.push("\n");
    if !package.standalone {
        manifest.push("publish = false\n");
    }
    manifest.push(FEATURES);
    if krate.sigv4a() == SigV4a::Taken {
        manifest.push(SIGV4A);
    }
    manifest.push("\n[dependencies]\n");
    manifest.runtime(&package.runtime, &runtime_features(krate));
    if !krate.protocol_tests.operations.is_empty() {
        manifest.push("\n[dev-dependencies]\n# What the protocol tests are made of.\n");
        manifest.runtime(&package.runtime, &["protocol-tests"]);
    }
    manifest.push("\n");
    manifest.push(LINTS);
    manifest.0
}

/// What the crate needs of the runtime: the protocol of the service, and what its operations do to their requests.
fn runtime_features(krate: &ir::Crate) -> Vec<&'static str> {
    let protocol = match krate.service.protocol {
        Protocol::AwsJson1_0 | Protocol::AwsJson1_1 => "aws-json",
        Protocol::RestJson1 => "rest-json",
        Protocol::RestXml => "rest-xml",
        Protocol::AwsQuery => "aws-query",
        Protocol::Ec2Query => "ec2-query",
        Protocol::RpcV2Cbor => "rpcv2-cbor",
    };
    let any = |test: fn(&Operation) -> bool| krate.operations.iter().any(test);
    let wanted = [
        ("bearer-token", any(|operation| operation.auth.contains(&Auth::HttpBearer))),
        ("checksums", any(|operation| operation.checksum.is_some())),
        ("request-compression", any(|operation| operation.compressed)),
        ("sigv4a", krate.sigv4a() == SigV4a::Needed),
    ];
    let wanted = wanted.into_iter().filter(|(_, wanted)| *wanted).map(|(feature, _)| feature);
    std::iter::once(protocol).chain(wanted).collect()
}

/// TOML in the making: what is ours as it stands, and everything else as a string.
#[derive(Default)]
struct Toml(String);

impl Toml {
    fn push(&mut self, toml: &'static str) {
        self.0.push_str(toml);
    }

    /// A basic string of exactly this value, in which everything can be seen.
    fn string(&mut self, value: &str) {
        self.0.push('"');
        for c in value.chars() {
            match c {
                '"' | '\\' => self.0.extend(['\\', c]),
                // TOML has four digits or eight.
                c if is_unseen(c) && u32::from(c) <= 0xffff => {
                    self.0.push_str(&format!("\\u{:04x}", u32::from(c)));
                }
                c if is_unseen(c) => self.0.push_str(&format!("\\U{:08x}", u32::from(c))),
                c => self.0.push(c),
            }
        }
        self.0.push('"');
    }

    /// The dependency on the runtime, with these features.
    fn runtime(&mut self, source: &RuntimeSource, features: &[&'static str]) {
        let (key, value, rev) = match source {
            RuntimeSource::Version(version) => ("version", version, None),
            RuntimeSource::Path(path) => ("path", path, None),
            RuntimeSource::Git { url, rev } => ("git", url, rev.as_ref()),
        };
        self.push("tinsmith-runtime = { ");
        self.push(key);
        self.push(" = ");
        self.string(value);
        if let Some(rev) = rev {
            self.push(", rev = ");
            self.string(rev);
        }
        self.push(", default-features = false, features = [");
        for (index, feature) in features.iter().enumerate() {
            self.push(if index > 0 { ", " } else { "" });
            self.string(feature);
        }
        self.push("] }\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_runtime_is_named_in_the_form_that_is_asked_for() {
        let line = |source| {
            let mut manifest = Toml::default();
            manifest.runtime(&source, &["aws-json"]);
            manifest.0
        };
        let url = "https://git.example/tinsmith".to_owned();
        for (source, expected) in [
            (RuntimeSource::Version("0.1".to_owned()), r#"version = "0.1""#),
            (RuntimeSource::Path("../runtime".to_owned()), r#"path = "../runtime""#),
            (
                RuntimeSource::Git { url: url.clone(), rev: None },
                r#"git = "https://git.example/tinsmith""#,
            ),
            (
                RuntimeSource::Git { url, rev: Some("1f3a9c2".to_owned()) },
                r#"git = "https://git.example/tinsmith", rev = "1f3a9c2""#,
            ),
        ] {
            let expected = format!(
                "tinsmith-runtime = {{ {expected}, default-features = false, features = [\"aws-json\"] }}\n"
            );
            assert_eq!(line(source), expected);
        }
    }
}
