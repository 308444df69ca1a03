//! What a document is that is no model: formats that are often given instead, told by their content, and what to do about each.

use crate::smithy::Node;

/// A format that is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Other {
    /// What it is called, for "found …".
    pub(super) name: &'static str,
    /// What to do.
    pub(super) help: &'static str,
}

const fn other(name: &'static str, help: &'static str) -> Other {
    Other { name, help }
}

const UNPACK: &str = "unpack it, and give the model that is in it";
const NO_SMITHY: &str =
    "give a Smithy model (JSON AST) or a C2J model; this format has another way to describe an API";
const BESIDE: &str =
    "give the description of the service, `service-2.json`, which stands beside it";
const CLI: &str = "give the JSON AST of the model: `smithy ast FILE... > model.json` writes it";
const SMITHY_BUILD: &str = "give the JSON AST of the model: `smithy build` writes it to `build/smithy/source/model/model.json`";
const TO_JSON: &str = "give the model as JSON";
const EMPTY: Other =
    other("an empty document", "get the file again: it may not have been downloaded whole");
const UTF_16: Other =
    other("text in UTF-16", "convert it to UTF-8: `iconv -f UTF-16 -t UTF-8 FILE > model.json`");

/// How binary formats begin.
const BINARY: [(&[u8], Other); 8] = [
    (b"\x1f\x8b", other("a gzip file", "unpack it: `gunzip FILE`")),
    (b"PK\x03\x04", other("a ZIP archive, such as a Python wheel or a JAR", UNPACK)),
    (b"PK\x05\x06", other("an empty ZIP archive", "get the file again")),
    (b"BZh", other("a bzip2 file", UNPACK)),
    (b"\xfd7zXZ\0", other("an xz file", UNPACK)),
    (b"\x28\xb5\x2f\xfd", other("a Zstandard file", UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", other("a 7-Zip archive", UNPACK)),
    (b"%PDF-", other("a PDF file", NO_SMITHY)),
];

/// Keys that the objects of other formats have at the top, all of them; the first row that fits counts.
const OBJECTS: [(&[&str], Other); 19] = [
    (&["openapi"], other("an OpenAPI document", NO_SMITHY)),
    (&["swagger"], other("an OpenAPI (Swagger) document", NO_SMITHY)),
    (&["asyncapi"], other("an AsyncAPI document", NO_SMITHY)),
    (&["discoveryVersion"], other("a Google API discovery document", NO_SMITHY)),
    (&["AWSTemplateFormatVersion"], other("a CloudFormation template", NO_SMITHY)),
    (&["Resources"], other("a CloudFormation template", NO_SMITHY)),
    (&["$schema", "properties"], other("a JSON Schema", NO_SMITHY)),
    (&["$schema", "definitions"], other("a JSON Schema", NO_SMITHY)),
    (&["$schema", "$defs"], other("a JSON Schema", NO_SMITHY)),
    (&["pagination"], other("the paginators of a C2J model", BESIDE)),
    (&["waiters"], other("the waiters of a C2J model", BESIDE)),
    (&["parameters", "rules"], other("the endpoint rules of a service", BESIDE)),
    (&["testCases"], other("the endpoint tests of a service", BESIDE)),
    (&["examples", "version"], other("the examples of a C2J model", BESIDE)),
    (&["merge"], other("the extras of a C2J model", BESIDE)),
    (&["partitions"], other("a table of partitions", BESIDE)),
    (&["version", "projections"], other("the configuration of Smithy Build", SMITHY_BUILD)),
    (&["version", "sources"], other("the configuration of Smithy Build", SMITHY_BUILD)),
    (&["version", "maven"], other("the configuration of Smithy Build", SMITHY_BUILD)),
];

/// How lines of other text formats begin; the first line that is no comment is looked at.
const LINES: [(&str, Other); 18] = [
    ("$version", other("Smithy IDL", CLI)),
    ("$operation", other("Smithy IDL", CLI)),
    ("metadata ", other("Smithy IDL", CLI)),
    ("namespace ", other("Smithy IDL", CLI)),
    ("syntax ", other("a Protocol Buffers file", NO_SMITHY)),
    ("syntax=", other("a Protocol Buffers file", NO_SMITHY)),
    ("edition ", other("a Protocol Buffers file", NO_SMITHY)),
    ("import \"@typespec", other("TypeSpec", NO_SMITHY)),
    ("import \"@azure", other("TypeSpec", NO_SMITHY)),
    ("using TypeSpec", other("TypeSpec", NO_SMITHY)),
    (
        "version https://git-lfs",
        other("a pointer of Git LFS", "fetch the file it stands for: `git lfs pull`"),
    ),
    ("openapi:", other("an OpenAPI document in YAML", NO_SMITHY)),
    ("swagger:", other("an OpenAPI (Swagger) document in YAML", NO_SMITHY)),
    ("asyncapi:", other("an AsyncAPI document in YAML", NO_SMITHY)),
    ("AWSTemplateFormatVersion:", other("a CloudFormation template in YAML", NO_SMITHY)),
    ("Resources:", other("a CloudFormation template in YAML", NO_SMITHY)),
    ("%YAML", other("YAML", TO_JSON)),
    ("smithy:", other("YAML", TO_JSON)),
];

/// How far a document is looked at for the words of its format.
const START: usize = 4 << 10;

/// What bytes are that are not JSON; `None` for what has no name here, broken JSON above all.
pub(super) fn of_bytes(bytes: &[u8]) -> Option<Other> {
    if let Some((_, other)) = BINARY.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(*other);
    }
    if bytes.get(257..262) == Some(b"ustar") {
        return Some(other("a tar archive", UNPACK));
    }
    let has_mark = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if has_mark || matches!(bytes, [0, b'{' | b'[', ..] | [b'{' | b'[', 0, ..]) {
        return Some(UTF_16);
    }
    if bytes.contains(&0) {
        return Some(other("a binary file", NO_SMITHY));
    }
    let start = String::from_utf8_lossy(bytes.get(..START).unwrap_or(bytes));
    of_text(start.trim_start())
}

fn of_text(text: &str) -> Option<Other> {
    if text.is_empty() {
        return Some(EMPTY);
    }
    if text.starts_with('<') && !text.starts_with("<<<<<<< ") {
        return Some(of_markup(&text.to_ascii_lowercase()));
    }
    let is_conflict = |line: &str| line.starts_with("<<<<<<< ");
    if text.lines().any(is_conflict) {
        return Some(other("a file with a merge conflict", "resolve the conflict first"));
    }
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    // Comments of all of these, and the mark that a document of YAML begins with.
    let is_comment =
        |line: &&str| ["//", "/*", "*", "#", "---"].iter().any(|mark| line.starts_with(mark));
    let line = lines().find(|line| !is_comment(line))?;
    if let Some((_, other)) = LINES.iter().find(|(start, _)| line.starts_with(start)) {
        return Some(*other);
    }
    let key = line.split_once(':').map(|(key, _)| key);
    let is_key = |key: &str| {
        !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || "_-. ".contains(c))
    };
    (text.starts_with("---") || key.is_some_and(is_key)).then_some(other("YAML", TO_JSON))
}

/// What a text is that begins with `<`, in small letters.
fn of_markup(text: &str) -> Other {
    if text.starts_with("<!doctype html") || text.contains("<html") {
        other(
            "an HTML page",
            "save the file itself; where a site shows it, look for a link to the raw file",
        )
    } else if text.contains("schemas.xmlsoap.org/wsdl") || text.contains("www.w3.org/ns/wsdl") {
        other("a WSDL document", NO_SMITHY)
    } else {
        other("XML", NO_SMITHY)
    }
}

/// What a JSON document is that is no model.
pub(super) fn of_node(node: &Node) -> Option<Other> {
    let found = OBJECTS.iter().find(|(keys, _)| keys.iter().all(|key| node.get(key).is_some()));
    found.map(|(_, other)| *other)
}
