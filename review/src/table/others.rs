//! Words, and facts that nothing is generated from.

use super::{Callers, Kind, Row, Topic, Wire};

/// The rows, in the order of the documentation.
pub(super) const ROWS: &[Row] = &[
    Row {
        kind: Kind::DocumentationChanged,
        id: "documentation-changed",
        topic: Topic::Documentation,
        what: "words differ",
        callers: Callers::None,
        at_run_time: false,
        why: "only documentation changes",
        wire: Wire::Works,
        on_the_wire: "nothing changes",
    },
    Row {
        kind: Kind::OtherProtocolChanged,
        id: "other-protocol-changed",
        topic: Topic::Documentation,
        what: "a fact differs that only other protocols read",
        callers: Callers::None,
        at_run_time: false,
        why: "schemas carry it; the protocol of this service does not look at it",
        wire: Wire::Works,
        on_the_wire: "nothing changes",
    },
    Row {
        kind: Kind::FactWithoutEffect,
        id: "fact-without-effect",
        topic: Topic::Documentation,
        what: "a fact differs that nothing is generated from",
        callers: Callers::None,
        at_run_time: false,
        why: "no generated file depends on it",
        wire: Wire::Works,
        on_the_wire: "nothing changes",
    },
    Row {
        kind: Kind::Unclassified,
        id: "unclassified",
        topic: Topic::Documentation,
        what: "a trait differs that no other row is about",
        callers: Callers::Breaking,
        at_run_time: true,
        why: "nobody has said yet what it does, so the worst is assumed",
        wire: Wire::Fails,
        on_the_wire: "nobody has said yet; the worst is assumed",
    },
];
