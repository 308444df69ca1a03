//! The committed crates are what the generator gives now, with the settings of `codegen.toml`.

use tinsmith_codegen::plan::is_generated;
use tinsmith_tests::golden::{differences, files_below};
use tinsmith_tests::sdk::{configured, root};

/// The files that a failure shows, of what may be hundreds.
const SHOWN: usize = 3;

#[test]
fn committed_crates_are_what_is_generated() {
    for sdk in configured() {
        let mut found =
            files_below(&root().join(&sdk.output)).expect("a committed crate can be read");
        // Cargo and people may put files beside ours.
        found.retain(|_, text| is_generated(text));
        let differences = differences(&found, &sdk.generate().tree.files);
        let shown = differences.iter().take(SHOWN).cloned().collect::<Vec<_>>().join("\n");
        assert!(
            differences.is_empty(),
            "{}: {} files are not what is generated, such as\n{shown}\nRun `cargo xtask codegen`, in a commit of its own.",
            sdk.output,
            differences.len(),
        );
    }
}
