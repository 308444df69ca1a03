//! Two models on disk: in what form they may be given, what is told where one cannot be generated, and whose protocol counts.

use super::*;

fn of_two(folder: &Folder, old: &str, new: &str) -> Result<(i32, String), String> {
    let [old, new] = [old, new].map(|path| Some(folder.0.join(path)));
    let krate = args::Crate { package: Some("kilns".to_owned()), ..args::Crate::default() };
    with_options(&folder.0, &Diff { old, new, krate, ..Diff::default() })
}

/// A service description as botocore has it, with a paginator beside it.
fn botocore(folder: &Folder, place: &str, member: &str) {
    let service = format!(
        r#"{{"version": "2.0", "metadata": {{"apiVersion": "2024-01-01", "protocol": "json", "jsonVersion": "1.1",
            "endpointPrefix": "kilns", "serviceFullName": "Kilns", "serviceId": "Kilns", "signatureVersion": "v4",
            "targetPrefix": "Kilns", "uid": "kilns-2024-01-01"}},
        "operations": {{"ListKilns": {{"name": "ListKilns", "http": {{"method": "POST", "requestUri": "/"}},
            "input": {{"shape": "ListKilnsRequest"}}, "output": {{"shape": "ListKilnsResponse"}}}}}},
        "shapes": {{
            "ListKilnsRequest": {{"type": "structure", "members": {{"{member}": {{"shape": "Text"}}, "NextToken": {{"shape": "Text"}}}}}},
            "ListKilnsResponse": {{"type": "structure", "members": {{"NextToken": {{"shape": "Text"}}, "Kilns": {{"shape": "Names"}}}}}},
            "Names": {{"type": "list", "member": {{"shape": "Text"}}}},
            "Text": {{"type": "string"}}}}}}"#
    );
    folder.write(&format!("{place}/service-2.json"), &service);
    let paginators = r#"{"pagination": {"ListKilns": {"input_token": "NextToken", "output_token": "NextToken", "result_key": "Kilns"}}}"#;
    folder.write(&format!("{place}/paginators-1.json"), paginators);
}

#[test]
fn folders_and_descriptions_are_taken_with_what_stands_beside_them() {
    let folder = Folder::new("folders");
    botocore(&folder, "old", "Note");
    botocore(&folder, "new", "Word");
    let (status, text) = of_two(&folder, "old", "new").unwrap();
    assert_eq!(status, 0);
    assert!(text.starts_with("kilns: major (1 breaking, 1 additive)\n"), "{text}");
    let (_, of_files) = of_two(&folder, "old/service-2.json", "new/service-2.json").unwrap();
    assert!(of_files.starts_with("kilns: major (1 breaking, 1 additive)\n"), "{of_files}");
    // What stands beside it counts.
    std::fs::remove_file(folder.0.join("new/paginators-1.json")).unwrap();
    let (_, text) = of_two(&folder, "old", "new").unwrap();
    assert!(text.contains("into_paginator"), "{text}");

    folder.write("empty/README.md", "nothing");
    let problem = of_two(&folder, "old", "empty").unwrap_err();
    assert!(problem.starts_with("cannot compare ") && problem.contains("empty"), "{problem}");
    folder.write("kilns.whl", "PK");
    let problem = of_two(&folder, "old", "kilns.whl").unwrap_err();
    assert!(
        problem.contains("an archive has many models, and there is no model/sources.toml"),
        "{problem}"
    );
    let problem = of_two(&folder, "old", "nowhere.json").unwrap_err();
    assert!(problem.contains("nowhere.json"), "{problem}");
}

#[test]
fn the_file_that_is_at_fault_is_named() {
    let folder = Folder::new("at-fault");
    folder.write("good.json", &model(NOTE));
    folder.write("bad.json", &model(r#""Note": {"target": "a#Nothing"}"#));
    let bad = folder.0.join("bad.json").display().to_string();
    for (old, new) in [("bad.json", "good.json"), ("good.json", "bad.json")] {
        let problem = of_two(&folder, old, new).unwrap_err();
        assert!(
            problem.starts_with(&format!("{bad} cannot be generated: error: {bad}: ")),
            "{problem}"
        );
        assert!(!problem.contains("good.json"), "{problem}");
    }
}

#[test]
fn a_model_of_another_protocol_is_compared_as_if_it_spoke_that_of_the_other() {
    let folder = Folder::new("protocol");
    let query = |model: String| model.replace("awsJson1_1", "awsQuery");
    folder.write("query.json", &query(model(NOTE)));
    folder.write("json.json", &model(&NOTE.replace("Note", "Word")));
    let place = |name: &str| folder.0.join(name).display().to_string();
    for (old, new) in [("query.json", "json.json"), ("json.json", "query.json")] {
        let (status, text) = of_two(&folder, old, new).unwrap();
        assert_eq!(status, 0);
        assert!(text.starts_with("kilns: major (1 breaking, 1 additive, 1 other)\n"), "{text}");
        let warning = format!(
            "warning: {}: compared as if the service spoke `aws.protocols#awsJson1_1`; no crate can be generated for `aws.protocols#awsQuery`\n",
            place("query.json")
        );
        assert!(text.contains(&warning), "{text}");
    }
    // Neither has one that could be lent.
    let problem = of_two(&folder, "query.json", "query.json").unwrap_err();
    assert!(problem.contains("`aws.protocols#awsQuery`, is not supported yet"), "{problem}");
    // Without any protocol it is a mistake.
    folder.write("none.json", &model(NOTE).replace("\"aws.protocols#awsJson1_1\": {},", ""));
    let problem = of_two(&folder, "none.json", "json.json").unwrap_err();
    assert!(problem.contains("the service has no protocol trait"), "{problem}");
}
