//! Packages of the workspace `bench/` with programs, as files below `target/bench/programs/`.

use std::path::{Path, PathBuf};

use tinsmith_codegen::stages::ir::Crate;
use tinsmith_codegen::stages::naming::RustIdent;
use tinsmith_codegen::stages::naming::reserved::is_keyword;

use super::api::Api;
use super::{Call, SOME, callable, chosen, generated, official};
use crate::beside::write_if_changed;

/// A crate with a client, and how programs on it are made.
#[derive(Debug, PartialEq, Eq)]
pub(in super::super) struct Sdk {
    /// What the packages of its programs begin with.
    pub(in super::super) name: &'static str,
    /// The crate's own package.
    pub(in super::super) package: &'static str,
    /// Whether it was generated here, with `tinsmith-runtime` under it.
    pub(in super::super) is_ours: bool,
    /// The file in `bench/compile/` that makes a client.
    pub(super) client: &'static str,
    /// What the manifest of a program depends on, besides tokio.
    dependencies: &'static str,
}

/// The official crate, as `cargo add` takes it.
pub(in super::super) const OFFICIAL: Sdk = Sdk {
    name: "official",
    package: "aws-sdk-cognitoidentityprovider",
    is_ours: false,
    client: "official.rs",
    dependencies: "official = { workspace = true, features = [\"default\"] }\n",
};

/// The official crate with the lightest of its HTTP clients that has TLS.
pub(in super::super) const OFFICIAL_ON_RING: Sdk = Sdk {
    name: "ring",
    client: "ring.rs",
    dependencies: "aws-smithy-http-client.workspace = true\nofficial.workspace = true\n",
    ..OFFICIAL
};

/// The generated crate of all operations.
pub(in super::super) const ALL: Sdk = Sdk {
    name: "generated",
    package: "cognito-all",
    is_ours: true,
    client: "generated.rs",
    dependencies: "sdk = { package = \"cognito-all\", path = \"../../sdk-all\" }\n",
};

/// The generated crate of one operation.
pub(in super::super) const SLICE: Sdk = Sdk {
    name: "slice",
    package: "cognito-slice",
    dependencies: "sdk = { package = \"cognito-slice\", path = \"../../sdk-slice\" }\n",
    ..ALL
};

/// How many operations a program calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Calls {
    One,
    Some,
    All,
}

impl Calls {
    /// All of them.
    pub(crate) const ALL: [Self; 3] = [Self::One, Self::Some, Self::All];

    /// How it is written in names of packages, and on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::One => "1",
            Self::Some => "20",
            Self::All => "all",
        }
    }

    /// The number, of a crate with so many operations.
    pub(in super::super) fn count(self, all: usize) -> usize {
        match self {
            Self::One => 1,
            Self::Some => SOME.min(all),
            Self::All => all,
        }
    }
}

/// A program.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Package {
    /// What it is linked with.
    pub(in super::super) sdk: &'static Sdk,
    /// How much it calls.
    pub(in super::super) calls: Calls,
}

impl Package {
    /// The name of the package, and of its program.
    pub(in super::super) fn name(self) -> String {
        format!("{}-{}", self.sdk.name, self.calls.name())
    }

    /// The file with its calls; `programs` is the folder of all programs.
    pub(in super::super) fn source(self, programs: &Path) -> PathBuf {
        programs.join(self.name()).join("src/main.rs")
    }

    /// Writes what cargo needs to read the workspace: the manifest, and some program if there is none yet.
    ///
    /// # Errors
    /// A disk that does not do its part.
    pub(in super::super) fn write_manifest(self, programs: &Path) -> anyhow::Result<()> {
        write_if_changed(&programs.join(self.name()).join("Cargo.toml"), &self.manifest())?;
        let source = self.source(programs);
        if source.exists() { Ok(()) } else { write_if_changed(&source, "fn main() {}\n") }
    }

    /// Writes the program.
    ///
    /// # Errors
    /// A call that cannot be written, and a disk that does not do its part.
    pub(in super::super) fn write(
        self,
        programs: &Path,
        krate: &Crate,
        api: &Api,
    ) -> anyhow::Result<()> {
        let operations = callable(krate, api);
        let operations = chosen(&operations, self.calls.count(operations.len()));
        let calls = operations.into_iter().map(|operation| Call::of(krate, api, operation));
        let calls = calls.collect::<anyhow::Result<Vec<_>>>()?;
        write_if_changed(&self.source(programs), &self.main(api, &calls))
    }

    fn manifest(self) -> String {
        format!(
            "# Written by `cargo xtask bench`.\n\n\
             [package]\nname = \"{}\"\nworkspace = \"../../../../bench\"\nversion.workspace = true\nedition.workspace = true\npublish.workspace = true\n\n\
             [dependencies]\n{}tokio.workspace = true\n",
            self.name(),
            self.sdk.dependencies,
        )
    }

    /// The program: which call it makes, and with which text, are its arguments.
    pub(super) fn main(self, api: &Api, calls: &[Call<'_>]) -> String {
        let imports = if self.sdk.is_ours { generated::IMPORTS } else { official::IMPORTS };
        let arms = calls.iter().map(|call| {
            let (name, method) = (call.operation.shape.name(), ident(&call.operation.method));
            format!("        \"{name}\" => {method}(client, text).await,\n")
        });
        let functions = calls.iter().map(|call| {
            let response = match self.sdk.is_ours {
                true => generated::response(call),
                false => official::response(api, call),
            };
            format!(
                "\nasync fn {}(client: &Client, text: &str) -> Result<(), Box<dyn Error>> {{\n{response}    println!(\"{{response:?}}\");\n    Ok(())\n}}\n",
                ident(&call.operation.method),
            )
        });
        include_str!("main.rs.txt")
            .replace("{client}", self.sdk.client)
            .replace("{imports}", imports)
            .replace("{arms}", &arms.collect::<String>())
            + &functions.collect::<String>()
    }
}

/// The source of a program after an edit such as people make: one text of one call is another.
pub(in super::super) fn edited(source: &str) -> String {
    source.replacen("println!(\"{response:?}\")", "println!(\"response: {response:?}\")", 1)
}

/// An identifier as it is written: keywords become raw.
pub(super) fn ident(name: &RustIdent) -> String {
    if is_keyword(name.as_str()) { format!("r#{name}") } else { name.to_string() }
}
