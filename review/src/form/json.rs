//! A review for programs.
//!
//! In comes a review, out goes one JSON document; `docs/review.md` says what each field means.
//! Everything that a review knows is in it, whole: nothing is folded, cut or left out.
//! A field that changes its meaning or goes away changes [`FORMAT`]; a new one does not.

use serde::Serialize;
use tinsmith_codegen::stages::text::is_unseen;

use crate::report::{
    Accepted, Cause, Change, ChangedFile, CrateReview, ExampleHunk, FilesOfKind, GeneratorChange,
    Part, Reach, Review, Rewrite, Side, Standing, Status,
};
use crate::table::{Callers, Step, Topic, Wire};

/// The version of the document's form, its field `format`.
pub const FORMAT: u32 = 1;

/// The review as a JSON document, indented, with a newline at its end.
pub fn write(review: &Review) -> String {
    let document = Document {
        format: FORMAT,
        step: review.step(),
        crates: review.crates.iter().map(CrateDocument::of).collect(),
        not_occurring: review.not_occurring.iter().map(AcceptedDocument::of).collect(),
    };
    let text = serde_json::to_string_pretty(&document);
    let text = text.unwrap_or_else(|error| unreachable!("only strings are keys: {error}"));
    visible(&text) + "\n"
}

/// The same document with what is not seen in a text escaped, so that a reader of the file sees what is in it.
///
/// `serde_json` escapes only what has to be, and leaves what turns the direction of text or what a terminal obeys.
fn visible(document: &str) -> String {
    let mut visible = String::with_capacity(document.len());
    for character in document.chars() {
        // A line ends between values only; within a text it is `\n` already.
        if character == '\n' || !is_unseen(character) {
            visible.push(character);
        } else {
            let units = character.encode_utf16(&mut [0; 2]).to_vec();
            visible.extend(units.into_iter().map(|unit| format!("\\u{unit:04x}")));
        }
    }
    visible
}

// Fields are written in the order in which they stand here.

#[derive(Serialize)]
struct Document<'r> {
    format: u32,
    step: Step,
    crates: Vec<CrateDocument<'r>>,
    not_occurring: Vec<AcceptedDocument<'r>>,
}

#[derive(Serialize)]
struct CrateDocument<'r> {
    package: &'r str,
    service: &'r str,
    step: Step,
    old: SideDocument<'r>,
    new: SideDocument<'r>,
    counts: Counts,
    changes: Vec<ChangeDocument<'r>>,
    files: Vec<FileDocument<'r>>,
    generator: Option<GeneratorDocument<'r>>,
    warnings: &'r [String],
    used_by: Option<UsedByDocument<'r>>,
}

impl<'r> CrateDocument<'r> {
    fn of(review: &'r CrateReview) -> Self {
        Self {
            package: &review.package,
            service: &review.service,
            step: review.step(),
            old: SideDocument::of(&review.old),
            new: SideDocument::of(&review.new),
            counts: Counts::of(review),
            changes: review
                .changes
                .iter()
                .map(|change| ChangeDocument::of(change, &review.package))
                .collect(),
            files: review.files.iter().map(FileDocument::of).collect(),
            generator: review.generator.as_ref().map(GeneratorDocument::of),
            warnings: &review.warnings,
            used_by: review
                .used_by
                .as_ref()
                .map(|used| UsedByDocument { folder: &used.folder, operations: &used.operations }),
        }
    }
}

#[derive(Serialize)]
struct UsedByDocument<'r> {
    folder: &'r str,
    operations: &'r [String],
}

#[derive(Serialize)]
struct SideDocument<'r> {
    label: &'r str,
    sha256: &'r str,
    operations: usize,
    files: usize,
    lines: usize,
}

impl<'r> SideDocument<'r> {
    fn of(side: &'r Side) -> Self {
        let Side { label, sha256, operations, files, lines } = side;
        Self { label, sha256, operations: *operations, files: *files, lines: *lines }
    }
}

#[derive(Serialize)]
struct Counts {
    breaking: usize,
    additive: usize,
    others: usize,
    wire_fails: usize,
    wire_limited: usize,
}

impl Counts {
    fn of(review: &CrateReview) -> Self {
        Self {
            breaking: review.count(Callers::Breaking),
            additive: review.count(Callers::Additive),
            others: review.count(Callers::None),
            wire_fails: super::words::count_on_wire(review, Wire::Fails),
            wire_limited: super::words::count_on_wire(review, Wire::Limited),
        }
    }
}

#[derive(Serialize)]
struct ChangeDocument<'r> {
    id: &'r str,
    fingerprint: String,
    kind: &'r str,
    topic: Topic,
    shape: &'r str,
    subject: &'r str,
    detail: &'r str,
    #[serde(rename = "trait")]
    of_trait: Option<&'r str>,
    parts: Vec<PartDocument<'r>>,
    reference: Option<&'r str>,
    notes: &'r [String],
    callers: Callers,
    at_run_time: bool,
    why: &'r str,
    wire: Wire,
    on_the_wire: &'r str,
    step: Step,
    reach: ReachDocument<'r>,
    files: &'r [String],
    used_at: &'r [String],
    rewrite: Option<RewriteDocument<'r>>,
    standing: StandingDocument<'r>,
}

impl<'r> ChangeDocument<'r> {
    fn of(change: &'r Change, package: &str) -> Self {
        let row = change.row();
        Self {
            id: &change.id,
            fingerprint: change.fingerprint(package),
            kind: row.id,
            topic: row.topic,
            shape: &change.shape,
            subject: &change.subject,
            detail: &change.detail,
            of_trait: change.of_trait.as_deref(),
            parts: change.parts.iter().map(PartDocument::of).collect(),
            reference: change.reference.as_deref(),
            notes: &change.notes,
            callers: row.callers,
            at_run_time: row.at_run_time,
            why: row.why,
            wire: row.wire,
            on_the_wire: row.on_the_wire,
            step: row.step(),
            reach: ReachDocument::of(&change.reach),
            files: &change.files,
            used_at: &change.used_at,
            rewrite: change.rewrite.as_ref().map(RewriteDocument::of),
            standing: StandingDocument::of(&change.standing),
        }
    }
}

#[derive(Serialize)]
struct RewriteDocument<'r> {
    old: &'r str,
    new: &'r str,
}

impl<'r> RewriteDocument<'r> {
    fn of(Rewrite { old, new }: &'r Rewrite) -> Self {
        Self { old, new }
    }
}

#[derive(Serialize)]
struct PartDocument<'r> {
    shape: &'r str,
    subject: &'r str,
    detail: &'r str,
    reference: Option<&'r str>,
    rewrite: Option<RewriteDocument<'r>>,
}

impl<'r> PartDocument<'r> {
    fn of(part: &'r Part) -> Self {
        let Part { shape, subject, detail, reference, rewrite } = part;
        Self {
            shape,
            subject,
            detail,
            reference: reference.as_deref(),
            rewrite: rewrite.as_ref().map(RewriteDocument::of),
        }
    }
}

#[derive(Serialize)]
struct StandingDocument<'r> {
    state: &'static str,
    why: Option<&'r str>,
    reason: Option<&'r str>,
    until: Option<&'r str>,
}

impl<'r> StandingDocument<'r> {
    fn of(standing: &'r Standing) -> Self {
        let allowed = Self { state: "allowed", why: None, reason: None, until: None };
        match standing {
            Standing::Allowed => allowed,
            Standing::Denied { why, expired, .. } => {
                Self { state: "refused", why: Some(why), until: expired.as_deref(), ..allowed }
            }
            Standing::Accepted { reason, until } => {
                Self { state: "accepted", reason: Some(reason), until: until.as_deref(), ..allowed }
            }
        }
    }
}

#[derive(Serialize)]
struct AcceptedDocument<'r> {
    package: &'r str,
    fingerprint: &'r str,
    change: &'r str,
    reason: &'r str,
    until: Option<&'r str>,
}

impl<'r> AcceptedDocument<'r> {
    fn of(accepted: &'r Accepted) -> Self {
        let Accepted { fingerprint, package, change, reason, until } = accepted;
        Self { package, fingerprint, change, reason, until: until.as_deref() }
    }
}

#[derive(Serialize)]
struct ReachDocument<'r> {
    operation: Option<&'r str>,
    each: &'r [String],
    inputs: &'r [String],
    outputs: &'r [String],
    errors: &'r [String],
    whole_service: bool,
}

impl<'r> ReachDocument<'r> {
    fn of(reach: &'r Reach) -> Self {
        let Reach { operation, each, inputs, outputs, errors, is_whole_service } = reach;
        let operation = operation.as_deref();
        Self { operation, each, inputs, outputs, errors, whole_service: *is_whole_service }
    }
}

#[derive(Serialize)]
struct FileDocument<'r> {
    path: &'r str,
    status: Status,
    added: usize,
    removed: usize,
    cause: Cause,
}

impl<'r> FileDocument<'r> {
    fn of(file: &'r ChangedFile) -> Self {
        let ChangedFile { path, status, added, removed, cause } = file;
        Self { path, status: *status, added: *added, removed: *removed, cause: *cause }
    }
}

#[derive(Serialize)]
struct GeneratorDocument<'r> {
    kinds: Vec<KindDocument<'r>>,
    examples: Vec<ExampleDocument<'r>>,
}

impl<'r> GeneratorDocument<'r> {
    fn of(generator: &'r GeneratorChange) -> Self {
        Self {
            kinds: generator.kinds.iter().map(KindDocument::of).collect(),
            examples: generator.examples.iter().map(ExampleDocument::of).collect(),
        }
    }
}

#[derive(Serialize)]
struct KindDocument<'r> {
    kind: &'r str,
    files: usize,
    added: usize,
    removed: usize,
}

impl<'r> KindDocument<'r> {
    fn of(files_of_kind: &'r FilesOfKind) -> Self {
        let FilesOfKind { kind, files, added, removed } = files_of_kind;
        Self { kind, files: *files, added: *added, removed: *removed }
    }
}

#[derive(Serialize)]
struct ExampleDocument<'r> {
    path: &'r str,
    alike: usize,
    old_start: usize,
    new_start: usize,
    lines: Vec<String>,
}

impl<'r> ExampleDocument<'r> {
    fn of(example: &'r ExampleHunk) -> Self {
        let hunk = &example.hunk;
        let lines = hunk.lines.iter().map(|line| format!("{}{}", line.sign.character(), line.text));
        Self {
            path: &example.path,
            alike: example.alike,
            old_start: hunk.old_start,
            new_start: hunk.new_start,
            lines: lines.collect(),
        }
    }
}
