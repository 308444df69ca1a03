//! Documents that are no model: each is called by its name, with what to do about it.

use tinsmith_codegen::settings::{Operations, Package, RuntimeSource};
use tinsmith_codegen::{Document, Inputs, Settings, generate};

/// What the generator says of a document that is given as a model: what was found, and what to do.
fn said_of(bytes: &[u8]) -> (String, Option<String>) {
    let package = Package {
        name: "sdk".to_owned(),
        runtime: RuntimeSource::Path("../runtime".to_owned()),
        standalone: true,
    };
    let inputs = Inputs::new(Document { name: "given", bytes });
    let Err(tinsmith_codegen::Error::Input(found)) =
        generate(&inputs, &Settings::new(package, Operations::All))
    else {
        panic!("{}: taken for a model", String::from_utf8_lossy(bytes));
    };
    let [problem] = found.as_slice() else { panic!("{found:?}") };
    (problem.message.clone(), problem.help.clone())
}

#[track_caller]
fn expect(bytes: &[u8], found: &str, help: &str) {
    let (message, said) = said_of(bytes);
    let shown = String::from_utf8_lossy(bytes).into_owned();
    assert!(message.ends_with(&format!(", found {found}")), "{shown}: {message}");
    let said = said.unwrap_or_default();
    assert!(said.contains(help), "{shown}: {said}");
}

#[test]
fn smithy_in_another_form_is_named_with_the_command_that_converts_it() {
    for text in [
        "$version: \"2.0\"\nnamespace example\n",
        "// A comment.\n\n$version: \"2\"\n",
        "/* Several\n * lines.\n */\n  $version: \"2\"\n",
        "metadata validators = []\n",
        "namespace example\n",
        "/// Documentation\n$operationInputSuffix: \"Request\"\n",
        "\u{feff}$version: \"2.0\"\n",
    ] {
        expect(text.as_bytes(), "Smithy IDL", "`smithy ast FILE... > model.json`");
    }
    for text in [
        r#"{"version": "1.0", "sources": ["model"]}"#,
        r#"{"version": "1.0", "projections": {}}"#,
        r#"{"version": "1.0", "maven": {"dependencies": []}}"#,
    ] {
        expect(text.as_bytes(), "the configuration of Smithy Build", "`smithy build` writes it");
    }
    expect(b"smithy: \"2.0\"\nshapes: {}\n", "YAML", "give the model as JSON");
}

#[test]
fn other_descriptions_of_an_api_are_named() {
    for (text, found) in [
        (r#"{"openapi": "3.1.0", "paths": {}}"#, "an OpenAPI document"),
        (r#"{"swagger": "2.0", "info": {}}"#, "an OpenAPI (Swagger) document"),
        ("openapi: 3.0.0\ninfo:\n", "an OpenAPI document in YAML"),
        ("---\n# An API\nswagger: '2.0'\n", "an OpenAPI (Swagger) document in YAML"),
        (r#"{"asyncapi": "3.0.0"}"#, "an AsyncAPI document"),
        ("asyncapi: 3.0.0\n", "an AsyncAPI document in YAML"),
        (r#"{"discoveryVersion": "v1", "schemas": {}}"#, "a Google API discovery document"),
        (
            r#"{"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": {}}"#,
            "a JSON Schema",
        ),
        (
            r#"{"$schema": "http://json-schema.org/draft-07/schema#", "properties": {}}"#,
            "a JSON Schema",
        ),
        (r#"{"AWSTemplateFormatVersion": "2010-09-09"}"#, "a CloudFormation template"),
        (r#"{"Resources": {"Queue": {"Type": "AWS::SQS::Queue"}}}"#, "a CloudFormation template"),
        ("AWSTemplateFormatVersion: 2010-09-09\n", "a CloudFormation template in YAML"),
        ("Resources:\n  Queue:\n", "a CloudFormation template in YAML"),
        ("syntax = \"proto3\";\npackage example;\n", "a Protocol Buffers file"),
        ("// A comment.\nedition = \"2023\";\n", "a Protocol Buffers file"),
        ("import \"@typespec/http\";\nusing TypeSpec.Http;\n", "TypeSpec"),
        ("using TypeSpec.Http;\n", "TypeSpec"),
        ("<?xml version=\"1.0\"?>\n<api/>", "XML"),
        ("<definitions xmlns=\"http://schemas.xmlsoap.org/wsdl/\"/>", "a WSDL document"),
    ] {
        expect(text.as_bytes(), found, "give a Smithy model (JSON AST) or a C2J model");
    }
}

#[test]
fn what_stands_beside_a_c2j_model_leads_to_the_model() {
    for (text, found) in [
        (r#"{"pagination": {}}"#, "the paginators of a C2J model"),
        (r#"{"version": 2, "waiters": {}}"#, "the waiters of a C2J model"),
        (r#"{"version": "1.0", "parameters": {}, "rules": []}"#, "the endpoint rules of a service"),
        (r#"{"testCases": [], "version": "1.0"}"#, "the endpoint tests of a service"),
        (r#"{"version": "1.0", "examples": {}}"#, "the examples of a C2J model"),
        (r#"{"version": 1, "merge": {}}"#, "the extras of a C2J model"),
        (r#"{"partitions": [], "version": "1.1"}"#, "a table of partitions"),
    ] {
        expect(text.as_bytes(), found, "`service-2.json`");
    }
}

#[test]
fn packed_files_are_named() {
    for (bytes, found, help) in [
        (&b"\x1f\x8b\x08\x00rest"[..], "a gzip file", "`gunzip FILE`"),
        (b"PK\x03\x04rest", "a ZIP archive, such as a Python wheel or a JAR", "unpack it"),
        (b"PK\x05\x06", "an empty ZIP archive", "get the file again"),
        (b"BZh91AY", "a bzip2 file", "unpack it"),
        (b"\xfd7zXZ\0\0", "an xz file", "unpack it"),
        (b"\x28\xb5\x2f\xfdrest", "a Zstandard file", "unpack it"),
        (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it"),
        (b"%PDF-1.7", "a PDF file", "give a Smithy model"),
        (b"\x7fELF\0\0", "a binary file", "give a Smithy model"),
    ] {
        expect(bytes, found, help);
    }
    let tar = [&[b'a'; 257][..], b"ustar\x0000"].concat();
    expect(&tar, "a tar archive", "unpack it");
}

#[test]
fn files_that_went_wrong_are_named() {
    for text in ["", " \n\t", "\u{feff}"] {
        expect(text.as_bytes(), "an empty document", "get the file again");
    }
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    for bytes in
        [wide("\u{feff}{}"), wide("{\"smithy\": 1}"), b"\xfe\xff\0{".to_vec(), b"\0{\0}".to_vec()]
    {
        expect(&bytes, "text in UTF-16", "iconv -f UTF-16 -t UTF-8");
    }
    for text in
        ["<!DOCTYPE html>\n<title>model.json</title>", "\n<HTML lang=en>", "<!-- saved --><html>"]
    {
        expect(text.as_bytes(), "an HTML page", "raw file");
    }
    expect(
        b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n",
        "a pointer of Git LFS",
        "`git lfs pull`",
    );
    for text in ["{\n<<<<<<< HEAD\n  \"smithy\": \"2.0\"\n", "<<<<<<< HEAD\n{}\n"] {
        expect(text.as_bytes(), "a file with a merge conflict", "resolve the conflict");
    }
}

#[test]
fn json_that_is_broken_is_told_by_its_place() {
    const EARLY: &str = "the document ends early";
    for (text, expected, (line, column)) in [
        ("{\"smithy\": \"2.0\",", EARLY, (1, 18)),
        ("{\"smithy\": \"2.", EARLY, (1, 12)),
        ("{\"smithy\": nul", EARLY, (1, 12)),
        ("[1, 2", EARLY, (1, 6)),
        ("{smithy: 1}", "unexpected char: 's'", (1, 2)),
        ("{\"smithy\": nul}", "null expected", (1, 12)),
        (
            "{\"smithy\": 1.}",
            "a number fractional part must start with a digit and not '}'",
            (1, 14),
        ),
        ("{\"smithy\":\n \"\t\"}", "'\t' is not allowed in JSON strings", (2, 3)),
        ("{} {}", "the JSON already contains one root element", (1, 4)),
    ] {
        let expected = format!("expected JSON: {expected} at line {line} column {column}");
        assert_eq!(said_of(text.as_bytes()), (expected, None), "{text}");
    }
}

#[test]
fn a_byte_order_mark_is_no_part_of_a_model() {
    let (message, _) = said_of(b"\xef\xbb\xbf{\"smithy\": \"2.0\", \"shapes\": {}}");
    assert_eq!(message, "expected a service shape, found none");
}

#[test]
fn partitions_that_are_none_are_told_with_what_is_wrong_with_the_model() {
    let package = Package {
        name: "sdk".to_owned(),
        runtime: RuntimeSource::Path("../runtime".to_owned()),
        standalone: true,
    };
    let model = br#"{"smithy": "2.0", "shapes": {
        "a#Kilns": {"type": "service", "version": "1", "operations": [{"target": "a#Fire"}],
            "traits": {"aws.protocols#awsJson1_1": {}}}}}"#;
    let model = Document { name: "kilns.json", bytes: model };
    let partitions = Document { name: "partitions.json", bytes: b"{}" };
    let inputs = Inputs { partitions: Some(partitions), ..Inputs::new(model) };
    let problems = generate(&inputs, &Settings::new(package, Operations::All)).unwrap_err();
    assert_eq!(
        problems.to_string(),
        "error: kilns.json: a#Kilns: `operations` targets `a#Fire`, which does not exist\n\
         error: partitions.json: expected `partitions` with `aws` among them"
    );
}
