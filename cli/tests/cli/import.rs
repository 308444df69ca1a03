//! `import` of a document on disk.

use crate::sandbox::{MODEL, Sandbox};

#[test]
fn files_that_end_with_new_are_not_ours_and_what_a_killed_run_left_is_replaced() {
    let sandbox = Sandbox::new();
    sandbox.write("model.json", MODEL);
    sandbox.write("out.json.new", "mine");
    sandbox.write(".out.json.tinsmith-new", "half of it");
    let outcome = sandbox.run(&["import", "--from", "model.json", "--out", "out.json"]);
    assert_eq!(outcome.status, 0, "{}", outcome.stderr);
    assert_eq!(sandbox.read("out.json.new"), "mine");
    let names: Vec<String> = sandbox.files("").into_keys().collect();
    assert_eq!(names, ["model.json", "out.json", "out.json.new"]);
}
