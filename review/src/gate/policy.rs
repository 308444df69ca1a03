//! What a team lets pass.

use std::collections::{BTreeMap, BTreeSet};

use crate::report::Change;
use crate::table::{Callers, Kind, Wire};

/// An effect of changes, as a policy names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// Callers may not compile any more.
    Breaking,
    /// A program that is compiled again does something else.
    RunTime,
    /// Calls of old programs can fail.
    WireFails,
    /// Old programs cannot use or see everything.
    WireLimited,
}

impl Effect {
    /// All.
    pub const ALL: [Self; 4] = [Self::Breaking, Self::RunTime, Self::WireFails, Self::WireLimited];

    /// The word for it on the command line and in `codegen.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::RunTime => "run-time",
            Self::WireFails => "wire-fails",
            Self::WireLimited => "wire-limited",
        }
    }

    /// The effect of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|effect| effect.name() == name)
    }

    fn is_of(self, change: &Change) -> bool {
        let row = change.row();
        match self {
            Self::Breaking => row.callers == Callers::Breaking,
            Self::RunTime => row.at_run_time,
            Self::WireFails => row.wire == Wire::Fails,
            Self::WireLimited => row.wire == Wire::Limited,
        }
    }
}

/// What becomes of changes of a kind or an operation, whatever their effects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// They pass.
    Allow,
    /// They are refused.
    Deny,
}

/// Which changes are refused unless they are accepted.
///
/// What is said of operations goes before what is said of traits, that before what is said of kinds, and that before what is said of effects.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// Effects that are refused.
    pub effects: BTreeSet<Effect>,
    /// Kinds of change.
    pub kinds: BTreeMap<Kind, Level>,
    /// Traits: absolute ids, or `namespace#*`, before which an id goes.
    pub traits: BTreeMap<String, Level>,
    /// Operations, by name. A change that reaches several is refused if one of them says so, and passes if all do.
    pub operations: BTreeMap<String, Level>,
}

impl Policy {
    /// What is said of a trait, and by which name.
    fn of_trait(&self, name: &str) -> Option<(&str, Level)> {
        let namespace = name.split('#').next().unwrap_or_default();
        let entry = self.traits.get_key_value(name);
        let entry = entry.or_else(|| self.traits.get_key_value(&format!("{namespace}#*")));
        entry.map(|(name, level)| (name.as_str(), *level))
    }

    /// Why a change is refused, in a word: the effect, the kind, the trait or the operation. `None` where it passes.
    pub(super) fn refuses(&self, change: &Change) -> Option<String> {
        let operations = change.reach.operations();
        let level = |operation: &str| self.operations.get(operation).copied();
        if let Some(denied) = operations.iter().find(|name| level(name) == Some(Level::Deny)) {
            return Some((*denied).to_owned());
        }
        if !operations.is_empty() && operations.iter().all(|name| level(name).is_some()) {
            return None;
        }
        if let Some((name, level)) = change.of_trait.as_deref().and_then(|name| self.of_trait(name))
        {
            return (level == Level::Deny).then(|| name.to_owned());
        }
        match self.kinds.get(&change.kind) {
            Some(Level::Deny) => Some(change.row().id.to_owned()),
            Some(Level::Allow) => None,
            None => {
                let effect = self.effects.iter().find(|effect| effect.is_of(change));
                effect.map(|effect| effect.name().to_owned())
            }
        }
    }
}
