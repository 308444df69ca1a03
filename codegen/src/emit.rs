//! [`ir::Crate`] to the token streams of files. Emitters transcribe; nothing is decided here.
//!
//! In comes a sliced crate, out go [`Job`]s, one for each file: its path, and Rust as tokens or anything else as text.
//! Layout, order of items and comments' form are this folder's; what exists and how it is called is the IR's.

mod answers;
mod client;
mod destination;
mod discovery;
mod endpoint;
mod endpoint_tests;
mod enums;
mod errors;
mod files;
mod literal;
mod manifest;
mod modules;
mod operation;
mod pagination;
mod path;
mod protocol_tests;
mod questions;
mod setters;
mod steps;
mod structs;
mod tokens;
mod unions;
mod validation;
mod waiter;
mod wire;

use proc_macro2::TokenStream;

use crate::ir::endpoint::{Endpoints, TestCase};
use crate::ir::item::Item;
use crate::ir::keys::{Answer, Question};
use crate::ir::operation::Operation;
use crate::ir::protocol_test::OperationTests;
use crate::ir::{self, Folder};
use crate::settings::Package;

/// The content of one file.
#[derive(Clone, Debug)]
pub enum File {
    /// Rust source.
    Rust(TokenStream),
    /// Rust source, and behind it tables in the layout that they have: formatters leave the inside of macro calls alone.
    RustAndTables(TokenStream, String),
    /// Rust source that is nothing but a table, complete but for the header.
    Table(String),
    /// Anything else, complete but for the header.
    Text(String),
}

/// One file that is to be emitted. Jobs do not depend on each other.
#[derive(Clone, Copy, Debug)]
pub struct Job<'c> {
    krate: &'c ir::Crate,
    package: &'c Package,
    subject: Subject<'c>,
}

/// What a file is about.
#[derive(Clone, Copy, Debug)]
enum Subject<'c> {
    Manifest,
    Rustfmt,
    Module(modules::Module),
    Client,
    Endpoint,
    EndpointTests(&'c [TestCase]),
    Operation(&'c Operation),
    OperationWire(&'c Operation),
    Type(&'c Item),
    TypeWire(&'c Item),
    Answer(&'c Answer),
    Question(&'c Question),
    ProtocolTests,
    ProtocolTestsOf(&'c OperationTests),
}

/// Every file of a crate.
pub fn jobs<'c>(krate: &'c ir::Crate, package: &'c Package) -> Vec<Job<'c>> {
    let mut subjects =
        vec![Subject::Manifest, Subject::Rustfmt, Subject::Client, Subject::Endpoint];
    if let Endpoints::Rules(rules) = &krate.service.endpoints
        && !rules.tests.is_empty()
    {
        subjects.push(Subject::EndpointTests(&rules.tests));
    }
    subjects.extend(modules::all(krate).into_iter().map(Subject::Module));
    for operation in &krate.operations {
        subjects.extend([Subject::Operation(operation), Subject::OperationWire(operation)]);
    }
    for item in krate.items.values() {
        if item.type_ref().place.folder != Folder::Operation {
            subjects.push(Subject::Type(item));
        }
        if item.has_wire_file() {
            subjects.push(Subject::TypeWire(item));
        }
    }
    subjects.extend(krate.answers.iter().map(Subject::Answer));
    subjects.extend(krate.questions.iter().map(Subject::Question));
    if !krate.protocol_tests.operations.is_empty() {
        subjects.push(Subject::ProtocolTests);
        subjects.extend(krate.protocol_tests.operations.iter().map(Subject::ProtocolTestsOf));
    }
    subjects.into_iter().map(|subject| Job { krate, package, subject }).collect()
}

impl Job<'_> {
    /// The file's path, relative to the crate's folder.
    pub fn path(&self) -> String {
        match self.subject {
            Subject::Manifest => "Cargo.toml".to_owned(),
            Subject::Rustfmt => "rustfmt.toml".to_owned(),
            Subject::Module(module) => module.path().to_owned(),
            Subject::Client => "src/client.rs".to_owned(),
            Subject::Endpoint => "src/endpoint.rs".to_owned(),
            Subject::EndpointTests(_) => "src/endpoint/tests.rs".to_owned(),
            Subject::Operation(operation) => operation.path(),
            Subject::OperationWire(operation) => operation.wire_path(),
            Subject::Type(item) => item.type_ref().place.path(),
            Subject::TypeWire(item) => item.type_ref().wire_path(),
            Subject::Answer(answer) => answer.ty.place.path(),
            Subject::Question(question) => question.ty.place.path(),
            Subject::ProtocolTests => "src/protocol_tests.rs".to_owned(),
            Subject::ProtocolTestsOf(tests) => tests.path(),
        }
    }

    /// Emits the file.
    pub fn emit(&self) -> File {
        let krate = self.krate;
        File::Rust(match self.subject {
            Subject::Manifest => return File::Text(manifest::emit(krate, self.package)),
            Subject::Rustfmt => return File::Text(manifest::RUSTFMT.to_owned()),
            Subject::OperationWire(operation) => {
                let (tokens, tables) = wire::of_operation(krate, operation);
                return File::RustAndTables(tokens, tables);
            }
            Subject::TypeWire(item) => return File::Table(wire::of_item(item)),
            Subject::Answer(answer) => {
                return File::RustAndTables(answers::definition(answer), answers::table(answer));
            }
            Subject::Question(question) => {
                let tokens = questions::definition(question);
                return File::RustAndTables(tokens, questions::table(question));
            }
            Subject::Module(module) => module.emit(krate),
            Subject::Client => client::emit(krate),
            Subject::Endpoint => endpoint::emit(&krate.service.endpoints),
            Subject::EndpointTests(cases) => endpoint_tests::emit(cases),
            Subject::Operation(operation) => {
                let (tokens, tables) = operation::emit(krate, operation);
                return File::RustAndTables(tokens, tables);
            }
            Subject::ProtocolTests => return protocol_tests::compared(krate),
            Subject::ProtocolTestsOf(tests) => protocol_tests::emit(krate, tests),
            Subject::Type(item) => {
                let tokens = files::item_file(item);
                let table = match item {
                    Item::Enum(item) => enums::table(item),
                    Item::Struct(item) => steps::table(item),
                    Item::Union(item) => unions::table(item),
                };
                return File::RustAndTables(tokens, table);
            }
        })
    }
}
