//! What the caller decides: which operations, under which package name, with which defaults.
//!
//! Settings are data; where they came from (a file, a command line) is the caller's business.

use crate::naming::reserved::is_keyword;

/// Everything that shapes the output besides the model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Which part of the service is generated.
    pub selection: Selection,
    /// What the crate is.
    pub package: Package,
    /// Level of the constraint checks where the user of the SDK sets none.
    pub validation: ValidationLevel,
    /// Whose words document the public items.
    pub docs: DocsSource,
    /// Whether the model's protocol tests become tests of the crate.
    pub protocol_tests: bool,
}

impl Settings {
    /// The settings of a crate, with defaults for the rest: the only service, its preferred protocol, validation `standard`, facts for documentation, no protocol tests.
    pub fn new(package: Package, operations: Operations) -> Self {
        Self {
            selection: Selection { service: None, protocol: None, operations },
            package,
            validation: ValidationLevel::default(),
            docs: DocsSource::default(),
            protocol_tests: false,
        }
    }
}

/// Which part of the model is generated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The service, by shape id or name, where the model has more than one.
    pub service: Option<String>,
    /// The protocol, by the shape id or the name of its trait; `None` for the preferred one of those that the service lists.
    pub protocol: Option<String>,
    /// The operations.
    pub operations: Operations,
}

/// The operations that are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operations {
    /// Every operation of the service.
    All,
    /// These, by shape name. Order does not matter.
    Named(Vec<String>),
}

impl Operations {
    /// The operations with these names.
    pub fn named(names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self::Named(names.into_iter().map(Into::into).collect())
    }
}

/// The manifest's side of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// Package name, as Cargo takes it; with `_` for `-`, what the examples of the documentation import from.
    pub name: String,
    /// Where the crate finds `tinsmith-runtime`. Only the manifest says it.
    pub runtime: RuntimeSource,
    /// Whether the crate stands alone, with a `[workspace]` of its own, or is a member of the surrounding one.
    pub standalone: bool,
}

/// What no crate can be called besides the keywords that a raw identifier can be:
/// keywords that mean a place, crates that come with Rust, and the one that every SDK depends on.
const TAKEN: [&str; 10] = [
    "crate",
    "self",
    "super",
    "Self",
    "alloc",
    "core",
    "proc_macro",
    "std",
    "test",
    "tinsmith_runtime",
];

/// Why a package cannot have this name: `None` where Cargo takes it, and Rust the crate of that name.
pub fn package_name_problem(name: &str) -> Option<String> {
    let krate = name.replace('-', "_");
    let is_taken = is_keyword(&krate) || TAKEN.contains(&krate.as_str());
    let fits = name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    if is_taken {
        Some(format!("no package can be called `{name}`: the word has a meaning of its own"))
    } else if !fits {
        Some(format!(
            "expected a package name, a letter followed by letters, digits, `-` and `_`, found `{name}`"
        ))
    } else {
        None
    }
}

/// Where the generated crate finds `tinsmith-runtime`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuntimeSource {
    /// A released version, as a Cargo requirement.
    Version(String),
    /// A folder, relative to the generated manifest or absolute.
    Path(String),
    /// A git repository.
    Git {
        /// Its address.
        url: String,
        /// The commit; `None` for the newest of the default branch.
        rev: Option<String>,
    },
}

/// The levels of `tinsmith_runtime::validation::Validation`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum ValidationLevel {
    /// Only what cannot be sent.
    Off,
    /// Lower bounds and required members.
    Lenient,
    /// Upper bounds and unique items too.
    #[default]
    Standard,
    /// Patterns and unknown enum values too.
    Strict,
}

impl ValidationLevel {
    /// Every level with its name in configuration files.
    pub const ALL: [(&'static str, Self); 4] = [
        (Self::Off.name(), Self::Off),
        (Self::Lenient.name(), Self::Lenient),
        (Self::Standard.name(), Self::Standard),
        (Self::Strict.name(), Self::Strict),
    ];

    /// Its name in configuration files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Lenient => "lenient",
            Self::Standard => "standard",
            Self::Strict => "strict",
        }
    }
}

/// Where documentation comes from. Facts (wire names, constraints, errors) are always there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DocsSource {
    /// The overlays' words and the model's facts.
    #[default]
    Facts,
    /// The model's own documentation too, where it carries some.
    Model,
}
