//! Archives, their checksums and the list of sources.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use tinsmith_codegen::stages::pipeline::sha256;

use super::sources::Sources;
use super::{archive, made};

mod released;

const CONTENT: &[u8] = b"{\"version\": \"2.0\"}";

#[test]
fn checksums_are_those_of_the_standard() {
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(sha256(b"abc"), abc);
}

#[test]
fn wheels_give_the_files_that_are_asked_for() {
    let bytes = made::wheel(&[
        ("data/a.json", CONTENT, rawzip::CompressionMethod::DEFLATE),
        ("data/b.json", CONTENT, rawzip::CompressionMethod::STORE),
    ]);
    found_in(&bytes);
}

#[test]
fn source_distributions_give_the_files_that_are_asked_for() {
    found_in(&made::sdist(&[("data/a.json", CONTENT), ("data/b.json", CONTENT)]));
}

fn found_in(bytes: &[u8]) {
    let wanted = ["data/b.json", "data/a.json", "data/c.json"].map(str::to_owned);
    let found = archive::read(bytes, &wanted).unwrap();
    let found: Vec<_> = found.iter().map(|(path, content)| (path.as_str(), &**content)).collect();
    assert_eq!(found, [("data/a.json", CONTENT), ("data/b.json", CONTENT)]);
}

#[test]
fn damaged_archives_are_refused() {
    assert!(archive::read(b"no archive", &[]).is_err());
    assert!(archive::read(b"PK\x03\x04", &[]).is_err());
    assert!(archive::read(&[0x1f, 0x8b, 0, 0], &["a".to_owned()]).is_err());
}

#[test]
fn documents_may_be_compressed_or_not() {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    gzip.write_all(CONTENT).unwrap();
    assert_eq!(tinsmith_project::gzip::unpacked(gzip.finish().unwrap()).unwrap(), CONTENT);
    assert_eq!(tinsmith_project::gzip::unpacked(CONTENT.to_vec()).unwrap(), CONTENT);
}

#[test]
fn mistakes_in_the_list_of_sources_are_told() {
    let archive =
        "[[archive]]\nname = 'w'\npackage = 'p'\nversion = '1'\nfile = 'p.whl'\nsha256 = '00'\n";
    let model = "[[model]]\noutput = 'm.json'\nservice = { archive = 'w', path = 's.json' }\n";
    let message = |text: &str| match Sources::parse(text) {
        Ok(_) => "nothing".to_owned(),
        Err(error) => format!("{error:#}"),
    };
    assert_eq!(message(&format!("{archive}{model}")), "nothing");
    let partitions = "[partitions]\noutput = 'p.json'\nsource = { archive = 'w', path = 's' }\n";
    assert_eq!(message(&format!("{archive}{model}{partitions}")), "nothing");
    assert_eq!(
        message(&format!("{archive}{model}{}", partitions.replace("'w'", "'x'"))),
        "there is no [[archive]] with the name `x`"
    );
    assert_eq!(
        message(&format!("{archive}{model}{partitions}more = 1\n")),
        "in [partitions]: unknown key `more`"
    );
    assert_eq!(message(model), "there is no [[archive]] with the name `w`");
    assert_eq!(message("archive = 1\n"), "expected [[archive]], found integer");
    assert_eq!(message(archive), "nothing");
    assert_eq!(message(""), "nothing");
    assert_eq!(
        message(&format!("{archive}{model}paginator = 1\n")),
        "in [[model]]: unknown key `paginator`"
    );
    assert_eq!(
        message(&format!("{archive}{}", model.replace("'w'", "'x'"))),
        "there is no [[archive]] with the name `x`"
    );
    assert_eq!(
        message(&format!("{}{model}", archive.replace("'1'", "1"))),
        "in [[archive]]: expected a string as `version`, found integer"
    );
}

#[test]
fn a_model_is_made_of_a_file_of_a_repository_or_on_disk() {
    let revision = "0123456789abcdef0123456789abcdef01234567";
    let path = "models/pots/service/2024-01-01/pots-2024-01-01.json";
    let git = format!(
        "[[model]]\noutput = 'm.json'\ngit = 'u'\nrevision = '{revision}'\npath = '{path}'\nsha256 = '00'\n"
    );
    let file = "[[model]]\noutput = 'model/cups.json'\nfile = '../cups.json'\nsha256 = '00'\n";
    let sources = Sources::parse(&format!("{git}{file}")).unwrap();
    let names: Vec<_> = sources.models.iter().map(|model| model.name().unwrap()).collect();
    assert_eq!(names, ["pots", "cups"]);
    assert_eq!(sources.label("m.json").unwrap(), "u 0123456789ab");
    assert_eq!(sources.label("model/cups.json").unwrap(), "../cups.json");
    let message = |text: &str| match Sources::parse(text) {
        Ok(_) => "nothing".to_owned(),
        Err(error) => format!("{error:#}"),
    };
    assert_eq!(
        message(&git.replace(revision, "main")),
        "in [[model]]: expected the full id of a commit as `revision`, found `main`"
    );
    assert_eq!(
        message(&git.replace("sha256", "sha255")),
        "in [[model]]: expected a `sha256`, found none"
    );
    assert_eq!(
        message(&format!("{file}revision = '{revision}'\n")),
        "in [[model]]: unknown key `revision`"
    );
    assert_eq!(
        message("[[model]]\noutput = 'm.json'\n"),
        "in [[model]]: expected one of `service`, `git` and `file`, found none"
    );
}
