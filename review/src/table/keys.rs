//! Maps whose keys depend on the value of an enum, as overlays say it.

use super::{Callers, Kind, Row, Topic, Wire};

/// The rows, in the order of the documentation.
pub(super) const ROWS: &[Row] = &[
    Row {
        kind: Kind::RequestKeysChanged,
        id: "request-keys-changed",
        topic: Topic::Members,
        what: "a value of an enum needs other keys of a map than it did, or has lost functions for them",
        callers: Callers::Breaking,
        at_run_time: true,
        why: "the steps that make the map differ, or there are none; plain requests are checked for the other keys",
        wire: Wire::Fails,
        on_the_wire: "requests without a key that is required now may be refused",
    },
    Row {
        kind: Kind::RequestKeysAdded,
        id: "request-keys-added",
        topic: Topic::Members,
        what: "a value of an enum has functions for keys of a map that it had not",
        callers: Callers::Additive,
        at_run_time: true,
        why: "more functions; where the value had none, plain requests are checked for its keys now",
        wire: Wire::Works,
        on_the_wire: "plain requests are sent as before",
    },
    Row {
        kind: Kind::ResponseKeysChanged,
        id: "response-keys-changed",
        topic: Topic::Members,
        what: "a variant for the map of a response is gone, or a field of one is gone or holds something else",
        callers: Callers::Breaking,
        at_run_time: true,
        why: "programs that name it do not compile; what had a variant is read as `Unknown`",
        wire: Wire::Limited,
        on_the_wire: "a field is absent where its key no longer comes",
    },
    Row {
        kind: Kind::ResponseKeysAdded,
        id: "response-keys-added",
        topic: Topic::Members,
        what: "a variant for the map of a response is new, or a field of one is",
        callers: Callers::Additive,
        at_run_time: true,
        why: "one more variant or field in an enum that is `#[non_exhaustive]`, as its variants are; what was read as `Unknown` has a variant now",
        wire: Wire::Limited,
        on_the_wire: "it is read as `Unknown`, or is an entry of the map alone",
    },
    Row {
        kind: Kind::KeysDiffer,
        id: "keys-differ",
        topic: Topic::Members,
        what: "the checks of a map, or the key behind a function or field, differ, and nothing that programs name",
        callers: Callers::None,
        at_run_time: true,
        why: "the same functions and fields; other keys are sent, looked for or read",
        wire: Wire::Fails,
        on_the_wire: "the old keys are sent and looked for, and requests with them may be refused",
    },
];
