//! A review for a terminal.
//!
//! In come a review and the colours of the caller, out goes text: the verdict, the changes by operation, the files, the generator.
//! What is said once is not said again: why a kind of change breaks callers stands at the first change of that kind.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use anstyle::Style;

use super::words;
use crate::report::{
    Change, CrateReview, ExampleHunk, GeneratorChange, Review, Rewrite, Section, Side, Standing,
    YOUR_PROGRAM,
};
use crate::table::{Callers, Kind, Step};

/// The colours of a text. By default there are none.
#[derive(Clone, Copy, Debug, Default)]
pub struct Palette {
    /// The verdict and the heading of a section.
    pub title: Style,
    /// A change that breaks callers, a major step.
    pub breaking: Style,
    /// A change that adds something, a minor step.
    pub additive: Style,
    /// Explanations.
    pub faint: Style,
    /// A line that is new in generated code.
    pub added: Style,
    /// A line that is gone from generated code.
    pub removed: Style,
}

/// The review as text, each line with its end.
///
/// Changes are marked: `!` breaks callers, `+` adds something, `~` does neither.
pub fn write(review: &Review, palette: &Palette) -> String {
    let mut text = Text { palette, told: BTreeSet::new(), out: String::new() };
    if review.crates.is_empty() {
        text.line("nothing was compared");
    }
    for (at, of_crate) in review.crates.iter().enumerate() {
        if at > 0 {
            text.line("");
        }
        text.of_crate(of_crate);
    }
    text.gate(review);
    text.out
}

struct Text<'p> {
    palette: &'p Palette,
    /// Kinds of which was said what they mean.
    told: BTreeSet<Kind>,
    out: String,
}

impl Text<'_> {
    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn of_crate(&mut self, review: &CrateReview) {
        let package = styled(self.palette.title, &words::printable(&review.package));
        if words::is_unchanged(review) {
            self.line(&format!("{package}: no change"));
        } else {
            self.verdict(&package, review);
            self.changes(review);
            if let Some(files) = words::files(review) {
                self.line(&format!("\n{files}"));
            }
            if let Some(generator) = &review.generator {
                self.generator(generator);
            }
        }
        for warning in &review.warnings {
            self.line(&format!("warning: {}", words::printable(warning)));
        }
    }

    /// What the gate has to say of all of it.
    fn gate(&mut self, review: &Review) {
        for (at, accepted) in review.not_occurring.iter().enumerate() {
            if at == 0 {
                self.line("");
            }
            self.line(&format!("note: {}", words::not_occurring(accepted, words::printable)));
        }
        if let Some(refused) = words::refused(review, words::printable) {
            self.line(&format!("\n{}", styled(self.palette.breaking, &refused)));
        }
    }

    fn verdict(&mut self, package: &str, review: &CrateReview) {
        let style = match review.step() {
            Step::Major => self.palette.breaking,
            Step::Minor => self.palette.additive,
            Step::Patch | Step::None => self.palette.title,
        };
        let step = styled(style, review.step().name());
        if review.changes.is_empty() {
            self.line(&format!("{package}: {step}, no API change"));
        } else {
            self.line(&format!("{package}: {step} ({})", words::tally(&review.changes)));
        }
        if let Some(tally) = words::tally_on_wire(review.changes.iter()) {
            self.line(&format!("  old programs: {tally}"));
        }
        if let Some(program) = words::program(review, words::printable) {
            self.line(&format!("  {program}"));
        }
        for (name, side) in [("old", &review.old), ("new", &review.new)] {
            self.line(&format!("  {name}: {}", of_side(side)));
        }
    }

    fn changes(&mut self, review: &CrateReview) {
        let sections = words::sections(review);
        let is_all_quiet = sections.is_empty();
        for section in if is_all_quiet { review.sections() } else { sections } {
            self.section(&section);
        }
        let quiet = review.changes.iter().filter(|change| words::is_quiet(change)).count();
        if quiet > 0 && !is_all_quiet {
            let changes = words::number(quiet, "change", "changes");
            self.line(&format!("\n~ {changes} of documentation or without effect"));
        }
    }

    /// A section: its changes by what they can be reached from, in the order in which each of these comes first.
    fn section(&mut self, section: &Section<'_>) {
        let title = styled(self.palette.title, &words::printable(&section.title));
        self.line(&format!("\n{title}"));
        let mut groups: Vec<(Vec<&str>, Vec<&Change>)> = Vec::new();
        for change in &section.changes {
            let operations = change.reach.operations();
            match groups.iter_mut().find(|(known, _)| *known == operations) {
                Some((_, changes)) => changes.push(change),
                None => groups.push((operations, vec![change])),
            }
        }
        for (operations, changes) in groups {
            let reach = changes.first().and_then(|change| words::reach(change, words::printable));
            // Of one operation the title has the name.
            let is_told = operations.len() == 1 && section.title != YOUR_PROGRAM;
            if let Some(reach) = reach.filter(|_| !is_told) {
                self.line(&format!("  {}", styled(self.palette.faint, &reach)));
            }
            self.group(&changes);
        }
    }

    /// Changes that can be reached from the same operations. New types are named in one line.
    fn group(&mut self, changes: &[&Change]) {
        let is_new_type = |change: &Change| {
            change.kind == Kind::TypeAdded
                && (change.notes.is_empty() || !change.parts.is_empty())
                && change.standing == Standing::Allowed
        };
        let new_types: Vec<&Change> =
            changes.iter().copied().filter(|change| is_new_type(change)).collect();
        let names: Vec<&String> = new_types.iter().flat_map(|change| change.subjects()).collect();
        let mut is_told = false;
        for change in changes {
            if names.len() < 2 || !is_new_type(change) {
                self.change(change);
            } else if !is_told {
                is_told = true;
                let names = names.iter().map(|name| words::printable(name));
                let mark = styled(self.palette.additive, "+");
                self.line(&format!(
                    "  {mark} {} types are new: {}",
                    names.len(),
                    words::names(names)
                ));
            }
        }
    }

    fn change(&mut self, change: &Change) {
        let row = change.row();
        let style = match row.callers {
            Callers::Breaking => self.palette.breaking,
            Callers::Additive => self.palette.additive,
            Callers::None => Style::new(),
        };
        let subject = words::printable(&change.subject);
        let detail = words::printable(words::happened(change, true));
        let mark = words::sign(row);
        let on_wire = words::mark_on_wire(row).map(|mark| format!(" ({mark})")).unwrap_or_default();
        self.line(&format!("  {} {subject}: {detail}{on_wire}", styled(style, mark)));
        if let Some(used_at) = words::used_at(change, words::printable) {
            self.line(&format!("      {used_at}"));
        }
        for Rewrite { old, new } in change.rewrites() {
            for (sign, code) in [('-', old), ('+', new)] {
                self.line(&format!("      {sign} {}", words::printable(code)));
            }
        }
        if let Some(standing) = words::standing(change, words::printable) {
            let style =
                if words::is_refused(change) { self.palette.breaking } else { self.palette.faint };
            self.line(&format!("      {}", styled(style, &standing)));
        }
        for note in &change.notes {
            self.line(&format!("      {}", words::printable(note)));
        }
        if self.told.insert(change.kind) {
            let why = words::why(row).map(str::to_owned);
            for line in why.into_iter().chain(words::on_the_wire(row)) {
                self.line(&format!("      {}", styled(self.palette.faint, &line)));
            }
        }
    }

    fn generator(&mut self, generator: &GeneratorChange) {
        let title = styled(self.palette.title, "The generator");
        self.line(&format!("\n{title}"));
        for kind in &generator.kinds {
            let name = words::printable(&kind.kind);
            let files = words::number(kind.files, "file", "files");
            self.line(&format!(
                "  {name:10}  {files:>10}  +{} -{} lines",
                kind.added, kind.removed
            ));
        }
        for example in &generator.examples {
            self.example(example);
        }
    }

    fn example(&mut self, example: &ExampleHunk) {
        let path = words::printable(&example.path);
        let alike = words::number(example.alike, "place", "places");
        let line = example.hunk.new_start;
        self.line(&format!("\n  {path}:{line}, done in {alike}"));
        for line in &example.hunk.lines {
            let style = match line.sign {
                crate::code::Sign::Same => Style::new(),
                crate::code::Sign::Added => self.palette.added,
                crate::code::Sign::Removed => self.palette.removed,
            };
            let text = format!("{}{}", line.sign.character(), words::printable(&line.text));
            self.line(&format!("    {}", styled(style, text.trim_end())));
        }
    }
}

fn of_side(side: &Side) -> String {
    let mut text = words::printable(&side.label);
    if !side.sha256.is_empty() {
        _ = write!(text, " (sha256 {})", words::short_hash(&side.sha256));
    }
    // The table of partitions has none.
    if side.operations > 0 {
        _ = write!(text, ", {}", words::number(side.operations, "operation", "operations"));
    }
    let files = words::number(side.files, "file", "files");
    let lines = words::number(side.lines, "line", "lines");
    _ = write!(text, ", {files}, {lines}");
    text
}

fn styled(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}
