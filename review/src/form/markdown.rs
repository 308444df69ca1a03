//! A review for a comment on a pull request, and for the summary of a job.
//!
//! In come a review and a limit, out goes Markdown as GitHub reads it: a table, what breaks callers, by what old programs can fail, the rest folded by operation.
//! What does not fit is counted, never dropped in silence, and a table says which operations changed; the page and the JSON have everything.
//! Whatever a model is called stays text: see `escape` and `prose`.

mod bounded;
pub(super) mod escape;
mod left;
mod operations;
pub(super) mod prose;
mod summary;

use std::collections::BTreeSet;

use bounded::Bounded;
use escape::{block, code, code_in_cell, html_code};
use left::Left;
use prose::prose;

use super::words;
use crate::report::{Change, CrateReview, GeneratorChange, Review, Section};
use crate::table::{Callers, Kind};

/// The bytes that the form may have for a comment on a pull request.
///
/// GitHub refuses comments that are longer than 65,536 (`Body is too long (maximum is 65536 characters)`).
/// Bodies of pull requests were measured to have that limit, in code points, and comments four times as much, in bytes
/// (<https://github.com/dead-claudia/github-limits/pull/13>); so many bytes of UTF-8 are within both.
/// The rest is for whoever posts the comment: a mark by which to find it again, and a link to the page.
pub const COMMENT_LIMIT: usize = 64_000;

/// The bytes that the form may have for the summary of a job, which is 1 MiB for each step
/// (<https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-markdown-summary>).
pub const SUMMARY_LIMIT: usize = 1_000_000;

/// The part of the limit that the table of operations may take: a third.
const OPERATIONS: usize = 3;

/// The least limit; a smaller one is taken for it. The verdict and the count of what is left out need as much.
pub const LEAST_LIMIT: usize = 256;

/// The review as Markdown of at most `limit` bytes.
pub fn write(review: &Review, limit: usize) -> String {
    let limit = limit.max(LEAST_LIMIT);
    // The line that counts what is left out takes room only where something is.
    let whole = write_within(review, usize::MAX);
    if whole.len() <= limit { whole } else { write_within(review, limit) }
}

fn write_within(review: &Review, limit: usize) -> String {
    let footer = Left::everything(review).to_string().len();
    let mut out = Bounded::new(limit);
    out.reserve(footer);
    let has_several = review.crates.len() > 1;
    let is_whole = limit == usize::MAX;
    let mut page =
        Page { out, left: Left::default(), told: BTreeSet::new(), has_several, is_whole };
    let changed: Vec<&CrateReview> =
        review.crates.iter().filter(|review| !words::is_unchanged(review)).collect();
    // Where everything is shown there is no need for it.
    let tables = match limit {
        usize::MAX => String::new(),
        limit => operations::tables(&changed, limit / OPERATIONS),
    };
    page.out.reserve(tables.len());
    page.summary(review, &changed);
    for review in &changed {
        page.refused(review);
    }
    for review in &changed {
        page.of_the_program(review);
    }
    for review in &changed {
        page.breaking(review);
    }
    for review in &changed {
        page.failing(review);
    }
    for review in &review.crates {
        page.warnings(review);
    }
    page.not_occurring(review);
    for review in &changed {
        page.others(review);
        if let Some(generator) = &review.generator {
            page.generator(review, generator);
        }
    }
    page.out.push_reserved(&tables, tables.len());
    page.out.push_reserved(&page.left.to_string(), footer);
    page.out.finish()
}

struct Page {
    out: Bounded,
    left: Left,
    /// Kinds of which was said what they mean.
    told: BTreeSet<Kind>,
    /// Whether a heading has to name its crate.
    has_several: bool,
    /// Whether nothing has to be left out.
    is_whole: bool,
}

impl Page {
    fn summary(&mut self, review: &Review, changed: &[&CrateReview]) {
        if changed.is_empty() {
            self.push(&summary::nothing(review), |left| &mut left.crates);
            return;
        }
        self.push(&summary::verdict(review), |left| &mut left.remarks);
        self.out.heading(summary::TABLE.to_owned());
        for review in changed {
            self.push(&summary::row(review), |left| &mut left.crates);
        }
        for review in changed {
            self.push(&summary::comparison(review), |left| &mut left.remarks);
        }
        let unchanged = review.crates.len() - changed.len();
        if unchanged > 0 {
            let crates = words::number(unchanged, "other crate", "other crates");
            self.push(&format!("\nNo change of {crates}.\n"), |left| &mut left.remarks);
        }
    }

    /// What the gate refuses, before all else: somebody has to do something about it.
    fn refused(&mut self, review: &CrateReview) {
        self.out.heading(self.title("Refused", review) + "\n");
        for change in review.changes.iter().filter(|change| words::is_refused(change)) {
            let item = self.item(change, words::reach(change, code), true);
            self.push(&item, |left| &mut left.changes);
        }
    }

    /// What concerns the program that was searched, but what is refused.
    fn of_the_program(&mut self, review: &CrateReview) {
        self.out.heading(self.title("Your program", review) + "\n");
        let is_here = |change: &&Change| is_met(change) && !words::is_refused(change);
        for change in review.changes.iter().filter(is_here) {
            let item = self.item(change, words::reach(change, code), true);
            self.push(&item, |left| &mut left.changes);
        }
    }

    /// What breaks callers, for everyone to see.
    fn breaking(&mut self, review: &CrateReview) {
        self.out.heading(self.title("Breaking changes", review) + "\n");
        for change in
            review.changes.iter().filter(|change| is_apart(change) && words::is_breaking(change))
        {
            let item = self.item(change, words::reach(change, code), true);
            self.push(&item, |left| &mut left.changes);
        }
    }

    /// By what old programs can fail, although callers compile: nobody else would say so.
    fn failing(&mut self, review: &CrateReview) {
        self.out.heading(self.title("Old programs can fail", review) + "\n");
        let failing = |change: &&Change| {
            is_apart(change) && words::is_failing(change) && !words::is_breaking(change)
        };
        for change in review.changes.iter().filter(failing) {
            let item = self.item(change, words::reach(change, code), true);
            self.push(&item, |left| &mut left.changes);
        }
    }

    fn warnings(&mut self, review: &CrateReview) {
        self.out.heading(self.title("Warnings", review) + "\n");
        for warning in &review.warnings {
            self.push(&format!("- {}\n", prose(warning)), |left| &mut left.warnings);
        }
    }

    /// Accepted changes whose entry can go.
    fn not_occurring(&mut self, review: &Review) {
        self.out.heading("\n### Accepted, but not there\n\n".to_owned());
        for accepted in &review.not_occurring {
            let item = format!("- {}\n", words::not_occurring(accepted, code));
            self.push(&item, |left| &mut left.warnings);
        }
    }

    /// What is not urgent, folded.
    fn others(&mut self, review: &CrateReview) {
        self.out.heading(self.title("Other changes", review));
        for section in words::sections(review) {
            self.section(&section);
        }
        let quiet: Vec<&Change> =
            review.changes.iter().filter(|change| words::is_quiet(change)).collect();
        let count = words::number(quiet.len(), "change", "changes");
        let summary = format!("{count} of documentation or without effect");
        self.folded(&summary, &quiet, |change| words::reach(change, code));
    }

    fn section(&mut self, section: &Section<'_>) {
        let is_folded = |change: &&Change| {
            is_apart(change) && !words::is_breaking(change) && !words::is_failing(change)
        };
        let changes: Vec<&Change> = section.changes.iter().copied().filter(is_folded).collect();
        let mut tally = words::tally(changes.iter().copied());
        let on_wire = words::tally_on_wire(changes.iter().copied());
        tally.extend(on_wire.map(|on_wire| format!("; old programs: {on_wire}")));
        // The title of such a section is the operation's name, and says enough about the reach.
        if section.changes.iter().all(|change| change.reach.operations().len() == 1) {
            let summary = format!("{}: {tally}", html_code(&section.title));
            self.folded(&summary, &changes, |_| None);
        } else {
            let summary = format!("{}: {tally}", section.title);
            self.folded(&summary, &changes, |change| words::reach(change, code));
        }
    }

    /// Changes behind a summary. Those that do not fit are counted there, and for the footer.
    fn folded(
        &mut self,
        summary: &str,
        changes: &[&Change],
        reach: impl Fn(&Change) -> Option<String>,
    ) {
        let room = end_of_folded(changes.len()).len();
        let mut shown = 0;
        for change in changes {
            // A link is as long as half of what else there is to say.
            let item = self.item(change, reach(change), self.is_whole);
            let is_shown = match shown {
                0 => self.out.push_reserving(&(start_of_folded(summary) + &item), room),
                _ => self.out.push(&item),
            };
            shown += usize::from(is_shown);
        }
        let left = changes.len() - shown;
        if shown > 0 {
            self.out.push_reserved(&end_of_folded(left), room);
        }
        self.left.changes += left;
    }

    /// A change as an item of a list, with what it means where that was not said yet.
    ///
    /// `has_link` is set where the subject leads to the API reference.
    fn item(&mut self, change: &Change, reach: Option<String>, has_link: bool) -> String {
        let row = change.row();
        let mut item = format!("- {}", subject(change, has_link));
        let additive = (row.callers == Callers::Additive).then_some("additive");
        // Of the others that fail, the heading says so.
        let on_wire = words::mark_on_wire(row)
            .filter(|_| words::is_breaking(change) || !words::is_failing(change));
        let marks: Vec<&str> = additive.into_iter().chain(on_wire).collect();
        if !marks.is_empty() {
            item.push_str(&format!(" ({})", marks.join(", ")));
        }
        item.push_str(&format!(": {}", prose(words::happened(change, reach.is_some()))));
        item.extend(reach.map(|reach| format!(", {reach}")));
        item.push('\n');
        item.extend(words::used_at(change, code).map(|used_at| format!("  - {used_at}\n")));
        for rewrite in change.rewrites() {
            let (old, new) = (code(&rewrite.old), code(&rewrite.new));
            item.push_str(&format!("  - instead of {old}, write {new}\n"));
        }
        item.extend(words::standing(change, code).map(|standing| format!("  - {standing}\n")));
        item.extend(change.notes.iter().map(|note| format!("  - {}\n", prose(note))));
        if self.told.insert(change.kind) {
            let why = words::why(row).map(str::to_owned);
            let lines = why.into_iter().chain(words::on_the_wire(row));
            item.extend(lines.map(|line| format!("  - {line}\n")));
        }
        item
    }

    /// What the generator changed, folded: a table by kind of file, and examples.
    fn generator(&mut self, review: &CrateReview, generator: &GeneratorChange) {
        let end = end_of_folded(0);
        self.out.heading(self.title("Generator", review));
        if !self.out.push_reserving(&files_by_kind(generator), end.len()) {
            self.left.remarks += 1;
            self.left.examples += generator.examples.len();
            return;
        }
        for example in &generator.examples {
            let lines = example.hunk.lines.iter();
            let lines = lines.map(|line| format!("{}{}", line.sign.character(), line.text));
            let places = words::number(example.alike, "place", "places");
            let path = code(&example.path);
            let piece = format!("\n{path}, done in {places}:\n\n{}", block("diff", lines));
            self.push(&piece, |left| &mut left.examples);
        }
        self.out.push_reserved(&end, end.len());
    }

    /// Appends a piece, or counts it where it does not fit.
    fn push(&mut self, piece: &str, count: impl Fn(&mut Left) -> &mut usize) {
        *count(&mut self.left) += usize::from(!self.out.push(piece));
    }

    fn title(&self, title: &str, review: &CrateReview) -> String {
        match self.has_several {
            true => format!("\n### {title}: {}\n", code(&review.package)),
            false => format!("\n### {title}\n"),
        }
    }
}

/// What a change is about, with a link to where AWS describes it.
fn subject(change: &Change, has_link: bool) -> String {
    let subject = code(&change.subject);
    match change.reference.as_deref().filter(|_| has_link) {
        Some(address) => format!("[{subject}]({address})"),
        None => subject,
    }
}

/// Whether a change is not among those that stand together before the others: what is refused, and what concerns a program.
fn is_apart(change: &Change) -> bool {
    !words::is_refused(change) && !is_met(change)
}

fn is_met(change: &Change) -> bool {
    !change.used_at.is_empty()
}

fn files_by_kind(generator: &GeneratorChange) -> String {
    let files = generator.kinds.iter().map(|kind| kind.files).sum();
    let files = words::number(files, "file", "files");
    let mut text = start_of_folded(&format!("What the generator changed: {files}"));
    text.push_str("| kind | files | added lines | removed lines |\n|---|--:|--:|--:|\n");
    text.extend(generator.kinds.iter().map(|kind| {
        let name = code_in_cell(&kind.kind);
        format!("| {name} | {} | {} | {} |\n", kind.files, kind.added, kind.removed)
    }));
    text
}

fn start_of_folded(summary: &str) -> String {
    format!("\n<details>\n<summary>{summary}</summary>\n\n")
}

/// The end of what is folded, with the number of items that did not fit.
fn end_of_folded(left: usize) -> String {
    match left {
        0 => "\n</details>\n".to_owned(),
        left => format!("- … and {left} more\n\n</details>\n"),
    }
}
