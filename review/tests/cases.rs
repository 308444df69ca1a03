//! Pairs of small models, and everything that the comparison makes of each: a folder below `cases/` for every row of the table.
//!
//! In come the folders; out goes nothing, or every way in which a review is not what `expected.txt` says.
//! `UPDATE_EXPECT=1` writes that file anew. What a case is stands in `cases/README.md`; the forms of a review are not tested here.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex};

use tinsmith_codegen::settings::{DocsSource, Operations, Package, RuntimeSource};
use tinsmith_codegen::stages::pipeline::{Prepared, generate_with_model};
use tinsmith_codegen::{Document, Generated, Inputs, Settings};
use tinsmith_review::compare::{Declared, Version, compare};
use tinsmith_review::report::CrateReview;
use tinsmith_review::surface::{Difference, Surface};
use tinsmith_review::table::{Callers, rows};

#[path = "cases/listing.rs"]
mod listing;
#[path = "wire/oracle.rs"]
mod wire;

use self::listing::listing;

/// Begins the names of cases that are about no row.
const ODD: &str = "odd";

/// Files that carry the hash of the model, so that they differ whenever it does.
const FOLLOW_THE_MODEL: [&str; 1] = ["src/meta.rs"];

/// How far behind a case, in their order, the one is whose model it is compared with besides its own.
const OTHER: usize = 101;

/// Rows that no pair of models can give, and why.
const WITHOUT_A_CASE: [(&str, &str); 15] = [
    ("crate-added", SETTINGS),
    ("crate-removed", SETTINGS),
    ("crate-renamed", SETTINGS),
    ("crate-moved", SETTINGS),
    ("runtime-changed", SETTINGS),
    ("validation-level-changed", SETTINGS),
    ("operation-deselected", SETTINGS),
    ("partition-added", TABLE),
    ("partition-removed", TABLE),
    ("partition-changed", TABLE),
    ("region-added", TABLE),
    ("region-removed", TABLE),
    ("generated-item-removed", GENERATOR),
    ("generated-item-changed", GENERATOR),
    ("generated-item-added", GENERATOR),
];

/// What the names of public items cannot say: a name stays, and stands for something else; and what nobody knows is assumed to be worst.
/// (An error that becomes a member is the same type, imported in another way.)
const NOT_IN_NAMES: [&str; 6] = [
    "odd--error-becomes-a-member",
    "odd--everything-moves-between-namespaces",
    "odd--values-swapped",
    "operation-renamed-in-rust",
    "unclassified",
    "value-renamed-in-rust",
];

const SETTINGS: &str =
    "it is the configuration that changes; the tests of `tinsmith diff` have one";
const TABLE: &str = "no model has partitions; `tests/partitions.rs` has tables";
const GENERATOR: &str = "the model is the same; `tests/generator.rs` has another generator";

/// Rows that something else has to change for: a type comes with the member that holds it.
const WITH_OTHERS: [&str; 16] = [
    "endpoint-member-added",
    "enum-became-string",
    "enum-became-string-in-input",
    "member-boxed",
    "member-renamed-in-rust",
    "operation-renamed-in-rust",
    "string-became-enum-in-input",
    "type-added",
    "type-no-longer-checked",
    "type-no-longer-output",
    "type-no-longer-sent",
    "type-now-checked",
    "type-now-output",
    "type-now-sent",
    "type-removed",
    "type-renamed-in-rust",
];

/// A pair of models, generated.
struct Case {
    name: String,
    folder: PathBuf,
    old: Side,
    new: Side,
}

struct Side {
    prepared: Prepared,
    generated: Generated,
}

/// All cases, sorted by name. Generating them takes longest, so it is done once, by two threads.
static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let entries = fs::read_dir(cases).expect("the folder of the cases can be read");
    let paths = entries.map(|entry| entry.expect("an entry can be read").path());
    let folders: Mutex<Vec<PathBuf>> = Mutex::new(paths.filter(|path| path.is_dir()).collect());
    let done = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(folder) = next(&folders) {
                    let case = Case::open(folder);
                    done.lock().expect("no thread has panicked").push(case);
                }
            });
        }
    });
    let mut cases = done.into_inner().expect("no thread has panicked");
    cases.sort_by(|a: &Case, b: &Case| a.name.cmp(&b.name));
    cases
});

fn next(folders: &Mutex<Vec<PathBuf>>) -> Option<PathBuf> {
    folders.lock().expect("no thread has panicked").pop()
}

impl Case {
    fn open(folder: PathBuf) -> Self {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (old, new) = (Side::read(&folder, "old"), Side::read(&folder, "new"));
        Self { name, old, new, folder }
    }

    /// The row that the case is about; none for what is odd.
    fn row(&self) -> Option<&str> {
        let row = self.name.split("--").next().unwrap_or_default();
        (row != ODD).then_some(row)
    }

    fn review(&self) -> CrateReview {
        review(&self.old, &self.new)
    }
}

impl Side {
    /// `<side>.smithy.json`, with `<side>.overlay.json` laid over it where there is one.
    fn read(folder: &Path, side: &str) -> Self {
        let model = fs::read(folder.join(format!("{side}.smithy.json")));
        let model = model.unwrap_or_else(|error| panic!("{}: {side}: {error}", folder.display()));
        let overlay = fs::read(folder.join(format!("{side}.overlay.json"))).ok();
        let overlays: Vec<Document<'_>> =
            overlay.iter().map(|bytes| Document { name: "overlay.json", bytes }).collect();
        let inputs = Inputs {
            overlays: &overlays,
            ..Inputs::new(Document { name: "model.json", bytes: &model })
        };
        let made = generate_with_model(&inputs, &settings());
        let (prepared, generated) =
            made.unwrap_or_else(|error| panic!("{}: {side}:\n{error}", folder.display()));
        Self { prepared, generated }
    }

    fn version(&self) -> Version<'_> {
        Version { label: "model.json", prepared: &self.prepared, generated: &self.generated }
    }
}

fn settings() -> Settings {
    let package = Package {
        name: "example".to_owned(),
        runtime: RuntimeSource::Version("0.1".to_owned()),
        standalone: true,
    };
    let mut settings = Settings::new(package, Operations::All);
    settings.docs = DocsSource::Model;
    settings.protocol_tests = true;
    settings
}

fn review(old: &Side, new: &Side) -> CrateReview {
    compare("example", old.version(), new.version(), None, &Declared::default()).0
}

#[test]
fn every_case_gives_what_it_says() {
    for case in &*CASES {
        let expected = expect_test::expect_file![case.folder.join("expected.txt")];
        expected.assert_eq(&listing(&case.review()));
    }
}

#[test]
fn a_case_has_no_file_that_nothing_reads() {
    const READ: [&str; 5] = [
        "expected.txt",
        "new.overlay.json",
        "new.smithy.json",
        "old.overlay.json",
        "old.smithy.json",
    ];
    let files = CASES.iter().flat_map(|case| {
        let entries = fs::read_dir(&case.folder).expect("the folder of a case can be read");
        entries.map(|entry| entry.expect("an entry can be read").path())
    });
    let is_read = |path: &PathBuf| READ.iter().any(|name| path.ends_with(name));
    assert_nothing(files.filter(|path| !is_read(path)).map(|path| path.display().to_string()));
}

#[test]
fn every_case_has_the_change_that_it_is_named_after() {
    let lacks = |case: &Case| -> Option<String> {
        let row = case.row()?;
        let found: BTreeSet<&str> =
            case.review().changes.iter().map(|change| change.row().id).collect();
        (!found.contains(row)).then(|| format!("{}: found {found:?}", case.name))
    };
    assert_nothing(CASES.iter().filter_map(lacks));
}

#[test]
fn a_case_without_a_variant_has_no_other_change_where_that_can_be() {
    let with_others = CASES.iter().filter(|case| {
        let review = case.review();
        case.row() == Some(&case.name)
            && review.changes.iter().any(|change| change.row().id != case.name)
    });
    let with_others: Vec<&str> = with_others.map(|case| case.name.as_str()).collect();
    assert_eq!(with_others, WITH_OTHERS);
}

#[test]
fn every_row_has_a_case() {
    let covered: BTreeSet<&str> = CASES.iter().filter_map(Case::row).collect();
    let missing: Vec<&str> =
        rows().map(|row| row.id).filter(|row| !covered.contains(row)).collect();
    let excused: Vec<&str> = WITHOUT_A_CASE.iter().map(|(row, _)| *row).collect();
    assert_eq!(missing, excused);
}

#[test]
fn every_file_that_differs_belongs_to_a_change() {
    let files = REVIEWS.iter().flat_map(|(name, review)| {
        unclaimed(review).into_iter().map(move |file| format!("{name}: {file}"))
    });
    assert_nothing(files);
}

#[test]
fn without_a_change_no_file_differs() {
    let without = REVIEWS.iter().filter(|(_, review)| review.changes.is_empty());
    let files =
        without.flat_map(|(name, review)| review.files.iter().map(move |file| (name, file)));
    let files = files.filter(|(_, file)| !follows_the_model(&file.path));
    assert_nothing(files.map(|(name, file)| format!("{name}: {}", file.path)));
}

#[test]
fn a_model_compared_with_itself_gives_nothing() {
    let sides = CASES.iter().flat_map(|case| [&case.old, &case.new].map(|side| (case, side)));
    let reviews = sides.map(|(case, side)| (case, review(side, side)));
    let other = reviews.filter(|(_, found)| !found.changes.is_empty() || !found.files.is_empty());
    assert_nothing(other.map(|(case, found)| format!("{}: {}", case.name, listing(&found))));
}

/// What callers can name in the code is a second opinion, which knows nothing of models.
#[test]
fn the_verdict_is_what_the_public_items_of_the_code_say() {
    let differs = |case: &Case| {
        let sides = [("", &case.old, &case.new), (" backwards", &case.new, &case.old)];
        sides.map(|(way, old, new)| {
            let said = review(old, new).changes.iter().map(|change| change.row().callers).min();
            let surface = |side: &Side| {
                let tree = &side.generated.tree;
                Surface::of(tree, tree.files.keys().map(String::as_str))
            };
            let differences = surface(old).differences(&surface(new));
            let found = differences.iter().map(Difference::callers).min();
            let (said, found) = (said.unwrap_or(Callers::None), found.unwrap_or(Callers::None));
            (said != found)
                .then(|| format!("{}{way}: {} but {differences:?}", case.name, said.name()))
        })
    };
    let with_names_of_their_own = CASES.iter().filter(|case| {
        let names = [case.row(), Some(case.name.as_str())];
        !names.into_iter().flatten().any(|name| NOT_IN_NAMES.contains(&name))
    });
    assert_nothing(with_names_of_their_own.flat_map(differs).flatten());
}

#[test]
fn what_the_configuration_says_of_a_trait_counts() {
    let case = CASES.iter().find(|case| case.name == "custom-trait-changed--shape");
    let case = case.expect("there is such a case");
    let kinds = |harmless: &[&str], important: &[&str]| -> Vec<&str> {
        let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
        let declared = Declared { harmless: ids(harmless), important: ids(important) };
        let (old, new) = (case.old.version(), case.new.version());
        let (review, _) = compare("example", old, new, None, &declared);
        review.changes.iter().map(|change| change.row().id).collect()
    };
    assert_eq!(kinds(&[], &[]), ["custom-trait-changed"]);
    assert_eq!(kinds(&["example#unknown"], &[]), ["fact-without-effect"]);
    assert_eq!(kinds(&[], &["example#*"]), ["unclassified"]);
    assert_eq!(kinds(&["example#*"], &["example#unknown"]), ["unclassified"]);
    assert_eq!(kinds(&["example#unknow"], &["other#*"]), ["custom-trait-changed"]);
}

#[test]
fn ids_of_changes_are_unique() {
    let with_twins = REVIEWS.iter().filter(|(_, review)| {
        let ids: BTreeSet<&str> = review.changes.iter().map(|change| change.id.as_str()).collect();
        ids.len() != review.changes.len()
    });
    assert_nothing(with_twins.map(|(name, _)| name.clone()));
}

fn assert_nothing(found: impl Iterator<Item = String>) {
    let found: Vec<String> = found.collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// The review of every case, of its models in the other order, and of models that have little to do with each other.
static REVIEWS: LazyLock<Vec<(String, CrateReview)>> = LazyLock::new(|| {
    let others = CASES.iter().cycle().skip(OTHER);
    let pairs = CASES.iter().zip(others).flat_map(|(case, other)| {
        [
            (case.name.clone(), &case.old, &case.new),
            (format!("{} backwards", case.name), &case.new, &case.old),
            (format!("{} to {}", case.name, other.name), &case.old, &other.new),
            (format!("{} to {}", other.name, case.name), &other.new, &case.old),
        ]
    });
    pairs.map(|(name, old, new)| (name, review(old, new))).collect()
});

fn follows_the_model(path: &str) -> bool {
    FOLLOW_THE_MODEL.contains(&path)
}

/// The files that differ and that no change has among its own.
fn unclaimed(review: &CrateReview) -> Vec<&str> {
    let claimed: BTreeSet<&String> =
        review.changes.iter().flat_map(|change| &change.files).collect();
    let files = review.files.iter().filter(|file| !claimed.contains(&file.path));
    files.map(|file| file.path.as_str()).filter(|path| !follows_the_model(path)).collect()
}
