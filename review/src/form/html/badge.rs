//! How many changes there are of one effect, at the top of the page.
//!
//! In come counts, out go a style, a word, and the link by which these changes are shown alone.

use crate::form::words;
use crate::report::Review;
use crate::table::{Callers, Wire};

/// The changes of one effect.
pub(super) struct Badge {
    style: &'static str,
    pub(super) word: &'static str,
    pub(super) changes: usize,
    /// What the address has behind its `?` where these are shown alone.
    filter: Option<&'static str>,
}

impl Badge {
    /// One for each effect on callers.
    pub(super) fn by_callers(review: &Review) -> [Self; 3] {
        Callers::ALL.map(|callers| Self {
            style: callers.name(),
            word: if callers == Callers::None { "other" } else { callers.name() },
            changes: review.crates.iter().map(|review| review.count(callers)).sum(),
            filter: (callers == Callers::Breaking).then_some("breaking"),
        })
    }

    /// One for each effect on the wire.
    pub(super) fn by_wire(review: &Review) -> [Self; 3] {
        [Wire::Fails, Wire::Limited, Wire::Works].map(|wire| Self {
            style: wire.name(),
            word: wire.name(),
            changes: on_wire(review, wire),
            filter: (wire != Wire::Works).then_some("wire"),
        })
    }

    /// What there is none of does not stand out.
    pub(super) fn style(&self) -> &'static str {
        if self.changes == 0 { Callers::None.name() } else { self.style }
    }

    /// The filter that shows these changes; that of the wire shows both sorts.
    pub(super) fn link(&self) -> Option<&'static str> {
        self.filter.filter(|_| self.changes > 0)
    }
}

/// The number of changes with this effect on old programs, in all crates.
pub(super) fn on_wire(review: &Review, wire: Wire) -> usize {
    review.crates.iter().map(|review| words::count_on_wire(review, wire)).sum()
}
