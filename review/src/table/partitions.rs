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
        why: "requests to its regions use its DNS suffix instead of the suffix of `aws`",
        wire: Wire::Fails,
        on_the_wire: "old programs send requests for its regions to hosts that do not exist",
    },
    Row {
        kind: Kind::PartitionRemoved,
        id: "partition-removed",
        topic: Topic::Endpoints,
        what: "a partition was removed",
        callers: Callers::None,
        at_run_time: true,
        why: "requests to its regions use the DNS suffix of `aws`",
        wire: Wire::Fails,
        on_the_wire: "old programs send requests for its regions to hosts that may no longer exist",
    },
    Row {
        kind: Kind::PartitionChanged,
        id: "partition-changed",
        topic: Topic::Endpoints,
        what: "the facts about a partition or one of its regions differ",
        callers: Callers::None,
        at_run_time: true,
        why: "requests may go to other hosts",
        wire: Wire::Fails,
        on_the_wire: "old programs use the hosts of the old facts, which may no longer respond",
    },
    Row {
        kind: Kind::RegionAdded,
        id: "region-added",
        topic: Topic::Endpoints,
        what: "a region is new",
        callers: Callers::None,
        at_run_time: true,
        why: "a name that matched no partition now belongs to one; other names resolve as before",
        wire: Wire::Works,
        on_the_wire: "the regular expression of the partition applies, as to every name that is not listed",
    },
    Row {
        kind: Kind::RegionRemoved,
        id: "region-removed",
        topic: Topic::Endpoints,
        what: "a region was removed",
        callers: Callers::None,
        at_run_time: true,
        why: "the regular expression of the partition applies, as to every name that is not listed",
        wire: Wire::Works,
        on_the_wire: "old programs use the same hosts as before",
    },
];
