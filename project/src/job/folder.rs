//! What to do about a folder that is given instead of a model.

use std::path::Path;

/// Files of folders that are often given: the file that is meant, below the folder.
const MEANT: [&str; 5] = [
    "model.json",
    "service-2.json",
    "service-2.json.gz",
    "build/smithy/source/model/model.json",
    "source/model/model.json",
];

/// That a model is a file, and which one is meant where that is plain.
pub(super) fn message(name: &str, path: &Path) -> String {
    let meant = MEANT.iter().find(|file| path.join(file).is_file());
    let help = match meant {
        Some(file) => format!("did you mean {}?", path.join(file).display()),
        None if path.join("smithy-build.json").is_file() => {
            "`smithy build` in this folder writes the model to build/smithy/source/model/model.json"
                .to_owned()
        }
        None => "give the file with the model: Smithy JSON AST or C2J".to_owned(),
    };
    format!("{name} is a folder: expected a file\n  help: {help}")
}
