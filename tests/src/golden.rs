//! A golden case: a folder with a model, settings, and what the generator has to make of them.
//!
//! Checking one names every way in which the folder differs from what the generator gives now; with `UPDATE_EXPECT=1` the folder is made equal instead.
//! `cases/README.md` has the format.

mod case;
mod folder;

use tinsmith_codegen::{Generated, Inputs, generate};

pub use self::case::Case;
pub use self::folder::{Files, differences, files_below, replace};

/// The variable that has the expected files written instead of compared.
const UPDATE: &str = "UPDATE_EXPECT";

/// What differs, a line each, with the way to accept it.
pub type Outcome = Result<(), String>;

/// Checks a case whose model is generated: the tree, and what the generator warns of.
///
/// # Errors
/// With everything that differs, or that the case itself is wrong.
pub fn generated(path: &str) -> Outcome {
    let case = Case::open(path)?;
    case.only_has(&["model.json", "case.toml", "expected", "expected.warnings"])?;
    let Generated { tree, warnings, .. } =
        run(&case).map_err(|problems| format!("{path}: the model is rejected:\n{problems}"))?;
    let warnings: String = warnings.iter().map(|warning| format!("{warning}\n")).collect();
    settle(&case, "expected", &tree.files)?;
    settle_text(&case, "expected.warnings", &warnings)
}

/// Checks a case whose model or settings are rejected: the diagnostics.
///
/// # Errors
/// As [`generated`], and that the model is taken.
pub fn rejected(path: &str) -> Outcome {
    let case = Case::open(path)?;
    case.only_has(&["model.json", "case.toml", "expected.err"])?;
    match run(&case) {
        Ok(_) => Err(format!("{path}: the model is taken")),
        Err(problems) => settle_text(&case, "expected.err", &format!("{problems}\n")),
    }
}

/// Whether expected files are written: with `UPDATE_EXPECT=1`, and nothing else will do.
///
/// # Errors
/// That the variable has another value.
pub fn is_update(value: Option<&str>) -> Result<bool, String> {
    match value {
        None => Ok(false),
        Some("1") => Ok(true),
        Some(other) => Err(format!("{UPDATE} is `{other}`; expected 1, or no such variable")),
    }
}

fn run(case: &Case) -> Result<Generated, String> {
    let overlays = case.overlays();
    let inputs = Inputs { overlays: &overlays, ..Inputs::new(case.model()) };
    generate(&inputs, case.settings()).map_err(|error| error.to_string())
}

/// Makes sure that a text is what a file of the case has; an empty text stands for no file.
fn settle_text(case: &Case, name: &str, text: &str) -> Outcome {
    let mut wanted = Files::new();
    if !text.is_empty() {
        wanted.insert(name.to_owned(), text.to_owned());
    }
    let mut found = Files::new();
    if let Ok(text) = std::fs::read_to_string(case.folder().join(name)) {
        found.insert(name.to_owned(), text);
    }
    if update()? {
        return replace(case.folder(), &found, &wanted);
    }
    report(case, &differences(&found, &wanted))
}

/// Makes sure that a folder of the case holds exactly these files.
fn settle(case: &Case, name: &str, wanted: &Files) -> Outcome {
    let folder = case.folder().join(name);
    let found = files_below(&folder)?;
    if update()? {
        return replace(&folder, &found, wanted);
    }
    report(case, &differences(&found, wanted))
}

fn update() -> Result<bool, String> {
    is_update(std::env::var_os(UPDATE).map(|value| value.to_string_lossy().into_owned()).as_deref())
}

fn report(case: &Case, differences: &[String]) -> Outcome {
    if differences.is_empty() {
        return Ok(());
    }
    let path = case.path();
    let list = differences.join("\n");
    Err(format!(
        "{path}: the generator gives something else:\n{list}\nIf that is right, run the tests with {UPDATE}=1 and read the difference."
    ))
}
