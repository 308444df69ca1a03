//! Two models on disk: in what form they may be given, what is told where one cannot be generated, and whose protocol counts.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use rawzip::CompressionMethod;

use super::*;
use crate::model::made;

fn of_two(folder: &Folder, old: &str, new: &str) -> Result<(i32, String), String> {
    let [old, new] = [old, new].map(|path| Some(folder.0.join(path)));
    let krate = args::Crate { package: Some("kilns".to_owned()), ..args::Crate::default() };
    with_options(&folder.0, &Diff { old, new, krate, ..Diff::default() })
}

/// A service description as botocore has it.
fn description(member: &str) -> String {
    format!(
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
    )
}

const PAGINATORS: &str = r#"{"pagination": {"ListKilns": {"input_token": "NextToken", "output_token": "NextToken", "result_key": "Kilns"}}}"#;

/// A description with a paginator beside it.
fn botocore(folder: &Folder, place: &str, member: &str) {
    folder.write(&format!("{place}/service-2.json"), &description(member));
    folder.write(&format!("{place}/paginators-1.json"), PAGINATORS);
}

fn packed(text: &str) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    gzip.write_all(text.as_bytes()).unwrap();
    gzip.finish().unwrap()
}

/// What a model with `Word` in the place of `Note` gives.
const REPLACED: &str = "kilns: major (1 breaking, 1 additive)\n";

#[test]
fn packed_models_are_compared() {
    let folder = Folder::new("packed");
    let write = |path: &str, bytes: &[u8]| std::fs::write(folder.0.join(path), bytes).unwrap();
    write("old.json.gz", &packed(&model(NOTE)));
    write("new.json.gz", &packed(&model(&NOTE.replace("Note", "Word"))));
    folder.write("new.json", &model(&NOTE.replace("Note", "Word")));
    for new in ["new.json.gz", "new.json"] {
        let (status, text) = of_two(&folder, "old.json.gz", new).unwrap();
        assert_eq!(status, 0);
        assert!(text.starts_with(REPLACED), "{new}: {text}");
    }
    // As newer releases of botocore have them.
    for (place, member) in [("a", "Note"), ("b", "Word")] {
        std::fs::create_dir(folder.0.join(place)).unwrap();
        write(&format!("{place}/service-2.json.gz"), &packed(&description(member)));
        write(&format!("{place}/paginators-1.json"), PAGINATORS.as_bytes());
    }
    for (old, new) in [("a", "b"), ("a/service-2.json.gz", "b/service-2.json.gz")] {
        let (_, text) = of_two(&folder, old, new).unwrap();
        assert!(text.starts_with(REPLACED), "{old}: {text}");
    }
    assert_eq!(of_two(&folder, "a", "a"), Ok((0, "kilns: no change\n".to_owned())));
    // What is packed and damaged is told with its name.
    let mut damaged = packed(&model(NOTE));
    damaged.truncate(40);
    write("damaged.json.gz", &damaged);
    let problem = of_two(&folder, "damaged.json.gz", "new.json").unwrap_err();
    assert!(problem.contains("damaged.json.gz"), "{problem}");
}

#[test]
fn the_model_that_the_sources_name_is_taken_from_archives() {
    let folder = Folder::new("archives");
    let hash = "0".repeat(64);
    folder.write(
        "model/sources.toml",
        &format!(
            r#"[[archive]]
name = "wheel"
package = "kilns"
version = "1"
file = "kilns-1-py3-none-any.whl"
sha256 = "{hash}"

[[archive]]
name = "sdist"
package = "kilns"
version = "1"
file = "kilns-1.tar.gz"
sha256 = "{hash}"

[[model]]
output = "model/kilns.json"
service = {{ archive = "ARCHIVE", path = "data/service-2.json" }}
paginators = {{ archive = "ARCHIVE", path = "data/paginators-1.json" }}
"#
        ),
    );
    folder.write("codegen.toml", CONFIG);
    let sources = std::fs::read_to_string(folder.0.join("model/sources.toml")).unwrap();
    let files = |member: &str| {
        [
            ("data/service-2.json", description(member)),
            ("data/paginators-1.json", PAGINATORS.to_owned()),
        ]
    };
    for (member, name) in [("Note", "old"), ("Word", "new")] {
        let files = files(member);
        let in_wheel = files
            .each_ref()
            .map(|(path, text)| (*path, text.as_bytes(), CompressionMethod::DEFLATE));
        std::fs::write(folder.0.join(format!("{name}.whl")), made::wheel(&in_wheel)).unwrap();
        let in_sdist = files.each_ref().map(|(path, text)| (*path, text.as_bytes()));
        std::fs::write(folder.0.join(format!("{name}.tar.gz")), made::sdist(&in_sdist)).unwrap();
    }
    for (archive, ending) in [("wheel", "whl"), ("sdist", "tar.gz")] {
        folder.write("model/sources.toml", &sources.replace("ARCHIVE", archive));
        let (old, new) = (format!("old.{ending}"), format!("new.{ending}"));
        let (status, text) = of_two(&folder, &old, &new).unwrap();
        assert_eq!(status, 0);
        assert!(text.starts_with(REPLACED), "{archive}: {text}");
        assert_eq!(of_two(&folder, &new, &new), Ok((0, "kilns: no change\n".to_owned())));
        // An archive against a folder with the same documents.
        botocore(&folder, "folder", "Note");
        let same = of_two(&folder, &old, "folder").unwrap();
        assert_eq!(same, (0, "kilns: no change\n".to_owned()), "{archive}");
    }
}

#[test]
fn folders_of_smithy_models_are_taken() {
    let folder = Folder::new("smithy");
    let word = NOTE.replace("Note", "Word");
    let place =
        |top: &str, version: &str| format!("{top}/kilns/service/{version}/kilns-{version}.json");
    folder.write(&place("old/models", "2024-01-01"), &model(NOTE));
    folder.write(&place("new/models", "2023-01-01"), &model(NOTE));
    folder.write(&place("new/models", "2024-01-01"), &model(&word));
    let old = "old/models/kilns/service/2024-01-01/kilns-2024-01-01.json";
    for new in [
        "new",
        "new/models",
        "new/models/kilns",
        "new/models/kilns/service",
        "new/models/kilns/service/2024-01-01",
    ] {
        let (status, text) = of_two(&folder, old, new).unwrap();
        assert_eq!(status, 0);
        assert!(text.starts_with(REPLACED), "{new}: {text}");
        // The file that was found is the one that is named.
        let named = "new/models/kilns/service/2024-01-01/kilns-2024-01-01.json (sha256 ";
        assert!(text.contains(named), "{new}: {text}");
        let (_, text) = of_two(&folder, "old", new).unwrap();
        assert!(text.starts_with(REPLACED), "{new}: {text}");
    }
    // A folder with one document, whatever it is called.
    folder.write("one/any name.json", &model(&word));
    folder.write("one/README.md", "a model");
    let (_, text) = of_two(&folder, old, "one").unwrap();
    assert!(text.starts_with(REPLACED), "{text}");

    let refused = |path: &str| of_two(&folder, old, path).unwrap_err();
    folder.write("one/other.json", &model(NOTE));
    let problem = refused("one");
    assert!(problem.ends_with("one has 2 documents; give the one that is meant"), "{problem}");
    folder.write("new/models/pots/service/1/pots-1.json", &model(NOTE));
    let problem = refused("new");
    assert!(problem.ends_with("new has the models of 2 services, such as `kilns` or `pots`; give the folder or the file of one"), "{problem}");
    folder.write("empty/README.md", "nothing");
    let problem = refused("empty");
    assert!(problem.ends_with("empty has neither service-2.json nor a Smithy model"), "{problem}");
    folder.write("text/a.json", "no model");
    assert!(refused("text").contains("a.json"), "{}", refused("text"));
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
    let pigeon = |model: String| model.replace("awsJson1_1", "pigeon");
    folder.write("pigeon.json", &pigeon(model(NOTE)));
    folder.write("json.json", &model(&NOTE.replace("Note", "Word")));
    let place = |name: &str| folder.0.join(name).display().to_string();
    for (old, new) in [("pigeon.json", "json.json"), ("json.json", "pigeon.json")] {
        let (status, text) = of_two(&folder, old, new).unwrap();
        assert_eq!(status, 0);
        assert!(text.starts_with("kilns: major (1 breaking, 1 additive, 1 other)\n"), "{text}");
        let warning = format!(
            "warning: {}: compared as if the service spoke `aws.protocols#awsJson1_1`; no crate can be generated for `aws.protocols#pigeon`\n",
            place("pigeon.json")
        );
        assert!(text.contains(&warning), "{text}");
    }
    // Neither has one that could be lent.
    let problem = of_two(&folder, "pigeon.json", "pigeon.json").unwrap_err();
    assert!(problem.contains("`aws.protocols#pigeon`, is not supported yet"), "{problem}");
    // Without any protocol it is a mistake.
    folder.write("none.json", &model(NOTE).replace("\"aws.protocols#awsJson1_1\": {},", ""));
    let problem = of_two(&folder, "none.json", "json.json").unwrap_err();
    assert!(problem.contains("the service has no protocol trait"), "{problem}");
}
