//! The keys of C2J documents: which are lowered, and which are dropped on purpose and why.
//!
//! A key that is in neither list is reported, so that a fact which a later release adds is not lost in silence.

use super::fields::Fields;
use crate::diagnostic::{Diagnostics, LeftOut, nearest};

/// The known keys of one kind of object.
pub(super) struct Keys {
    /// Keys that a rule of this reader looks at.
    lowered: &'static [&'static str],
    /// Keys that are left out on purpose, with the reason.
    dropped: &'static [(&'static str, &'static str)],
}

const REDUNDANT: &str = "says what the conventions of the format say already";

pub(super) const TOP: Keys = Keys {
    lowered: &[
        "metadata",
        "operations",
        "shapes",
        "documentation",
        "clientContextParams",
        "deprecated",
        "deprecatedMessage",
        "deprecatedSince",
    ],
    dropped: &[
        ("version", "the version of the format; there is only one"),
        ("examples", "prose"),
        ("$schema", "names a schema of the format"),
    ],
};

pub(super) const METADATA: Keys = Keys {
    lowered: &[
        "apiVersion",
        "auth",
        "awsQueryCompatible",
        "endpointPrefix",
        "jsonVersion",
        "protocol",
        "protocols",
        "protocolSettings",
        "serviceFullName",
        "serviceId",
        "signatureVersion",
        "signingName",
        "targetPrefix",
        "uid",
        "xmlNamespace",
    ],
    dropped: &[
        ("checksumFormat", "the checksum traits of operations took its place"),
        ("globalEndpoint", "the endpoint rules say it"),
        ("ripServiceName", "a name inside AWS"),
        ("serviceAbbreviation", "a second title"),
    ],
};

pub(super) const PROTOCOL_SETTINGS: Keys = Keys { lowered: &["h2"], dropped: &[] };

pub(super) const OPERATION: Keys = Keys {
    lowered: &[
        "auth",
        "authtype",
        "deprecated",
        "deprecatedMessage",
        "deprecatedSince",
        "documentation",
        "endpoint",
        "endpointdiscovery",
        "endpointoperation",
        "errors",
        "http",
        "httpChecksum",
        "httpChecksumRequired",
        "idempotent",
        "input",
        "name",
        "operationContextParams",
        "output",
        "readonly",
        "requestcompression",
        "staticContextParams",
        "unsignedPayload",
    ],
    dropped: &[
        ("alias", "a name of other SDKs for the operation"),
        ("documentationUrl", "prose"),
        ("examples", "prose"),
    ],
};

pub(super) const HTTP: Keys =
    Keys { lowered: &["method", "requestUri", "responseCode"], dropped: &[] };

pub(super) const ENDPOINT: Keys = Keys { lowered: &["hostPrefix"], dropped: &[] };

pub(super) const ENDPOINT_DISCOVERY: Keys = Keys { lowered: &["required"], dropped: &[] };

pub(super) const INPUT: Keys = Keys {
    lowered: &["shape", "locationName", "xmlNamespace"],
    dropped: &[("documentation", "prose; the shape has its own")],
};

pub(super) const OUTPUT: Keys = Keys {
    lowered: &["shape", "resultWrapper"],
    dropped: &[
        ("documentation", "prose; the shape has its own"),
        ("locationName", "the name of a response's outermost element, which no reader asks for"),
        ("wrapper", REDUNDANT),
    ],
};

/// A reference to an error; old documents repeat the facts of the shape here.
pub(super) const ERROR_REFERENCE: Keys = Keys {
    lowered: &["shape", "error", "exception", "fault"],
    dropped: &[("documentation", "prose; the shape has its own")],
};

pub(super) const ERROR: Keys =
    Keys { lowered: &["code", "fault", "httpStatusCode", "senderFault"], dropped: &[] };

pub(super) const RETRYABLE: Keys = Keys { lowered: &["throttling"], dropped: &[] };

/// Keys that a shape of any type may have.
pub(super) const SHAPE: Keys = Keys {
    lowered: &[
        "type",
        "documentation",
        "deprecated",
        "deprecatedMessage",
        "deprecatedSince",
        "sensitive",
    ],
    dropped: &[
        // Smithy 2.0 tells "may be absent" by the absence of a default, and C2J has no defaults.
        ("box", "what has no default may be absent anyway"),
    ],
};

pub(super) const STRUCTURE: Keys = Keys {
    lowered: &[
        "document",
        "error",
        "eventstream",
        "exception",
        "fault",
        "locationName",
        "members",
        "payload",
        "required",
        "retryable",
        "union",
        "xmlNamespace",
    ],
    dropped: &[
        ("event", "a structure is an event by being a member of an event stream"),
        ("synthetic", "tells that a tool added the shape"),
        ("wrapper", REDUNDANT),
        ("xmlOrder", "no protocol here depends on the order of elements"),
    ],
};

pub(super) const LIST: Keys = Keys {
    lowered: &["member", "min", "max", "flattened", "sparse", "locationName"],
    dropped: &[],
};

pub(super) const MAP: Keys = Keys {
    lowered: &["key", "value", "min", "max", "flattened", "sparse", "locationName"],
    dropped: &[],
};

pub(super) const STRING: Keys = Keys { lowered: &["enum", "min", "max", "pattern"], dropped: &[] };

pub(super) const BLOB: Keys =
    Keys { lowered: &["min", "max", "streaming", "requiresLength"], dropped: &[] };

pub(super) const NUMBER: Keys = Keys { lowered: &["min", "max"], dropped: &[] };

pub(super) const TIMESTAMP: Keys = Keys { lowered: &["timestampFormat"], dropped: &[] };

/// A type without keys of its own.
pub(super) const PLAIN: Keys = Keys { lowered: &[], dropped: &[] };

pub(super) const MEMBER: Keys = Keys {
    lowered: &[
        "shape",
        "contextParam",
        "deprecated",
        "deprecatedMessage",
        "deprecatedSince",
        "documentation",
        "eventheader",
        "eventpayload",
        "flattened",
        "hostLabel",
        "idempotencyToken",
        "jsonvalue",
        "location",
        "locationName",
        "queryName",
        "streaming",
        "timestampFormat",
        "xmlAttribute",
        "xmlNamespace",
    ],
    dropped: &[("box", "what has no default may be absent anyway")],
};

/// The member of a list, the key and the value of a map.
pub(super) const ELEMENT: Keys = Keys {
    lowered: &["shape", "documentation", "jsonvalue", "locationName", "xmlNamespace"],
    dropped: &[("box", "what has no default may be absent anyway")],
};

pub(super) const PAGINATOR: Keys = Keys {
    lowered: &["input_token", "output_token", "result_key", "limit_key", "more_results"],
    dropped: &[("non_aggregate_keys", "every page is given whole, so nothing has to be merged")],
};

pub(super) const WAITER: Keys = Keys {
    lowered: &["operation", "delay", "acceptors"],
    dropped: &[
        ("description", "prose"),
        ("maxAttempts", "in Smithy the caller says how long to wait"),
    ],
};

pub(super) const ACCEPTOR: Keys =
    Keys { lowered: &["state", "matcher", "argument", "expected"], dropped: &[] };

/// Reports every key of an object that none of the tables knows.
pub(super) fn check(fields: &Fields<'_>, tables: &[&Keys], diagnostics: &mut Diagnostics) {
    for key in fields.object.keys() {
        if known(tables).any(|known| known == key) {
            continue;
        }
        diagnostics.left_out(
            LeftOut::C2j,
            &fields.at,
            format!("`{key}` is not a key that is understood here; it is left out"),
        );
        if let Some(meant) = nearest(key, known(tables)) {
            diagnostics.help(format!("did you mean `{meant}`?"));
        }
    }
}

fn known<'k>(tables: &'k [&Keys]) -> impl Iterator<Item = &'static str> + 'k {
    tables.iter().flat_map(|table| {
        table.lowered.iter().copied().chain(table.dropped.iter().map(|(key, _reason)| *key))
    })
}
