//! The protocols of a service, and what of the names in a document matters to them.

use indexmap::IndexMap;

use super::fields::{Fields, node};
use super::keys;
use crate::diagnostic::{Diagnostics, LeftOut, nearest};
use crate::smithy::{Node, Traits, traits};

/// The protocols with the traits that Smithy has for them.
/// `json` is two protocols, told apart by `jsonVersion`.
const PROTOCOLS: [(&str, &str); 7] = [
    ("json", traits::AWS_JSON_1_1),
    (JSON_1_0, traits::AWS_JSON_1_0),
    ("rest-json", traits::REST_JSON_1),
    ("rest-xml", traits::REST_XML),
    ("query", traits::AWS_QUERY),
    ("ec2", traits::EC2_QUERY),
    ("smithy-rpc-v2-cbor", traits::RPC_V2_CBOR),
];
const JSON_1_0: &str = "json 1.0";

/// What the rules for names and bindings ask about the protocols.
#[derive(Clone, Debug, Default)]
pub(super) struct Protocols {
    /// The traits for the service shape.
    pub(super) traits: Traits,
    /// Operations are bound to HTTP methods and URIs.
    pub(super) rest: bool,
    /// Members may have another name in JSON.
    pub(super) json_names: bool,
    /// Members may have another name in XML or in form data.
    pub(super) xml_names: bool,
    /// Names in XML are the references' own: of REST-XML, a shape does not give its name to members.
    pub(super) own_xml_names: bool,
    /// Requests may use names of their own in form data.
    pub(super) ec2: bool,
    /// Errors may have another code than their name.
    pub(super) query_errors: bool,
}

/// Whether the name of an operation goes over the wire.
pub(super) fn is_rpc(metadata: &IndexMap<String, Node>) -> bool {
    let protocol = metadata.get("protocol").and_then(Node::as_str).unwrap_or_default();
    !protocol.starts_with("rest-")
}

impl Protocols {
    /// Reads every protocol of the metadata: `protocols`, or in older documents `protocol`.
    pub(super) fn read(metadata: &Fields<'_>, diagnostics: &mut Diagnostics) -> Self {
        let mut names = metadata.texts("protocols", diagnostics);
        if let Some(single) = metadata.text("protocol", diagnostics)
            && !names.contains(&single)
        {
            names.insert(0, single);
        }
        if names.is_empty() {
            diagnostics.shape_error(&metadata.at, "expected `protocol` in `metadata`, found none");
        }
        let settings = settings(metadata, diagnostics);
        let mut protocols = Self::default();
        for name in names {
            let json_version = metadata.text("jsonVersion", diagnostics);
            let name = match (name, json_version) {
                ("json", Some("1.0")) => JSON_1_0,
                (name, _) => name,
            };
            let Some((_, id)) = PROTOCOLS.iter().find(|(known, _)| *known == name) else {
                diagnostics.shape_error(&metadata.at, format!("`{name}` is not a known protocol"));
                if let Some(meant) = nearest(name, PROTOCOLS.iter().map(|(known, _)| *known)) {
                    diagnostics.help(format!("did you mean `{meant}`?"));
                }
                continue;
            };
            protocols.traits.insert(id, settings.clone());
            protocols.rest |= name.starts_with("rest-");
            protocols.json_names |= name == "rest-json";
            protocols.xml_names |= matches!(name, "rest-xml" | "query" | "ec2");
            protocols.own_xml_names |= name == "rest-xml";
            protocols.ec2 |= name == "ec2";
            protocols.query_errors |= name == "query";
        }
        if metadata.has("awsQueryCompatible") {
            protocols.traits.mark(traits::AWS_QUERY_COMPATIBLE);
            protocols.query_errors = true;
        }
        protocols
    }
}

/// The value of the protocol traits: which HTTP versions event streams need.
fn settings(metadata: &Fields<'_>, diagnostics: &mut Diagnostics) -> Node {
    let Some(settings) = metadata.object("protocolSettings", diagnostics) else {
        return node([]);
    };
    keys::check(&settings, &[&keys::PROTOCOL_SETTINGS], diagnostics);
    match settings.text("h2", diagnostics) {
        Some("eventstream") => node([("eventStreamHttp", Node::Array(vec![Node::from("h2")]))]),
        // HTTP/2 may be spoken but need not be: nothing depends on it.
        Some("optional") | None => node([]),
        Some(other) => {
            diagnostics.left_out(
                LeftOut::C2j,
                &metadata.at,
                format!("`{other}` is not an HTTP/2 setting that is understood; it is left out"),
            );
            node([])
        }
    }
}
