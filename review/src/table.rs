//! The classification: every kind of change, what it does to callers, and what it does on the wire.
//!
//! This is the only place that says so. `docs/review.md` prints these rows, and a test compares the two.
//!
//! *Callers* are programs against the generated crate: a change breaks them when one that compiled no longer does.
//! *The wire* is about programs that were built from the old model and go on running.

mod constraints;
mod crates;
mod enums;
mod errors;
mod keys;
mod members;
mod operations;
mod others;
mod partitions;
mod service;
mod types;
mod values;

use serde::Serialize;

/// What a change does to programs that are compiled against the generated crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Callers {
    /// One that compiled may not compile any more.
    Breaking,
    /// Something is there that was not; everything else compiles as before.
    Additive,
    /// Nothing that a compiler sees.
    None,
}

/// What a change does to programs that were built from the old model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wire {
    /// Calls that worked can fail.
    Fails,
    /// Calls work, but not everything that the service offers or says can be used or seen.
    Limited,
    /// Calls work as before.
    Works,
}

/// The step of a version that has to follow (Semantic Versioning 2.0.0, 6 to 8).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// Nothing to release.
    #[default]
    None,
    /// The same API, doing the same.
    Patch,
    /// More API, or the same doing something else at run time.
    Minor,
    /// Callers have to change.
    Major,
}

/// What a change is about; readers filter by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Topic {
    /// The service as a whole.
    Service,
    /// Operations and what they do.
    Operations,
    /// Errors of operations.
    Errors,
    /// Types as a whole.
    Types,
    /// Members of structures and unions.
    Members,
    /// Values of enums.
    Enums,
    /// Constraints.
    Constraints,
    /// Endpoints.
    Endpoints,
    /// Words, and facts without effect.
    Documentation,
}

/// A row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The kind of change.
    pub kind: Kind,
    /// Its name in links, filters and JSON.
    pub id: &'static str,
    /// What it is about.
    pub topic: Topic,
    /// What happened.
    pub what: &'static str,
    /// What it does to callers.
    pub callers: Callers,
    /// Whether a program that is compiled again does something else than before.
    pub at_run_time: bool,
    /// Why callers are affected in this way.
    pub why: &'static str,
    /// What it does to programs that are not compiled again.
    pub wire: Wire,
    /// What those see.
    pub on_the_wire: &'static str,
}

impl Row {
    /// The step of a version that follows.
    pub fn step(&self) -> Step {
        match (self.callers, self.at_run_time) {
            (Callers::Breaking, _) => Step::Major,
            (Callers::Additive, _) | (Callers::None, true) => Step::Minor,
            (Callers::None, false) => Step::Patch,
        }
    }
}

impl Callers {
    /// All, the worst first.
    pub const ALL: [Self; 3] = [Self::Breaking, Self::Additive, Self::None];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Additive => "additive",
            Self::None => "none",
        }
    }
}

impl Wire {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fails => "fails",
            Self::Limited => "limited",
            Self::Works => "works",
        }
    }
}

impl Step {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

impl Topic {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 9] = [
        Self::Service,
        Self::Operations,
        Self::Errors,
        Self::Types,
        Self::Members,
        Self::Enums,
        Self::Constraints,
        Self::Endpoints,
        Self::Documentation,
    ];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Operations => "operations",
            Self::Errors => "errors",
            Self::Types => "types",
            Self::Members => "members",
            Self::Enums => "enums",
            Self::Constraints => "constraints",
            Self::Endpoints => "endpoints",
            Self::Documentation => "documentation",
        }
    }
}

impl Kind {
    /// What a change of this kind means.
    pub fn row(self) -> &'static Row {
        let found = rows().find(|row| row.kind == self);
        found.unwrap_or_else(|| unreachable!("a test finds a row for every kind, {self:?} too"))
    }
}

/// Every row, in the order of the documentation.
pub fn rows() -> impl Iterator<Item = &'static Row> {
    let parts: [&'static [Row]; 12] = [
        crates::ROWS,
        service::ROWS,
        operations::ROWS,
        errors::ROWS,
        types::ROWS,
        members::ROWS,
        values::ROWS,
        enums::ROWS,
        keys::ROWS,
        constraints::ROWS,
        partitions::ROWS,
        others::ROWS,
    ];
    parts.into_iter().flatten()
}

/// A kind of change. The same fact has more than one where it means something else for what is sent and for what comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the rows say what each is")]
pub enum Kind {
    CrateAdded,
    CrateRemoved,
    CrateRenamed,
    CrateMoved,
    RuntimeChanged,
    ValidationLevelChanged,
    ServiceRenamed,
    ServiceIdChanged,
    ApiVersionChanged,
    ProtocolChanged,
    QueryCompatibilityChanged,
    SigningNameChanged,
    EndpointRulesChanged,
    EndpointRulesWidened,
    EndpointRulesExtended,
    EndpointRulesRewritten,
    EndpointTestsChanged,
    OperationEndpointChanged,
    OperationEndpointWidened,
    OperationEndpointExtended,
    OperationEndpointRewritten,
    EndpointMemberAdded,
    ClientParameterAdded,
    ClientParameterRemoved,
    OperationAdded,
    OperationRemoved,
    OperationDeselected,
    OperationNoLongerGenerated,
    OperationSignedOtherwise,
    OperationRenamedInRust,
    OperationDeprecated,
    OperationNoLongerDeprecated,
    OperationNowSigned,
    OperationNoLongerSigned,
    AuthSchemeAdded,
    AuthSchemeRemoved,
    PaginationAdded,
    PaginationRemoved,
    PaginationChanged,
    PaginationItemsAdded,
    PaginationItemsMoved,
    PaginationItemsChanged,
    WaiterAdded,
    WaiterRemoved,
    WaiterChanged,
    IdempotencyTokenAdded,
    RequiredIdempotencyTokenAdded,
    IdempotencyTokenRemoved,
    CompressionAdded,
    CompressionRemoved,
    ChecksumRequired,
    ChecksumAllowed,
    ChecksumRemoved,
    OperationSemanticsChanged,
    ErrorAdded,
    ErrorRemoved,
    ErrorRenamed,
    ErrorCodeChanged,
    ErrorStatusChanged,
    ErrorRetryChanged,
    ErrorFaultChanged,
    TypeAdded,
    TypeRemoved,
    TypeRetyped,
    StringBecameEnumInInput,
    StringBecameEnum,
    EnumBecameString,
    EnumBecameStringInInput,
    TypeRenamed,
    TypeRenamedInRust,
    TypeNowSent,
    TypeNoLongerSent,
    TypeNowChecked,
    TypeNoLongerChecked,
    TypeNowOutput,
    TypeNoLongerOutput,
    TypeDeprecated,
    TypeNoLongerDeprecated,
    NullsAllowed,
    NullsAllowedInInput,
    NullsNotAllowedInInput,
    NullsNotAllowed,
    OptionalMemberAdded,
    RequiredMemberAddedToInput,
    RequiredMemberAddedToOutput,
    MemberRemovedFromInput,
    MemberRemoved,
    MemberRetyped,
    MemberRetargeted,
    NumberRetyped,
    NumberRetypedWithin,
    EnumReplacedInInput,
    EnumReplaced,
    MemberBoxed,
    MemberMadeRequiredInInput,
    MemberMadeRequiredInOutput,
    MemberMadeRequiredInType,
    MemberMadeOptionalInInput,
    MemberMadeOptionalInBoth,
    MemberMadeOptionalInOutput,
    RequiredAtRunTimeAdded,
    RequiredAtRunTimeRemoved,
    MemberRenamedOnWire,
    BindingChanged,
    MemberRenamedInRust,
    MembersReordered,
    RequiredMembersReordered,
    VariantAdded,
    VariantAddedToInput,
    VariantRemovedFromInput,
    VariantRemoved,
    DefaultChanged,
    DefaultOfOutputChanged,
    DefaultAdded,
    DefaultAddedToRequired,
    DefaultDropped,
    DefaultLeftToService,
    DefaultDroppedFromRequired,
    TimestampFormatChanged,
    MadeSensitive,
    NoLongerSensitive,
    MemberDeprecated,
    MemberNoLongerDeprecated,
    ValueAdded,
    ValueAddedToInput,
    ValueRemovedFromInput,
    ValueRemoved,
    ValueRenamedOnWire,
    ValueRenamedInRust,
    ValuesReordered,
    RequestKeysChanged,
    RequestKeysAdded,
    ResponseKeysChanged,
    ResponseKeysAdded,
    KeysDiffer,
    ConstraintWidened,
    ConstraintTightened,
    ConstraintAdded,
    ConstraintDropped,
    UncheckedConstraintWidened,
    ConstraintChanged,
    UncheckedConstraintChanged,
    OpacityChanged,
    ConstraintOfOutputChanged,
    PartitionAdded,
    PartitionRemoved,
    PartitionChanged,
    RegionAdded,
    RegionRemoved,
    GeneratedItemRemoved,
    GeneratedItemChanged,
    GeneratedItemAdded,
    DocumentationChanged,
    ProtocolTestsChanged,
    OtherProtocolChanged,
    FactWithoutEffect,
    CustomTraitChanged,
    Unclassified,
}

impl Kind {
    /// Every kind, in the order of the rows.
    pub fn all() -> impl Iterator<Item = Self> {
        rows().map(|row| row.kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_row_and_every_row_an_id_of_its_own() {
        let kinds: Vec<usize> = Kind::all().map(|kind| kind as usize).collect();
        let last = Kind::Unclassified as usize;
        assert_eq!(kinds, (0..=last).collect::<Vec<_>>(), "in the order of the kinds");
        let ids: std::collections::BTreeSet<&str> = rows().map(|row| row.id).collect();
        assert_eq!(ids.len(), rows().count());
    }

    #[test]
    fn what_the_service_may_reject_fails() {
        let milder = rows().filter(|row| row.wire != Wire::Fails);
        let rejected = milder.filter(|row| row.on_the_wire.contains("may reject"));
        assert_eq!(rejected.map(|row| row.id).collect::<Vec<_>>(), Vec::<&str>::new());
    }
}
