//! What one measure is of another, and whether that is little enough.

/// How a share is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `1/12.5`, for what is a small part.
    Part,
    /// `58 %`, for what is about the same.
    Percent,
}

/// The most that ours may be of theirs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Target(pub(super) Style, pub(super) f64);

impl Target {
    /// One part of so many.
    pub(super) fn part(parts: f64) -> Self {
        Self(Style::Part, 1.0 / parts)
    }

    /// So many in a hundred.
    pub(super) fn percent(percent: f64) -> Self {
        Self(Style::Percent, percent / 100.0)
    }

    /// Gives the limit and whether a share keeps it.
    pub(super) fn verdict(self, share: f64) -> String {
        let Self(style, limit) = self;
        let word = if share <= limit { "met" } else { "missed" };
        let limit = match style {
            Style::Part => format!("1/{:.0}", 1.0 / limit),
            Style::Percent => format!("{:.0} %", limit * 100.0),
        };
        format!("at most {limit}: {word}")
    }
}

/// Writes a share.
pub(super) fn share(style: Style, share: f64) -> String {
    match style {
        // More than half is no part that anyone would write so.
        Style::Part if share > 0.0 && share < 0.5 => format!("1/{:.1}", 1.0 / share),
        Style::Part | Style::Percent => format!("{:.0} %", share * 100.0),
    }
}
