//! Every folder below `cases/` as a test of its own, named after it; `build.rs` lists them.

#[track_caller]
fn generated(case: &str) {
    if let Err(problem) = tinsmith_tests::golden::generated(case) {
        panic!("{problem}");
    }
}

#[track_caller]
fn rejected(case: &str) {
    if let Err(problem) = tinsmith_tests::golden::rejected(case) {
        panic!("{problem}");
    }
}

include!(concat!(env!("OUT_DIR"), "/cases.rs"));
