//! Values of enums.

use super::{Callers, Kind, Row, Topic, Wire};

/// The rows, in the order of the documentation.
pub(super) const ROWS: &[Row] = &[
    Row {
        kind: Kind::ValueAdded,
        id: "value-added",
        topic: Topic::Enums,
        what: "a value of an enum is new",
        callers: Callers::Additive,
        at_run_time: true,
        why: "one more variant in an enum that is `#[non_exhaustive]`; what was read as `Unknown` has a variant now",
        wire: Wire::Works,
        on_the_wire: "it is read as `Unknown` and can be sent back, but not at the level `strict`",
    },
    Row {
        kind: Kind::ValueRemoved,
        id: "value-removed",
        topic: Topic::Enums,
        what: "a value of an enum is gone",
        callers: Callers::Breaking,
        at_run_time: false,
        why: "programs that name the variant do not compile; the value can still be sent, as an unknown one",
        wire: Wire::Limited,
        on_the_wire: "the service may refuse it, and does not send it any more",
    },
    Row {
        kind: Kind::ValueRenamedOnWire,
        id: "value-renamed-on-wire",
        topic: Topic::Enums,
        what: "a variant has another value on the wire, and the same name in Rust",
        callers: Callers::None,
        at_run_time: true,
        why: "the same variant, written and read as the other value",
        wire: Wire::Fails,
        on_the_wire: "the old value is sent and looked for",
    },
    Row {
        kind: Kind::ValueRenamedInRust,
        id: "value-renamed-in-rust",
        topic: Topic::Enums,
        what: "the same value has another name in Rust",
        callers: Callers::Breaking,
        at_run_time: false,
        why: "programs that name the variant do not compile",
        wire: Wire::Works,
        on_the_wire: "the value is the same",
    },
    Row {
        kind: Kind::ValuesReordered,
        id: "values-reordered",
        topic: Topic::Enums,
        what: "values come in another order",
        callers: Callers::None,
        at_run_time: false,
        why: "nothing depends on the order of variants",
        wire: Wire::Works,
        on_the_wire: "nothing changes",
    },
];
