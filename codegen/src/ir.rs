//! The Rust-facing representation: what the generated crate consists of, every decision made.
//!
//! `resolve` builds it from a whole model, `slice` takes away what is not reachable, `emit` prints it.
//! Nothing here refers back to the Smithy model, except by name, for documentation.

pub mod auth;
pub mod constraint;
pub mod destination;
pub mod discovery;
pub mod endpoint;
pub mod item;
pub mod keys;
pub mod operation;
pub mod pagination;
pub mod path;
pub mod protocol_test;
pub mod ty;
pub mod waiter;
pub mod wire;

use std::collections::BTreeMap;

use crate::naming::RustIdent;
use crate::settings::ValidationLevel;
use crate::smithy::ShapeId;
use crate::text::{DocBlock, Line};

use self::destination::ClientParam;
use self::discovery::Discovery;
use self::endpoint::Endpoints;
use self::item::Item;
use self::keys::{Answer, Question};
use self::operation::Operation;
use self::protocol_test::ProtocolTests;

/// A generated crate.
#[derive(Clone, Debug, PartialEq)]
pub struct Crate {
    /// The crate's front page.
    pub docs: DocBlock,
    /// Chapters of the front page that an overlay has.
    pub chapters: Vec<Chapter>,
    /// What the client knows about its service.
    pub service: Service,
    /// Operations, sorted by method name.
    pub operations: Vec<Operation>,
    /// Types, by shape id.
    pub items: BTreeMap<ShapeId, Item>,
    /// Types that make the maps of requests whose keys depend on an enum, by the structure that an overlay says it of.
    pub answers: Vec<Answer>,
    /// Types that say what is in such maps of responses, likewise.
    pub questions: Vec<Question>,
    /// The model's cases for its protocol, where they are asked for.
    pub protocol_tests: ProtocolTests,
    /// Where the crate comes from.
    pub source: Source,
}

/// A chapter of the front page, about certain operations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// The operations that it calls.
    pub operations: Vec<ShapeId>,
    /// Lines of Markdown, the overlay author's own; in code, `crate::` stands for the name of the crate.
    pub lines: Vec<String>,
}

/// What the client knows about its service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// `sdkId` of `aws.api#service`, else the shape's name.
    pub sdk_id: String,
    /// The same for documentation.
    pub shown_name: Line,
    /// The service id in lower case, letters and digits alone.
    pub api_name: String,
    /// Namespace of the service shape.
    pub namespace: String,
    /// Name of the service shape; the prefix of `X-Amz-Target`.
    pub name: String,
    /// API version.
    pub version: String,
    /// `smithy.api#xmlNamespace` of the service.
    pub xml_namespace: Option<String>,
    /// The protocol that the client speaks.
    pub protocol: crate::smithy::Protocol,
    /// The name that signatures are made for; `None` when the service takes none.
    pub signing_name: Option<String>,
    /// Where requests go.
    pub endpoints: Endpoints,
    /// Whether that depends on the id of the account that signs.
    pub account_id_endpoints: bool,
    /// Whether responses have an extended request id.
    pub has_extended_request_id: bool,
    /// The settings that a client has for it.
    pub client_params: Vec<ClientParam>,
    /// How it tells where requests of its operations go, where it does.
    pub discovery: Option<Discovery>,
    /// Whether `aws.protocols#awsQueryCompatible` is applied.
    pub query_compatible: bool,
    /// Level of the constraint checks where the caller sets none.
    pub validation: ValidationLevel,
}

/// Where a crate comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The name of the model's document.
    pub model: String,
    /// SHA-256 of the model's bytes, in hexadecimal.
    pub sha256: String,
}

/// The file of an item: the folder, and the module in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Which folder.
    pub folder: Folder,
    /// The module that the file is; for operations the one named after the operation.
    pub module: RustIdent,
}

impl Place {
    /// The path of the file, relative to the crate's folder.
    pub fn path(&self) -> String {
        let folder = match self.folder {
            Folder::Operation => "operation",
            Folder::Types => "types",
            Folder::Errors => "types/error",
        };
        format!("src/{folder}/{}.rs", self.module)
    }
}

/// The folders of the public tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Folder {
    /// `operation/`: what belongs to one operation alone.
    Operation,
    /// `types/`
    Types,
    /// `types/error/`
    Errors,
}
