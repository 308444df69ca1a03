//! The committed models are what an import leaves: sound, without prose, written by [`write_model`].

#![allow(clippy::disallowed_methods, reason = "a test reads the committed files")]

use std::fs;
use std::path::Path;

use tinsmith_codegen::stages::diagnostic::Diagnostics;
use tinsmith_codegen::stages::read::{Document, read_model};
use tinsmith_codegen::stages::smithy::validate;
use tinsmith_codegen::stages::transform::prose;
use tinsmith_codegen::stages::write::write_model;

#[test]
fn cognito_identity_provider() {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../model/cognito-identity-provider.json");
    let text = fs::read_to_string(path).unwrap();
    let document = Document { name: "the committed model", bytes: text.as_bytes() };
    let (mut model, _) = read_model(document).unwrap();

    let mut diagnostics = Diagnostics::new("the committed model");
    validate::values(&model, &mut diagnostics);
    validate::validate(&model, &mut diagnostics);
    assert_eq!(diagnostics.into_sorted(), []);

    let operations: Vec<_> =
        model.services().map(|(_, service)| model.operations_of(service).len()).collect();
    assert_eq!(operations, [141]);

    assert!(write_model(&model) == text, "the file is not as `write_model` writes it");
    let committed = model.clone();
    prose::drop_prose(&mut model);
    // The messages of endpoint errors are made anew from the conditions, so they too come out the same.
    assert!(model == committed, "the file has prose");
}
