//! Packages of the workspace `bench/` with programs, as files below `target/bench/programs/`.

use std::path::{Path, PathBuf};

use tinsmith_codegen::stages::ir::Crate;
use tinsmith_project::change::write_if_changed;

use super::super::eager;
use super::api::Api;
use super::{Call, SOME, callable, chosen, source};

/// A crate with a client, and how programs on it are made.
#[derive(Debug, PartialEq, Eq)]
pub(in super::super) struct Sdk {
    /// What the packages of its programs begin with.
    pub(in super::super) name: &'static str,
    /// The crate's own package.
    pub(in super::super) package: &'static str,
    /// The package of the runtime under it, if it was generated here.
    pub(in super::super) runtime: Option<&'static str>,
    /// The package of the HTTP client that its programs use.
    pub(in super::super) http_client: &'static str,
    /// The file in `bench/compile/` that makes a client.
    pub(super) client: &'static str,
    /// What the manifest of a program depends on, besides tokio.
    dependencies: &'static str,
}

/// The official crate, as `cargo add` takes it.
pub(in super::super) const OFFICIAL: Sdk = Sdk {
    name: "official",
    package: "aws-sdk-cognitoidentityprovider",
    runtime: None,
    http_client: "aws-smithy-http-client",
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
    runtime: Some("tinsmith-runtime"),
    http_client: "tinsmith-http-client",
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

/// The generated crate of the operations that programs with 20 calls use.
pub(in super::super) const SLICE_OF_SOME: Sdk = Sdk {
    name: "slice-of-20",
    package: "cognito-slice-of-20",
    dependencies: "sdk = { package = \"cognito-slice-of-20\", path = \"../../sdk-slice-of-20\" }\n",
    ..ALL
};

/// [`ALL`] and its runtime without `#[inline]`.
pub(in super::super) const EAGER: Sdk = Sdk {
    name: "eager",
    package: "cognito-eager",
    runtime: Some(eager::RUNTIME),
    dependencies: "sdk = { package = \"cognito-eager\", path = \"../../sdk-eager\" }\n",
    ..ALL
};

/// [`SLICE_OF_SOME`] and its runtime without `#[inline]`.
pub(in super::super) const EAGER_SLICE: Sdk = Sdk {
    name: "eager-slice-of-20",
    package: "cognito-eager-slice-of-20",
    runtime: Some(eager::RUNTIME),
    dependencies: "sdk = { package = \"cognito-eager-slice-of-20\", path = \"../../sdk-eager-slice-of-20\" }\n",
    ..ALL
};

/// How many operations a program calls.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Calls {
    #[value(name = "1")]
    One,
    #[value(name = "20")]
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

impl std::fmt::Display for Calls {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// What a package does with its calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Role {
    /// A program that makes them.
    Program,
    /// One of several libraries that make the same ones, by its letter.
    Library(char),
    /// A program on all these libraries.
    Linked,
}

/// The letters of the libraries.
pub(in super::super) const LIBRARIES: [char; 5] = ['a', 'b', 'c', 'd', 'e'];

/// A package with calls.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Package {
    /// What it is linked with.
    pub(in super::super) sdk: &'static Sdk,
    /// How much it calls.
    pub(in super::super) calls: Calls,
    /// What it is.
    pub(in super::super) role: Role,
}

impl Package {
    /// A program that makes calls.
    pub(in super::super) fn program(sdk: &'static Sdk, calls: Calls) -> Self {
        Self { sdk, calls, role: Role::Program }
    }

    /// The name of the package, and of its program.
    pub(in super::super) fn name(self) -> String {
        let program = format!("{}-{}", self.sdk.name, self.calls.name());
        match self.role {
            Role::Program => program,
            Role::Library(letter) => format!("{program}-{letter}"),
            Role::Linked => format!("{program}-linked"),
        }
    }

    /// Its one file; `programs` is the folder of all packages.
    pub(in super::super) fn source(self, programs: &Path) -> PathBuf {
        let file = match self.role {
            Role::Library(_) => "src/lib.rs",
            Role::Program | Role::Linked => "src/main.rs",
        };
        programs.join(self.name()).join(file)
    }

    /// Writes what cargo needs to read the workspace: the manifest, and some source if there is none yet.
    ///
    /// # Errors
    /// A disk that does not do its part.
    pub(in super::super) fn write_manifest(self, programs: &Path) -> anyhow::Result<()> {
        write_if_changed(&programs.join(self.name()).join("Cargo.toml"), &self.manifest())?;
        let source = self.source(programs);
        if source.exists() { Ok(()) } else { write_if_changed(&source, "fn main() {}\n") }
    }

    /// Writes the source.
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
        write_if_changed(&self.source(programs), &source::of(self, api, &calls))
    }

    fn manifest(self) -> String {
        let libraries = LIBRARIES.map(|letter| {
            let name = Self { role: Role::Library(letter), ..self }.name();
            format!("{name} = {{ path = \"../{name}\" }}\n")
        });
        let libraries = if self.role == Role::Linked { libraries.concat() } else { String::new() };
        format!(
            "# Written by `cargo xtask bench`.\n\n\
             [package]\nname = \"{}\"\nworkspace = \"../../../../bench\"\nversion.workspace = true\nedition.workspace = true\npublish.workspace = true\n\n\
             [dependencies]\n{}{libraries}tokio.workspace = true\n",
            self.name(),
            self.sdk.dependencies,
        )
    }
}
