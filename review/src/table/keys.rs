//! Maps whose keys depend on the value of an enum, as overlays say it.

use super::{Callers, Kind, Row, Topic, Wire};

/// The rows, in the order of the documentation.
pub(super) const ROWS: &[Row] = &[
    Row {
        kind: Kind::RequestKeysChanged,
        id: "request-keys-changed",
        topic: Topic::Members,
        what: "an enum value requires different keys of a map, or lost functions for keys",
        callers: Callers::Breaking,
        at_run_time: true,
        why: "the steps that build the map differ or are removed; plain requests are checked for the new keys",
        wire: Wire::Fails,
        on_the_wire: "the service may reject requests without a key that is now required",
    },
    Row {
        kind: Kind::RequestKeysAdded,
        id: "request-keys-added",
        topic: Topic::Members,
        what: "an enum value has new functions for keys of a map",
        callers: Callers::Additive,
        at_run_time: true,
        why: "there are new functions; if the value had none, plain requests are now checked for its keys",
        wire: Wire::Works,
        on_the_wire: "old programs send plain requests as before",
    },
    Row {
        kind: Kind::ResponseKeysChanged,
        id: "response-keys-changed",
        topic: Topic::Members,
        what: "a variant for the map of a response was removed, or a field of a variant was removed or has another type",
        callers: Callers::Breaking,
        at_run_time: true,
        why: "programs that name it do not compile; a removed variant is read as `Unknown`",
        wire: Wire::Limited,
        on_the_wire: "a field is empty if the service no longer sends its key",
    },
    Row {
        kind: Kind::ResponseKeysAdded,
        id: "response-keys-added",
        topic: Topic::Members,
        what: "there is a new variant for the map of a response, or a new field of a variant",
        callers: Callers::Additive,
        at_run_time: true,
        why: "an enum that is `#[non_exhaustive]`, as are its variants, has a new variant or field; a new variant was read as `Unknown`",
        wire: Wire::Limited,
        on_the_wire: "old programs read it as `Unknown`, or only as an entry of the map",
    },
    Row {
        kind: Kind::KeysDiffer,
        id: "keys-differ",
        topic: Topic::Members,
        what: "the checks of a map differ, or the key of a function or field; the names in Rust are the same",
        callers: Callers::None,
        at_run_time: true,
        why: "the functions and fields are the same; other keys are sent, expected or read",
        wire: Wire::Fails,
        on_the_wire: "old programs send and expect the old keys, and the service may reject requests with them",
    },
];
