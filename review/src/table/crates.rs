//! A crate as a whole: whether there is one, how it is called, with which settings it is made.

use super::{Callers, Kind, Row, Topic, Wire};

/// The rows, in the order of the documentation.
pub(super) const ROWS: &[Row] = &[
    Row {
        kind: Kind::CrateAdded,
        id: "crate-added",
        topic: Topic::Service,
        what: "a crate is new",
        callers: Callers::Additive,
        at_run_time: false,
        why: "nobody depends on it yet",
        wire: Wire::Works,
        on_the_wire: "nothing changes",
    },
    Row {
        kind: Kind::CrateRemoved,
        id: "crate-removed",
        topic: Topic::Service,
        what: "a crate is no longer generated",
        callers: Callers::Breaking,
        at_run_time: false,
        why: "programs that depend on it do not compile",
        wire: Wire::Works,
        on_the_wire: "nothing changes",
    },
    Row {
        kind: Kind::CrateRenamed,
        id: "crate-renamed",
        topic: Topic::Service,
        what: "a crate has another name",
        callers: Callers::Breaking,
        at_run_time: false,
        why: "programs name it in their manifest and in their code",
        wire: Wire::Works,
        on_the_wire: "nothing changes",
    },
    Row {
        kind: Kind::CrateMoved,
        id: "crate-moved",
        topic: Topic::Service,
        what: "a crate is in another folder",
        callers: Callers::Breaking,
        at_run_time: false,
        why: "programs that depend on it by its path do not compile",
        wire: Wire::Works,
        on_the_wire: "nothing changes",
    },
    Row {
        kind: Kind::ValidationLevelChanged,
        id: "validation-level-changed",
        topic: Topic::Constraints,
        what: "requests are checked at another level where a program sets none",
        callers: Callers::None,
        at_run_time: true,
        why: "the same types; what is refused before it is sent differs",
        wire: Wire::Works,
        on_the_wire: "they are checked at the level that they were built with",
    },
];
