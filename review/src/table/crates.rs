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
        what: "a crate has a new name",
        callers: Callers::Breaking,
        at_run_time: false,
        why: "programs use the name in their manifest and their code",
        wire: Wire::Works,
        on_the_wire: "nothing changes",
    },
    Row {
        kind: Kind::CrateMoved,
        id: "crate-moved",
        topic: Topic::Service,
        what: "a crate has moved to another folder",
        callers: Callers::Breaking,
        at_run_time: false,
        why: "programs that depend on its path do not compile",
        wire: Wire::Works,
        on_the_wire: "nothing changes",
    },
    Row {
        kind: Kind::ValidationLevelChanged,
        id: "validation-level-changed",
        topic: Topic::Constraints,
        what: "the default validation level differs",
        callers: Callers::None,
        at_run_time: true,
        why: "the types are the same; different requests are rejected before they are sent",
        wire: Wire::Works,
        on_the_wire: "old programs use the level that they were built with",
    },
];
