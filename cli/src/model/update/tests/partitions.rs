//! Models and partitions that change together: endpoint cases need the partitions of their own release.

use tinsmith_codegen::plan::Plan;
use tinsmith_project::job::{self, Texts};
use tinsmith_project::sync;

use super::*;

/// Hosts end with what the partition says, and there is no dual stack where it has none.
const RULES: &str = r#"{"version": "1.0",
    "parameters": {
        "Region": {"type": "String", "builtIn": "AWS::Region", "required": true},
        "UseDualStack": {"type": "Boolean", "builtIn": "AWS::UseDualStack", "required": true, "default": false}},
    "rules": [{"type": "tree", "conditions": [{"fn": "aws.partition", "argv": [{"ref": "Region"}], "assign": "It"}], "rules": [
        {"type": "tree", "conditions": [{"fn": "booleanEquals", "argv": [{"ref": "UseDualStack"}, true]}], "rules": [
            {"type": "endpoint", "endpoint": {"url": "https://kiln.{It#dualStackDnsSuffix}"},
                "conditions": [{"fn": "booleanEquals", "argv": [{"fn": "getAttr", "argv": [{"ref": "It"}, "supportsDualStack"]}, true]}]},
            {"type": "error", "error": "No dual stack", "conditions": []}]},
        {"type": "endpoint", "endpoint": {"url": "https://kiln.{It#dnsSuffix}"}, "conditions": []}]}]}"#;

/// The cases of a release: what a region gives with dual stack, and what without.
fn cases(dual_stack: &str) -> String {
    format!(
        r#"{{"version": "1.0", "testCases": [
            {{"params": {{"Region": "us-east-1", "UseDualStack": true}}, "expect": {dual_stack}}},
            {{"params": {{"Region": "us-east-1", "UseDualStack": false}}, "expect": {{"endpoint": {{"url": "https://kiln.kilns.example"}}}}}}]}}"#
    )
}

/// What is generated of the files of a workspace is what is there, and nothing of it was left out.
#[track_caller]
fn is_fresh_and_whole(workspace: &Workspace) {
    let (root, as_they_are) = (workspace.root(), Texts::new());
    let mut outputs = job::beside(&root, &as_they_are).unwrap();
    for job in job::configured(&root, None).unwrap() {
        let inputs = job.read(&as_they_are).unwrap();
        assert_eq!(inputs.generate().unwrap().warnings, []);
        outputs.extend(job.generate(&inputs).unwrap());
    }
    for output in outputs {
        let existing = sync::existing(&output.folder, &output.tree).unwrap();
        let plan = Plan::of(&output.tree, &existing);
        assert!(plan.is_fresh(), "{}: {plan:?}", output.shown);
    }
}

#[test]
fn cases_that_need_the_partitions_of_their_release_are_generated_with_them() {
    let workspace = Workspace::new();
    let service = description(&["Fire"]);
    // Neither is what the partition of that name has in truth.
    let without =
        PARTITIONS.replace(r#""supportsDualStack": true"#, r#""supportsDualStack": false"#);
    let with = PARTITIONS.replace(
        r#""dualStackDnsSuffix": "kilns.example""#,
        r#""dualStackDnsSuffix": "dual.kilns.example""#,
    );
    let refusal = cases(r#"{"error": "No dual stack"}"#);
    let host = cases(r#"{"endpoint": {"url": "https://kiln.dual.kilns.example"}}"#);
    workspace.release_with_rules("1.10.0", &service, &without, (RULES, &refusal));
    workspace.release_with_rules("1.11.0", &service, &with, (RULES, &host));

    let dual_stack = |wanted: &str| {
        let files = workspace.files();
        let tests = &files["generated/src/endpoint/tests.rs"];
        assert_eq!(tests.matches("#[test]").count(), 2, "{tests}");
        assert!(tests.contains(wanted), "{tests}");
        is_fresh_and_whole(&workspace);
    };
    run(&workspace, &asked(&workspace, "1.10.0"), &NO_PYTHON).unwrap().unwrap();
    dual_stack("no endpoint when");
    run(&workspace, &asked(&workspace, "1.11.0"), &NO_PYTHON).unwrap().unwrap();
    dual_stack("https://kiln.dual.kilns.example");
    // And back, to partitions that have less.
    run(&workspace, &asked(&workspace, "1.10.0"), &NO_PYTHON).unwrap().unwrap();
    dual_stack("no endpoint when");
}
