//! The table of partitions.

use super::{Callers, Kind, Row, Topic, Wire};

/// The rows, in the order of the documentation.
pub(super) const ROWS: &[Row] = &[
    Row {
        kind: Kind::PartitionAdded,
        id: "partition-added",
        topic: Topic::Endpoints,
        what: "a partition is new",
        callers: Callers::None,
        at_run_time: true,
        why: "requests to its regions get its DNS suffix, in the place of that of `aws`",
        wire: Wire::Fails,
        on_the_wire: "requests to its regions go to hosts that do not exist",
    },
    Row {
        kind: Kind::PartitionRemoved,
        id: "partition-removed",
        topic: Topic::Endpoints,
        what: "a partition is gone",
        callers: Callers::None,
        at_run_time: true,
        why: "requests to its regions get the DNS suffix of `aws`",
        wire: Wire::Fails,
        on_the_wire: "requests to its regions go to hosts that may no longer exist",
    },
    Row {
        kind: Kind::PartitionChanged,
        id: "partition-changed",
        topic: Topic::Endpoints,
        what: "what holds for a partition, or for one of its regions, differs",
        callers: Callers::None,
        at_run_time: true,
        why: "requests may go to other hosts",
        wire: Wire::Fails,
        on_the_wire: "requests go where the old facts say, which may no longer answer",
    },
    Row {
        kind: Kind::RegionAdded,
        id: "region-added",
        topic: Topic::Endpoints,
        what: "a region is new",
        callers: Callers::None,
        at_run_time: true,
        why: "a name that the expression of no partition matched belongs to one now; others are resolved as before",
        wire: Wire::Works,
        on_the_wire: "the expression of the partition decides, as it does for every name that is not listed",
    },
    Row {
        kind: Kind::RegionRemoved,
        id: "region-removed",
        topic: Topic::Endpoints,
        what: "a region is gone",
        callers: Callers::None,
        at_run_time: true,
        why: "the expression of the partition decides about its name, as it does for every name that is not listed",
        wire: Wire::Works,
        on_the_wire: "requests to it get the same hosts as before",
    },
];
