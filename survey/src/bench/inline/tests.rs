//! The table, of measures that nobody took, and the copies without the attribute.

use super::super::eager::{runtime_manifest, without_inline};
use super::{Column, Measured, report};
use crate::bench::Profile;

#[test]
fn sums_have_the_sdk_crate_and_what_is_missing_is_a_dash() {
    let ours = Column {
        sdk: 10.0,
        program: 6.0,
        program_again: 5.5,
        workspace: 25.0,
        workspace_again: 5.0,
        slice: Some(11.0),
        sizes: Some([4_000_000, 5_500_000]),
    };
    let official = Column { sdk: 120.0, slice: None, ..ours.clone() };
    let columns = [official, ours.clone(), Column { sdk: 30.0, ..ours }];
    let text = report::text(&[Measured { profile: Profile::Release, columns }], 20, 5);
    let row = |what: &str| -> Vec<&str> {
        let line = text.lines().find(|line| line.starts_with(&format!("| {what} "))).unwrap();
        line.trim_matches('|').split('|').skip(1).map(str::trim).collect()
    };
    assert_eq!(row("release: **sum of both**"), ["126.0 s", "16.0 s", "36.0 s"]);
    assert_eq!(
        row("release: **sum of these and the SDK crate, our runtime**"),
        ["145.0 s", "35.0 s", "55.0 s"]
    );
    assert_eq!(
        row("release: **a crate of the 20 operations, our runtime, the program**"),
        ["–", "11.0 s", "11.0 s"]
    );
    assert_eq!(row("stripped: program on 5 crates"), ["5.50 MB", "5.50 MB", "5.50 MB"]);
}

#[test]
fn a_copy_has_the_same_lines_without_the_attribute() {
    let source = "macro_rules! m { () => { #[inline] pub fn f() {} } }\n#[inline]\nfn g() {}\n";
    let copy = without_inline(source);
    assert!(!copy.contains("inline"), "{copy}");
    assert_eq!(copy.lines().count(), source.lines().count());
}

#[test]
fn the_copy_of_the_runtime_is_another_package_of_the_same_library() {
    let manifest = "[package]\nname = \"tinsmith-runtime\"\n\n[dependencies]\nhttp = \"1\"\n\
                    client = { path = \"../client\" }\n\n\
                    [dev-dependencies]\ntinsmith-runtime = { path = \".\" }\n";
    let expected = "[package]\nname = \"tinsmith-runtime-eager\"\n\n[dependencies]\nhttp = \"1\"\n\
                    client = { path = \"../../../client\" }\n\n\
                    [lib]\nname = \"tinsmith_runtime\"\n";
    assert_eq!(runtime_manifest(manifest), expected);
}
