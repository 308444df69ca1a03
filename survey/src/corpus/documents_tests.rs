//! Archives that are made here, unpacked; and what is refused.

use flate2::Compression;
use flate2::write::GzEncoder;
use tinsmith_codegen::stages::pipeline::sha256;

use super::*;

/// A description with these protocols, and a number to know it by.
fn description(protocols: &str, number: u32) -> String {
    format!(
        r#"{{"metadata": {{"protocol": "x", "protocols": [{protocols}]}}, "number": {number}}}"#
    )
}

/// Puts an archive where downloads are, and gives its pin.
fn downloaded(downloads: &Path, bytes: &[u8]) -> Pinned {
    let pinned = Pinned {
        name: "corpus".to_owned(),
        package: "kilns".to_owned(),
        version: "1.0".to_owned(),
        file: "kilns-1.0.tar.gz".to_owned(),
        sha256: sha256(bytes),
    };
    fs::write(downloads.join(&pinned.file), bytes).unwrap();
    pinned
}

/// A source distribution with these files.
fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tar = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
    for (name, content) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        tar.append_data(&mut header, name, *content).unwrap();
    }
    tar.into_inner().unwrap().finish().unwrap()
}

fn sdist() -> Vec<u8> {
    let files = [
        ("kiln/2019-01-01/service-2.json", description("\"json\"", 1)),
        ("kiln/2019-01-01/paginators-1.json", "{}".to_owned()),
        ("kiln/2024-01-01/service-2.json", description("\"smithy-rpc-v2-cbor\", \"json\"", 2)),
        ("kiln/2024-01-01/examples-1.json", "{}".to_owned()),
        ("oven/2020-01-01/service-2.json", description("\"telegraph\"", 3)),
        ("stove/2020-01-01/service-2.json", "{\"protocol\": \"json\", ".to_owned()),
    ];
    let mut files: Vec<(String, String)> =
        files.map(|(path, text)| (format!("kilns-1.0/botocore/data/{path}"), text)).to_vec();
    for service in ["kiln", "oven"] {
        let path =
            format!("kilns-1.0/tests/functional/endpoint-rules/{service}/endpoint-tests-1.json");
        files.push((path, "{\"testCases\": []}".to_owned()));
    }
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_bytes())).collect();
    packed(&files)
}

#[test]
fn the_newest_version_is_taken_of_every_service_that_lists_the_protocol() {
    let scratch = tempfile::tempdir().unwrap();
    let pinned = downloaded(scratch.path(), &sdist());
    let folder = scratch.path().join("documents");
    unpack(&pinned, scratch.path(), &folder).unwrap();
    let services = listed(&folder).unwrap();
    let names: Vec<&str> = services.iter().map(|service| service.name.as_str()).collect();
    assert_eq!(names, ["kiln"]);
    let kiln = folder.join("kiln");
    let mut files: Vec<_> =
        fs::read_dir(&kiln).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    files.sort();
    assert_eq!(files, ["endpoint-tests-1.json", "service-2.json"]);
    let text = fs::read_to_string(kiln.join("service-2.json")).unwrap();
    assert_eq!(text, description("\"smithy-rpc-v2-cbor\", \"json\"", 2));
    let bytes = text.len() + "{\"testCases\": []}".len();
    assert_eq!(services.first().unwrap().bytes, u64::try_from(bytes).unwrap());
}

#[test]
fn a_folder_that_is_not_whole_is_unpacked_again() {
    let scratch = tempfile::tempdir().unwrap();
    let pinned = downloaded(scratch.path(), &sdist());
    let folder = scratch.path().join("documents");
    assert!(!is_whole(&folder, &pinned));
    // What somebody stopped half way, in both places.
    fs::create_dir_all(folder.join("half")).unwrap();
    fs::create_dir_all(scratch.path().join(".documents.tinsmith-new/other")).unwrap();
    assert!(!is_whole(&folder, &pinned));
    unpack(&pinned, scratch.path(), &folder).unwrap();
    assert!(is_whole(&folder, &pinned));
    assert!(!folder.join("half").exists());
    assert!(!folder.join("other").exists());
    // Another release, and a list of other documents.
    assert!(!is_whole(&folder, &Pinned { sha256: "00".to_owned(), ..pinned.clone() }));
    fs::write(folder.join(CONTENTS), contents(&pinned) + "more-1.json\n").unwrap();
    assert!(!is_whole(&folder, &pinned));
}

#[test]
fn a_damaged_archive_is_named_and_leaves_nothing() {
    let scratch = tempfile::tempdir().unwrap();
    let bytes = sdist();
    let cut = bytes.get(..bytes.len() / 2).unwrap();
    let folder = scratch.path().join("documents");
    let message =
        |pinned: &Pinned| format!("{:#}", unpack(pinned, scratch.path(), &folder).unwrap_err());
    let pinned = downloaded(scratch.path(), &bytes);
    fs::write(scratch.path().join(&pinned.file), cut).unwrap();
    let found = message(&pinned);
    assert!(found.contains("kilns-1.0.tar.gz cannot be taken: remove it"), "{found}");
    assert!(found.contains(&format!("found    sha256 {}", sha256(cut))), "{found}");
    // The one that is pinned, and still no archive.
    let found = message(&downloaded(scratch.path(), cut));
    assert!(found.starts_with("in ") && found.contains("kilns-1.0.tar.gz: "), "{found}");
    assert!(!folder.exists());
}

#[test]
fn an_archive_without_such_services_is_refused() {
    let scratch = tempfile::tempdir().unwrap();
    let text = description("\"telegraph\"", 1);
    let bytes = packed(&[("k/botocore/data/oven/2020-01-01/service-2.json", text.as_bytes())]);
    let error = unpack(
        &downloaded(scratch.path(), &bytes),
        scratch.path(),
        &scratch.path().join("documents"),
    );
    assert_eq!(
        format!("{:#}", error.unwrap_err()),
        "in kilns-1.0.tar.gz: expected services that list `json` (awsJson 1.0 and 1.1), `rest-json` (restJson1), `rest-xml` (restXml), `smithy-rpc-v2-cbor` (rpcv2Cbor), `query` (awsQuery) and `ec2` (ec2Query), found none"
    );
}

#[test]
fn services_are_chosen_by_name_and_a_wrong_one_gets_the_nearest() {
    let service = |name: &str| Service { name: name.to_owned(), path: name.into(), bytes: 1 };
    let services = || vec![service("kms"), service("sqs"), service("stepfunctions")];
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    assert_eq!(chosen(services(), &[]).unwrap(), services());
    assert_eq!(
        chosen(services(), &names(&["sqs", "kms", "sqs"])).unwrap(),
        [service("kms"), service("sqs")]
    );
    let error = chosen(services(), &names(&["sqs", "stepfunction", "rockets"])).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the corpus has no service `stepfunction`\n  help: did you mean `stepfunctions`?\n\
         error: the corpus has no service `rockets`"
    );
}
