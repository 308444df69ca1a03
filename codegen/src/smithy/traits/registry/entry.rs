//! What an entry says of its trait, and how one is written down.

use crate::smithy::Node;

use super::place::{self, Place, Site};
use super::value::Type;

/// What there is to say of one trait.
pub struct Entry {
    /// Its shape id.
    pub id: &'static str,
    /// Whether the generator reads it. The value and the place of one that it does not read are not looked at.
    pub is_read: bool,
    /// What it means to a review when it differs.
    pub difference: Difference,
    /// What of its value is sentences.
    pub prose: Option<Prose>,
    /// What codecs read of it.
    pub wire: Option<WireFact>,
    /// Whether it holds for a member where it stands on the member's target.
    pub is_from_target: bool,
    /// Whether it limits the values of a shape.
    pub is_constraint: bool,
    /// Whether a value that is received is the same with it and without.
    pub is_ignored_on_receipt: bool,
    /// Whether it says that a service speaks a protocol.
    pub is_protocol: bool,
    /// Whether it says that a service accepts a scheme of authentication.
    pub is_auth_scheme: bool,
    /// Whether an overlay has to bring it: one in a model is not believed.
    pub is_from_overlay: bool,
    value: Type,
    places: &'static [Place],
}

/// What of a trait's value is sentences, which a model of facts alone does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prose {
    /// All of it.
    Whole,
    /// These fields of the value.
    Fields(&'static [&'static str]),
    /// These fields of every entry of the value, a list or a map.
    OfEntries(&'static [&'static str]),
    /// These fields of every entry of the value's `testCases`.
    OfTestCases(&'static [&'static str]),
    /// `documentation` at every depth, where it is a string: another one is a name, of a parameter say.
    Everywhere,
}

/// What codecs read of a trait: a fact of the runtime's tables, under the name that it has there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WireFact {
    /// That the trait is there.
    Flag(&'static str),
    /// Its value, a string.
    Text(&'static str),
    /// Each format of timestamps is a fact of its own.
    TimestampFormat,
    /// A URI and perhaps a prefix.
    XmlNamespace,
}

/// What it means to a review when a trait differs between two versions of a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// There are kinds of change for it.
    Compared,
    /// Something is elsewhere in requests or responses, or called otherwise there, in protocols that are placed by the trait.
    Binding,
    /// As [`Self::Binding`], for a place that has a name of its own instead of the member's.
    Place,
    /// Codecs or requests of other protocols take it, beside those.
    OtherProtocol,
    /// Nothing is generated from it beyond what is compared by itself. Where it decides whether an operation can be
    /// generated at all, the operation comes or goes, which is a change of its own.
    Nothing,
    /// Cases differ that become tests where they are asked for.
    ProtocolTests,
    /// Words differ.
    Words,
}

/// A trait that the generator reads: what its value has to be, and where it may stand.
pub(super) const fn entry(
    id: &'static str,
    value: Type,
    places: &'static [Place],
    difference: Difference,
) -> Entry {
    Entry {
        id,
        is_read: true,
        difference,
        prose: None,
        wire: None,
        is_from_target: false,
        is_constraint: false,
        is_ignored_on_receipt: false,
        is_protocol: false,
        is_auth_scheme: false,
        is_from_overlay: false,
        value,
        places,
    }
}

/// One of these without a value.
pub(super) const fn annotation(
    id: &'static str,
    places: &'static [Place],
    difference: Difference,
) -> Entry {
    entry(id, Type::Annotation, places, difference)
}

/// A trait that the generator does not read.
pub(super) const fn unread(id: &'static str, difference: Difference) -> Entry {
    let entry = entry(id, Type::Any, &[Place::Anywhere], difference);
    Entry { is_read: false, ..entry }
}

/// What not every trait is.
impl Entry {
    pub(super) const fn wire(self, fact: WireFact) -> Self {
        Self { wire: Some(fact), ..self }
    }

    pub(super) const fn prose(self, prose: Prose) -> Self {
        Self { prose: Some(prose), ..self }
    }

    pub(super) const fn taken_over(self) -> Self {
        Self { is_from_target: true, ..self }
    }

    /// A constraint: what is received is not checked.
    pub(super) const fn constraint(self) -> Self {
        Self { is_constraint: true, is_ignored_on_receipt: true, ..self }
    }

    pub(super) const fn protocol(self) -> Self {
        Self { is_protocol: true, ..self }
    }

    pub(super) const fn auth_scheme(self) -> Self {
        Self { is_auth_scheme: true, ..self }
    }

    pub(super) const fn in_overlays(self) -> Self {
        Self { is_from_overlay: true, ..self }
    }

    pub(super) const fn ignored_on_receipt(self) -> Self {
        Self { is_ignored_on_receipt: true, ..self }
    }
}

impl Entry {
    /// What is wrong with a value of the trait; nothing if it is as defined.
    pub fn problems(&self, value: &Node) -> Vec<String> {
        self.value.problems(self.name(), value)
    }

    /// Why the trait cannot stand at a place; `None` if it can.
    pub fn misplaced(&self, site: Site<'_>) -> Option<String> {
        let misfit = place::misfit(self.places, site)?;
        Some(format!("`{}` {misfit}", self.name()))
    }

    /// The id as it is written where the namespace is `smithy.api`.
    fn name(&self) -> &'static str {
        self.id.strip_prefix("smithy.api#").unwrap_or(self.id)
    }
}
